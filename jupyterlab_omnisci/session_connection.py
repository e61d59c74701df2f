"""For notebooks: a connection of HEAVY.AI's driver that has a session of its own."""

import weakref
from collections.abc import Callable
from contextlib import suppress

from .driver_limits import lift_size_limit
from .kernel_session import KernelSession

# How HeavyDB begins its error for a session that has ended (DBHandler.cpp).
EXPIRED = "Session not valid"
# The most rows that a query shows which stands alone in a cell.
MAX_SHOWN = 1_000


def connect_on(driver, new_session: Callable[[], KernelSession]):
    """Connects `driver`, which is `heavyai` or `heavydb`, on a session that `new_session` opens."""

    class Connection(driver.Connection):
        """The driver's connection. Unlike that, it logs out a session that it was given."""

        def __init__(self, session: KernelSession):
            super().__init__(**session.arguments)
            lift_size_limit(self._client)
            self._client = _HealingClient(self._client, session, new_session)
            # Also if it is garbage-collected, or the kernel ends.
            self._log_out = weakref.finalize(self, self._client.log_out)

        def close(self):
            # The driver also calls this if connecting failed.
            getattr(self, "_log_out", bool)()
            super().close()

        def sql(self, query: str) -> "SqlQuery":
            """A query that runs when `execute()` is called, or when a cell shows it."""
            return SqlQuery(query, self)

        def list_tables(self) -> list[str]:
            """The names of the tables and views of this database."""
            return self._client.get_tables(self._session)

    return Connection(new_session())


class SqlQuery:
    """A query of `Connection.sql`, with what notebooks of HEAVY.AI call on it."""

    def __init__(self, query: str, con):
        self._query = query
        self._con = con

    def execute(self, limit: int | None = None):
        """The rows, or the first `limit`, as the exact DataFrame of `read_sql`."""
        from .dataframe import read_sql

        return read_sql(self._query, self._con, limit=limit)

    to_pandas = execute

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.execute(MAX_SHOWN))


class _HealingClient:
    """
    The driver's Thrift client. A call that the database refuses because the session has expired is
    made again on a new session: the database has not run it.
    """

    def __init__(self, client, session: KernelSession, new_session: Callable[[], KernelSession]):
        self._client = client
        # The driver goes on passing the first one.
        self._first = session.arguments["sessionid"]
        self._current = session
        self._new_session = new_session

    def __getattr__(self, name: str):
        method = getattr(self._client, name)
        if not callable(method):
            return method

        def call(*arguments, **options):
            if arguments[:1] != (self._first,):
                return method(*arguments, **options)
            try:
                return method(self._session_id, *arguments[1:], **options)
            except Exception as error:
                if not getattr(error, "error_msg", "").startswith(EXPIRED):
                    raise
                self._current = self._new_session()
                return method(self._session_id, *arguments[1:], **options)

        return call

    def log_out(self) -> None:
        if self._current.is_own:
            # The session may have expired, and the database may be gone.
            with suppress(Exception):
                self._client.disconnect(self._session_id)

    @property
    def _session_id(self) -> str:
        return self._current.arguments["sessionid"]
