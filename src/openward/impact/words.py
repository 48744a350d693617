"""Every sentence of an answer, as templates; English here, marked for translation.

Sentences name what was counted, with its interval, and what cannot be concluded. A fall is not
called good, and "no change was seen" is never said for "there was none".
"""

from __future__ import annotations

from openward.impact.analysis import Analysis
from openward.impact.cautions import Caution
from openward.impact.estimate import Estimate
from openward.impact.series import Series


def _(text: str) -> str:
    return text


FELL = _("{what} in {area} fell by {percent} % (95 % interval {low} to {high} %) {compared}.")
ROSE = _("{what} in {area} rose by {percent} % (95 % interval {low} to {high} %) {compared}.")
COMPARED = {
    "trend": _("compared with what the trend before would have led to"),
    "few": _(
        "compared with the time before; events are too few to show a trend, so part of this may "
        "have been under way already"
    ),
    "controls": _("compared with what happened in {areas}"),
    "starts": _("compared with the areas that had not started yet and with the time before"),
}
CANNOT = {
    "open": _(
        "We cannot tell yet whether the change had an effect on {what} in {area}: from {low} to "
        "{high} is all possible (95 % interval)."
    ),
    "short_after": _(
        "We cannot tell yet whether the change had an effect on {what} in {area}: too few periods "
        "are known since."
    ),
    "short_before": _(
        "We cannot tell whether the change had an effect on {what} in {area}: fewer than 8 periods "
        "before it are known, so a trend cannot be told from a step. Compare with other wards."
    ),
    "few_areas": _(
        "We cannot tell whether the change had an effect on {what} in {area}: fewer than 4 areas, "
        "or starts that leave nothing to compare with."
    ),
    "silence": _(
        "We cannot tell whether the change had an effect on {what} in {area}: no period has a "
        "number. That is not zero."
    ),
    "nothing": _(
        "{what} in {area}: 0 in every known period, before the change and since. There was nothing "
        "that the change could have lowered."
    ),
    "no_solution": _(
        "We cannot tell whether the change had an effect on {what} in {area}: the numbers lead to "
        "no finite answer."
    ),
    "hangs_together": _(
        "We cannot tell whether the change had an effect on {what} in {area}: neighbouring periods "
        "hang together so strongly that an interval would promise too much. Compare with other "
        "wards."
    ),
}
NEEDED = _("To see a fall of 30 % in four of five cases we need about {count} more {period}s.")
NEVER = _(
    "Waiting on this ward alone would not be enough to see a fall of 30 % within five years: "
    "compare with other wards, or start at different times in several wards."
)
EVERY = _("Every {period} was reported.")
CAUTIONS = {
    "bad_spell": _(
        "The {length} {period}s before the change were unusually high ({percent} % more than the "
        "trend): part of the fall would probably have come by itself."
    ),
    "absent_not_reported": _("{count} of {all} {period}s were not reported; they are not zeros."),
    "absent_suppressed": _(
        "{count} of {all} {period}s are suppressed, which hides small numbers: what is left may "
        "look too high."
    ),
    "absent_not_applicable": _("{count} of {all} {period}s do not apply (closed, not in use)."),
    "absent_no_row": _(
        "{count} of {all} {period}s are missing from the table; they are not zeros."
    ),
    "absent_no_denominator": _("{count} of {all} {period}s have no denominator."),
    "rounded": _("The publisher rounded these numbers: small changes are lost in that."),
    "autocorrelation": _(
        "After the model neighbouring periods still hang together (Ljung-Box over {lags} periods "
        "{statistic}, p = {p}): the interval may be too narrow."
    ),
    "definition": _(
        "The counting rule changed: {count} {period}s under another rule were left out."
    ),
    "other_rose": _(
        "{other} rose by {percent:.0f} % ({low:.0f} to {high:.0f} %) in the same time: one kind of "
        "coercion may have taken the place of another."
    ),
    "other_fell": _(
        "{other} fell by {percent:.0f} % ({low:.0f} to {high:.0f} %) in the same time."
    ),
    "other_unclear": _(
        "No clear change of {other} was seen; a rise of up to {rise:.0f} % cannot be excluded."
    ),
    "control_changed": _(
        "{area} itself changed at that time ({effect}): it may be a poor comparison, or have been "
        "affected too."
    ),
    "controls_silent": _(
        "Only {count} {period}s are known in all comparison areas; the others were left out."
    ),
    "effects_differ": _(
        "Compared only with areas that had not started yet, the answer is another ({effect}): the "
        "effect may grow, fade or differ between areas."
    ),
    "no_lot": _(
        "p from shuffled starts is {p}; it holds where the order of the starts was drawn by lot."
    ),
    "other_unknown": _("What {other} did in the same time cannot be told."),
}
QUIET = ("other_fell", "other_unclear", "no_lot")
CODES_OF_DOUBT = tuple(code for code in CAUTIONS if code not in QUIET)


def answer(analysis: Analysis, what: str) -> str:
    """The one plain sentence, with the interval; `what` is the name of the indicator."""
    area = analysis.series.area_name
    if analysis.verdict != "cannot_tell":
        compared = COMPARED["few" if analysis.few else "trend"]
        return changed(analysis.estimate, what, area, compared)
    low, high = (effect(end) for end in (analysis.estimate.low, analysis.estimate.high))
    first = CANNOT[analysis.why].format(what=what, area=area, low=low, high=high)
    if analysis.why not in ("open", "short_after"):
        return _capital(first)
    period = analysis.series.period
    more = NEVER if analysis.needed is None else NEEDED
    return f"{first} {more.format(count=analysis.needed, period=period)}"


def answer_compared(estimate: Estimate, why: str, what: str, area: str, compared: str) -> str:
    """The one plain sentence where other areas were compared with."""
    if not why:
        return changed(estimate, what, area, compared)
    low, high = (effect(end) for end in (estimate.low, estimate.high))
    return CANNOT[why].format(what=what, area=area, low=low, high=high)


def changed(estimate: Estimate, what: str, area: str, compared: str) -> str:
    """That a rate fell or rose, with the interval."""
    template = FELL if estimate.ratio < 1 else ROSE
    ends = sorted((abs(estimate.low - 1), abs(estimate.high - 1)))
    return template.format(
        what=_capital(what), area=area, compared=compared,
        percent=percent(abs(estimate.ratio - 1)), low=percent(ends[0]), high=percent(ends[1]),
    )  # fmt: skip


def effect(ratio: float) -> str:
    """`a fall of 12 %`, `a rise of 8 %`."""
    if ratio > 1000:
        return _("a rise without bound")
    size = percent(abs(ratio - 1))
    template = _("a fall of {size} %") if ratio < 1 else _("a rise of {size} %")
    return template.format(size=size)


def percent(share: float) -> str:
    """A share in percent without decimals, with one where it is below 10."""
    return f"{100 * share:,.0f}" if share >= 0.095 else f"{100 * share:.1f}"


def caution(one: Caution) -> str:
    """The sentence of a caution."""
    return _capital(CAUTIONS[one.code].format(**one.values))


def reported(analysis: Analysis) -> str:
    """That every period was reported; empty where it was not."""
    series = analysis.series
    return "" if series.absent else EVERY.format(period=series.period)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


ALONE_SEES = _(
    "With {area} alone and {count} {period}s after the change, a fall of {fall} % or more would be "
    "seen in four of five cases."
)
ALONE_BLIND = _(
    "With {area} alone and {count} {period}s after the change, none of these falls would be seen "
    "in four of five cases: start at different times in several wards, or compare with others."
)
WEDGE_SEES = _(
    "With {wards} wards that start one after the other within {count} {period}s, a fall of {fall} "
    "% or more would be seen in four of five cases."
)
WEDGE_BLIND = _(
    "With {wards} wards that start one after the other within {count} {period}s, none of these "
    "falls would be seen in four of five cases."
)


def power_alone_says(series: Series, count: int, fall: float | None) -> str:
    """What one ward alone could show; fall: the least that is seen, None for none."""
    template = ALONE_BLIND if fall is None else ALONE_SEES
    size = "" if fall is None else percent(fall)
    return template.format(area=series.area_name, count=count, period=series.period, fall=size)


def power_wedge_says(wards: int, period: str, count: int, fall: float | None) -> str:
    """What several wards could show that start one after the other."""
    template = WEDGE_BLIND if fall is None else WEDGE_SEES
    size = "" if fall is None else percent(fall)
    return template.format(wards=wards, count=count, period=period, fall=size)
