"""Passes on the events of the sidecar: to Jupyter's event system, and to the metrics."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from .metrics import count

BASE = "https://github.com/omnisci/jupyterlab-omnisci/events"
KINDS = ("query", "render", "sign-in", "sign-out", "request-failure")


class Recorder:
    def __init__(self, event_logger, log):
        self._event_logger = event_logger
        self._log = log
        for kind in KINDS:
            event_logger.register_event_schema(Path(__file__).parent / "schemas" / f"{kind}.yaml")

    def from_thread(self) -> Callable[[dict], None]:
        """For the thread that reads the sidecar's lines. Call it where the loop runs."""
        loop = asyncio.get_running_loop()
        return lambda event: loop.call_soon_threadsafe(self.record, event)

    def record(self, event: dict) -> None:
        """Of an event that does not match its schema, only that is logged: not what it holds."""
        try:
            kind = event.pop("kind")
            schema_id = f"{BASE}/{kind}/v1"
            self._event_logger.schemas.validate_event(schema_id, event)
            self._event_logger.emit(schema_id=schema_id, data=event)
            count(kind, event)
        except Exception as error:
            self._log.warning("An OmniSci event was not recorded: %s", type(error).__name__)
