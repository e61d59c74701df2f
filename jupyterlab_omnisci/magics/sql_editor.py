"""
`%%omnisci_sqleditor`: an output that JupyterLab shows as a SQL editor. Asks no database.

The output holds the statement and where it belongs: never a user's name, a password or a session.
"""

import ast
from collections.abc import Mapping
from urllib.parse import urlsplit

from IPython.core.error import UsageError

from ..query import HANDOVER
from .arguments import connection_parser, key_of

# src/editor-output reads it.
MIME_TYPE = "application/vnd.omnisci.sqleditor+json"

# What the output keeps of a dictionary, and the names that it may have there.
KEPT = {
    "protocol": ("protocol",),
    "host": ("host",),
    "port": ("port",),
    "database": ("database", "dbname"),
}


class OmniSciSQLEditorRenderer:
    """
    A statement that shows as a SQL editor, at the end of a cell. The name is that of 2020.

    `connection` is a key as in `connect_session`, a dictionary with `host`, `port`, `protocol` and
    `database`, or a connection of heavyai, heavydb or pymapd; None is the handed-over session.
    `query` is SQL, or an object whose `compile()` returns SQL. Raises TypeError of anything else.
    """

    def __init__(self, connection=None, query=""):
        self._connection = _connection_of(connection)
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
    connection = _named_in(line.strip(), ipython.user_ns)
    try:
        return OmniSciSQLEditorRenderer(connection, cell.strip())
    except TypeError as error:
        raise UsageError(str(error)) from None


def _named_in(line: str, variables: Mapping):
    if line.startswith("-"):
        return key_of(connection_parser("%%omnisci_sqleditor").parse_argstring(line))
    name = line.removeprefix("$")
    if name.isidentifier():
        if name not in variables:
            raise UsageError(f"There is no variable {name}.")
        return variables[name]
    try:
        return ast.literal_eval(line) if line else None
    except (ValueError, SyntaxError):
        # The line may hold a password, so the message does not repeat it.
        raise UsageError(
            "After %%omnisci_sqleditor comes nothing, -c KEY, a variable, or a dictionary of literals."
        ) from None


def _connection_of(named) -> dict[str, str]:
    if named is None or named == "":
        return {"key": HANDOVER}
    if isinstance(named, str):
        return {"key": named}
    if not isinstance(named, Mapping):
        # The drivers' connections.
        named = {
            key: getattr(named, f"_{key}", None) for key in ("protocol", "host", "port", "dbname")
        }
    elif named.get("url"):
        named = {**named, **_address_of(str(named["url"]))}
    kept = {
        name: str(named[key])
        for name, keys in KEPT.items()
        for key in keys
        if named.get(key) not in (None, "")
    }
    if "host" not in kept:
        raise TypeError("The connection has no host.")
    return kept


def _address_of(url: str) -> dict:
    address = urlsplit(url)
    return {"protocol": address.scheme, "host": address.hostname, "port": address.port}
