"""`openward chart spc` and `chart funnel` as somebody at a terminal meets them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openward.cli.main import app
from openward.cli.output import working
from openward.problems import BadInput
from openward.rates import files
from tests.rate_tables import rate_row, rate_table

COUNTS = [1, 0, 2, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0]
COUNT = {"multiplier": 1000.0, "numerator_unit": "count"}
SPC_COLUMNS = ["indicator", "area_id", "stratum", "period_start", "value", "denominator", "centre",
               "lower", "upper", "phase", "signals", "status"]  # fmt: skip
FUNNEL_COLUMNS = ["area_id", "numerator", "denominator", "value", "centre", "lower_95", "upper_95",
                  "lower_998", "upper_998", "signal"]  # fmt: skip


def months(counts: list[float], **change: object) -> list[dict[str, object]]:
    starts = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(len(counts) + 1)]
    return [
        rate_row(**{"period_start": start, "period_end": end, "numerator": float(count),
                    "denominator": 500.0, **COUNT, **change})
        for start, end, count in zip(starts, starts[1:], counts, strict=False)
    ]  # fmt: skip


@pytest.fixture
def chart(tmp_path: Path) -> Callable[..., Result]:
    def run(rows: list[dict[str, object]], *arguments: str, kind: str = "spc") -> Result:
        path = tmp_path / "rates.csv"
        files.write(rate_table(*rows), path)
        return CliRunner().invoke(app, ["chart", kind, str(path), *arguments])

    return run


def rows_of(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_columns_are_those_of_the_contract_and_new_ones_stand_at_the_end(chart) -> None:
    rows = rows_of(chart(months(COUNTS)))
    assert list(rows[0])[: len(SPC_COLUMNS)] == SPC_COLUMNS
    assert len(rows) == len(COUNTS)


def test_auto_takes_exact_limits_where_events_are_rare_and_says_why(chart) -> None:
    result = chart(months(COUNTS))
    assert {row["kind"] for row in rows_of(result)} == {"u_exact"}
    assert "exact probabilities" in result.stderr


def test_a_named_kind_is_computed_all_the_same_with_a_warning(chart) -> None:
    result = chart(months(COUNTS), "--kind", "xmr")
    assert {row["kind"] for row in rows_of(result)} == {"xmr"}
    assert "warning:" in result.stderr


def test_no_event_at_all_is_said_with_its_upper_bound(chart) -> None:
    result = chart(months([0] * 24))
    assert "0 events in 12,000 bed-days" in result.stderr
    assert "3.0/N" in result.stderr
    assert {row["upper"] for row in rows_of(result)} == {""}


def test_few_points_have_no_limits_under_auto(chart) -> None:
    rows = rows_of(chart(months(COUNTS[:11])))
    assert {(row["lower"], row["upper"], row["signals"]) for row in rows} == {("", "", "")}


def test_a_named_day_starts_new_limits(chart) -> None:
    rows = rows_of(chart(months([5, 6] * 12), "--kind", "c", "--phase", "2025-01-01"))
    assert [row["phase"] for row in rows] == ["1"] * 12 + ["2"] * 12


def test_hours_are_refused_where_limits_rest_on_counting(chart) -> None:
    result = chart(months(COUNTS, numerator_unit="hours"), "--kind", "u")
    assert isinstance(result.exception, BadInput)
    assert "hours are not events" in str(result.exception)


def test_an_unknown_kind_and_an_unknown_rule_name_what_there_is(chart) -> None:
    for option, value in (("--kind", "x"), ("--rules", "mdc")):
        result = chart(months(COUNTS), option, value)
        assert isinstance(result.exception, BadInput)
        assert "is not one of" in str(result.exception)


def test_two_sources_ask_for_one(chart) -> None:
    rows = months(COUNTS[:2]) + months(COUNTS[:3], source="another")[2:]
    assert "choose one with --source" in str(chart(rows).exception)
    assert len(rows_of(chart(rows, "--source", "another"))) == 1


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_one_series_is_drawn(chart, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"ward.{ending}"
    assert chart(months(COUNTS), "-o", str(out)).exit_code == 0
    start = b"<svg" if ending == "svg" else b"\x89PNG"
    assert out.read_bytes().startswith(start)


def test_a_picture_of_two_series_asks_for_one(chart, tmp_path: Path) -> None:
    rows = months(COUNTS) + months(COUNTS, area_id="other")
    result = chart(rows, "-o", str(tmp_path / "x.svg"))
    assert "choose one with --area" in str(result.exception)


def areas(**change: object) -> list[dict[str, object]]:
    numbers = {"a": 3, "b": 5, "c": 40, "d": 4}
    return [
        rate_row(**{"area_id": name, "area_name": f"Ward {name}", "numerator": float(count),
                    "denominator": 1000.0, **COUNT, **change})
        for name, count in numbers.items()
    ]  # fmt: skip


def test_a_funnel_has_the_columns_of_the_contract_and_is_sorted_by_name(chart) -> None:
    rows = rows_of(chart(areas(), "--overdispersion", "none", kind="funnel"))
    assert list(rows[0])[: len(FUNNEL_COLUMNS)] == FUNNEL_COLUMNS
    assert [row["area_id"] for row in rows] == ["a", "b", "c", "d"]
    assert rows[2]["signal"] == "above_998"


def test_a_funnel_of_hours_is_refused_with_the_reason(chart) -> None:
    result = chart(areas(numerator_unit="hours"), kind="funnel")
    assert "hang together in single persons" in str(result.exception)


def test_a_funnel_of_two_periods_asks_for_one(chart) -> None:
    result = chart(months(COUNTS[:2]), kind="funnel")
    assert "choose one with --period" in str(result.exception)


def test_counts_without_size_have_no_funnel(chart) -> None:
    result = chart(areas(denominator=None), kind="funnel")
    assert "no size to compare with" in str(result.exception)


@pytest.mark.parametrize(
    ("multiplier", "denominator", "kind"),
    [(100.0, 1000.0, "proportion"), (1.0, 1000.0, "proportion"), (1000.0, 1000.0, "rate"),
     (1.0, 8.0, "rate")],
)  # fmt: skip
def test_what_a_funnel_is_taken_for_is_said(
    chart, multiplier: float, denominator: float, kind: str
) -> None:
    result = chart(areas(multiplier=multiplier, denominator=denominator), kind="funnel")
    assert result.exit_code == 0
    assert f"taken as a {kind}" in result.stderr


def test_a_terminal_sees_that_work_goes_on_and_a_pipe_does_not(monkeypatch, capsys) -> None:
    with working("charting"):
        pass
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with working("charting 3 rows"):
        pass
    assert capsys.readouterr().out == ""
