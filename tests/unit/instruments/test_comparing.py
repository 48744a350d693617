"""How alike assessors rated, and which way items went between two visits."""

from __future__ import annotations

import pytest

from openward.instruments.agreement import agreement
from openward.instruments.assessment_files import shipped
from openward.instruments.flows import flows

KNOWN = shipped()["qualityrights-2012"]


def test_kappa_is_fleiss_own() -> None:
    """Ten subjects, fourteen raters: 0.210 in Fleiss, Psychological Bulletin 76 (1971) 378."""
    counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
              [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0],
              [0, 2, 2, 3, 7]]  # fmt: skip
    levels = [[str(level) for level, n in enumerate(row) for _ in range(n)] for row in counts]
    ratings = {f"rater {r}": {str(i): row[r] for i, row in enumerate(levels)} for r in range(14)}
    found = agreement(ratings)
    assert found.kappa == pytest.approx(0.210, abs=0.0005)
    assert (found.raters, found.items, found.alike) == (14, 10, 1)


def test_items_that_somebody_left_out_are_no_agreement() -> None:
    found = agreement({"a": {"1": "full", "2": "full"}, "b": {"1": "full"}})
    assert (found.items, found.alike, found.kappa) == (1, 1, None)


def test_who_differs_is_named_for_the_committee() -> None:
    found = agreement({"a": {"1": "full"}, "b": {"1": "partial"}, "c": {}})
    assert found.differing == {"1": {"a": "full", "b": "partial"}}


def test_flows_tell_which_way_and_never_how_far() -> None:
    before = {"1.1": "partial", "1.2": "full", "1.3": "not_applicable", "1.4": "initiated"}
    after = {"1.1": "full", "1.2": "initiated", "1.3": "full", "1.4": "initiated"}
    found = {(f.before, f.after): (f.group, f.way, f.items)
             for f in flows(KNOWN, before, after, "standard") if f.group == "1"}  # fmt: skip
    assert found == {
        ("partial", "full"): ("1", "up", 1), ("full", "initiated"): ("1", "down", 1),
        ("not_applicable", "full"): ("1", "no_order", 1),
        ("initiated", "initiated"): ("1", "same", 1),
        ("not_assessed", "not_assessed"): ("1", "same", 3),
    }  # fmt: skip
