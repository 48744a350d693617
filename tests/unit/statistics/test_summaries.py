"""Sentences: short, calm, and without judgement, in every case that can occur."""

import re
from string import Formatter

import numpy as np
import pytest

from openward.statistics import sentences
from openward.statistics.control_chart import control_chart
from openward.statistics.signals import signals
from openward.statistics.summaries import propose_phases, summaries

TEMPLATES = [
    *sentences.WHY.values(),
    *sentences.FINDINGS.values(),
    *(text for name, text in vars(sentences).items() if name.isupper() and isinstance(text, str)),
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_sentence_judges_or_blames(template: str) -> None:
    words = "good|bad|improve|deteriorat|concern|patient|acceptable (level|rate)|last resort|comply"
    assert not re.search(words, template, re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_blank_of_a_template_has_a_name(template: str) -> None:
    assert all(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def test_every_series_gets_its_own_paragraph_without_blanks() -> None:
    rng = np.random.default_rng(3)
    rates = np.array([[0.0], [0.3], [2.0], [20.0]])
    counts = rng.poisson(rates, (4, 24)).astype(float)
    chart = control_chart("auto", counts, np.full(counts.shape, 450.0), multiplier=1000)
    said = summaries(chart, signals(chart))
    assert len(set(said)) == 4
    assert not any("{" in text or "nan" in text for text in said)


def test_changed_bed_days_are_said() -> None:
    bed_days = np.where(np.arange(60) < 30, 500.0, 250.0)
    counts = np.random.default_rng(1).poisson(0.8 * bed_days / 500).astype(float)
    chart = control_chart("auto", counts, bed_days)
    assert "bed-days changed too much" in summaries(chart, signals(chart))[0]


def test_nothing_is_proposed_where_nothing_changed() -> None:
    chart = control_chart("c", [[5.0, 6.0, 4.0, 7.0] * 6, [5.0, 5.0, 4.0, 6.0] * 6])
    assert propose_phases(chart) == []


def test_a_proposal_without_dates_names_the_point() -> None:
    chart = control_chart("run", [[5.0, 7.0] * 10 + [1.0] * 10])
    (proposal,) = propose_phases(chart)
    assert proposal.point == 20
    assert proposal.reason.startswith(
        "New limits could begin in point 21, when 10 periods in a row"
    )
