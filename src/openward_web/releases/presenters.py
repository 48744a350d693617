"""A release as tables: one for each figure, places by name."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from openward.indicators.catalogue import catalogue
from openward.rates.schema import NOT_REPORTED, REPORTED, SUPPRESSED
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording
from openward_web.figures.selectors import Row

LEVELS = ("all", "country", "region", "facility", "ward")


def tables(rows: Sequence[Row]) -> list[Table]:
    """One table for each figure and source, larger places first, then by name and time."""
    ordered = sorted(rows, key=_order)
    return [
        _table(code, source, list(found))
        for (code, source), found in groupby(ordered, lambda r: (r["indicator"], r["source"]))
    ]


def counts_sentence(rows: Sequence[Row]) -> str:
    """Zero, suppressed and not reported, each by itself."""
    reported = [row["numerator"] for row in rows if row["status"] == REPORTED]
    zeros = sum(number == 0 for number in reported)
    told = {status: sum(row["status"] == status for row in rows)
            for status in (SUPPRESSED, NOT_REPORTED)}  # fmt: skip
    return _(
        "%(above)s figures above zero, %(zeros)s zero, %(hidden)s suppressed, "
        "%(silent)s not reported."
    ) % {
        "above": f"{len(reported) - zeros:,}",
        "zeros": f"{zeros:,}",
        "hidden": f"{told[SUPPRESSED]:,}",
        "silent": f"{told[NOT_REPORTED]:,}",
    }


def _order(row: Row) -> tuple[object, ...]:
    return (row["indicator"], row["source"], LEVELS.index(row["area_type"]), row["area_name"],
            row["area_id"], row["period_start"], row["period_end"], row["stratum"])  # fmt: skip


def _table(code: str, source: str, rows: Sequence[Row]) -> Table:
    words = catalogue().get(code)
    columns = [Column(_("Place")), Column(_("Period")), Column(_("Group of people"))]
    columns += [
        Column(heading, is_number=True)
        for heading in (wording.unit_words(words), wording.numerator_words(words),
                        wording.denominator_words(words))
    ]  # fmt: skip
    name = words.short_name if words else code
    return Table(f"{name} ({source})", columns, [_row(row) for row in rows])


def _row(row: Row) -> list[Cell]:
    numbers = (
        wording.number_words(row["numerator"], row["numerator_unit"]),
        wording.number_words(row["denominator"], None),
    )
    return [
        Cell(row["area_name"]),
        Cell(wording.period_words(row["period_start"], row["period_end"])),
        Cell(row["stratum"] or _("Everyone")),
        Cell(wording.value_words(row, catalogue().get(row["indicator"])), is_number=True,
             is_missing=row["value"] is None),
        *(Cell(number, is_number=True) for number in numbers),
    ]  # fmt: skip
