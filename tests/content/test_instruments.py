"""The register of questionnaires: licences, ranges, and what none of them can say."""

from __future__ import annotations

import re

import pytest

from openward.instruments.instrument import FREE, Instrument
from openward.instruments.loading import instruments

ALL = instruments()
EACH = pytest.mark.parametrize("instrument", ALL.values(), ids=list(ALL))
OWN = ALL["openward-own-1"]


def test_the_known_ones_are_there() -> None:
    assert {"aes-16", "coercion-ladder", "essences-17", "voice-19", "core-10"} <= set(ALL)


@EACH
def test_items_are_there_only_under_a_free_licence(instrument: Instrument) -> None:
    assert bool(instrument.questions) == instrument.may_ship_items
    assert not instrument.questions or instrument.licence in FREE


@EACH
def test_each_says_what_it_cannot_say_and_what_a_higher_score_means(
    instrument: Instrument,
) -> None:
    assert instrument.cannot_say
    assert all(score.higher_means for score in instrument.scores)
    assert instrument.scores or instrument.own


@EACH
def test_no_score_is_a_cut_off_or_a_norm_for_a_person(instrument: Instrument) -> None:
    words = " ".join([instrument.about, *(s.higher_means for s in instrument.scores)])
    assert not re.search(r"\b(?:risk|severe|mild|cut-?off|normal|predicts?)\b", words, re.I)


def test_our_own_questions_say_that_they_are_not_validated() -> None:
    own = [instrument for instrument in ALL.values() if instrument.own]
    assert own == [OWN]
    assert not OWN.validated
    assert "not validated" in OWN.about.lower()


def test_our_own_questions_are_few_and_each_can_be_left_out() -> None:
    assert OWN.items == len(OWN.questions) <= 10
    assert len({question.id for question in OWN.questions}) == len(OWN.questions)
    assert "not_said" in OWN.answers
    assert OWN.scores == ()
