"""
`%%omnisci_sqleditor`: an output that JupyterLab shows as a SQL editor. Asks no database.

The output holds the statement and where it belongs: never a user's name, a password or a session.
"""

from IPython.core.error import UsageError

from .connections import connection_in_line, connection_to_keep

# src/editor-output reads it.
MIME_TYPE = "application/vnd.omnisci.sqleditor+json"


class OmniSciSQLEditorRenderer:
    """
    A statement that shows as a SQL editor, at the end of a cell. The name is that of 2020.

    `connection` is what `connection_to_keep` takes: a key, a dictionary or a driver's connection.
    `query` is SQL, or an object whose `compile()` returns SQL. Raises TypeError of anything else.
    """

    def __init__(self, connection=None, query=""):
        self._connection = connection_to_keep(connection)
        self._query = query if isinstance(query, str) else str(query.compile())

    def __repr__(self):
        return self._query

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            MIME_TYPE: {"connection": self._connection, "query": self._query},
            # For JupyterLab without our front end, and for nbconvert.
            "text/plain": self._query,
        }


def editor_of_cell(ipython, line: str, cell: str) -> OmniSciSQLEditorRenderer:
    """Raises UsageError, which IPython shows as one line."""
    connection = connection_in_line(line, ipython.user_ns, "omnisci_sqleditor")
    try:
        return OmniSciSQLEditorRenderer(connection, cell.strip())
    except TypeError as error:
        raise UsageError(str(error)) from None
