"""A whole report: whose rows, which period, who was silent, and what it refuses."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from openward.indicators.catalogue import catalogue
from openward.problems import BadInput
from openward.rates.schema import table_from_rows
from openward.reports import trend as t
from openward.reports.page import html_of
from openward.reports.report import Report, report_of
from tests.unit.reports.months import rows
from tests.unit.reports.test_trend import HIGH, LOW

DECEMBER = date(2022, 12, 1)


def kinds() -> list[dict[str, object]]:
    """Two years of a ward: seclusion fell, chemical restraint rose, one month each was silent."""
    said = {"seclusion": [*HIGH, *LOW], "chemical-restraint": [*LOW, *HIGH[:11], "not_reported"]}
    return [row for kind, numbers in said.items()
            for row in rows(numbers, indicator=f"ow-measures-{kind}")]  # fmt: skip


def of_ward(table: pa.Table, month: date = DECEMBER) -> Report:
    return report_of(table, reader="ward", area_id="W1", month=month)


def summary(found: Report) -> str:
    return "\n".join(sentence.said() for sentence in found.summary)


def test_all_kinds_stand_together_so_that_substitution_shows() -> None:
    found = of_ward(table_from_rows(kinds()))
    fell, rose = (catalogue()[f"ow-measures-{kind}"].short_name
                  for kind in ("seclusion", "chemical-restraint"))  # fmt: skip
    assert f"{fell} fell while {rose} rose" in summary(found)
    assert "No number was sent for Dec 2022" in summary(found)
    assert "No figure in this report counts manual restraint, mechanical restraint" in summary(
        found
    )


def test_nothing_in_a_report_is_later_than_its_period() -> None:
    found = of_ward(table_from_rows(kinds()), date(2021, 12, 1))
    assert {f.trend.said for part in found.parts for f in part.figures} == {t.NO_CHANGE}
    assert "2022" not in html_of(found)


def test_persons_events_and_hours_are_never_in_one_part() -> None:
    table = table_from_rows([
        row for unit, code in (("count", "measures"), ("persons", "persons"), ("hours", "hours"))
        for row in rows([3, 4], indicator=f"ow-{code}-seclusion", numerator_unit=unit)
    ])  # fmt: skip
    found = report_of(table, reader="ward", area_id="W1", month=date(2021, 2, 1))
    assert [(p.heading.code, len(p.figures)) for p in found.parts] == [
        ("how_often", 1), ("whom", 1), ("how_long", 1),
    ]  # fmt: skip


def hospitals(*last: float | str) -> pa.Table:
    """A month of hospitals A, B … of one country."""
    return table_from_rows([
        rows([number], area_type="facility", area_id=name, area_name=name, country="XX")[0]
        for name, number in zip("ABCD", last, strict=False)
    ])  # fmt: skip


def of_region(table: pa.Table, protected: str = "by us", area_id: str = "XX-A") -> Report:
    return report_of(table, reader="ministry", area_id=area_id, month=date(2021, 1, 1),
                     protected=protected)  # fmt: skip


def test_a_ministry_reads_who_was_silent_and_what_is_missing_in_the_sum() -> None:
    found = of_region(hospitals(6, 0, "not_reported", "suppressed"))
    (asked,) = found.asked
    assert (asked.counts["reported"], asked.zeros, asked.counts["suppressed"]) == (2, 1, 1)
    assert asked.silent == ("C",)
    assert "Added up over the 2 of 4 places whose number is known." in summary(found)


def test_a_ministry_reads_nothing_that_is_not_protected() -> None:
    with pytest.raises(BadInput, match="not protected"):
        of_region(hospitals(6, 0), protected="")


def test_hidden_numbers_are_said_to_be_hidden_and_printed_nowhere() -> None:
    found = of_region(hospitals("suppressed", "suppressed"))
    assert "The number of Jan 2021 is hidden. It is not a zero." in summary(found)
    assert found.parts[0].figures[0].trend.said == t.HIDDEN


@pytest.mark.parametrize("changes", [
    {"area_id": "W2"}, {"month": date(2030, 1, 1)}, {"reader": "board"},
])  # fmt: skip
def test_a_place_or_a_month_that_is_not_there_is_named(changes: dict[str, object]) -> None:
    asked = {"reader": "ward", "area_id": "W1", "month": DECEMBER} | changes
    with pytest.raises(BadInput):
        report_of(table_from_rows(kinds()), **asked)


def test_a_country_of_which_one_region_sent_figures_is_not_added_up() -> None:
    table = hospitals(6, 7)
    two = table.set_column(table.column_names.index("region"), "region", [["XX-A", "XX-B"]])
    assert "10.83 in Jan 2021 (13 of 1,200)" in summary(of_region(two, area_id="XX"))
    with pytest.raises(BadInput, match="use one of XX-A"):
        of_region(table, area_id="XX")


def test_two_sources_are_not_one_series() -> None:
    with pytest.raises(BadInput, match="two sources"):
        of_ward(table_from_rows([*rows([3]), *rows([4], source="other")]), date(2021, 1, 1))


def test_a_yearly_table_is_reported_by_the_year_that_holds_the_month() -> None:
    year = {"period_start": date(2021, 1, 1), "period_end": date(2022, 1, 1)}
    found = of_ward(table_from_rows([rows([30])[0] | year]), date(2021, 5, 1))
    assert found.period == (date(2021, 1, 1), date(2022, 1, 1))
    assert "It is the only period with a number" in summary(found)


def test_the_page_has_a_picture_in_words_a_table_beside_it_and_no_rank() -> None:
    page = html_of(of_ward(table_from_rows(kinds())))
    assert page.count('role="img"') == 2 and page.count("<title id=") == 2
    assert "Goal: zero" in page and "not reported" in page
    assert "rank" not in page.lower() and "Small numbers are not protected" in page


def test_the_page_can_be_said_in_another_language() -> None:
    page = html_of(
        of_ward(table_from_rows(kinds())), lambda text: text.replace("goal", "Ziel"), "de"
    )
    assert "The Ziel is zero." in page and '<html lang="de">' in page
