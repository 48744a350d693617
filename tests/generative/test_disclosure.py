"""No hidden number can be had by subtraction; `bench/disclosure.py` runs a thousand services."""

from __future__ import annotations

from typing import Any

import pytest

from openward.disclosure import denominators, hiding, publish
from openward.disclosure.policy import Policy
from openward.rates.files import csv_text, read_csv
from openward.rates.schema import REPORTED, SUPPRESSED
from tests.disclosure import attacks
from tests.disclosure.attacks import attacked, policy_for
from tests.disclosure.hierarchies import hierarchy

SEEDS = range(8)
every_seed = pytest.mark.parametrize("seed", SEEDS)


@every_seed
def test_the_attacker_finds_nothing(seed: int) -> None:
    found, _ = attacked(seed)
    assert found == []


def test_the_attacker_finds_numbers_without_secondary_suppression(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in (hiding, denominators):
        monkeypatch.setattr(room, "protect", lambda system, hidden, widths, may_hide: hidden)
    assert any(name == "one release" for seed in SEEDS for name, _ in attacked(seed)[0])


def test_the_attacker_finds_changes_when_no_series_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "series_held", lambda *_: set())
    names = (name for seed in SEEDS for name, _ in attacked(seed)[0])
    assert "difference of two releases" in names


def test_the_attacker_finds_numbers_when_the_releases_before_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forget(table: Any, policy: Policy, parents: Any, earlier: Any) -> publish.Published:
        return publish.publish(table, policy, parents, {})

    monkeypatch.setattr(attacks, "publish", forget)
    names = {name for seed in SEEDS for name, _ in attacked(seed)[0]}
    assert names >= {"overlapping tables", "difference of two releases"}


@every_seed
def test_what_is_shown_is_near_the_truth_and_a_zero_is_a_zero(seed: int) -> None:
    service, policy = hierarchy(seed), policy_for(seed)
    found = publish.publish(service.table, policy, service.parents, {}).table
    assert read_csv(csv_text(found).encode(), "f").table.equals(found)
    for before, after in zip(service.table.to_pylist(), found.to_pylist(), strict=True):
        if after["status"] == SUPPRESSED:
            assert after["numerator"] is after["denominator"] is after["rounded_to"] is None
            continue
        assert after["status"] == REPORTED
        assert after["numerator"] % policy.rounding == 0
        assert (after["numerator"] == 0) == (before["numerator"] == 0)
        most = (after["rounded_to"] or 0.0) / 2
        assert abs(after["numerator"] - before["numerator"]) <= most
