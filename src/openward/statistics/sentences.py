"""Every sentence that a chart says, as templates; English here, marked for translation.

``_`` only marks: the catalogue is looked up where the sentence is shown. Sentences name what was
counted and what cannot be concluded; they never call a lower figure good or a higher one bad.
"""

import math

import numpy as np

from openward.statistics.chart_result import Asked, ControlChart, Floats
from openward.statistics.rare import zero_events_upper_bound


def _(text: str) -> str:
    return text


UNIT_NAMES = {
    "count": _("events"),
    "persons": _("persons"),
    "hours": _("hours"),
    "days": _("days"),
}

PERIODS = _("periods")
REFUSED_HOURS = _(
    "numerator: {unit} are not events: one long measure and many short ones give the same "
    "{unit}, so a {kind} chart, which rests on counting events, would draw false limits; "
    "use xmr, up or run, or chart the number of events"
)
WHY = {
    "table": _(
        "Only {points} points: too few for limits or signals, so only the line and the table."
    ),
    "run": _(
        "A few periods hold far more {unit} than the rest: no honest limits can be drawn for a "
        "single period, so only long runs around the median are looked at."
    ),
    "zero": _(
        "0 {unit} in {exposure}: no limits are needed; the rate could still be up to {bound} "
        "(exact one-sided 95 % upper bound, 3.0/N)."
    ),
    "zero_hours": _("0 {unit} in {exposure}: no limits are needed."),
    "u_exact": _(
        "{events} {unit} in {points} periods are few, so the limits are exact probabilities: the "
        "usual limits too often call a steady ward changed."
    ),
    "u_exact_clustered": _(
        "{events} {unit} in {points} periods are few and come in clusters: the limits are exact "
        "probabilities for {unit} that come one by one, so a point beyond them may be the many "
        "{unit} of one person."
    ),
    "u": _("{events} {unit} in {points} periods are enough for the usual limits of a rate."),
    "c": _("{events} {unit} in {points} periods are enough for the usual limits of a count."),
    "up": _(
        "{events} {unit} jump from period to period more than chance alone would make them, so "
        "the limits are widened by that scatter (Laney)."
    ),
    "xmr": _(
        "{unit} are not events, so the limits come from how far each period lies from the last."
    ),
}
FEW_POINTS = _("Fewer than 12 points: limits and signals are trial ones and may still change.")
RARE = _(
    "Events are rare here: the limits of a {kind} chart too often call a steady ward changed. "
    "Choose auto for limits that hold."
)
ALL_EQUAL = _("All points are equal: the limits lie on the centre line and say nothing.")
ZERO_GAP = _("Some gaps are 0: two events at the same moment; note the time of day to part them.")

FINDINGS = {
    "over": _("{count} of {points} points above the upper limit"),
    "under": _("{count} of {points} points below the lower limit"),
    "run": _("{run} periods in a row lie {side} the middle line"),
    "crossings": _("crossings of the middle line: only {crossings}"),
    "other": _("{count} of {points} points named by a rule"),
}
CHANGED = _("{findings}. Chance alone seldom does that: ask what was different.")
STEADY = _("Nothing beyond chance: this shows no change, and does not prove that there was none.")
UNEVEN = _("The {denominator} changed too much for long runs to be read.")
CANNOT_SAY = _("The chart cannot say why, nor whether a number is acceptable: the aim is zero.")
PHASE_PROPOSED = _(
    "New limits could begin in {start}, when {run} periods in a row began to lie {side} the middle "
    "line. That is only proposed: a person decides, and writes down the reason."
)
SIDES = {True: _("above"), False: _("below")}


def refused_unit(kind: str, unit: str, counts_only: bool, gaps: bool) -> str:
    """Reason why this kind refuses numerators in this unit; empty when it does not."""
    if unit not in UNIT_NAMES:
        return f"numerator_unit: {unit!r} is not one of {', '.join(UNIT_NAMES)}"
    refused = unit == "hours" and (counts_only or gaps)
    return REFUSED_HOURS.format(unit=unit, kind=kind) if refused else ""


def chart_warnings(chart: ControlChart) -> tuple[str, ...]:
    """Plain warnings of a named chart; each is said once, whichever series it is about."""
    known = np.isfinite(chart.value)
    found = []
    if (known.sum(axis=1) < 12).any():
        found.append(FEW_POINTS)
    if chart.kind in ("i", "xmr", "mr", "c", "u", "up", "p", "pp", "ip") and _is_rare(chart):
        found.append(RARE.format(kind=chart.kind))
    if ((chart.sigma == 0) & known).any():
        found.append(ALL_EQUAL)
    if chart.kind == "t" and (chart.value == 0).any():
        found.append(ZERO_GAP)
    return tuple(found)


def _is_rare(chart: ControlChart) -> bool:
    """True when a quarter or more of the points of a series are zero."""
    zero = (chart.value == 0).sum(axis=1)
    return bool((4 * zero >= np.maximum(np.isfinite(chart.value).sum(axis=1), 1)).any())


def why_chosen(kind: str, asked: Asked, points: int, events: float, exposure: float) -> str:
    """Why ``auto`` chose this kind, in one sentence; sums of numerator and denominator."""
    counted = asked.numerator_unit not in ("hours", "days")
    key = "zero_hours" if kind == "zero" and not counted else kind
    text = WHY[key].format(
        points=points,
        unit=UNIT_NAMES[asked.numerator_unit],
        events=f"{events:,.0f}",
        exposure=f"{exposure:,.0f} {asked.denominator_unit}",
        bound=_bound(exposure, asked.multiplier),
    )
    return text[0].upper() + text[1:]


def _bound(exposure: float, multiplier: float) -> str:
    """The upper bound after no events, with its unit."""
    bound = zero_events_upper_bound(exposure, multiplier) if exposure else math.nan
    return f"{bound:.3g}" if multiplier == 1 else f"{bound:.3g} per {multiplier:,.0f}"


FUNNEL_ALL_INSIDE = _("All {areas} areas lie where chance alone could put them.")
FUNNEL_SOME_OUTSIDE = _(
    "{outside} of {areas} areas lie outside the 95 % limits; chance alone puts about {expected} "
    "there. Ask those services what is different; it is a question, not a verdict."
)
#: With fewer the limits are so wide that hardly an area can lie outside.
ENOUGH_AREAS = 10
FUNNEL_FEW_AREAS = _(
    "With fewer than {enough} areas the limits are so wide that hardly any area can lie outside: "
    "that an area lies inside says little."
)
FUNNEL_ZERO = {
    "rate": _(
        "0 {unit} in {exposure} {denominator} in all {areas} areas together: the rate could still "
        "be up to {bound} (exact one-sided 95 % upper bound, 3.0/N)."
    ),
    "proportion": _(
        "0 of {exposure} in all {areas} areas together: the share could still be up to {bound} "
        "(one-sided 95 % upper bound, 3.0/N)."
    ),
    "ratio": _(
        "0 {unit} where {exposure} were expected in all {areas} areas together: the ratio could "
        "still be up to {bound} (exact one-sided 95 % upper bound, 3.0/N)."
    ),
}
FUNNEL_CANNOT_SAY = _(
    "A funnel cannot say why areas differ, does not rank them, and does not call a number inside "
    "the limits acceptable: the aim is zero."
)
FUNNEL_REFUSED = _(
    "numerator: {unit} hang together in single persons and are not independent events, so funnel "
    "limits would be false; look at the distribution without limits"
)


def refused_funnel(unit: str) -> str:
    """Reason why a funnel refuses numerators in this unit; empty when it does not."""
    return FUNNEL_REFUSED.format(unit=UNIT_NAMES[unit]) if unit in ("hours", "days") else ""


def funnel_meaning(
    numerator: Floats, denominator: Floats, limits: list[Floats], *, widened: bool
) -> str:
    """What a funnel means; limits lower and upper 95 % first.

    widened: by how much the areas differ among themselves, which few areas cannot show.
    """
    value = numerator / denominator
    outside = int(((value < limits[0]) | (value > limits[1])).sum())
    areas = len(value)
    template = FUNNEL_SOME_OUTSIDE if outside else FUNNEL_ALL_INSIDE
    meaning = template.format(outside=outside, areas=areas, expected=f"{areas * 0.05:.0f}")
    few = FUNNEL_FEW_AREAS.format(areas=areas, enough=ENOUGH_AREAS)
    return f"{meaning} {few}" if widened and areas < ENOUGH_AREAS else meaning


def funnel_of_zeros(denominator: Floats, kind: str, asked: Asked) -> str:
    """What a funnel means in which nothing happened anywhere; see ``zero_events_upper_bound``."""
    whole = float(denominator.sum())
    return FUNNEL_ZERO[kind].format(
        unit=UNIT_NAMES[asked.numerator_unit],
        exposure=f"{whole:,.4g}" if kind == "ratio" else f"{whole:,.0f}",
        denominator=asked.denominator_unit,
        areas=len(denominator),
        bound=_bound(whole, asked.multiplier),
    )
