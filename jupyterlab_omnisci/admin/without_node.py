"""What can be said of the session and the database where no sidecar can be asked."""

import os
from collections.abc import Iterator
from pathlib import Path

from jupyter_server.serverapp import ServerApp

from ..assembly import Parts
from ..config import session_files, session_manager_name
from ..names import choose_variables
from .findings import Finding
from .status import REMEDIES

# So much of a file is read to say that it is not empty.
SOME_BYTES = 1024


def findings_without_node(serverapp: ServerApp, parts: Parts) -> Iterator[Finding]:
    """Only whether the file can be read and the variables are set: what they hold, the sidecar judges."""
    manager, config, _connections = parts.settings
    if session_manager_name(config) or manager.session_command:
        yield Finding("Session", "skipped", "not tried: it needs the sidecar")
        return
    files = session_files(serverapp, manager)
    found = files if manager.session_file else [file for file in files if os.path.exists(file)]
    if not found:
        yield Finding("Session", "skipped", "no session file is configured, and none was found")
        return
    yield _session(found[0] if manager.session_file else max(found, key=os.path.getmtime))
    yield _variables((manager.protocol, manager.host, manager.port))


def _session(file: str) -> Finding:
    try:
        with Path(file).open("rb") as opened:
            is_empty = not opened.read(SOME_BYTES).strip()
    except FileNotFoundError:
        message = f"The session file {file} does not exist. (session_missing)"
        remedy = "Log in to the database, so that it is written, or correct session_file."
        return Finding("Session", "problem", message, remedy)
    except OSError as error:
        message = f"The session file {file} cannot be read: {error.strerror}. (session_unreadable)"
        return Finding("Session", "problem", message)
    if is_empty:
        message = f"The session file {file} holds no session. (session_missing)"
        return Finding("Session", "problem", message, "Log in to the database again.")
    message = f"{file} can be read; what it holds is not tried without the sidecar"
    return Finding("Session", "ok", message)


def _variables(configured: tuple[str, ...]) -> Finding:
    names = choose_variables(configured, os.environ)
    unset = [name for name in names if not os.environ.get(name, "").strip()]
    if unset:
        message = f"No value: {', '.join(unset)}. (environment_missing)"
        return Finding("Variables", "problem", message, REMEDIES["environment_missing"])
    return Finding("Variables", "ok", ", ".join(f"{name}={os.environ[name]}" for name in names))
