"""
The cell magics for notebooks. Registering them imports nothing else; the first use does.

`%load_ext jupyterlab_omnisci` registers them, and so does `import jupyterlab_omnisci` in IPython.
"""


def omnisci_sql(line: str, cell: str):
    """
    Runs a statement on JupyterLab's OmniSci session and returns its rows as a DataFrame.

        %%omnisci_sql [name <<] [-c CONNECTION] [-d DATABASE] [-n ROWS] [--arrow | --polars]
        SELECT carrier, COUNT(*) FROM flights WHERE origin = {origin} GROUP BY carrier

    name <<              keeps the rows in that variable and shows nothing
    -c, --connection     a connection of the editor's menu; by default the handed-over session
    -d, --database       another database of that server
    -n, --rows           reads only so many rows
    --arrow, --polars    returns a pyarrow.Table or a polars.DataFrame

    `{name}` and `:name` outside quotes are values of the notebook's variables. They reach the
    database as escaped literals: a text cannot become SQL. A list fits `IN ({list})`.
    """
    from IPython import get_ipython

    from .sql_magic import run_cell

    return run_cell(get_ipython(), line, cell)


def omnisci_sqleditor(line: str, cell: str):
    """
    Shows a statement as a SQL editor in the output, in JupyterLab. Runs nothing.

        %%omnisci_sqleditor [-c CONNECTION [-d DATABASE] | VARIABLE | DICTIONARY]
        SELECT carrier, COUNT(*) FROM flights GROUP BY carrier

    -c, --connection     a connection of the editor's menu; by default the handed-over session
    -d, --database       another database of that server
    VARIABLE             of the notebook: a dictionary, or what `connect_session` returned
    DICTIONARY           with `host`, `port`, `protocol` and `database`, as in 2020

    The output holds no user, no password and no session.
    """
    from IPython import get_ipython

    from .sql_editor import editor_of_cell

    return editor_of_cell(get_ipython(), line, cell)


def omnisci_vega(line: str, cell: str):
    """
    Has the database draw Vega, in HeavyDB's dialect, and shows the picture.

        %%omnisci_vega [-c CONNECTION [-d DATABASE] | VARIABLE | DICTIONARY]
        {"width": 800, "height": 500, "data": [{"name": "points", "sql": "SELECT …"}], …}

    The first line is that of `%%omnisci_sqleditor`. The body is JSON, in whose texts newlines and
    tabs may stand as they are, or YAML if PyYAML is installed.

    The output holds the spec, and the picture if the database draws. Otherwise JupyterLab draws.
    """
    from IPython import get_ipython

    from .vega import picture_of_cell

    return picture_of_cell(get_ipython(), "omnisci_vega", line, cell, is_lite=False)


def omnisci_vegalite(line: str, cell: str):
    """
    Like `%%omnisci_vega`, with Vega-Lite in the body.

        %%omnisci_vegalite [-c CONNECTION [-d DATABASE] | VARIABLE | DICTIONARY]
        {"data": {"sql": "SELECT …"}, "mark": "circle", "encoding": {…}}

    docs/vega-lite.md lists what of Vega-Lite the database can draw.
    """
    from IPython import get_ipython

    from .vega import picture_of_cell

    return picture_of_cell(get_ipython(), "omnisci_vegalite", line, cell, is_lite=True)


def register(ipython) -> None:
    """Adds the magics; `%%sql`, too, unless another package has one."""
    from IPython.core.magic import no_var_expand

    for magic, names in {
        omnisci_sql: ("omnisci_sql", "heavyai_sql"),
        # IPython would read the braces of a dictionary as values to insert.
        no_var_expand(omnisci_sqleditor): ("omnisci_sqleditor", "heavyai_sqleditor"),
        # The last is that of 2018.
        no_var_expand(omnisci_vega): ("omnisci_vega", "heavyai_vega", "mapd"),
        no_var_expand(omnisci_vegalite): ("omnisci_vegalite", "heavyai_vegalite"),
    }.items():
        for name in names:
            ipython.register_magic_function(magic, "cell", name)
    if ipython.find_cell_magic("sql") is None:
        ipython.register_magic_function(omnisci_sql, "cell", "sql")
