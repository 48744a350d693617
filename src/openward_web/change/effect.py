"""What a change did, as the command `openward impact` says it, with a picture and its doubts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.utils.translation import gettext as _

from openward.charts.series import Line, Series
from openward.impact.analysis import Analysis
from openward.impact.asked import Request, interrupted_answers, name_of
from openward.impact.cautions import day_of
from openward.impact.tidy import Row, table
from openward.impact.words import CODES_OF_DOUBT, caution, reported
from openward.impact.words import effect as effect_words
from openward.rates.schema import NOT_REPORTED, REPORTED
from openward_web.change.figures_of import Asked
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording


@dataclass(frozen=True, slots=True)
class Effect:
    """says: the answer in one sentence. doubts weaken it; beside: what other kinds did. rows: all
    of it as the command writes it.
    """

    says: str
    reported: str
    doubts: list[str]
    beside: list[str]
    months: Table
    checks: Table
    picture: Series
    method: str
    rows: pa.Table


def effect_of(asked: Asked, day: date) -> Effect:
    """Whether a figure changed on a day.

    Raises
    ------
    BadInput
        The day lies outside the periods, or these make no series.
    """
    answers = interrupted_answers(asked.of_figure, asked.rows, Request({"": day}, asked.season))
    analysis = answers.analyses[0]
    first, *others = answers.rows
    multiplier = float(asked.rows["multiplier"][0].as_py())
    doubts = [one for one in analysis.cautions if one.code in CODES_OF_DOUBT]
    beside = [one for one in analysis.cautions if one.code not in CODES_OF_DOUBT]
    return Effect(
        says=str(first["says"]), reported=reported(analysis),
        doubts=[caution(one) for one in doubts], beside=[caution(one) for one in beside],
        months=_months(analysis, multiplier), checks=_checks(others),
        picture=_picture(analysis, multiplier), method=str(first["method"]),
        rows=table(answers.rows),
    )  # fmt: skip


def _values(analysis: Analysis, multiplier: float) -> list[tuple[date, date, float, float]]:
    """First day and day after each period, the rate, and that without the change; NaN: unknown."""
    series = analysis.series
    days = [day_of(series, number) for number in (*series.time, series.time[-1] + 1)]
    rates = multiplier * series.counts / series.exposure
    without = multiplier * analysis.expected / series.exposure
    return [(days[n], days[n + 1], float(rates[n]), float(without[n])) for n in range(len(rates))]


def _months(analysis: Analysis, multiplier: float) -> Table:
    start = analysis.question.change
    columns = [Column(_("Period")), Column(_("As it was"), is_number=True),
               Column(_("Had it gone on as before"), is_number=True)]  # fmt: skip
    rows = [
        [Cell(wording.period_words(first, end)), _number(rate),
         _number(without) if end > start else Cell("", is_number=True)]
        for first, end, rate, without in _values(analysis, multiplier)
    ]  # fmt: skip
    return Table(_("Period by period"), columns, rows)


def _number(value: float) -> Cell:
    if math.isnan(value):
        return Cell(_("not known"), is_number=True, is_missing=True)
    return Cell(f"{value:,.2f}", is_number=True)


def _picture(analysis: Analysis, multiplier: float) -> Series:
    """The figure, and from the change on what the time before would have led to."""
    values, start = _values(analysis, multiplier), analysis.question.change
    name = name_of(analysis.series)
    return Series(
        title=f"{analysis.series.area_name}: {name}", source="OpenWard",
        caption=_("Between the two lines from the change on lies what is asked. A gap is a period "
                  "without a number: it is not a zero."),
        y_label=name, decimals=1,
        lines=[
            _line(_("As it was"), [(a, b, rate) for a, b, rate, _w in values]),
            _line(_("Had it gone on as before"),
                  [(a, b, without) for a, b, _r, without in values if b > start]),
        ],
    )  # fmt: skip


def _line(name: str, points: Sequence[tuple[date, date, float]]) -> Line:
    known = [math.isfinite(value) for *_days, value in points]
    return Line(
        name, [first for first, _end, _value in points], [end for _first, end, _value in points],
        [value if is_known else None for (*_days, value), is_known in
         zip(points, known, strict=True)],
        [REPORTED if is_known else NOT_REPORTED for is_known in known], [None] * len(points),
    )  # fmt: skip


def _checks(rows: Sequence[Row]) -> Table:
    """The other ways to ask."""
    columns = [Column(_("Asked in another way")), Column(_("Answer"), is_number=True),
               Column(_("95 % interval")), Column(_("About it"))]  # fmt: skip
    return Table(_("The same question in other ways"), columns, [
        [Cell(way_words(str(row["analysis"]))), Cell(_answer(row), is_number=True),
         Cell(_interval(row)), Cell(str(row.get("says") or ""))]
        for row in rows
    ])  # fmt: skip


def _answer(row: Row) -> str:
    """The effect; where only a share is told, how many of 100 starts are as striking."""
    ratio, p = row["ratio"], row["p"]
    if isinstance(ratio, float):
        return effect_words(ratio)
    if row["analysis"] == "start_dates" and isinstance(p, float):
        return _("%(n)s of 100 as striking") % {"n": f"{100 * p:.0f}"}
    return _("no answer")


def _interval(row: Row) -> str:
    low, high = row["low_95"], row["high_95"]
    if not isinstance(low, float) or not isinstance(high, float):
        return ""
    return _("%(low)s to %(high)s") % {"low": effect_words(low), "high": effect_words(high)}


def way_words(code: str) -> str:
    """A way of asking in words; its code where it is too special for them."""
    words = {
        "poisson_model": _("Counts vary by chance alone (Poisson)"),
        "quasi_poisson_model": _("Counts vary more than chance (quasi-Poisson)"),
        "quasi_poisson_newey_west": _("Months hang together (Newey-West)"),
        "quasi_poisson_autocorrelated": _("Months hang together (autocorrelated)"),
        "negative_binomial_autocorrelated": _("Counts vary unevenly (negative binomial)"),
        "with_season": _("Allowing for the time of year"),
        "without_season": _("Leaving out the time of year"),
        "level_with_slope": _("The effect may grow or fade: at the start"),
        "slope_per_period": _("The effect may grow or fade: by period"),
        "washout_1": _("Without the first period after the start"),
        "washout_3": _("Without the first 3 periods after the start"),
        "leave_one_out_least": _("Without one period: the lowest answer"),
        "leave_one_out_most": _("Without one period: the highest answer"),
        "naive_before_after": _("Before and after only, trusting no trend"),
        "conditional_poisson": _("Exact, without a trend"),
        "without_last_3_before": _("Without the 3 periods before the start"),
        "placebo_dates": _("On days on which nothing began"),
        "start_dates": _("All days on which it could have begun"),
    }
    if code.startswith("window_"):
        return _("With fewer periods, near the start only")
    return words.get(code, code.replace("_", " "))
