"""What a funnel must never do: cry wolf, be infinite, draw limits for hours."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from openward.statistics.funnel import METHODS, funnel


def outside(found: object) -> float:
    return float(np.mean((found.value < found.lower_95) | (found.value > found.upper_95)))  # type: ignore[attr-defined]


def services(sd: float, mean: float, seed: int, count: int = 150) -> list[tuple[np.ndarray, ...]]:
    """Areas of one service: expected events log-normal around the mean, areas differing by sd."""
    random = np.random.default_rng(seed)
    expected = mean * np.exp(random.normal(0, 0.5, (count, 60)))
    true = expected * np.exp(random.normal(0, sd, expected.shape) - sd**2 / 2)
    return list(zip(random.poisson(true), expected / 0.004, strict=True))


@pytest.mark.parametrize("mean", [1, 3, 10, 60])
@pytest.mark.parametrize("method", ["none", "predictive"])
def test_in_a_service_where_nothing_is_special_at_most_five_percent_lie_outside(
    mean: float, method: str
) -> None:
    share = np.mean([outside(funnel(x, n, overdispersion=method)) for x, n in services(0, mean, 1)])
    assert share <= 0.05
    if mean >= 30:
        assert share >= 0.03


@pytest.mark.parametrize("mean", [30, 100])
def test_where_areas_differ_by_themselves_four_to_seven_percent_lie_outside(mean: float) -> None:
    found = [outside(funnel(x, n)) for x, n in services(0.3, mean, 2)]
    assert 0.04 <= np.mean(found) <= 0.07


def test_the_classical_way_would_fail_this() -> None:
    peers = [outside(funnel(x, n, overdispersion="winsorised")) for x, n in services(0.3, 100, 2)]
    assert np.mean(peers) > 0.09


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", ["rate", "ratio", "proportion"])
def test_zeros_never_make_limits_infinite(method: str, kind: str) -> None:
    found = funnel([0, 0, 0, 7, 2], [90, 80, 100, 95, 120], kind=kind, overdispersion=method)
    limits = [found.lower_95, found.upper_95, found.lower_998, found.upper_998]
    assert np.isfinite(limits).all()
    assert (np.array(limits) >= 0).all()


def test_exact_limits_are_quantiles_of_the_count() -> None:
    found = funnel([4, 6], [1000, 1000], overdispersion="none", multiplier=1000)
    assert found.centre[0] == 5
    assert found.lower_95[0] == stats.poisson.ppf(0.025, 5) == 1
    assert found.upper_95[0] == stats.poisson.ppf(0.975, 5) == 10


def test_hours_are_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="hours hang together in single persons"):
        funnel([1, 2], [10, 10], numerator_unit="hours")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "mean"}, "kind, limits"),
        ({"limits": "classical"}, "kind, limits"),
        ({"overdispersion": "guess"}, "overdispersion"),
        ({"kind": "proportion", "numerator": [11, 2]}, "larger than its whole"),
        ({"numerator": [1, np.nan]}, "at least two areas"),
    ],
)
def test_what_cannot_be_drawn_is_said(change: dict[str, object], words: str) -> None:
    arguments = {"numerator": [1, 2], "denominator": [10, 10], **change}
    with pytest.raises(ValueError, match=words):
        funnel(**arguments)  # type: ignore[arg-type]


def test_an_area_without_a_number_or_without_anybody_there_has_no_value() -> None:
    found = funnel([3, np.nan, 0, 4], [100, 100, 0, 120])
    assert np.isnan(found.value).tolist() == [False, True, True, False]
    assert found.signals() == ["", "", "", ""]


def test_an_area_far_outside_is_named_and_the_sentence_asks() -> None:
    found = funnel([5] * 20 + [40], [1000] * 21, overdispersion="none")
    assert found.signals()[-1] == "above_998"
    assert found.p_value[-1] < 1e-6
    assert "question" in found.meaning
    assert "does not rank" in found.cannot_say


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", ["rate", "ratio", "proportion"])
def test_where_nothing_happened_anywhere_nothing_is_named(method: str, kind: str) -> None:
    found = funnel([0, 0, 0], [1, 2, 1], kind=kind, overdispersion=method)
    assert np.isfinite([found.lower_95, found.upper_95, found.p_value]).all()
    assert found.signals() == ["", "", ""]


def test_a_shift_of_all_areas_from_a_target_is_not_taken_for_spread() -> None:
    found = funnel([50] * 30, [100.0] * 30, kind="ratio")
    assert found.extra == 0
    assert set(found.signals()) == {"below_998"}


def test_no_persons_of_five_is_not_improbable_where_wards_differ() -> None:
    parts, wholes = [0, 0, 30, 2, 28, 1, 25, 3, 27, 4, 22, 5], [5, 8, *[40] * 10]
    found = funnel(parts, wholes, kind="proportion")
    assert found.extra > 0
    assert (found.p_value[:2] > 0.05).all()


@pytest.mark.parametrize("numerator", [[-1, 2], [1.5, 2]])
def test_parts_of_events_and_less_than_none_are_refused(numerator: list[float]) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        funnel(numerator, [10, 10])


def test_a_target_that_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        funnel([1, 2], [10, 10], kind="proportion", target=3.0)


@pytest.mark.parametrize("method", METHODS)
def test_where_everybody_is_counted_no_limit_lies_beyond_everybody(method: str) -> None:
    for numerator in ([5, 6, 7], [5, 1, 0]):
        found = funnel(numerator, [5, 6, 7], kind="proportion", overdispersion=method)
        limits = np.array([found.lower_998, found.lower_95, found.upper_95, found.upper_998])
        assert np.isfinite(limits).all()
        assert (limits <= 1).all()


def test_where_nothing_happened_the_bound_is_said_and_named() -> None:
    found = funnel([0, 0, 0], [5000, 3000, 2000], multiplier=1000)
    assert found.meaning == (
        "0 events in 10,000 bed-days in all 3 areas together: the rate could still be up to 0.3 "
        "per 1,000 (exact one-sided 95 % upper bound, 3.0/N)."
    )
    of_persons = funnel([0, 0], [200, 100], kind="proportion", multiplier=100)
    assert of_persons.meaning.startswith("0 of 300 in all 2 areas together: the share could")
    assert "0.999 per 100" in of_persons.meaning


@pytest.mark.parametrize(("areas", "said"), [(6, True), (9, True), (10, False)])
def test_a_funnel_of_few_areas_says_how_little_it_can_see(areas: int, said: bool) -> None:
    counts = [5] * (areas - 1) + [25]
    found = funnel(counts, [1000] * areas)
    assert ("says little" in found.meaning) == said
    assert "says little" not in funnel(counts, [1000] * areas, overdispersion="none").meaning


def test_of_few_areas_one_with_five_times_the_rate_lies_inside() -> None:
    """What the sentence about few areas rests on."""
    counts, areas = [20] * 5 + [100], [4000] * 6
    assert funnel(counts, areas).signals() == [""] * 6
    assert funnel(counts, areas, overdispersion="none").signals()[-1] == "above_998"
