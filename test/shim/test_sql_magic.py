"""`%%omnisci_sql` in a real kernel, with a real sidecar and the sandbox database."""

import threading

import pytest
from world import eventually

from notebook import Lab

GRID = "application/vnd.omnisci.result+json"
# Takes minutes.
ENDLESS = "SELECT COUNT(*) FROM flights a, flights b WHERE a.delay * 2 > b.distance + 9"


def test_rows_become_a_frame_that_shows_as_the_grid_and_as_pandas_table(kernel):
    [output] = kernel.run("%%omnisci_sql\nSELECT 1 AS one, 'a' AS \"two words\";\n")
    assert output["output_type"] == "execute_result"
    assert set(output["data"]) == {GRID, "text/html", "text/plain"}
    assert output["data"][GRID]["totalRows"] == 1
    assert "two words" in output["data"]["text/html"]
    assert kernel.value("_.iloc[0].tolist()") == [1, "a"]
    assert kernel.run("_ + _ if 0 else _.head(1)")[0]["data"].keys() == {"text/html", "text/plain"}


def test_the_output_holds_at_most_1000_rows(kernel):
    [output] = kernel.run("%%omnisci_sql -n 2500\nSELECT * FROM flights")[-1:]
    assert output["data"][GRID]["totalRows"] == 2500
    assert (
        kernel.value(
            "(lambda t: [t.num_rows, t.num_columns])(__import__('pyarrow').ipc.open_stream("
            f"__import__('base64').b64decode({output['data'][GRID]['arrow']!r})).read_all())"
        )[0]
        == 1000
    )


def test_a_name_takes_the_rows_and_shows_nothing_but_that_there_are_more(kernel):
    assert kernel.run("%%omnisci_sql rows <<\nSELECT 1 AS one") == []
    assert kernel.value("rows.one.tolist()") == [1]
    [output] = kernel.run("%%sql rows << -n 7\nSELECT * FROM flights")
    assert output["text"] == "The first 7 rows. There are more.\n"
    assert kernel.value("len(rows)") == 7


def test_values_reach_the_database_as_literals(kernel):
    kernel.run("text = \"'; DROP TABLE airports; --\"; number = 2; codes = ['ORD', 'JFK']")
    kernel.run("%%omnisci_sql rows <<\nSELECT {text} AS a, :number + 1 AS b, '{text}' AS c")
    assert kernel.value("rows.iloc[0].tolist()") == ["'; DROP TABLE airports; --", 3, "{text}"]
    kernel.run("%%omnisci_sql rows <<\nSELECT COUNT(*) AS n FROM airports WHERE iata IN ({codes})")
    assert kernel.value("int(rows.n[0])") == 2


@pytest.mark.parametrize(
    "columns",
    ["id, a_bigint, a_decimal, a_text, a_time, a_date, a_timestamp_9, some_doubles", "*"],
    ids=["as Arrow", "with geometries"],
)
def test_every_type_is_what_the_driver_reads_without_the_driver(kernel, columns):
    sql = f"SELECT {columns} FROM every_type ORDER BY id"  # noqa: S608
    kernel.run(
        "from jupyterlab_omnisci import connect_session\n"
        "from jupyterlab_omnisci.dataframe import read_sql\n"
        f"expected = read_sql({sql!r}, connect_session())\n"
        "import sys; drivers = {name: sys.modules.pop(name) for name in list(sys.modules)\n"
        "           if name.split('.')[0] in ('heavyai', 'heavydb')}\n"
        "sys.modules.update(heavyai=None, heavydb=None)"
    )
    kernel.run(f"%%omnisci_sql rows <<\n{sql}")
    kernel.run("sys.modules.update(drivers)")
    outputs = kernel.run(
        "from pandas.testing import assert_frame_equal\n"
        # Beside a geometry the sidecar does not know which texts are encoded.
        "texts = {name: 'string' for name in rows if rows[name].dtype == 'string'}\n"
        "assert_frame_equal(rows, expected.astype(texts))"
    )
    assert outputs == []
    assert kernel.value("len(rows)") == 3


def test_polars_gets_the_rows_too(kernel):
    kernel.run("%%omnisci_sql rows << --polars\nSELECT 1 AS one, 'a' AS text")
    assert kernel.value("[type(rows).__module__.split('.')[0], rows.rows()]") == [
        "polars",
        [[1, "a"]],
    ]


def test_a_million_rows_arrive_whole(kernel):
    assert kernel.run("%%omnisci_sql rows << --arrow -n 1000000\nSELECT * FROM flights")[-1][
        "text"
    ].startswith("The first 1,000,000 rows.")
    assert kernel.value("[rows.num_rows, type(rows).__module__]") == [1_000_000, "pyarrow.lib"]


def test_a_statement_without_rows_says_that_it_is_done(kernel):
    kernel.run("%%omnisci_sql\nDROP TABLE IF EXISTS by_magic")
    [output] = kernel.run("%%omnisci_sql\nCREATE TABLE by_magic (a INTEGER)")
    assert output["text"].startswith("Done in ")
    assert kernel.run("%%omnisci_sql\nDROP TABLE by_magic")[0]["text"].startswith("Done in ")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("%%omnisci_sql\nSELECT nothing FROM flights", "OmniSciError: "),
        ("%%omnisci_sql\nSELECT {missing_name}", "OmniSciError: There is no variable missing_name"),
        ("%%omnisci_sql\n  \n", "OmniSciError: The cell has no statement"),
        ("%%omnisci_sql -c nowhere\nSELECT 1", "OmniSciError: "),
        ("%%omnisci_sql -n 0\nSELECT 1", "UsageError: -n takes"),
        ("%%omnisci_sql --rows=many\nSELECT 1", "UsageError: "),
        ("%%omnisci_sql -c a;b -d c\nSELECT 1", "UsageError: -c a;b names a database"),
        ("%%omnisci_sql --polars --arrow\nSELECT 1", "UsageError: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(lab, kernel, cell, says):
    shown = kernel.error(cell)
    assert shown.startswith(says)
    assert len(shown.splitlines()) == 1
    assert (lab.session in shown, lab.server.token in shown) == (False, False)


def test_an_interrupt_reaches_the_database_and_progress_leaves_nothing_behind(lab, kernel):
    def interrupt_once_it_shows(outputs):
        if outputs and "Running" in str(outputs[-1].get("data")) and not told.is_set():
            told.set()
            kernel.interrupt()

    told = threading.Event()
    outputs = kernel.run(f"%%omnisci_sql\n{ENDLESS}", interrupt_once_it_shows)
    assert told.is_set()
    assert [output["output_type"] for output in outputs] == ["error"]
    assert outputs[0]["evalue"].startswith("The query was cancelled.")
    eventually(lambda: kernel.run("%%omnisci_sql rows <<\nSELECT 1 AS one") == [])


def test_a_missing_package_is_named_before_the_query_runs(kernel):
    kernel.run("import sys; kept = sys.modules.pop('polars', None); sys.modules['polars'] = None")
    shown = kernel.error("%%omnisci_sql --polars\nSELECT 1")
    assert shown.startswith("OmniSciError: polars cannot be imported")
    assert shown.endswith("Run: %pip install polars")
    kernel.run("sys.modules['polars'] = kept")


def test_another_database_of_the_server(kernel):
    kernel.run("%%omnisci_sql rows << -d heavyai\nSELECT COUNT(*) AS n FROM flights")
    assert kernel.value("int(rows.n[0])") > 0


def test_the_administrators_limit_is_told():
    lab = Lab(max_rows=5)
    try:
        with lab.kernel() as kernel:
            kernel.run("%load_ext jupyterlab_omnisci")
            [output] = kernel.run("%%omnisci_sql rows <<\nSELECT * FROM flights")
            assert output["text"] == "The first 5 rows. There are more.\n"
            assert kernel.value("len(rows)") == 5
    finally:
        lab.stop()


def test_somebody_elses_way_to_show_a_frame_stays(lab):
    with lab.kernel() as kernel:
        kernel.run(
            "import pandas, jupyterlab_omnisci\n"
            "formatter = get_ipython().display_formatter.mimebundle_formatter\n"
            "formatter.for_type(pandas.DataFrame, lambda frame, **options: {'text/plain': 'mine'})"
        )
        [output] = kernel.run("%%omnisci_sql\nSELECT 1 AS one")
        assert output["data"]["text/plain"] == "mine"


def test_importing_registers_them_and_leaves_a_foreign_sql_magic_alone(lab):
    with lab.kernel() as kernel:
        kernel.run(
            "get_ipython().register_magic_function(lambda line, cell: print('foreign'), 'cell', 'sql')"
        )
        kernel.run("import jupyterlab_omnisci")
        assert kernel.run("%%sql\nSELECT 1")[0]["text"] == "foreign\n"
        assert kernel.run("%%heavyai_sql rows <<\nSELECT 1 AS one") == []


def test_importing_the_package_loads_neither_pandas_nor_a_server(lab):
    done = lab.world.run(
        "-c",
        "import sys, jupyterlab_omnisci, jupyterlab_omnisci.magics;"
        "print(sorted({'IPython', 'pandas', 'pyarrow', 'heavydb', 'traitlets', 'jupyter_server'}"
        " & set(sys.modules)))",
    )
    assert done.stdout == "[]\n"
