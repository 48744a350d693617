"""Each mistake in a file is one sentence; an official text replaces our titles and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.instruments.assessment_files import assessments, read_assessment, shipped, with_text
from openward.problems import BadInput

GOOD = """
code = "xx"
official_name = "Example"
version = "1"
about = "How a place is."
language = "en"
answered_by = "committee"
roll_up = "judgement"
licence = "CC0-1.0"
licence_read = true
text_needed = true
source = "https://example.org"
verified = true
note = "Titles are remembered."
cannot_say = ["why"]
[[level]]
code = "full"
name = "Yes"
rank = 1
[[item]]
id = "1"
grain = "theme"
title = "First"
verified = true
[[item]]
id = "1.1"
grain = "standard"
title = "Below"
verified = false
parent = "1"
"""
MISTAKES = {
    "there is no such key": GOOD + "colour = 1",
    "is missing": GOOD.replace('about = "How a place is."', ""),
    "is not known": GOOD.replace("judgement", "mean"),
    "its parent does not stand before it": GOOD.replace('parent = "1"', 'parent = "2"'),
    "stands twice": GOOD.replace('"1.1"', '"1"'),
    "two levels have it": GOOD + '[[level]]\ncode = "other"\nname = "No"\nrank = 1\n',
    "is not verified, and nobody knows why": GOOD.replace('note = "Titles are remembered."', ""),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_said(what: str, tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(MISTAKES[what])
    with pytest.raises(BadInput) as bad:
        read_assessment(path)
    assert what in bad.value.sentences()[0]


def test_a_good_file_has_a_hierarchy(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(GOOD)
    known = read_assessment(path)
    assert known.top("1.1").title == "First"
    assert [item.id for item in known.below("1")] == ["1.1"]


def test_a_loaded_text_is_used_and_part_of_it_is_not_enough() -> None:
    known = shipped()["qualityrights-2012"]
    some = with_text(known, b"id,text\n1.1,The official words\n", "text.csv")
    assert some.by_id["1.1"].title == "The official words"
    assert some.by_id["1.1"].verified
    assert not some.text_is_loaded
    rows = "".join(f"{item.id},Words of {item.id}\n" for item in known.items)
    assert with_text(known, f"id,text\n{rows}".encode(), "text.csv").text_is_loaded


@pytest.mark.parametrize(
    ("text", "said"),
    [("id,text\n9.9,x\n", "is no item"), ("id,text\n1,x\n1,y\n", "stands twice"),
     ("id,text\n1,\n", "has no text"), ("id,words\n1,x\n", "the column is missing")],
)  # fmt: skip
def test_a_text_with_a_mistake_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        with_text(shipped()["qualityrights-2012"], text.encode(), "text.csv")


def test_the_text_of_an_installation_is_found_and_other_files_are_left(tmp_path: Path) -> None:
    (tmp_path / "qualityrights-2012.csv").write_text("id,text\n1,Loaded\n")
    (tmp_path / "other.csv").write_text("id,text\n1,Loaded\n")
    assert assessments(tmp_path)["qualityrights-2012"].by_id["1"].title == "Loaded"
    assert assessments(None) == shipped()
