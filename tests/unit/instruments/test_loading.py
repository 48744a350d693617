"""Each mistake in a file of the register is one sentence; items of others are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.instruments.loading import read_instrument
from openward.problems import BadInput

GOOD = """
code = "xx-3"
official_name = "Example"
version = "1"
about = "How it was."
rated_by = "person"
when = "any_time"
items = 3
licence = "CC0-1.0"
licence_read = true
may_ship_items = true
source = "https://example.org"
read_on = 2026-11-23
verified = true
cannot_say = ["why"]
[[score]]
id = "total"
name = "Total"
low = 0
high = 6
higher_means = "more"
verified = true
[[question]]
id = "how"
words = "How was it?"
"""
MISTAKES = {
    "items may not be shipped under this licence": GOOD.replace("CC0-1.0", "CC BY-NC-ND 4.0"),
    "holds items that may not be shipped": GOOD.replace("items = true", "items = false"),
    "why its items may not be shipped": GOOD.replace("items = true", "items = false"),
    "under this licence": GOOD.replace("licence_read = true", "licence_read = false"),
    "there is no such key": GOOD.replace("about =", "abuot ="),
    "is missing": GOOD.replace('version = "1"\n', ""),
    "is not the name of the file": GOOD.replace("xx-3", "yy-3"),
    "is not known": GOOD.replace('"person"', '"doctor"'),
    "is no range": GOOD.replace("high = 6\n", ""),
    "the lower first": GOOD.replace("high = 6\n", "high = -1\n"),
    "is verified on no day": GOOD.replace("read_on = 2026-11-23\n", ""),
    "nobody knows why": GOOD.replace('"more"\nverified = true', '"more"\nverified = false'),
}


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "xx-3.toml").write_text(GOOD)
    instrument = read_instrument(tmp_path / "xx-3.toml")
    assert [question.words for question in instrument.questions] == ["How was it?"]
    assert (instrument.scores[0].low, instrument.scores[0].high) == (0, 6)


@pytest.mark.parametrize("sentence", MISTAKES)
def test_a_mistake_is_said(sentence: str, tmp_path: Path) -> None:
    (tmp_path / "xx-3.toml").write_text(MISTAKES[sentence])
    with pytest.raises(BadInput) as found:
        read_instrument(tmp_path / "xx-3.toml")
    assert any(sentence in said for said in found.value.sentences())
