"""For notebooks: a session of the kernel's own, or the handed-over one if there can be none."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from .omnisci_error import OmniSciError
from .owning_server import ask
from .session import current_session, driver_arguments


class KernelSession(NamedTuple):
    # Those of the driver's `connect`.
    arguments: dict
    # Whether the kernel has to log it out.
    is_own: bool


def open_session(connection: str | None, environment: Mapping[str, str]) -> KernelSession:
    """
    Asks the Jupyter server for a clone of the connection's session.

    `environment` may name variables of the kernel with another "protocol", "host" or "port" of the
    same database. Raises OmniSciError if there is no session.
    """
    session = _of_key(connection) if connection else _handed_over()
    return session._replace(arguments={**session.arguments, **_address(environment)})


def _of_key(connection: str) -> KernelSession:
    reply = ask(f"/connections/{quote(connection, safe='')}/sessions", {})
    return KernelSession(driver_arguments(reply), is_own=True)


def _handed_over() -> KernelSession:
    try:
        return KernelSession(driver_arguments(ask("/sessions", {})), is_own=True)
    except OmniSciError as error:
        if error.code == "forbidden":
            # expose_session_id is off. The kernel may read the file that Jupyter reads, as its user.
            arguments = _from_file(ask("/status"))
        elif error.code == "request_invalid":
            # An old database that clones no sessions.
            arguments = current_session()
        else:
            raise
        if arguments is None:
            raise
    return KernelSession(arguments, is_own=False)


def _from_file(status: dict) -> dict | None:
    source = status["source"]
    if source["kind"] != "file" or not source["path"]:
        return None
    # server/session/parse-session-file.ts also reads this format: change both.
    try:
        session = Path(source["path"]).read_text(encoding="utf-8-sig").strip()
        if session.startswith("{"):
            session = json.loads(session)["session"]
    except (OSError, ValueError, KeyError):
        # Not the cause: a JSON error quotes the text.
        raise OmniSciError(
            "The kernel cannot read the session file.", "session_unreadable"
        ) from None
    return driver_arguments({"session": session, "connection": status["connection"]})


def _address(environment: Mapping[str, str]) -> dict:
    unknown = set(environment) - {"protocol", "host", "port"}
    if unknown:
        raise ValueError(f"environment names the variables of {', '.join(sorted(unknown))}.")
    missing = [name for name in environment.values() if name not in os.environ]
    if missing:
        raise OmniSciError(
            f"The kernel has no environment variable {', '.join(missing)}.", "environment_missing"
        )
    address = {part: os.environ[name].strip() for part, name in environment.items()}
    if "protocol" in address:
        address["protocol"] = address["protocol"].lower()
    if "port" in address:
        address["port"] = int(address["port"])
    return address
