"""Writes a Python value as a SQL literal of HeavyDB. Imports neither pandas nor numpy."""

import datetime as dt
import math
from collections.abc import Iterable
from decimal import Decimal


def sql_literal(value) -> str:
    """
    The literal of a value: `'it''s'`, `NULL`, `TIMESTAMP '2020-01-31 12:00:00'`.

    A list, tuple, set, Series or array becomes its items with commas, for `IN ({ids})`; an empty one
    becomes NULL, which no value is equal to. A time with a time zone becomes UTC. Raises TypeError
    or ValueError, with a message for the user, of a value that SQL cannot hold.
    """
    if hasattr(value, "tolist") and getattr(value, "ndim", 1) == 0:
        return _of_numpy(value)
    if getattr(value, "ndim", 1) > 1:
        raise TypeError("A table has no literal in SQL. Name one of its columns.")
    if value is None or _is_missing(value):
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, dt.datetime):
        return f"TIMESTAMP '{_moment(value)}'"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, dt.time):
        return f"TIME '{_time(value)}'"
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, dict)):
        return ", ".join(map(sql_literal, value)) or "NULL"
    raise TypeError(f"A value of type {type(value).__name__} has no literal in SQL.")


def _of_numpy(scalar) -> str:
    kind = getattr(getattr(scalar, "dtype", None), "kind", "")
    if kind == "m":
        raise TypeError("A time difference has no literal in SQL.")
    if kind != "M":
        return sql_literal(scalar.tolist())
    # tolist() would make a number of nanoseconds.
    text = str(scalar)
    if text == "NaT":
        return "NULL"
    if "T" not in text:
        return f"DATE '{scalar.astype('datetime64[D]')}'"
    day, time = str(scalar.astype("datetime64[s]")).split("T")
    return f"TIMESTAMP '{day} {time}{_padded(text[19:].rstrip('0').rstrip('.'))}'"


def _is_missing(value) -> bool:
    """Whether it is pandas' NA or NaT, or a float that is not a number."""
    return type(value).__name__ in ("NAType", "NaTType") or (
        isinstance(value, float) and math.isnan(value)
    )


def _number(value) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} has no literal in SQL.")
    if isinstance(value, Decimal):
        return format(value, "f")
    # Not repr(): a subclass of int, such as an enumeration, has its own.
    return int.__repr__(value) if isinstance(value, int) else float.__repr__(value)


def _text(value: str) -> str:
    if "\0" in value:
        raise ValueError("A text with a NUL character cannot be a value of a query.")
    return "'" + value.replace("'", "''") + "'"


def _time(value: dt.time) -> str:
    if value.tzinfo is not None or value.microsecond:
        raise ValueError("A TIME of the database has whole seconds and no time zone.")
    return value.isoformat()


def _moment(value: dt.datetime) -> str:
    if value.tzinfo is not None:
        value = value.astimezone(dt.timezone.utc)
    text = value.strftime("%H:%M:%S")
    nanoseconds = value.microsecond * 1000 + getattr(value, "nanosecond", 0)
    fraction = f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""
    return f"{value.date().isoformat()} {text}{_padded(fraction)}"


def _padded(fraction: str) -> str:
    """HeavyDB knows 3, 6 and 9 digits."""
    digits = len(fraction) - 1
    return fraction + "0" * (-digits % 3) if fraction else ""
