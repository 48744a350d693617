"""Instruments on places: their numbers, what is verified of them, and what they cannot say."""

from __future__ import annotations

import pytest

from openward.instruments.assessment import FULL, Assessment
from openward.instruments.assessment_files import shipped

ALL = shipped()
EACH = pytest.mark.parametrize("known", ALL.values(), ids=list(ALL))
QUALITYRIGHTS = ALL["qualityrights-2012"]


def test_the_ones_asked_for_are_there() -> None:
    assert set(ALL) == {
        "qualityrights-2012", "safewards-practices-1", "six-core-strategies-1", "colton-2004",
        "hopes-elements-1", "own-plan-check-1",
    }  # fmt: skip


def test_qualityrights_has_5_themes_25_standards_and_116_criteria() -> None:
    counts = {grain: len(QUALITYRIGHTS.of_grain(grain)) for grain in QUALITYRIGHTS.grains}
    assert counts == {"theme": 5, "standard": 25, "criterion": 116}
    articles = [theme.articles for theme in QUALITYRIGHTS.of_grain("theme")]
    assert articles == [(28,), (25,), (12, 14), (15, 16), (19,)]
    assert all(item.id.startswith(f"{item.parent}.") for item in QUALITYRIGHTS.items if item.parent)


def test_recalled_titles_say_so_and_ask_for_the_official_text() -> None:
    verified = [item.id for item in QUALITYRIGHTS.items if item.verified]
    assert verified == ["1", "2", "3", "4", "5"]
    assert QUALITYRIGHTS.text_needed
    assert not QUALITYRIGHTS.text_is_loaded


def test_our_titles_are_too_short_to_be_anybody_elses_text() -> None:
    assert max(len(item.title.split()) for item in QUALITYRIGHTS.items) <= 12


@EACH
def test_each_can_be_fully_met_and_says_what_it_cannot_say(known: Assessment) -> None:
    assert next(level.code for level in known.levels if level.rank is not None) == FULL
    assert known.cannot_say
    assert known.items


@EACH
def test_does_not_apply_has_no_rank(known: Assessment) -> None:
    (outside,) = [level for level in known.levels if level.rank is None]
    assert outside.code == "not_applicable"
