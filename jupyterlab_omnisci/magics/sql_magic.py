"""What `%%omnisci_sql` does: binds values, runs the statement, makes and shows the rows."""

import warnings

from ..omnisci_error import OmniSciError
from ..query import Reply, run_query
from .arguments import parse_line
from .bind import bind
from .progress import shown_progress


def run_cell(ipython, line: str, cell: str):
    """
    Returns the rows as `parse_line` says, or None after they were assigned, or if there are none.

    Raises UsageError of a wrong line and OmniSciError of what fails, the user's interrupt included.
    """
    arguments = parse_line(line)
    make = _maker(arguments.result)
    sql = _bound(cell, ipython.user_ns)
    with shown_progress(ipython) as on_progress:
        reply = run_query(sql, arguments.connection, limit=arguments.limit, on_progress=on_progress)
    if reply.stream is None:
        print(f"Done in {reply.execution_time_ms:,} ms.")
        return None
    rows = make(reply)
    if reply.has_more:
        print(f"The first {reply.rows:,} rows. There are more.")
    if arguments.variable is None:
        return rows
    ipython.push({arguments.variable: rows})
    return None


def _bound(cell: str, values: dict) -> str:
    try:
        sql = bind(cell, values).strip().rstrip("; \t\r\n")
    except (NameError, TypeError, ValueError) as error:
        raise OmniSciError(str(error), "request_invalid") from None
    if not sql:
        raise OmniSciError("The cell has no statement below its first line.", "request_invalid")
    return sql


def _maker(result: str):
    """A function from a reply to rows. Before the query: a missing package must not waste it."""
    pa = _package("pyarrow", "pyarrow")

    def table_of(reply: Reply):
        with pa.ipc.open_stream(pa.py_buffer(reply.stream)) as stream:
            return stream.read_all().slice(0, reply.rows)

    if result == "arrow":
        return table_of
    if result == "polars":
        polars = _package("polars", "polars")
        return lambda reply: polars.from_arrow(table_of(reply))
    _package("pandas", "pandas")
    return lambda reply: _frame(table_of(reply))


def _frame(table):
    from ..arrow_columns import columns_of, rounded_columns
    from ..frames import frame_of
    from .grid import show_as_grid

    rounded = rounded_columns(table)
    if rounded:
        warnings.warn(
            f"Not exact beyond 15 digits: {', '.join(rounded)}. Beside a geometry or an array of "
            "times the database sends DECIMAL as a double.",
            stacklevel=2,
        )
    return show_as_grid(frame_of(columns_of(table)))


def _package(name: str, install: str):
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise OmniSciError(
            f"{name} cannot be imported ({error}). Run: %pip install {install}", "request_invalid"
        ) from None
