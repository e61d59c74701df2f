"""Calls an admin's session manager that is a Python class, on request of the sidecar."""

import asyncio
import inspect
import json
import os
import socket
import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from math import isfinite

from traitlets.config import Configurable


class NotFound(Exception):
    """The class was not found; the message names the places."""


class PythonManager:
    """
    Answers the sidecar on a socket that only the two have: for each line {"call": N} it calls
    `get_session()` of the class, and writes {"call": N, "session": …} or {"call": N, "fault": …}.
    """

    def __init__(self, name: str, *, parent, config):
        self._name = name
        self._parent = parent
        self._config = config
        self._manager = None
        self._tasks = set()

    def connect(self) -> socket.socket:
        """The end for the sidecar, to be closed here once that has it. Serves as long as it lives."""
        ours, theirs = socket.socketpair()
        self._keep(self._serve(ours))
        return theirs

    async def _serve(self, ours: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=ours)
        with suppress(ConnectionError):
            while line := await reader.readline():
                self._keep(self._answer(json.loads(line)["call"], writer))
        writer.close()

    async def _answer(self, call: int, writer) -> None:
        try:
            answer = {"session": await self._session()}
        except NotFound as error:
            answer = {"fault": _fault("session_manager_not_found", error)}
        except Exception as error:
            answer = {"fault": _fault("session_manager_failed", error)}
        # The sidecar may have ended meanwhile.
        with suppress(ConnectionError):
            writer.write(json.dumps({"call": call, **answer}).encode() + b"\n")
            await writer.drain()

    async def _session(self):
        if self._manager is None:
            # In a thread: the import may take long and must not block Jupyter.
            self._manager = await asyncio.to_thread(self._make)
        get_session = self._manager.get_session
        if inspect.iscoroutinefunction(get_session):
            session = await get_session()
        else:
            session = await asyncio.to_thread(get_session)
        return _plain(session)

    def _make(self):
        found = self._find()
        if isinstance(found, type):
            if issubclass(found, Configurable):
                found = found(parent=self._parent, config=self._config)
            else:
                found = found()
        if not callable(getattr(found, "get_session", None)):
            raise NotFound(f"{self._name} has no method get_session.")
        return found

    def _find(self):
        module_name, _, name = self._name.rpartition(".")
        if not all(part.isidentifier() for part in self._name.split(".")) or not module_name:
            raise NotFound(f"{self._name!r} is no name of a Python class, such as module.Class.")
        folders = [os.getcwd(), *self._parent.config_file_paths]
        try:
            with _also_on_path(folders):
                module = import_module(module_name)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{module_name}.".startswith(f"{error.name}."):
                raise
            raise NotFound(
                f"Nor is there a Python module {module_name!r}, installed or in {', '.join(folders)}."
            ) from error
        if not hasattr(module, name):
            raise NotFound(f"The Python module {module.__file__} has no {name!r}.")
        return getattr(module, name)

    def _keep(self, work) -> None:
        """Holds the task, which could otherwise be garbage-collected before it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@contextmanager
def _also_on_path(folders: list[str]):
    added = [folder for folder in folders if folder not in sys.path]
    sys.path.extend(added)
    try:
        yield
    finally:
        for folder in added:
            sys.path.remove(folder)


def _plain(session):
    """The fields of the interface; the sidecar validates them."""
    if not isinstance(session, dict):
        return None if session is None else f"({type(session).__name__})"
    connection = session.get("connection")
    if isinstance(connection, dict):
        connection = {part: _leaf(connection.get(part)) for part in ("protocol", "host", "port")}
    else:
        connection = _leaf(connection)
    return {
        **{part: _leaf(session.get(part)) for part in ("session", "query", "expires")},
        "connection": {} if connection is None else connection,
    }


def _leaf(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    # NaN and infinity are no JSON.
    is_number = isinstance(value, (int, float)) and isfinite(value)
    return value if is_number or isinstance(value, (str, type(None))) else {}


def _fault(code: str, error: Exception) -> dict:
    message = str(error)
    # A KeyError says the key, and not that it is missing.
    if not message or isinstance(error, KeyError):
        message = f"{type(error).__name__}{f': {message}' if message else ''}"
    return {"code": code, "message": message, "loading": False}
