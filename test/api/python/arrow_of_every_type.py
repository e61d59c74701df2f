"""Writes an Arrow stream of every kind of type to its output, by Arrow's C++ library."""

import datetime as dt
import decimal
import sys

import pyarrow as pa

integers = pa.array([1, None, 3])
table = pa.table(
    {
        "integer": integers,
        "text": pa.array(["a", None, "c"]),
        "dictionary": pa.array(["x", "y", "x"]).dictionary_encode(),
        "list": pa.array([[1, 2], None, [3]]),
        "texts": pa.array([["a"], [], None]),
        "pairs": pa.array([[1.0, 2.0]] * 3, pa.list_(pa.float32(), 2)),
        "struct": pa.array([{"a": 1, "b": "x"}, None, {"a": 2, "b": None}]),
        "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
        "union": pa.UnionArray.from_dense(
            pa.array([0, 1, 0], pa.int8()),
            pa.array([0, 0, 1], pa.int32()),
            [pa.array([1, 2]), pa.array(["q"])],
        ),
        "zoned": pa.array([dt.datetime(2020, 1, 1)] * 3, pa.timestamp("us", tz="Europe/Berlin")),
        "time": pa.array([dt.time(1, 2, 3)] * 3),
        "decimal": pa.array([decimal.Decimal("1.23")] * 3, pa.decimal128(10, 2)),
        "truth": pa.array([True, False, None]),
        "bytes": pa.array([b"a", None, b"c"]),
        "nothing": pa.nulls(3),
        **{f"column_{index}": integers for index in range(2000)},
    },
    metadata={b"key": b"value", b"empty": b""},
)
with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
    stream.write_table(table)
    stream.write_table(table.slice(0, 0))
