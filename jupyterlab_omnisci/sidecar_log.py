"""Passes on what the sidecar writes: to Jupyter's logger, with its level, and its events. Keeps nothing."""

import json
import logging
import re
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import BinaryIO

# In the environment of the sidecar; server/settings/schema.ts has it too.
FORMAT = {"JUPYTERLAB_OMNISCI_LOG_FORMAT": "json"}
LEVELS = {"INFO": logging.INFO, "WARNING": logging.WARNING, "ERROR": logging.ERROR}
MAX_LINE_BYTES = 65536
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def logger_below(log: logging.Logger) -> logging.Logger:
    """One of the sidecar's own name, with the level, the handlers and the format of Jupyter's."""
    return log.getChild("omnisci")


def pass_on(
    stream: BinaryIO, log: logging.Logger, record: Callable[[dict], None] | None = None
) -> Thread:
    """
    `record` gets the events. In a thread, which ends with the stream, since a pipe cannot be awaited on Windows. Raises
    RuntimeError where there is no thread left.
    """
    thread = Thread(target=_pass_on, args=(stream, log, record), name="omnisci-log", daemon=True)
    thread.start()
    return thread


def _pass_on(stream: BinaryIO, log: logging.Logger, record) -> None:
    with stream:
        while line := stream.readline(MAX_LINE_BYTES):
            text = line.decode("utf-8", "replace").rstrip()
            event = _event(text)
            if event is None and text:
                log.log(*_record(text))
            elif event is not None and record:
                # The loop may have ended before the sidecar.
                with suppress(RuntimeError):
                    record(event)


def _event(line: str) -> dict | None:
    if not line.startswith('{"event":'):
        return None
    try:
        event = json.loads(line)["event"]
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


def _record(line: str) -> tuple[int, str, str]:
    try:
        record = json.loads(line)
        level = LEVELS[record["level"]]
        parts = [str(record["message"]), str(record["detail"])]
    except (ValueError, KeyError, TypeError):
        # Node's own words, as when it runs out of memory.
        return logging.WARNING, "%s", CONTROL.sub(" ", line)
    return level, "%s", "\n".join(filter(None, parts))
