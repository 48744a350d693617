"""Figures in words: every sentence and printed number of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openward.charts.words import Words, number_text
from openward.indicators.catalogue import Indicator
from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED, SUPPRESSED
from openward_web.figures.selectors import Counts, Row


def status_words(status: str) -> str:
    """What stands where there is no number."""
    return {
        SUPPRESSED: _("suppressed"),
        NOT_REPORTED: _("not reported"),
        NOT_APPLICABLE: _("not applicable"),
    }.get(status, "")


def level_words(level: str) -> str:
    """The areas of one level, in the plural."""
    return {
        "ward": _("Wards"),
        "facility": _("Hospitals and providers"),
        "region": _("States and regions"),
        "country": _("Countries"),
        "all": _("Everything"),
    }[level]


def value_words(row: Row, words: Indicator | None) -> str:
    """The value of a row as the authority prints it, or why there is none."""
    if row["status"] != REPORTED:
        return status_words(row["status"])
    if row["value"] is None:
        return _("no denominator")
    # A true zero is 0; a small rate that rounds to 0.00 is not printed as one.
    small = Words(less_than=_("less than {limit}"))
    return number_text(row["value"], decimals(words, row["value"]), small)


def decimals(words: Indicator | None, value: float) -> int:
    """The authority's decimals; for an unknown indicator none for whole numbers, else 2."""
    if words is not None:
        return words.decimals
    return 0 if float(value).is_integer() else 2


def number_words(number: float | None, unit: str | None) -> str:
    """A numerator or denominator with thousands separators; hours to two decimals."""
    if number is None:
        return ""
    if unit == "hours" and number:
        return f"{number:,.2f}"
    return f"{number:,.0f}" if number.is_integer() else f"{number:,}"


def period_words(start: date, end: date) -> str:
    """A period by the name people use: a year, a month, or from–to."""
    last = end - timedelta(days=1)
    if (start.month, start.day) == (1, 1) and end == date(start.year + 1, 1, 1):
        return str(start.year)
    if start.day == 1 and end.day == 1 and last.month == start.month and last.year == start.year:
        return date_format(start, "F Y")
    return _("%(start)s to %(end)s") % {
        "start": date_format(start, "j F Y"),
        "end": date_format(last, "j F Y"),
    }


def unit_words(words: Indicator | None) -> str:
    """The name of the figure."""
    return words.short_name if words else _("Value")


def axis_words(words: Indicator | None, row: Row) -> str:
    """The name of the figure on an axis; an unknown indicator by its code and multiplier."""
    if words is not None:
        return words.short_name
    per = "" if row["multiplier"] == 1 else f" × {row['multiplier']:,g}"
    over = _("numerator / denominator") if row["denominator"] is not None else _("number")
    return f"{row['indicator']} ({over}{per})"


def numerator_words(words: Indicator | None) -> str:
    """What is counted above the line."""
    unit = words.numerator_unit if words else ""
    return {"hours": _("Hours"), "persons": _("People"), "days": _("Days")}.get(
        unit, _("Numerator")
    )


def denominator_words(words: Indicator | None) -> str:
    """What is counted below the line: how large a place is."""
    unit = words.denominator_unit if words else ""
    return {"patient-hours": _("Patient-hours")}.get(unit, _("Denominator"))


def counts_sentence(found: Counts) -> str:
    """Zero, suppressed and not reported, each by itself."""
    parts = [
        ngettext(
            "%(n)s area with a number above zero",
            "%(n)s areas with a number above zero",
            found.above_zero,
        )
        % {"n": f"{found.above_zero:,}"},
        _("%(n)s zero") % {"n": f"{found.zero:,}"},
        _("%(n)s suppressed") % {"n": f"{found.suppressed:,}"},
        _("%(n)s not reported") % {"n": f"{found.not_reported:,}"},
    ]
    if found.not_applicable:
        parts.append(_("%(n)s not applicable") % {"n": f"{found.not_applicable:,}"})
    return ", ".join(parts) + "."


def rounding_sentence(rows: Sequence[Row]) -> str:
    """What rounding by the publisher leaves open, with an example; empty without rounding."""
    steps = sorted({row["rounded_to"] for row in rows if row["rounded_to"]})
    if len(steps) != 1 or steps[0] <= 1:
        return ""
    step = steps[0]
    low, high = -(-(2 * step - step / 2) // 1), (2 * step + step / 2) // 1
    return _(
        "Rounded to %(step)s by the publisher: a printed %(printed)s stands for "
        "%(low)s to %(high)s."
    ) % {"step": f"{step:g}", "printed": f"{2 * step:g}", "low": f"{low:g}", "high": f"{high:g}"}


def status_sentence(row: Row) -> str:
    """What it means that an area has no number in a period; empty where it has one."""
    period = {"period": period_words(row["period_start"], row["period_end"])}
    if row["status"] == REPORTED and row["value"] is None:
        return _("In %(period)s there was nobody to count: a denominator of zero has no rate.") % (
            period
        )
    return {
        SUPPRESSED: _("For %(period)s there is a number, and it is hidden. It is not a zero."),
        NOT_REPORTED: _(
            "No number was sent for %(period)s: it may have happened every day, or never. "
            "This is not a zero."
        ),
        NOT_APPLICABLE: _("For %(period)s there was nothing to send: this does not apply here."),
    }.get(row["status"], "") % period


def whole_words(whole: Row, words: Indicator | None) -> str:
    """What the figure for the whole is: printed by the publisher, or added up over whom."""
    if whole["is_published"]:
        return _("as published for %(name)s") % {"name": whole["area_name"]}
    reported = whole["areas_reported"]
    asked = reported + whole["areas_suppressed"] + whole["areas_not_reported"]
    added = ngettext(
        "added up over the %(reported)s of %(asked)s place whose number is known",
        "added up over the %(reported)s of %(asked)s places whose number is known",
        asked,
    ) % {"reported": f"{reported:,}", "asked": f"{asked:,}"}
    if whole["denominator"] is not None:
        return _("%(added)s: the ratio of sums, not the mean of rates") % {"added": added}
    if words and not words.additive:
        return _("%(added)s; people at two places count twice") % {"added": added}
    return added
