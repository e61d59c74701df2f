"""
Which connection the line of a cell magic names, as an output keeps it.

An output never holds a user's name, a password or a session.
"""

import ast
from collections.abc import Mapping
from urllib.parse import urlsplit

from IPython.core.error import UsageError

from ..query import HANDOVER
from .arguments import connection_parser, key_of

# What the output keeps of a dictionary, and the names that it may have there.
KEPT = {
    "protocol": ("protocol",),
    "host": ("host",),
    "port": ("port",),
    "database": ("database", "dbname"),
}


def connection_in_line(line: str, variables: Mapping, magic: str):
    """
    What the line names: nothing, `-c KEY [-d DATABASE]`, a variable, or a dictionary of literals.

    The result is for `connection_to_keep`. Raises UsageError, which IPython shows as one line.
    """
    line = line.strip()
    if line.startswith("-"):
        return key_of(connection_parser(f"%%{magic}").parse_argstring(line))
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
            f"After %%{magic} comes nothing, -c KEY, a variable, or a dictionary of literals."
        ) from None


def connection_to_keep(named) -> dict[str, str]:
    """
    `{"key": …}`, or an address with `host` and, if known, `protocol`, `port` and `database`.

    `named` is a key as in `connect_session`, a dictionary as in 2018 to 2020, or a connection of
    heavyai, heavydb or pymapd; None is the handed-over session. Raises TypeError if it has no host.
    """
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
    # Somebody may have written user:password@host; heavydb writes http://host.
    host = kept["host"].rpartition("@")[2].rpartition("://")[2]
    return {**kept, "host": host}


def _address_of(url: str) -> dict:
    try:
        address = urlsplit(url)
        return {"protocol": address.scheme, "host": address.hostname, "port": address.port}
    except ValueError:
        # Its message would repeat a part of the URL, which may be a part of the password.
        raise TypeError("The URL of the connection cannot be read.") from None
