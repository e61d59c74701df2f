"""Loads a dataframe with heavyai in each way it knows; prints what comes back as one line of JSON."""

import datetime
import json
import sys

import heavyai
import pandas
import pyarrow
from heavydb.thrift.ttypes import TColumn, TColumnData

options = json.loads(sys.argv[1])
connection = heavyai.connect(**options)

frame = pandas.DataFrame(
    {
        "an_int": pandas.Series([1, 2], dtype="int32"),
        "a_bigint": pandas.Series([2**53 + 1, -1], dtype="int64"),
        "a_double": [1.5, -0.25],
        "a_bool": [True, False],
        "a_text": pandas.Series(["x", "naïve 日本"], dtype="object"),
        "a_day": [datetime.date(2001, 2, 3), datetime.date(1969, 12, 31)],
        "a_moment": pandas.to_datetime(["2001-02-03 04:05:06", "1969-12-31 23:59:59"]),
    }
)
rows = [list(row) for row in frame.itertuples(index=False)]


def stored(query):
    """The rows that a query answers, as texts."""
    return [[str(value) for value in row] for row in connection.execute(query)]


def refusal(call):
    """The text of the error that a call ends with."""
    try:
        call()
    except Exception as error:
        return getattr(error, "error_msg", str(error))
    return "no error"


seen = {}
connection.load_table("by_arrow", frame)
seen["arrow"] = stored("SELECT * FROM by_arrow")
# heavyai's own columnar loader fails with today's pandas: this is what it would send.
connection.create_table("by_columns", frame)
connection._client.load_table_binary_columnar(
    connection._session,
    "by_columns",
    [
        TColumn(TColumnData(int_col=[1, 2]), [False, False]),
        TColumn(TColumnData(int_col=[2**53 + 1, -1]), [False, False]),
        TColumn(TColumnData(real_col=[1.5, -0.25]), [False, False]),
        TColumn(TColumnData(int_col=[1, 0]), [False, False]),
        TColumn(TColumnData(str_col=["x", "naïve 日本"]), [False, False]),
        TColumn(TColumnData(int_col=[981158400, -86400]), [False, False]),
        TColumn(TColumnData(int_col=[981173106, -1]), [False, False]),
    ],
    [],
)
seen["columns"] = stored("SELECT * FROM by_columns")
connection.create_table("by_rows", frame)
connection.load_table_rowwise("by_rows", rows)
seen["rows"] = stored("SELECT * FROM by_rows")
seen["types"] = [
    f"{detail.name} {detail.type}" for detail in connection.get_column_details("by_rows")
]

connection.execute("CREATE TABLE lists (id INT, words TEXT[], p POINT, d DECIMAL(10,2))")
connection.load_table_arrow(
    "lists",
    pyarrow.Table.from_pydict(
        {
            "id": [1, None],
            "words": [["a", "b c"], None],
            "p": ["POINT(1 2)", None],
            "d": pyarrow.array([None, None], pyarrow.decimal128(10, 2)),
        }
    ),
)
seen["lists"] = stored("SELECT * FROM lists")
seen["few"] = refusal(lambda: connection.load_table_rowwise("lists", [(1,)]))
seen["wrong"] = refusal(lambda: connection.load_table_rowwise("by_rows", [("x",) * 7]))
seen["afterwards"] = len(stored("SELECT * FROM by_rows"))
connection.execute("CREATE VIEW some AS SELECT id FROM lists")
client, session = connection._client, connection._session
seen["physical"] = client.get_physical_tables(session)[-4:]
seen["views"] = client.get_views(session)
seen["users"] = client.get_users(session)
seen["nothing"] = [
    client.get_roles(session),
    client.get_dashboards(session),
    client.get_memory(session, "cpu"),
    client.get_queries_info(session),
]
seen["dashboard"] = refusal(lambda: client.get_dashboard(session, 7))
print(json.dumps(seen))
