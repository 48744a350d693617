"""From a rate table to control charts: the same way for commands and pages.

Series of one table that share multiplier, unit and the presence of a denominator are computed
together. A change of the counting rule starts a new phase: numbers cannot be compared across it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from openward.charts.control import ControlPicture
from openward.coded import coded, each_row, values_of
from openward.problems import BadInput, Problem
from openward.rates.panel import Panel, groups, panel
from openward.rates.value import rounding_bounds
from openward.statistics.chart_result import ControlChart
from openward.statistics.control_chart import control_chart
from openward.statistics.signals import DEFAULT_SETS, Signals, signals
from openward.statistics.summaries import Proposal, propose_phases, summaries

ALIKE = ("multiplier", "numerator_unit", "has_denominator")


@dataclass(frozen=True)
class Options:
    """What is asked of the charts; see ``statistics.control_chart``.

    phases: days from which new limits hold, named by a person.
    """

    kind: str = "auto"
    rule_sets: Sequence[str] = DEFAULT_SETS
    screen: bool = False
    phases: Sequence[date] = ()
    baseline: int | None = None


@dataclass(frozen=True, eq=False)
class Charted:
    """Charts of series that were computed together."""

    laid: Panel
    chart: ControlChart
    found: Signals
    names: list[str] = field(default_factory=list)

    def sentences(self) -> tuple[str, ...]:
        """Per series: why this chart, what it shows, what it cannot say."""
        return summaries(self.chart, self.found)

    def proposals(self) -> list[Proposal]:
        """Where new limits could begin; a person decides. Only for a single series."""
        starts = [f"{day:%B %Y}" for day in self.laid.rows["period_start"].to_pylist()]
        return propose_phases(self.chart, starts)


def charted(table: pa.Table, options: Options) -> list[Charted]:
    """Chart every series of a valid rate table.

    Raises
    ------
    BadInput
        Two sources in one series, or numbers that the kind refuses, with the reason.
    """
    return [_charted(part, options) for part in groups(_keyed(table), ALIKE)]


def _keyed(table: pa.Table) -> pa.Table:
    """With a column that says whether the row's series is a rate; silent rows follow the others."""
    indicator = coded(table["indicator"])
    with_one = indicator.filter(pc.is_valid(table["denominator"]))
    is_rate = pc.is_in(values_of(indicator), pc.unique(with_one).cast(pa.string()))
    return table.append_column("has_denominator", each_row(indicator, is_rate))


def _charted(table: pa.Table, options: Options) -> Charted:
    laid = panel(table)
    first = laid.rows.slice(0, 1).to_pylist()[0]
    try:
        chart = control_chart(
            options.kind,
            laid.numerator,
            laid.denominator,
            multiplier=first["multiplier"],
            phase=_phases(laid, options.phases),
            baseline=options.baseline,
            screen=options.screen,
            numerator_unit=first["numerator_unit"] or "count",
        )
        found = signals(chart, options.rule_sets)
    except ValueError as refused:
        what, _, remedy = str(refused).partition("; ")
        raise BadInput(Problem(what, remedy or "choose another kind, or auto")) from None
    return Charted(laid, chart, found, laid.first_rows()["area_id"].to_pylist())


def _phases(laid: Panel, days: Sequence[date]) -> npt.NDArray[np.int64]:
    """The changes of the counting rule, and the days that a person named."""
    if not days:
        return laid.phase
    starts = laid.rows["period_start"].cast(pa.int32()).to_numpy()
    named = np.searchsorted(
        np.array(sorted(days), dtype="datetime64[D]").astype(int), starts, "right"
    )
    cells = laid.phase.copy()
    cells[laid.at] += named
    phases: npt.NDArray[np.int64] = np.maximum.accumulate(cells, axis=1)
    return phases


def tidy(charted: Charted) -> pa.Table:
    """One row per point, in the order of series and time; columns as in the contract."""
    laid, chart = charted.laid, charted.chart
    codes, texts = charted.found.codes()
    named = pa.DictionaryArray.from_arrays(
        pa.array(laid.of_rows(codes).astype(np.int32)), pa.array(list(texts))
    )
    kinds = pa.array(chart.kinds).dictionary_encode()
    kind = pa.DictionaryArray.from_arrays(
        kinds.indices.take(pa.array(laid.at[0])), kinds.dictionary
    )
    same = {name: laid.rows[name] for name in ("indicator", "area_id", "stratum", "period_start")}
    return pa.table(
        {
            **same,
            "value": _column(laid, chart.value),
            "denominator": laid.rows["denominator"],
            "centre": _column(laid, chart.centre),
            "lower": _column(laid, chart.lower),
            "upper": _column(laid, chart.upper),
            "phase": pa.array(laid.of_rows(chart.phase) + 1),
            "signals": named,
            "status": laid.rows["status"],
            "kind": kind,
        }
    )


def _column(laid: Panel, cells: npt.NDArray[np.float64]) -> pa.Array:
    values = laid.of_rows(cells)
    return pa.array(values, mask=np.isnan(values))


@dataclass(frozen=True)
class Captions:
    """The words of a picture that the numbers do not bring along."""

    title: str
    source: str
    caption: str
    y_label: str
    kind_words: str
    decimals: int


def picture(charted: Charted, words: Captions) -> ControlPicture:
    """The picture of a single series.

    Raises
    ------
    BadInput
        More than one series: a picture holds one.
    """
    if len(charted.names) != 1:
        raise BadInput(Problem(f"{len(charted.names):,} series, where a picture holds one",
                               "choose one with --area, --indicator and --stratum"))  # fmt: skip
    rows = charted.laid.rows.to_pylist()
    chart, points = charted.chart, tidy(charted).to_pylist()
    bounds = [_bounds(row, point["value"]) for row, point in zip(rows, points, strict=True)]
    return ControlPicture(
        title=words.title,
        source=words.source,
        caption=words.caption,
        y_label=words.y_label,
        kind=chart.kinds[0],
        kind_words=words.kind_words,
        period_start=[row["period_start"] for row in rows],
        period_end=[row["period_end"] for row in rows],
        value=[point["value"] for point in points],
        status=_statuses(rows, points, chart.kinds[0]),
        definition=[row["definition"] for row in rows],
        centre=[point["centre"] for point in points],
        lower=[point["lower"] for point in points],
        upper=[point["upper"] for point in points],
        phase=[point["phase"] for point in points],
        signals=[tuple(filter(None, (point["signals"] or "").split(";"))) for point in points],
        low=[low for low, _ in bounds],
        high=[high for _, high in bounds],
        decimals=words.decimals,
    )


Row = dict[str, object]


def _statuses(rows: list[Row], points: list[Row], kind: str) -> list[str]:
    """As in the rate table; the first range of each phase of an mr chart does not exist."""
    missing = [kind == "mr" and point["value"] is None for point in points]
    return [
        "not_applicable" if none and row["status"] == "reported" else str(row["status"])
        for row, none in zip(rows, missing, strict=True)
    ]


def _bounds(row: Row, value: object) -> tuple[float | None, float | None]:
    numerator, step = row["numerator"], row["rounded_to"]
    if not (isinstance(value, float) and isinstance(numerator, float) and isinstance(step, float)):
        return None, None
    if not numerator:
        return None, None
    low, high = rounding_bounds(numerator, step)
    return low * value / numerator, high * value / numerator
