"""Every sentence of a report: a template and its values, so that each can be tested and translated.

Which sentence is said follows from `trend` and the status of the row alone. No sentence names a
cause, calls a number acceptable, or compares places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openward.charts.words import Words, number_text, period_text
from openward.indicators.catalogue import catalogue
from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED, SUPPRESSED
from openward.rates.value import rounding_bounds
from openward.reports import trend as t
from openward.reports.parts import name_of
from openward.reports.trend import Trend

Row = Mapping[str, object]
#: How charts and tables of a report print; why a number is hidden differs between policies, and
#: beside the small picture there is little room.
PRINTED = Words(suppressed="hidden", limits="limits of chance")


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: the template, which catalogues translate. values: what stands in its places."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in words."""
        inside = {
            name: value.said(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**inside)


#: Of the period of the report.
NOW = {
    "value": _("{value} in {period}."),
    "value_of": _("{value} in {period} ({numerator} of {denominator})."),
    "value_per": _("{value} in {period} ({numerator} {unit} in {denominator} {denominator_unit})."),
    "counted_per": _("{value} in {period} ({numerator} in {denominator} {denominator_unit})."),
    "rounded": _("{value} in {period} ({low} to {high}, since it was rounded)."),
    "zero": _("0 in {period}: zero was reported."),
    "zero_goal": _("0 in {period}: zero was reported, and zero is the goal."),
    SUPPRESSED: _("The number of {period} is hidden. It is not a zero."),
    NOT_REPORTED: _("No number was sent for {period}: it may have happened every day, or never."),
    NOT_APPLICABLE: _("There was nothing to send for {period}."),
    "no_denominator": _("Nobody was there to count in {period}; that has no rate."),
    "no_row": _("The table says nothing about {period}. That is not a zero."),
}
ADDED = _("Added up over the {known} of {asked} places whose number is known.")
ADDED_TWICE = _(
    "Added up over the {known} of {asked} places whose number is known; people at two places count "
    "twice."
)

#: What the rules of `trend` allow to be said.
TREND = {
    t.NO_NUMBER: _("No period has a number: nothing can be said of a change."),
    t.ONE_POINT: _("It is the only period with a number: nothing can be said of a change."),
    t.OTHER_PLACES: _(
        "Places are missing in the sums, or not the same ones are in each: no change can be read."
    ),
    t.HIDDEN: _(
        "Hidden numbers in the series: {hidden}, since they are small or would give a small one "
        "away. What is left would mislead: no change can be read."
    ),
    t.TOO_FEW: _(
        "{points} periods have a number; this is too little to tell a change from chance."
    ),
    t.ALL_ZERO: _("It was 0 in all {points} periods with a number."),
    t.ROSE: _(
        "It rose: the {run} periods from {since} to {last} all lie above the middle line, which "
        "chance alone seldom does. Before {before}, since then {after}."
    ),
    t.FELL: _(
        "It fell: the {run} periods from {since} to {last} all lie below the middle line, which "
        "chance alone seldom does. Before {before}, since then {after}."
    ),
    t.ABOVE_ONCE: _(
        "{last} lies above what chance alone makes usual. One period is not a trend: ask what was "
        "different."
    ),
    t.BELOW_ONCE: _(
        "{last} lies below what chance alone makes usual. One period is not a trend: ask what was "
        "different."
    ),
    t.NOT_STEADY: _(
        "The periods up to {last} were not steady. Whether it rose or fell lately these numbers "
        "cannot show."
    ),
    t.NO_CHANGE: _("No change that these {points} periods up to {last} can show."),
}
#: The same of several figures on the first page; what names single periods is said of each.
TREND_OF_SEVERAL = {
    t.NO_NUMBER: _("No period has a number: {names}."),
    t.ONE_POINT: _("With one number nothing can be said of a change: {names}."),
    t.OTHER_PLACES: _(
        "Places are missing in the sums, or not the same ones are in each, so that no change can "
        "be read: {names}."
    ),
    t.HIDDEN: _("Too much is hidden for a change to be read: {names}."),
    t.TOO_FEW: _("Too few periods to tell a change from chance: {names}."),
    t.ALL_ZERO: _("Zero in every period with a number: {names}."),
    t.NOT_STEADY: _(
        "Not steady, and whether they rose or fell lately these numbers cannot show: {names}."
    ),
    t.NO_CHANGE: _("No change that these numbers can show: {names}."),
}
LEFT_OUT = _(
    "Left out of chart and rules, since a place is missing in the sum: {left_out} of {points} "
    "periods."
)
GAPS = _("Of the last {looked} periods these have no number: {names}.")
ONLY_GAPS = _("None of the last {looked} periods has a number ({why}).")
#: How far back gaps are told.
LOOKED_BACK = 12

VALUES = _("{part}, {period}: {values}.")
FELL_AND_ROSE = _(
    "{fell} fell while {rose} rose. Ask whether one took the place of the other: these figures "
    "cannot tell."
)
FELL_ALONE = _("{fell} fell. For {others} no fall can be shown.")
KINDS_UNKNOWN = _(
    "No figure in this report counts {kinds}. Whether it took the place of what is counted cannot "
    "be seen."
)
MANY_LOOKS = _(
    "{figures} figures were looked at together: now and then chance alone makes one of them look "
    "changed."
)


def now_sentence(
    code: str, row: Row | None, period: tuple[date, date], *, zero_is_goal: bool
) -> Sentence:
    """What the period of the report says. row: with `value`, None where there is none."""
    values: dict[str, object] = {"period": period_text(*period, PRINTED)}
    if row is None:
        return Sentence(NOW["no_row"], values)
    if row["status"] != REPORTED:
        return Sentence(NOW[str(row["status"])], values)
    value = row["value"]
    if not isinstance(value, float):
        return Sentence(NOW["no_denominator"], values)
    if value == 0:
        return Sentence(NOW["zero_goal" if zero_is_goal else "zero"], values)
    return _with_number(code, row, value, values)


def _with_number(code: str, row: Row, value: float, values: dict[str, object]) -> Sentence:
    numerator, denominator = row["numerator"], row["denominator"]
    values = values | {"value": value_text(code, value)}
    step, number = row["rounded_to"], float(str(numerator))
    if isinstance(step, float) and step > 1:
        low, high = (
            value_text(code, end * value / number) for end in rounding_bounds(number, step)
        )
        return Sentence(NOW["rounded"], values | {"low": low, "high": high})
    if isinstance(denominator, float):
        return _of_whole(code, number, denominator, values)
    return Sentence(NOW["value"], values)


def _of_whole(code: str, number: float, denominator: float, values: dict[str, object]) -> Sentence:
    values |= {"numerator": amount_text(number), "denominator": amount_text(denominator)}
    words = catalogue().get(code)
    if words is None or not words.denominator_unit or words.multiplier == 100:
        return Sentence(NOW["value_of"], values)
    units = {"unit": words.numerator_unit, "denominator_unit": words.denominator_unit}
    form = "counted_per" if words.numerator_unit == "count" else "value_per"
    return Sentence(NOW[form], values | units)


def added_sentence(code: str, row: Row) -> Sentence:
    """How a sum was made that no row of the table gives."""
    known, *others = (
        int(str(row[f"areas_{status}"] or 0)) for status in (REPORTED, SUPPRESSED, NOT_REPORTED)
    )
    words = catalogue().get(code)
    twice = row["numerator_unit"] == "persons" or (words is not None and not words.additive)
    text = ADDED_TWICE if twice else ADDED
    return Sentence(text, {"known": known, "asked": known + sum(others)})


def trend_sentence(code: str, found: Trend, periods: Mapping[date, date]) -> Sentence:
    """What may be said of a change. periods: last day + 1 of each period by its first day."""

    def named(day: date | None) -> str:
        return period_text(day, periods[day], PRINTED) if day else ""

    return Sentence(TREND[found.said], {
        "points": found.points, "hidden": found.hidden, "run": found.run,
        "since": named(found.since), "last": named(found.last),
        "before": value_text(code, found.before), "after": value_text(code, found.after),
    })  # fmt: skip


def gaps_sentence(statuses: Sequence[tuple[str, str]]) -> Sentence | None:
    """Which of the last periods have no number; (period, why) of each, empty where there is one."""
    last = statuses[-LOOKED_BACK:]
    reasons: dict[str, list[str]] = {}
    for name, why in last:
        reasons.setdefault(why, []).append(name)
    if not reasons.keys() - {""}:
        return None
    if "" not in reasons:
        return Sentence(ONLY_GAPS, {"looked": len(last), "why": ", ".join(reasons)})
    names = "; ".join(f"{', '.join(of)} ({why})" for why, of in reasons.items() if why)
    return Sentence(GAPS, {"looked": len(last), "names": names})


def several_sentences(trends: Mapping[str, Trend]) -> list[Sentence]:
    """What is said alike of several figures, by name; rises, falls and single months are not."""
    found = []
    for said, text in TREND_OF_SEVERAL.items():
        names = [name_of(code) for code, trend in trends.items() if trend.said == said]
        if names:
            found.append(Sentence(text, {"names": listed(names)}))
    return found


def together_sentences(trends: Mapping[str, Trend]) -> list[Sentence]:
    """What the kinds of one part say beside each other, so that substitution shows."""
    fell, rose = (
        [name_of(code) for code, found in trends.items() if found.said == said]
        for said in (t.FELL, t.ROSE)
    )
    others = [name_of(code) for code, found in trends.items() if found.said not in (t.FELL, t.ROSE)]
    if fell and rose:
        return [Sentence(FELL_AND_ROSE, {"fell": listed(fell), "rose": listed(rose)})]
    if fell and others:
        return [Sentence(FELL_ALONE, {"fell": listed(fell), "others": listed(others)})]
    return []


def values_sentence(
    title: str, values: Sequence[tuple[str, str]], period: tuple[date, date]
) -> Sentence:
    """Several figures of one period: (name, value) of each. title: of their part."""
    names = listed([f"{name}: {value}" for name, value in values])
    return Sentence(VALUES, {
        "part": Sentence(title), "period": period_text(*period, PRINTED), "values": names,
    })  # fmt: skip


def listed(names: Sequence[str]) -> str:
    """Names after each other; names may hold commas."""
    return "; ".join(names)


def value_text(code: str, value: float) -> str:
    """A value with the decimals of the authority; where the code is not known, as many as fit."""
    words = catalogue().get(code)
    decimals = words.decimals if words else (0 if float(value).is_integer() else 2)
    return number_text(value, decimals, PRINTED)


def amount_text(number: float) -> str:
    """A numerator or a denominator: at most two decimals."""
    return number_text(number, 0 if number.is_integer() else 2, PRINTED)
