"""Reads the sandbox with pyheavydb; prints what it saw as one line of JSON."""

import json
import sys

import heavydb

options = json.loads(sys.argv[1])
query = options.pop("query")
connection = heavydb.connect(**options)
tables = [row[0] for row in connection.execute("SHOW TABLES")]
cursor = connection.execute(query)
print(
    json.dumps(
        {
            "tables": tables,
            "columns": [column.name for column in cursor.description],
            "rows": [list(row) for row in cursor.fetchall()],
        },
        default=str,
    )
)
try:
    connection.execute("SELECT it FROM fake_table")
except heavydb.ProgrammingError as error:
    assert "Object 'fake_table' not found" in str(error), error
else:
    raise AssertionError("A table that is not there was read.")
connection.close()
