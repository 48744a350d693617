"""``auto``: the chart that the data can bear, and why, in one sentence for each series."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from openward.statistics import sentences
from openward.statistics.chart_result import Asked, ControlChart, Flags, Floats, Integers
from openward.statistics.limits import laney_factor
from openward.statistics.observations import Observations, observe
from openward.statistics.phases import each_phase
from openward.statistics.screening import mean, total

FEWEST_POINTS = 12
# From 9 expected events a period the classical lower limit (mean − 3 √mean) is above zero.
FEWEST_EVENTS = 9.0
# Hours: from this skewness on, limits from moving ranges flag one stable point in 40 to 100.
MOST_SKEW = 1.0
# Upper 1 % point of Laney's factor on stable counts: 1 + 2.33 × its standard error 0.91 / √n.
CLUSTER_ERROR = 2.33 * 0.91


@dataclass(frozen=True)
class Choice:
    """Kind of chart of each series (``table`` and ``zero`` have no limits) and the reason."""

    kinds: tuple[str, ...]
    reasons: tuple[str, ...]


def choose(  # noqa: PLR0913 -- the options of control_chart
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike | None = None,
    *,
    multiplier: float = 1.0,
    phase: npt.ArrayLike | None = None,
    baseline: int | None = None,
    exclude: npt.ArrayLike | None = None,
    numerator_unit: str = "count",
    denominator_unit: str = "bed-days",
) -> Choice:
    """Choose a kind for each series and say why; arguments as for ``control_chart``."""
    seen = observe(numerator, denominator, phase=phase, baseline=baseline, exclude=exclude)
    unit = 1.0 if denominator is None else multiplier
    return _choose(seen, Asked(unit, baseline, False, numerator_unit, denominator_unit))


def _choose(seen: Observations, asked: Asked) -> Choice:
    unknown = sentences.refused_unit("auto", asked.numerator_unit, False, False)
    if unknown:
        raise ValueError(unknown)
    known = np.isfinite(seen.value) & seen.include
    points = known.sum(axis=1)
    events = total(seen.numerator, known)[:, 0]
    exposure = points if seen.denominator is None else total(seen.denominator, known)[:, 0]
    expected = np.divide(events, points, out=np.zeros_like(events), where=points > 0)
    if asked.numerator_unit in ("hours", "days"):
        kinds = np.where(_skewness(seen.value, known) < MOST_SKEW, "xmr", "run")
    else:
        clustered = _clustered(seen, points)
        plenty = np.where(clustered, "up", "c" if seen.denominator is None else "u")
        kinds = np.where(expected >= FEWEST_EVENTS, plenty, "u_exact")
    kinds = np.where(events == 0, "zero", kinds)
    kinds = np.where(points < FEWEST_POINTS, "table", kinds)
    per = sentences.PERIODS if seen.denominator is None else asked.denominator_unit
    named = replace(asked, denominator_unit=per)
    uneven = _in_clusters(seen, known)
    texts = np.where((kinds == "u_exact") & uneven, "u_exact_clustered", kinds)
    reasons = [
        sentences.why_chosen(str(kind), named, int(n), float(y), float(d))
        for kind, n, y, d in zip(texts, points, events, exposure, strict=True)
    ]
    return Choice(tuple(str(kind) for kind in kinds), tuple(reasons))


def _skewness(value: Floats, known: Flags) -> Floats:
    """Third standardised moment of each series; 0 where all points are equal."""
    away = np.where(known, value - mean(value, known), 0.0)
    spread = np.sqrt((away**2).sum(axis=1) / np.maximum(known.sum(axis=1), 1))
    third = (away**3).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    result: Floats = np.divide(third, spread**3, out=np.zeros_like(third), where=spread > 0)
    return result


def _clustered(seen: Observations, points: Integers) -> Flags:
    """Series whose counts jump from one period to the next by clearly more than chance."""
    if seen.denominator is None:
        return np.zeros(points.shape, dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = total(seen.numerator, seen.base) / total(seen.denominator, seen.base)
        sigma = np.sqrt(rate / seen.denominator)
        limit = 1 + CLUSTER_ERROR / np.sqrt(points)
    factor: Floats = laney_factor(seen, seen.base, sigma, screen=True)[:, 0]
    return factor > limit


def _in_clusters(seen: Observations, known: Flags) -> Flags:
    """Series that scatter more than independent events would in 99 of 100 stable wards.

    Index of dispersion (Fisher 1925): sum of (count − expected)² / expected, chi-squared.
    """
    exposure = np.ones_like(seen.value) if seen.denominator is None else seen.denominator
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = exposure * total(seen.numerator, known) / total(exposure, known)
        surplus = total((seen.numerator - expected) ** 2 / expected, known & (expected > 0))
    freedom = np.maximum(known.sum(axis=1) - 1, 1)
    from scipy import special  # loaded only where it is needed: commands start faster

    result: Flags = surplus[:, 0] > 2 * special.gammainccinv(freedom / 2, 0.01)
    return result


def automatic_chart(seen: Observations, asked: Asked) -> ControlChart:
    """Chart each series by the kind chosen for it; withhold limits where there is too little."""
    from openward.statistics.control_chart import named_chart

    choice = _choose(seen, asked)
    kinds = np.array(choice.kinds)
    whole = _empty_chart(seen, choice, asked)
    for kind in dict.fromkeys(choice.kinds):
        rows = np.flatnonzero(kinds == kind)
        drawn = "run" if kind in ("table", "zero") else kind
        part = named_chart(drawn, _rows(seen, rows), asked)
        for name in ("centre", "lower", "upper", "middle", "sigma"):
            getattr(whole, name)[rows] = getattr(part, name)
    whole.centre[kinds == "table"] = np.nan
    whole.centre[kinds == "zero"] = 0.0
    for limit in (whole.lower, whole.upper, whole.middle, whole.sigma):
        limit[whole.withheld] = np.nan
    return whole


def _empty_chart(seen: Observations, choice: Choice, asked: Asked) -> ControlChart:
    """The chart before its lines are drawn."""
    shape = seen.value.shape
    limitless = np.isin(choice.kinds, ("table", "zero"))[:, None]
    return ControlChart(
        kind="auto",
        kinds=choice.kinds,
        value=seen.value * asked.multiplier,
        denominator=seen.denominator,
        centre=np.full(shape, np.nan),
        lower=np.full(shape, np.nan),
        upper=np.full(shape, np.nan),
        middle=np.full(shape, np.nan),
        sigma=np.full(shape, np.nan),
        power=1.0,
        phase=seen.phase,
        include=seen.include,
        withheld=np.broadcast_to(_too_short(seen) | limitless, shape),
        multiplier=asked.multiplier,
        baseline=asked.baseline,
        screen=asked.screen,
        constant=None,
        numerator_unit=asked.numerator_unit,
        denominator_unit=asked.denominator_unit,
        run_limits="exact",
        reasons=choice.reasons,
    )


def _rows(seen: Observations, rows: Integers) -> Observations:
    """The observations of some of the series."""
    return Observations(
        numerator=seen.numerator[rows],
        denominator=None if seen.denominator is None else seen.denominator[rows],
        value=seen.value[rows],
        phase=seen.phase[rows],
        include=seen.include[rows],
        base=seen.base[rows],
        bridge=None if seen.bridge is None else seen.bridge[rows],
        centre=None,
    )


def _too_short(seen: Observations) -> Flags:
    """Phases whose limits would rest on fewer than 12 points."""
    short = np.zeros((seen.value.shape[0], 1), dtype=np.bool_)
    for where in each_phase(seen.phase):
        base = seen.base if where is None else seen.base & where
        few = base.sum(axis=1, keepdims=True) < FEWEST_POINTS
        short = few if where is None else np.where(where, few, short)
    return short
