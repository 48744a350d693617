"""The numbers of a chart as rows of text, for the table beside it.

The three kinds of "no number" are words, a zero is 0, and nothing else is printed as zero. Rows
stand in the order of names or of time, never of rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openward.charts.control import PHASE_RULES, ControlPicture, point_rules, point_words
from openward.charts.distribution import Distribution
from openward.charts.funnel_picture import FunnelPicture
from openward.charts.series import Line, Series
from openward.charts.words import ENGLISH, Words, number_text, period_text, tick_text


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of text; every row is as long as the headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def distribution_table(distribution: Distribution, words: Words = ENGLISH) -> Table:
    """One row for each area, those without a number included, by name."""
    rows = [
        (
            name,
            area_id,
            "" if size is None else _size_text(size, words),
            _cell(reason, value, distribution.decimals, words),
        )
        for name, area_id, size, value, reason in zip(
            distribution.area_name,
            distribution.area_id,
            distribution.size,
            distribution.value,
            distribution.reasons(),
            strict=True,
        )
    ]
    columns = (words.area, words.area_id, distribution.x_label, distribution.y_label)
    return Table(columns, tuple(sorted(rows, key=lambda row: (row[0].casefold(), row[1]))))


def series_table(series: Series, words: Words = ENGLISH) -> Table:
    """One row for each period; a line without that period has an empty cell.

    Where a line's counting rule changes, a column says which one held.
    """
    periods = sorted({period for line in series.lines for period in _periods(line)})
    columns = [words.period]
    cells = [[period_text(*period, words) for period in periods]]
    for line in series.lines:
        columns.append(line.name)
        by_period = dict(
            zip(_periods(line), _value_cells(line, series.decimals, words), strict=True)
        )
        cells.append([by_period.get(period, "") for period in periods])
        if line.definition_changes():
            columns.append(f"{line.name}: {words.definition}")
            rules = dict(zip(_periods(line), line.definition, strict=True))
            cells.append([rules.get(period) or "" for period in periods])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def control_table(picture: ControlPicture, words: Words = ENGLISH) -> Table:
    """One row for each period or gap: value, centre, limits, and what the rules say of it.

    A rule that names a whole phase is said at each of its points, for whoever reads one row only.
    """
    line = picture.line()
    rules = point_rules(picture, words)
    whole = [
        [words.rule(name, high=False) for name in names if name in PHASE_RULES]
        for names in picture.signals
    ]
    points = range(len(picture.value))
    cells = [
        [point_words(picture, point, point, words) for point in points],
        _value_cells(line, picture.decimals, words),
        *(
            [_limit(number, picture.decimals, words) for number in column]
            for column in (picture.centre, picture.lower, picture.upper)
        ),
        [", ".join(rules[point] + whole[point]) for point in points],
    ]
    centre = words.median if picture.kind == "run" else words.centre
    first = words.gap if picture.counts_gaps() else words.period
    columns = [first, picture.y_label, centre.capitalize(), words.lower, words.upper, words.rules]
    if line.definition_changes():
        columns.append(words.definition)
        cells.append([rule or "" for rule in picture.definition])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def funnel_table(funnel: FunnelPicture, words: Words = ENGLISH) -> Table:
    """One row for each area by name: value, all limits, and where it lies in words."""
    limits = {
        area_id: (*(_limit(n, funnel.areas.decimals, words) for n in numbers), said)
        for area_id, *numbers, said in zip(
            funnel.areas.area_id,
            *funnel.limits.columns(),
            [getattr(words, signal) if signal else "" for signal in funnel.signal],
            strict=True,
        )
    }
    plain = distribution_table(funnel.areas, words)
    columns = (words.lower_95, words.upper_95, words.lower_998, words.upper_998, words.rules)
    rows = tuple(row + limits[row[1]] for row in plain.rows)
    return Table(plain.columns + columns, rows)


def _limit(number: float | None, decimals: int, words: Words) -> str:
    return "" if number is None else number_text(number, decimals, words)


def _periods(line: Line) -> list[tuple[date, date]]:
    return list(zip(line.period_start, line.period_end, strict=True))


def _value_cells(line: Line, decimals: int, words: Words) -> list[str]:
    blank: list[float | None] = [None] * len(line.value)
    lows, highs = line.low or blank, line.high or blank
    rows = zip(line.reasons(), line.value, lows, highs, strict=True)
    return [
        _rounded(_cell(reason, value, decimals, words), low, high, decimals, words)
        if reason is None
        else words.no_number(reason)
        for reason, value, low, high in rows
    ]


def _rounded(text: str, low: float | None, high: float | None, decimals: int, words: Words) -> str:
    if low is None or high is None or low == high:
        return text
    ends = {"low": number_text(low, decimals, words), "high": number_text(high, decimals, words)}
    return words.rounded_range.format(value=text, **ends)


def _cell(reason: str | None, value: float | None, decimals: int, words: Words) -> str:
    if reason is not None or value is None:
        return words.no_number(reason or "no_denominator")
    return number_text(value, decimals, words)


def _size_text(size: float, words: Words) -> str:
    return number_text(size, 0, words) if size >= 1 else tick_text(size, words)
