"""For notebooks: connects HEAVY.AI's driver with a session of its own."""

from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module

from .kernel_session import open_session

DRIVERS = ("heavyai", "heavydb")
INSTALL = "%pip install pyheavydb importlib_metadata pandas pyarrow"


def connect_session(connection: str | None = None, *, environment: Mapping[str, str] | None = None):
    """
    Connects `heavyai`, or else `heavydb`, on a clone of JupyterLab's session.

    `connection` is a key from the editor's menu: "prod", or "prod;flights" for another database of
    that server. The default is the handed-over session of JupyterLab. If the kernel reaches the
    database at another address than Jupyter, `environment` names the variables that hold it:
    `{"host": "MY_HOST"}`.

    The connection is the driver's own, with `sql(query)` and `list_tables()`. It gets a new clone
    after its session has expired, as soon as JupyterLab's session was renewed. Closing it, or the
    end of the kernel, logs out the clone only. Raises ImportError if no driver is installed,
    OmniSciError if there is no session, and the errors of the driver.
    """
    driver = _driver()
    from .session_connection import connect_on

    return connect_on(driver, lambda: open_session(connection, environment or {}))


# What the notebooks call it that HEAVY.AI's web server writes.
omnisci_connect = heavyai_connect = connect_session


def _driver():
    for name in DRIVERS:
        # heavyai cannot be imported if pandas or importlib_metadata is missing.
        with suppress(ImportError):
            return import_module(name)
    raise ImportError(f"No driver for the database is installed. Run: {INSTALL}")
