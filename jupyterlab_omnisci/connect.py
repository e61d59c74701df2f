"""For notebooks: a connection of HEAVY.AI's driver with a session of its own."""

import weakref
from contextlib import suppress
from importlib import import_module
from urllib.parse import quote

from .owning_server import ask
from .session import driver_arguments

DRIVERS = ("heavyai", "heavydb")


def connect_session(connection: str | None = None):
    """
    A connection of `heavyai`, else of `heavydb`, on a clone of the session that JupyterLab has.

    `connection` is a key, as the editor's menu has it: "prod", or "prod;flights" for another
    database of that server. Without it, it is the session that JupyterLab was handed.

    Closing it logs out the clone and nobody else; so does the end of the kernel. Raises ImportError
    where no driver is installed, RuntimeError where there is no session, and what the driver raises.
    """
    driver = _driver()
    path = "" if connection is None else f"/connections/{quote(connection, safe='')}"
    return _on_own_session(driver, driver_arguments(ask(f"{path}/sessions", {})))


def _driver():
    for name in DRIVERS:
        # Where pandas or importlib_metadata is missing, heavyai is there but cannot be imported.
        with suppress(ImportError):
            return import_module(name)
    raise ImportError(
        "No driver for the database is installed. Run: %pip install pyheavydb importlib_metadata"
    )


def _on_own_session(driver, arguments: dict):
    class Connection(driver.Connection):
        """Unlike the driver's own, logs a session out that it was given: nobody else has it."""

        def __init__(self, **arguments):
            super().__init__(**arguments)
            # Also where it is forgotten, or the kernel ends.
            self._log_out = weakref.finalize(self, _log_out, self._client, self._session)

        def close(self):
            # The driver calls this of one that never came to be, too.
            getattr(self, "_log_out", bool)()
            super().close()

    return Connection(**arguments)


def _log_out(client, session: str) -> None:
    # The session may have expired, and the database may be gone.
    with suppress(Exception):
        client.disconnect(session)
