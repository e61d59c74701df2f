"""Values of a notebook in a statement: each becomes a literal, and no text becomes SQL."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from jupyterlab_omnisci.magics.bind import bind
from jupyterlab_omnisci.magics.literals import sql_literal

LITERALS = [
    (None, "NULL"),
    (pd.NA, "NULL"),
    (pd.NaT, "NULL"),
    (float("nan"), "NULL"),
    (True, "TRUE"),
    (np.bool_(False), "FALSE"),
    (-7, "-7"),
    (2**63 - 1, "9223372036854775807"),
    (np.int8(-3), "-3"),
    (0.1, "0.1"),
    (np.float64(1e300), "1e+300"),
    (Decimal("1E+3"), "1000"),
    (Decimal("-0.10"), "-0.10"),
    ("O'Hare", "'O''Hare'"),
    ("'; DROP TABLE flights; --", "'''; DROP TABLE flights; --'"),
    ("a\\' b\n", "'a\\'' b\n'"),
    (np.str_("é"), "'é'"),
    (dt.date(2020, 1, 31), "DATE '2020-01-31'"),
    (dt.time(7, 5), "TIME '07:05:00'"),
    (dt.datetime(2020, 1, 31, 7, 5), "TIMESTAMP '2020-01-31 07:05:00'"),
    (dt.datetime(2020, 1, 31, 7, 5, 0, 120_000), "TIMESTAMP '2020-01-31 07:05:00.120'"),
    (
        dt.datetime(2020, 1, 31, 7, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        "TIMESTAMP '2020-01-31 05:05:00'",
    ),
    (pd.Timestamp("2020-01-31 07:05:00.000000001"), "TIMESTAMP '2020-01-31 07:05:00.000000001'"),
    (np.datetime64("2020-01-31"), "DATE '2020-01-31'"),
    (np.datetime64("2020-01-31T07:05:00.120"), "TIMESTAMP '2020-01-31 07:05:00.120'"),
    (np.datetime64("NaT"), "NULL"),
    ([1, 2], "1, 2"),
    (("a", None), "'a', NULL"),
    (pd.Series(["a", "b"]), "'a', 'b'"),
    (np.array([1.5, 2.5]), "1.5, 2.5"),
    ([], "NULL"),
]


@pytest.mark.parametrize(("value", "literal"), LITERALS, ids=[each[1] for each in LITERALS])
def test_a_value_becomes_the_literal(value, literal):
    assert sql_literal(value) == literal


@pytest.mark.parametrize(
    "value",
    [
        b"a",
        {"a": 1},
        dt.timedelta(1),
        np.timedelta64(1, "s"),
        object(),
        pd.DataFrame({"a": [1]}),
        dt.time(7, 5, 0, 1),
        dt.time(7, tzinfo=dt.timezone.utc),
        float("inf"),
        Decimal("NaN"),
        "a\0b",
    ],
    ids=repr,
)
def test_a_value_without_a_literal_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        sql_literal(value)


@pytest.mark.parametrize(
    ("sql", "bound"),
    [
        ("a = :x AND b = {x}", "a = 'v' AND b = 'v'"),
        ("IN (:x,{x})", "IN ('v','v')"),
        ("a::TEXT = :x", "a::TEXT = 'v'"),
        ("':x' || '{x}' || \":x\"", "':x' || '{x}' || \":x\""),
        ("'it''s :x' = :x", "'it''s :x' = 'v'"),
        ("1 -- :x\n+ /* {x} \n :x */ :x", "1 -- :x\n+ /* {x} \n :x */ 'v'"),
        ("{NULL}, {1, 2}, a[1:x], b :x", "{NULL}, {1, 2}, a[1:x], b 'v'"),
        ("`a:x {x}` = :x", "`a:x {x}` = 'v'"),
        ("'never ends :x", "'never ends :x"),
        ("/* never ends :x", "/* never ends :x"),
    ],
)
def test_only_a_placeholder_outside_quotes_and_comments_is_replaced(sql, bound):
    assert bind(sql, {"x": "v"}) == bound


def test_a_value_is_not_looked_at_again():
    assert bind("{a}, :b", {"a": ":b", "b": "{a}"}) == "':b', '{a}'"


def test_a_missing_variable_is_named():
    with pytest.raises(NameError, match="origin"):
        bind("a = {origin}", {})
