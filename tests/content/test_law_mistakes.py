"""Each kind of mistake in a law file is one sentence, and the lawyers' page shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.law.loading import read_law
from openward.problems import BadInput

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "change-a-law.md"
TOP = 'code = "xx"\nname = "Example"\ntimezone = "Europe/Paris"\n'
RULE = """
[[rule]]
id = "xx-order"
type = "order_limit"
words = "An order ends after 12 hours at the latest."
kinds = ["seclusion"]
limit = "PT12H"
force = "law"
cite = "Act 1, section 2"
verified = true
"""
MISTAKES = {
    "unknown key": RULE.replace("limit =", "limti ="),
    "duration in days": RULE.replace("PT12H", "P2D"),
    "kind unknown": RULE.replace('"seclusion"', '"isolation"'),
    "role unknown": RULE + 'by = ["consultant"]\n',
    "type unknown": RULE.replace("order_limit", "orderlimit"),
    "source missing": RULE.replace('cite = "Act 1, section 2"\n', ""),
    "words missing": RULE.replace('words = "An order ends after 12 hours at the latest."\n', ""),
    "figure missing": RULE.replace('limit = "PT12H"\n', ""),
    "force unknown": RULE.replace('"law"', '"custom"'),
    "day in quotation marks": RULE + 'valid_from = "2026-01-01"\n',
    "end before start": RULE + "valid_from = 2026-02-01\nvalid_to = 2026-01-01\n",
    "overlap of dates": RULE + "valid_to = 2026-06-01\n" + RULE + "valid_from = 2026-05-01\n",
    "id of another file": RULE.replace("xx-order", "fr-order"),
    "age with a fraction": RULE + "applies = { age_below = 17.5 }\n",
    "status unknown": RULE + 'applies = { status = ["sectioned"] }\n',
    "rule named that is not there": RULE + 'effect = "soft"\nunless = ["xx-told"]\n',
    "not TOML": RULE.replace("verified = true", "verified = yes"),
}


def sentence_of(text: str, folder: Path) -> list[str]:
    path = folder / "xx.toml"
    path.write_text(TOP + text, encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        read_law(path)
    return [s.replace(f"{folder}/", "") for s in bad.value.sentences()]


def test_the_example_without_a_mistake_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(TOP + RULE, encoding="utf-8")
    assert read_law(path).rules[0].id == "xx-order"


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_one_sentence_and_stands_on_the_page(kind: str, tmp_path: Path) -> None:
    said = sentence_of(MISTAKES[kind], tmp_path)
    assert len(said) == 1
    assert said[0] in PAGE.read_text(encoding="utf-8").replace("\n    ", " ")


@pytest.mark.parametrize("top", ["", TOP.replace("Europe/Paris", "Paris"), TOP + "colour = 1\n"])
def test_a_mistake_at_the_top_names_the_key(top: str, tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(top + RULE, encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        read_law(path)
    assert {p.column for p in bad.value.problems} <= {"code", "name", "timezone", "colour"}
