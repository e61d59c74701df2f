"""For notebooks: connects HEAVY.AI's driver with a session of its own."""

import weakref
from contextlib import suppress
from importlib import import_module
from urllib.parse import quote

from .owning_server import ask
from .session import driver_arguments

DRIVERS = ("heavyai", "heavydb")


def connect_session(connection: str | None = None):
    """
    Connects `heavyai`, or else `heavydb`, on a clone of JupyterLab's session.

    `connection` is a key from the editor's menu: "prod", or "prod;flights" for another database of
    that server. The default is the handed-over session of JupyterLab.

    Closing the connection, or the end of the kernel, logs out the clone only. Raises ImportError if
    no driver is installed, RuntimeError if there is no session, and the errors of the driver.
    """
    driver = _driver()
    path = "" if connection is None else f"/connections/{quote(connection, safe='')}"
    return _on_own_session(driver, driver_arguments(ask(f"{path}/sessions", {})))


def _driver():
    for name in DRIVERS:
        # heavyai cannot be imported if pandas or importlib_metadata is missing.
        with suppress(ImportError):
            return import_module(name)
    raise ImportError(
        "No driver for the database is installed. Run: %pip install pyheavydb importlib_metadata"
    )


def _on_own_session(driver, arguments: dict):
    class Connection(driver.Connection):
        """Logs out the session on close, unlike the driver's own: nobody else uses this session."""

        def __init__(self, **arguments):
            super().__init__(**arguments)
            # Also if it is garbage-collected, or the kernel ends.
            self._log_out = weakref.finalize(self, _log_out, self._client, self._session)

        def close(self):
            # The driver also calls this if connecting failed.
            getattr(self, "_log_out", bool)()
            super().close()

    return Connection(**arguments)


def _log_out(client, session: str) -> None:
    # The session may have expired, and the database may be gone.
    with suppress(Exception):
        client.disconnect(session)
