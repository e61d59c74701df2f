"""For notebooks: makes exact pandas columns of Arrow. Imports pandas and pyarrow, no driver."""

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NULLABLE = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.string(): pd.StringDtype(),
}


def columns_of(table: pa.Table) -> list[tuple[str, pd.Series]]:
    """
    The table's columns by name; two of them may have the same name.

    Integers, booleans and plain TEXT get pandas' nullable types, dictionary-encoded TEXT a
    category, DECIMAL `decimal.Decimal`, DATE and TIMESTAMP datetime64, TIME `datetime.time`, an
    array a list. NULL stays NULL.
    """
    return [(name, _series(table.column(at))) for at, name in enumerate(table.column_names)]


def rounded_columns(table: pa.Table) -> list[str]:
    """
    The columns of DECIMAL that the database sent as DOUBLE and that hold more than 15 digits.

    `FieldMetadata` in server/protocol.ts describes the metadata.
    """
    return [
        field.name
        for field, column in zip(table.schema, table.columns, strict=True)
        if (field.metadata or {}).get(b"heavydb:sent_as") == b"DOUBLE" and _is_long(field, column)
    ]


def _is_long(field: pa.Field, column: pa.ChunkedArray) -> bool:
    scale = re.search(rb",\s*(\d+)\)", field.metadata[b"heavydb:sql_type"])
    max_exact = 10**15 / 10 ** int(scale[1] if scale else 0)
    if pa.types.is_list(column.type):
        column = pc.list_flatten(column)
    largest = pc.max(pc.abs(column.cast(pa.float64()))).as_py()
    return largest is not None and largest >= max_exact


def _series(column: pa.ChunkedArray) -> pd.Series:
    if pa.types.is_list(column.type):
        return pd.Series(column.to_pylist(), dtype=object)
    if pa.types.is_date(column.type):
        column = column.cast(pa.timestamp("s"))
    return column.to_pandas(types_mapper=NULLABLE.get)
