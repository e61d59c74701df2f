"""For notebooks: makes an exact dataframe of a query, or names the inexact columns."""

import datetime as dt
import warnings
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd
from thrift.Thrift import TApplicationException

from .driver_limits import lift_size_limit
from .frames import frame_of

# From common.thrift and heavy.thrift, https://github.com/heavyai/heavydb.
CPU, WIRE = 0, 1
DICT = 4
# The last two are intervals: milliseconds, or months.
INTEGERS = {17: "int8", 0: "int16", 1: "int32", 2: "int64", 11: "int64", 12: "int64"}
REALS = {3: "float32", 5: "float64"}
DECIMAL, TIME, TIMESTAMP, DATE, BOOL = 4, 7, 8, 9, 10
UNITS = {0: "s", 3: "ms", 6: "us", 9: "ns"}
# A double holds 15 digits of any decimal number.
MAX_EXACT = 10**15


def read_sql(query: str, con, *, arrow: bool = True, limit: int | None = None) -> pd.DataFrame:
    """
    Runs a query on a connection of pyheavydb or heavyai, and reads all its rows or `limit` of them.

    Integers, booleans and plain TEXT have pandas' nullable types, dictionary-encoded TEXT is a
    category, FLOAT and DOUBLE are floats with NaN for NULL, DECIMAL is `decimal.Decimal`, DATE and
    TIMESTAMP are datetime64, TIME is `datetime.time`, an array is a list, a geometry is its WKT.

    Reads Arrow if pyarrow is installed and the database supports Arrow for every column, else the
    columns of `sql_execute`. There DECIMAL is a double: a warning names the rounded columns.
    Use `arrow=False` for statements such as SHOW. Raises the errors of `con.execute`.
    """
    lift_size_limit(con._client)
    first_n = -1 if limit is None else limit
    columns = _read_arrow(query, con, first_n) if arrow else None
    columns = columns or _read_thrift(query, con, first_n)
    return frame_of(columns)


def _read_arrow(query: str, con, first_n: int) -> list[tuple[str, pd.Series]] | None:
    try:
        import pyarrow as pa

        from .arrow_columns import columns_of
    except ImportError:
        return None
    try:
        reply = con._client.sql_execute_df(con._session, query.strip(), CPU, 0, first_n, WIRE)
    except TApplicationException:
        # Geometries, for instance, are not supported in Arrow. Invalid SQL fails here too; the next
        # attempt reports it properly.
        return None
    if not reply.df_buffer:  # servers before OmniSci 5.3
        return None
    table = pa.ipc.open_stream(reply.df_buffer).read_all()
    return columns_of(table)


def _read_thrift(query: str, con, first_n: int) -> list[tuple[str, pd.Series]]:
    # The cursor's own rows lose, for instance, which items of an array are NULL.
    rows = _execute(query, con, first_n)
    columns = list(zip(rows.row_desc, rows.columns, strict=False))
    rounded = [desc.col_name for desc, column in columns if _is_rounded(desc.col_type, column)]
    if rounded:
        warnings.warn(
            f"Not exact beyond 15 digits: {', '.join(rounded)}. The database sends DECIMAL exactly "
            "only as Arrow, which needs pyarrow, and a query without geometries or arrays of times.",
            stacklevel=3,
        )
    return [(desc.col_name, pd.Series(_values(desc.col_type, column))) for desc, column in columns]


def _execute(query: str, con, first_n: int):
    if first_n < 0:
        return con.execute(query)._result.row_set
    # The driver's own execute() reads all rows.
    return con._client.sql_execute(con._session, query.strip(), True, None, first_n, -1).row_set


def _values(kind, column):
    """The values for pandas' column."""
    nulls = np.array(column.nulls, dtype=bool)
    if kind.is_array:
        lists = [
            None if null else _items(kind, items)
            for null, items in zip(nulls, column.data.arr_col, strict=True)
        ]
        return pd.Series(lists, dtype=object)
    if kind.type in (DECIMAL, TIME):
        return pd.Series(_items(kind, column), dtype=object)
    if kind.type in REALS:
        return np.where(nulls, np.nan, column.data.real_col).astype(REALS[kind.type])
    if kind.type not in (*INTEGERS, TIMESTAMP, DATE, BOOL):
        texts = _items(kind, column)
        return pd.Categorical(texts) if kind.encoding == DICT else pd.array(texts, dtype="string")
    # A reserved number stands for NULL.
    integers = np.where(nulls, 0, np.array(column.data.int_col, dtype="int64"))
    if kind.type in INTEGERS:
        return pd.arrays.IntegerArray(integers.astype(INTEGERS[kind.type]), nulls)
    if kind.type == BOOL:
        return pd.arrays.BooleanArray(integers == 1, nulls)
    times = integers.astype(f"datetime64[{_unit(kind)}]")
    times[nulls] = np.datetime64("NaT")
    return times


def _items(kind, column) -> list:
    """The values of a column, or of one array, with `None` for NULL."""
    data = column.data
    if kind.type in REALS or kind.type == DECIMAL:
        items = data.real_col
    elif kind.type in (*INTEGERS, BOOL, TIME, DATE, TIMESTAMP):
        items = data.int_col
    else:
        items = data.str_col
    read = _reader(kind)
    return [None if null else read(item) for null, item in zip(column.nulls, items, strict=True)]


def _reader(kind) -> Callable:
    if kind.type == DECIMAL:
        return lambda real: round(Decimal(real), kind.scale)
    if kind.type == TIME:
        return lambda seconds: (dt.datetime.min + dt.timedelta(seconds=seconds)).time()
    if kind.type == DATE:
        return lambda seconds: np.datetime64(seconds // 86_400, "D")
    if kind.type == TIMESTAMP:
        return lambda count: np.datetime64(count, _unit(kind))
    return bool if kind.type == BOOL else lambda item: item


def _unit(kind) -> str:
    # A DATE arrives in seconds, whatever its precision.
    return "s" if kind.type == DATE else UNITS[kind.precision]


def _is_rounded(kind, column) -> bool:
    arrays = column.data.arr_col if kind.is_array else [column]
    return kind.type == DECIMAL and any(
        not null and abs(real) * 10**kind.scale >= MAX_EXACT
        for array in arrays
        for null, real in zip(array.nulls, array.data.real_col, strict=True)
    )
