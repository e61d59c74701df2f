"""Reads the sandbox as Arrow with heavyai's select_ipc; prints types and rows as one line of JSON."""

import json
import sys

import heavyai
import pyarrow

options = json.loads(sys.argv[1])
query = options.pop("query")
connection = heavyai.connect(**options)
frame = connection.select_ipc(query)
# select_ipc answers a DataFrame, which knows no decimals; the same bytes tell the exact types.
table = pyarrow.ipc.open_stream(connection._tdf.df_buffer).read_all()
table.validate(full=True)
print(
    json.dumps(
        {
            "tables": connection.get_tables(),
            "frame": [len(frame), list(frame.columns)],
            "types": [str(field.type) for field in table.schema],
            "rows": [
                [str(column[row]) for column in table.columns] for row in range(table.num_rows)
            ],
        }
    )
)
