"""Inspects the sandbox with SQLAlchemy and writes to it with pandas; fails where that goes wrong.

`npm run sandbox:suites` runs it: sqlalchemy-heavyai 1.0 works only with the SQLAlchemy of its time. Its
get_columns fails with today's pyheavydb, whichever server it asks.
"""

import json
import sys

import pandas
import sqlalchemy

options = json.loads(sys.argv[1])
engine = sqlalchemy.create_engine(
    "heavydb://{user}:{password}@{host}:{port}/{dbname}?protocol={protocol}".format(**options)
)
frame = pandas.DataFrame({"n": [1, 2], "word": ["a", "b"]})
frame.to_sql("written", engine, index=False, if_exists="replace")
with engine.connect() as connection:
    connection.execute(sqlalchemy.text("CREATE VIEW few AS SELECT iata FROM airports"))
    rows = connection.execute(sqlalchemy.text("SELECT n, word FROM written ORDER BY n")).fetchall()
inspector = sqlalchemy.inspect(engine)
seen = {
    "tables": inspector.get_table_names()[-1],
    "views": inspector.get_view_names(),
    "has": [inspector.has_table("flights"), inspector.has_table("nosuch")],
    "rows": [list(row) for row in rows],
}
expected = {
    "tables": "written",
    "views": ["few"],
    "has": [True, False],
    "rows": [[1, "a"], [2, "b"]],
}
if seen != expected:
    sys.exit(f"expected {expected}\nseen     {seen}")
