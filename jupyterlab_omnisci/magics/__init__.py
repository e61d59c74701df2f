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


def register(ipython) -> None:
    """Adds the magics; `%%sql`, too, unless another package has one."""
    ipython.register_magic_function(omnisci_sql, "cell", "omnisci_sql")
    ipython.register_magic_function(omnisci_sql, "cell", "heavyai_sql")
    if ipython.find_cell_magic("sql") is None:
        ipython.register_magic_function(omnisci_sql, "cell", "sql")
