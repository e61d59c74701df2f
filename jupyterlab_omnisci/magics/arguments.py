"""Reads the line of a cell magic."""

import re
from typing import Literal, NamedTuple

from IPython.core.error import UsageError
from IPython.core.magic_arguments import MagicArgumentParser

from ..query import HANDOVER

ASSIGNMENT = re.compile(r"\s*([^\W\d]\w*)\s*<<(?!<)(.*)", re.DOTALL)


class SqlArguments(NamedTuple):
    """What `%%omnisci_sql` was asked for."""

    # The variable for the rows; None shows them.
    variable: str | None
    # A key as in `connect_session`.
    connection: str
    limit: int | None
    result: Literal["pandas", "arrow", "polars"]


def parse_line(line: str) -> SqlArguments:
    """Raises UsageError, which IPython shows as one line."""
    assignment = ASSIGNMENT.fullmatch(line)
    variable, rest = assignment.groups() if assignment else (None, line)
    options = _parser().parse_argstring(rest)
    if options.rows is not None and options.rows < 1:
        raise UsageError("-n takes a number of rows of 1 or more.")
    return SqlArguments(variable, key_of(options), options.rows, options.result or "pandas")


def connection_parser(prog: str) -> MagicArgumentParser:
    """With the options that name a connection; `key_of` reads them."""
    parser = MagicArgumentParser(prog=prog)
    parser.add_argument("-c", "--connection", default=HANDOVER)
    parser.add_argument("-d", "--database", default="")
    return parser


def key_of(options) -> str:
    """The key of the connection. Raises UsageError if two databases are named."""
    if options.database and ";" in options.connection:
        raise UsageError(f"-c {options.connection} names a database already: leave -d out.")
    return options.connection + (f";{options.database}" if options.database else "")


def _parser() -> MagicArgumentParser:
    parser = connection_parser("%%omnisci_sql [name <<]")
    parser.add_argument("-n", "--rows", type=int)
    kinds = parser.add_mutually_exclusive_group()
    for kind in ("arrow", "polars"):
        kinds.add_argument(f"--{kind}", dest="result", action="store_const", const=kind)
    return parser
