"""Puts Python values into a statement, as literals. Never formats a text into SQL."""

import re
from collections.abc import Mapping

from .literals import sql_literal

# What may hold a placeholder comes last. A quote that does not end is for the database to refuse.
TOKEN = re.compile(
    r"""
      '(?:[^']|'')*'? | "(?:[^"]|"")*"? | `[^`]*`?
    | --[^\n]* | //[^\n]* | /\*.*?(?:\*/|\Z)
    | ::
    | (?<![\w\])"']) : (?P<colon>[A-Za-z_]\w*)
    | \{ (?P<braces>[A-Za-z_]\w*) \}
    """,
    re.VERBOSE | re.DOTALL,
)
# `{NULL}` is an array of HeavyDB, and so are `{TRUE}` and `{FALSE}`.
WORDS = {"NULL", "TRUE", "FALSE"}


def bind(sql: str, values: Mapping[str, object]) -> str:
    """
    Replaces `{name}` and `:name`, outside quotes and comments, by the literal of that value.

    Raises NameError if there is no such value, TypeError or ValueError of one without a literal.
    """

    def replace(match: re.Match) -> str:
        name = match["colon"] or match["braces"]
        if name is None or name.upper() in WORDS:
            return match[0]
        if name not in values:
            raise NameError(f"There is no variable {name}, which the statement names: {match[0]}")
        try:
            return sql_literal(values[name])
        except (TypeError, ValueError) as error:
            raise type(error)(f"{name}: {error}") from None

    return TOKEN.sub(replace, sql)
