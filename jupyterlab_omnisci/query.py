"""For notebooks: reads a query's rows as Arrow, by the pages of the sidecar. Needs no driver."""

import json
from collections.abc import Callable
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import quote
from uuid import uuid4

from .omnisci_error import OmniSciError
from .owning_server import open_route, owning_server

HANDOVER = "handover"
PAGE_HEADER = "X-OmniSci-Page"
# The sidecar answers within ten seconds, with a page or with "running".
TIMEOUT_S = 60


class Progress(NamedTuple):
    """How much has arrived. `expected_bytes` is None if the database has not said."""

    rows: int
    bytes: int
    expected_bytes: int | None


class Reply(NamedTuple):
    """`stream` is an Arrow IPC stream, or None of a statement without a table."""

    stream: bytearray | None
    # Rows that were asked for: the stream may hold one more, which shows that there are more.
    rows: int
    has_more: bool
    # By the database's own clock.
    execution_time_ms: int


def run_query(
    sql: str,
    connection: str | None = None,
    *,
    limit: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Reply:
    """
    Runs one statement and reads all its rows, or the first `limit`.

    `connection` is a key as in `connect_session`. Raises OmniSciError, with the database's message
    if it refuses the statement, and "query_cancelled" after an interrupt (Ctrl-C), which also
    interrupts the database.
    """
    pages = _Pages(connection or HANDOVER)
    try:
        return pages.read(sql, limit, on_progress or (lambda progress: None))
    except KeyboardInterrupt:
        raise OmniSciError(_CANCELLED[pages.cancel()], "query_cancelled") from None
    except OmniSciError as error:
        # A failure that has a code ended the query already.
        if not error.code:
            pages.cancel()
        raise


_CANCELLED = {
    "interrupted": "The query was cancelled. The database was asked to stop it.",
    "finished": "The query was cancelled. The database had already finished it.",
    "abandoned": "The query was cancelled here. It may still run in the database.",
}


class _Pages:
    """The pages of one query, as `Routes` in server/protocol.ts describes them."""

    def __init__(self, connection: str):
        self._server = owning_server()
        self._path = f"/connections/{quote(connection, safe='')}/queries"
        self._id = str(uuid4())

    def read(self, sql: str, limit: int | None, on_progress) -> Reply:
        stream = bytearray()
        body = {"id": self._id, "sql": sql, "rowLimit": limit}
        for number in range(2**31):
            header = self._page(number, stream, body if number == 0 else None)
            rows = header["rows"] if limit is None else min(header["rows"], limit)
            on_progress(Progress(rows, len(stream), header["expectedBytes"]))
            summary = header["summary"]
            if summary is not None:
                break
        if summary["bytes"] != len(stream):
            raise OmniSciError("The result is incomplete. Run the query again.")
        return Reply(
            stream=stream or None,
            rows=summary["rows"] - (1 if summary["more"] else 0),
            has_more=summary["more"],
            execution_time_ms=summary["executionTimeMs"],
        )

    def cancel(self) -> str:
        """Ends the query; returns the outcome, as `CancelReply` in server/protocol.ts."""
        try:
            with self._ask(f"{self._path}/{self._id}/cancel", {}) as response:
                return json.load(response)["outcome"]
        except (OmniSciError, HTTPException, OSError, ValueError):
            return "abandoned"

    def _page(self, number: int, stream: bytearray, body: dict | None) -> dict:
        """Appends the page to the stream and returns its header. Waits as long as it takes."""
        path = self._path if body else f"{self._path}/{self._id}/pages/{number}"
        while True:
            with self._ask(path, body) as response:
                if response.status == 202:
                    response.read()
                    path, body = f"{self._path}/{self._id}/pages/{number}", None
                    continue
                try:
                    header = json.loads(response.headers[PAGE_HEADER])
                    page = response.read()
                except (HTTPException, OSError, TypeError, ValueError) as error:
                    raise OmniSciError(f"A page of the result was lost: {error}") from None
            if header["page"] != number or header["bytes"] != len(page):
                raise OmniSciError("A page of the result is incomplete. Run the query again.")
            stream += page
            return header

    def _ask(self, path: str, body: dict | None):
        return open_route(self._server, path, body, asker="kernel", timeout=TIMEOUT_S)
