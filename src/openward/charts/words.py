"""Every word that a chart prints by itself, and how it writes numbers and periods.

English by default. A caller with another language passes its own `Words`; the sentences avoid
plural forms so that one template is enough in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED, SUPPRESSED
from openward.rates.value import half_up

#: A reported row with a denominator of 0: there is no rate, and it is not a zero.
NO_DENOMINATOR = "no_denominator"
#: Every kind of "no number", in the order in which charts and tables name them.
NO_NUMBER = (SUPPRESSED, NOT_REPORTED, NOT_APPLICABLE, NO_DENOMINATOR)


@dataclass(frozen=True, slots=True)
class Words:
    """What charts and their tables print. Templates are filled with `str.format`."""

    goal: str = "Goal: zero"
    suppressed: str = "suppressed (fewer than 5, hidden)"
    not_reported: str = "not reported"
    not_applicable: str = "not applicable"
    no_denominator: str = "no denominator"
    definition_change: str = "counting rule changed"
    cube_root_scale: str = (
        "Cube-root scale: 0 to 1 is drawn as long as 1 to 8, so that low figures can be seen."
    )
    shown: str = "In the picture: {shown}; of them at zero: {zero}."
    not_shown: str = "Not in the picture: {reasons}."
    all_shown: str = "Nothing is left out of the picture."
    less_than: str = "less than {limit}"
    rounded_range: str = "{value} ({low} to {high})"
    area: str = "Name"
    area_id: str = "Identifier"
    period: str = "Period"
    definition: str = "Counting rule"
    source: str = "Source: {source}"
    day_range: str = "{first} to {last}"
    month_range: str = "{first} – {last}"
    months: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    million: str = "{number} million"
    decimal_mark: str = "."
    thousands_mark: str = ","

    point: str = "one period"
    point_gap: str = "one gap, from one to the next"
    point_named: str = "one that a rule names"
    centre: str = "centre line"
    median: str = "centre line (median)"
    limits: str = "limits: chance alone seldom goes beyond"
    lower: str = "Lower limit"
    upper: str = "Upper limit"
    rules: str = "What the rules say"
    gap: str = "Gap"
    gaps: str = "Number of the gap, in the order of time"
    gap_range: str = "{first} – {last}"
    longer: str = "Higher: a longer time without"
    no_change: str = "Zero: as in the period before"
    new_limits: str = "new limits from {period}"
    new_limits_gap: str = "new limits from gap {period}"
    named: str = "{period}: {rules}"
    signals: str = "What the rules say: {signals}."
    no_signals: str = "No rule names a point."
    no_lower_limit: str = "Where no lower limit is drawn it is zero: nothing can lie below it."
    inside_95: str = "19 of 20 expected between, by chance (95 %)"
    inside_998: str = "998 of 1,000 expected between (99.8 %)"
    one_area: str = "one place"
    outside_area: str = "a place outside the 99.8 % limits"
    lower_95: str = "Lower 95 % limit"
    upper_95: str = "Upper 95 % limit"
    lower_998: str = "Lower 99.8 % limit"
    upper_998: str = "Upper 99.8 % limit"
    above_95: str = "above the 95 % limits"
    below_95: str = "below the 95 % limits"
    above_998: str = "above the 99.8 % limits"
    below_998: str = "below the 99.8 % limits"
    outside: str = "Outside the 99.8 % limits, by name: {names}."
    none_outside: str = "No place lies outside the 99.8 % limits."
    and_more: str = "{names} and {more} more (see the table)"
    above_limit: str = "above the upper limit"
    below_limit: str = "below the lower limit"
    anhoej_run: str = "long run on one side of the centre line"
    anhoej_crossings: str = "centre line crossed too seldom"
    mdc_shift: str = "seven on one side"
    mdc_trend: str = "trend of seven, all up or all down"
    mdc_two_of_three: str = "two of three near a limit"
    nelson_1: str = "{beyond} (Nelson 1)"
    nelson_2: str = "nine on one side (Nelson 2)"
    nelson_3: str = "trend of six, all up or all down (Nelson 3)"
    nelson_4: str = "fourteen up and down in turn (Nelson 4)"
    nelson_5: str = "two of three near a limit (Nelson 5)"
    nelson_6: str = "four of five away from the centre line (Nelson 6)"
    nelson_7: str = "fifteen close to the centre line (Nelson 7)"
    nelson_8: str = "eight away from the centre line (Nelson 8)"
    western_electric_1: str = "{beyond} (Western Electric 1)"
    western_electric_2: str = "two of three near a limit (Western Electric 2)"
    western_electric_3: str = "four of five away from the centre line (Western Electric 3)"
    western_electric_4: str = "eight on one side (Western Electric 4)"

    def no_number(self, reason: str) -> str:
        """The words for one of `NO_NUMBER`."""
        return str(getattr(self, reason))

    def rule(self, name: str, *, high: bool) -> str:
        """The words for a rule on one point; high: the point lies above the centre line."""
        beyond = self.above_limit if high else self.below_limit
        if name in ("beyond_limits", "mdc_astronomical"):
            return beyond
        return str(getattr(self, name)).format(beyond=beyond)


ENGLISH = Words()


def reason_without_number(status: str, value: float | None) -> str | None:
    """Which of `NO_NUMBER` holds, or None where there is a number."""
    if status != REPORTED:
        return status
    return NO_DENOMINATOR if value is None else None


def number_text(number: float, decimals: int, words: Words) -> str:
    """A number as people read it: a true zero is 0, and nothing else is printed as zero."""
    if number == 0:
        return "0"
    smallest = 10.0**-decimals
    if half_up(abs(number), decimals) == half_up(0, decimals):
        return words.less_than.format(limit=_marked(half_up(smallest, decimals), words))
    return _marked(half_up(number, decimals), words)


def tick_text(number: float, words: Words) -> str:
    """A round number of an axis, as short as it goes."""
    if number >= 1e6:
        return words.million.format(number=_marked(f"{number / 1e6:g}", words))
    return _marked(f"{number:.10f}".rstrip("0").rstrip("."), words)


def period_text(start: date, end: date, words: Words) -> str:
    """A half-open period in words: a year, a month, several months, or its first and last day."""
    return " ".join(period_lines(start, end, words))


def period_lines(start: date, end: date, words: Words) -> list[str]:
    """The same in one or two short lines, for an axis."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last = end - timedelta(days=1)
    if start.day != 1 or end.day != 1:
        return [words.day_range.format(first=start.isoformat(), last=last.isoformat())]
    if months == 12 and start.month == 1:
        return [str(start.year)]
    first_month, last_month = words.months[start.month - 1], words.months[last.month - 1]
    if months == 1:
        return [first_month, str(start.year)]
    if start.year == last.year:
        return [words.month_range.format(first=first_month, last=last_month), str(start.year)]
    return [
        words.month_range.format(first=f"{first_month} {start.year}", last=last_month),
        str(last.year),
    ]


def _marked(plain: str, words: Words) -> str:
    whole, _, fraction = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", words.thousands_mark)
    return grouped + (words.decimal_mark + fraction if fraction else "")
