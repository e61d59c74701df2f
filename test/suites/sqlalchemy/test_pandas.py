"""What pandas and an inspector do with sqlalchemy-heavyai, which the suite for dialects leaves out."""

import pandas
import sqlalchemy
from sqlalchemy.testing import config


def test_pandas_writes_a_frame_and_reads_it():
    frame = pandas.DataFrame({"n": [1, 2], "word": ["a", "b"]})
    frame.to_sql("written", config.db, index=False, if_exists="replace")
    with config.db.connect() as connection:
        rows = connection.execute(sqlalchemy.text("SELECT n, word FROM written ORDER BY n"))
        assert [tuple(row) for row in rows] == [(1, "a"), (2, "b")]
        connection.execute(sqlalchemy.text("DROP TABLE written"))


def test_the_inspector_tells_tables_from_views():
    with config.db.connect() as connection:
        connection.execute(sqlalchemy.text("CREATE VIEW few AS SELECT iata FROM airports"))
        inspector = sqlalchemy.inspect(config.db)
        assert "airports" in inspector.get_table_names()
        assert inspector.get_view_names() == ["few"]
        assert inspector.has_table("flights")
        assert not inspector.has_table("nosuch")
        connection.execute(sqlalchemy.text("DROP VIEW few"))
