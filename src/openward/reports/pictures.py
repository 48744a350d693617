"""The pictures and tables of a report: the same numbers beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openward.charts import render
from openward.charts.control_spec import control_spec
from openward.charts.frame import Layout
from openward.charts.series import Line, Series
from openward.charts.series_spec import series_spec
from openward.charts.spc import Captions, picture
from openward.charts.table import Table
from openward.charts.words import period_text
from openward.rates.value import bounds_of
from openward.reports.report import Figure, Part, Row, value_words
from openward.reports.sentences import PRINTED, amount_text

#: Half of an A4 page: letters are set at about 8 points.
PAPER = Layout(440, 125, 12, 13, 6, 5, 2)
#: A year; the chart shows what is older.
MOST_PERIODS = 12
#: As many columns as an A4 page has room for beside a name.
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as it is printed; svg is empty where there are fewer than two numbers."""

    figure: Figure
    svg: str
    table: Table
    older: int


def is_drawn(part: Part, figure: Figure) -> bool:
    """Not what is said in a sentence and stands in the table of all kinds: nothing, or all zero."""
    return len(part.figures) == 1 or any(row["value"] for row in figure.rows)


def drawn(figure: Figure) -> Drawn:
    """The chart of a figure, with limits where it can bear them, and its last periods."""
    rows = figure.rows[-MOST_PERIODS:]
    return Drawn(figure, _svg(figure), _periods(figure.code, rows), len(figure.rows) - len(rows))


def side_by_side(part: Part) -> Table:
    """Every figure of a part in the last periods, so that substitution shows."""
    spans = sorted({(r["period_start"], r["period_end"]) for f in part.figures for r in f.rows})
    last = spans[-MOST_COLUMNS:]
    rows = []
    for figure in part.figures:
        said = {(r["period_start"], r["period_end"]): value_words(figure.code, r)
                for r in figure.rows}  # fmt: skip
        rows.append((figure.name, *(said.get(span, "–") for span in last)))
    return Table(("", *(period_text(*span, PRINTED) for span in last)), tuple(rows))


def counts_cell(row: Row) -> str:
    """Numerator and denominator, as far as they are told."""
    if row["value"] is None or row["denominator"] is None:
        return ""
    return f"{amount_text(row['numerator'])} / {amount_text(row['denominator'])}"


def _periods(code: str, rows: Sequence[Row]) -> Table:
    cells: tuple[tuple[str, ...], ...] = tuple(
        (period_text(row["period_start"], row["period_end"], PRINTED),
         value_words(code, row), counts_cell(row))
        for row in rows
    )  # fmt: skip
    if not any(counts for *_, counts in cells):  # a plain count says nothing more
        cells = tuple(cell[:2] for cell in cells)
    return Table(("",) * len(cells[0]), cells)


def _svg(figure: Figure) -> str:
    if sum(row["value"] is not None for row in figure.rows) < 2:
        return ""
    said = " ".join(sentence.said() for sentence in figure.says)
    words = Captions(figure.name, figure.rows[-1]["source"], said, figure.name, "",
                     _decimals(figure))  # fmt: skip
    if figure.charted is not None:
        spec = control_spec(picture(figure.charted, words), PRINTED, PAPER, headed=False)
    else:
        spec = series_spec(_series(figure, said), PRINTED, PAPER, headed=False)
    return render.svg(spec, f"{figure.name}. {said}", said)


def _series(figure: Figure, said: str) -> Series:
    rows = figure.rows
    bounds = [bounds_of(row) for row in rows]
    line = Line(
        name=PRINTED.point,
        period_start=[row["period_start"] for row in rows],
        period_end=[row["period_end"] for row in rows],
        value=[row["value"] for row in rows],
        status=[row["status"] for row in rows],
        definition=[row["definition"] for row in rows],
        low=[low for low, _ in bounds],
        high=[high for _, high in bounds],
    )
    return Series(figure.name, rows[-1]["source"], said, figure.name, [line], _decimals(figure))


def _decimals(figure: Figure) -> int:
    return figure.words.decimals if figure.words else 2
