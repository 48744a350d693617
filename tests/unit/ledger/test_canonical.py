"""Canonical bytes: the published samples that need no fractions, and what is refused.

Samples from `cyberphone/json-canonicalization` (Apache-2.0), the test data that RFC 8785 names in
its appendix: `testdata/input` and `testdata/output`, commits 77917fbd5d92 (weird), b01b0235cf94
(french), 72a2163bae98 (structures, arrays), ff225671c5de (unicode), 1e2733fc2bd3 (values, its
texts and literals), read on 2026-11-23. In `structures` the number 56.0 is written 56 here, since a
fraction is refused.
"""

from __future__ import annotations

import json
import re
from enum import IntEnum, StrEnum
from typing import Any

import pytest

from openward.ledger.canonical import canonical

WEIRD = r"""{"\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f",
  "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis",
  "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}"""
WEIRD_OUT = (
    '{"1":"One","</script>":"Browser Challenge","\x80":"Control\x7f",'
    '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",'
    '"\U0001f602":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
)
FRENCH = """{"peach": "This sorting order", "péché": "is wrong according to French",
  "pêche": "but canonicalization MUST", "sin":   "ingnore locale"}"""
FRENCH_OUT = (
    '{"peach":"This sorting order","péché":"is wrong according to French",'
    '"pêche":"but canonicalization MUST","sin":"ingnore locale"}'
)
STRUCTURES = r"""{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { },
  "111": [ { } ], "A": { }}"""
STRUCTURES_OUT = r'{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}'
VALUES = r"""{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]}"""
VALUES_OUT = r'{"literals":[null,true,false],"string":"€$\u000f\nA' + r"""'B\"\\\\\"/"}"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (WEIRD, WEIRD_OUT),
        (FRENCH, FRENCH_OUT),
        (STRUCTURES, STRUCTURES_OUT),
        (VALUES, VALUES_OUT),
        ('[ 56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'),
        (r'{"Unnormalized Unicode":"\u1e0d\u0307"}', '{"Unnormalized Unicode":"\u1e0d\u0307"}'),
    ],
    ids=["weird", "french", "structures", "values", "arrays", "unicode"],
)
def test_published_samples(given: str, expected: str) -> None:
    assert canonical(json.loads(given)) == expected.encode()


def test_control_characters_are_escaped_in_the_shortest_way_and_nothing_else() -> None:
    controls = "".join(map(chr, range(0x20)))
    escaped = canonical(controls).decode()
    assert escaped.startswith(r'"\u0000\u0001') and r"\u001f" in escaped
    assert r"\u0007\b\t\n\u000b\f\r\u000e" in escaped
    assert canonical("\x7f\u2028é/<") == '"\x7f\u2028é/<"'.encode()


@pytest.mark.parametrize("value", [0, -1, 2**53 - 1, -(2**53) + 1, True, None, "", [], {}])
def test_plain_values_are_written_as_json_writes_them(value: Any) -> None:
    assert canonical(value) == json.dumps(value).encode()


def test_members_of_enumerations_are_written_as_their_values() -> None:
    role = StrEnum("role", {"PEER": "peer_worker"})
    number = IntEnum("number", {"TWO": 2})
    assert canonical([role.PEER, number.TWO]) == b'["peer_worker",2]'


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (0.5, "the value is 0.5, a fraction: write it as text or in a smaller unit"),
        (2.0, "the value is 2.0, a fraction"),
        (float("nan"), "the value is nan, a fraction"),
        ({"doses": [{"amount": 2.5}]}, "doses[0].amount is 2.5, a fraction"),
        ([[1, float("inf")]], "[0][1] is inf, a fraction"),
        ({"n": 2**53}, "n is 9007199254740992: write so large a number as text"),
        ({"n": -(2**53)}, "n is -9007199254740992: write so large a number as text"),
        ({"a": {1: "x"}}, "a has the key 1: keys are text"),
        ({"a": (1, 2)}, "a is (1, 2), a tuple, which JSON does not have"),
        ({"a": b"x"}, "a is b'x', a bytes, which JSON does not have"),
        ("\ud800", "U+D800 is half of a surrogate pair"),
        ({"\udc00": 1}, "U+DC00 is half of a surrogate pair"),
    ],
)
def test_what_cannot_be_written_in_one_way_is_refused_with_its_place(
    value: Any, sentence: str
) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        canonical(value)


def test_a_value_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="nested too deeply"):
        canonical(endless)


def test_the_value_given_is_not_changed() -> None:
    given = {"b": [{"z": 1, "a": 2}], "a": None}
    canonical(given)
    assert list(given) == ["b", "a"] and list(given["b"][0]) == ["z", "a"]
