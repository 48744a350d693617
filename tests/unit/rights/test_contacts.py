"""Each mistake in a file of contacts is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.problems import BadInput
from openward.rights.contacts import contacts_of, read_place

GOOD = """
code = "xx"
name = "Example"
[missing]
advocate = "None was found."
[[contact]]
kind = "monitor"
official_name = "The visitors"
does = "Visits."
verified = false
note = "Remembered."
[[contact]]
kind = "complaint"
official_name = "The board"
does = "Hears you."
web = "https://example.org"
verified = true
source = "https://example.org/about"
read_on = 2026-11-23
"""
MISTAKES = {
    "code": GOOD.replace('"xx"', '"yy"'),
    "name": GOOD.replace('name = "Example"\n', "", 1),
    "is no kind of contact": GOOD.replace('"monitor"', '"police"'),
    "there is no such key": GOOD.replace("web =", "wbe ="),
    "is no address": GOOD.replace('"https://example.org"', '"example.org"'),
    "is missing": GOOD.replace('does = "Visits."\n', ""),
    "is verified by nothing": GOOD.replace('source = "https://example.org/about"\n', ""),
    "nobody knows why": GOOD.replace('note = "Remembered."\n', ""),
    "named or missing": GOOD.replace("advocate =", "monitor ="),
}


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(GOOD)
    place = read_place(tmp_path / "xx.toml")
    assert [contact.kind for contact in place.contacts] == ["monitor", "complaint"]
    assert place.missing == {"advocate": "None was found."}


@pytest.mark.parametrize("sentence", MISTAKES)
def test_a_mistake_is_said(sentence: str, tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(MISTAKES[sentence])
    with pytest.raises(BadInput) as found:
        read_place(tmp_path / "xx.toml")
    assert any(sentence in said for said in found.value.sentences())


def test_a_place_without_a_file_has_no_contacts() -> None:
    assert contacts_of("nowhere") == ()
    assert contacts_of("bg")
