"""A report as one value: everything that stands on its pages, before it is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import pyarrow as pa

from openward.charts.spc import Charted
from openward.charts.words import period_text, reason_without_number
from openward.indicators.catalogue import Indicator, catalogue
from openward.problems import BadInput, Problem
from openward.rates.panel import groups
from openward.rates.schema import REPORTED, STATUSES
from openward.rates.value import values
from openward.reports import sentences
from openward.reports.parts import HEADINGS, KINDS, Heading, kinds_of, name_of, part_of
from openward.reports.places import Parents, Period, Place, period_with, place_of, up_to
from openward.reports.sentences import PRINTED, Sentence
from openward.reports.trend import Trend, trend_of

Row = dict[str, Any]
NOT_THERE = "not in the table"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the place. rows: in the order of time, with `value` (None: no number); the last
    is that of the report's period, if the table has it. words: None where the catalogue has none.
    """

    code: str
    name: str
    words: Indicator | None
    rows: tuple[Row, ...]
    charted: Charted | None
    trend: Trend
    says: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one sort under their heading; together: what they say beside each other."""

    heading: Heading
    figures: tuple[Figure, ...]
    together: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How many of the places inside said what in the period, and who sent nothing, by name."""

    name: str
    counts: dict[str, int]
    zeros: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A monthly report; nothing in it is later than its period, [start, end).

    protected: how small numbers are guarded; empty where they are not, and the paper stays inside.
    origin: publisher and licence of published figures.
    """

    reader: str
    place: Place
    period: Period
    sources: tuple[str, ...]
    protected: str
    summary: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    asked: tuple[Asked, ...]
    cannot_say: tuple[str, ...]
    origin: str = ""

    @property
    def without_words(self) -> tuple[str, ...]:
        """Codes that the catalogue does not know."""
        return tuple(f.code for part in self.parts for f in part.figures if f.words is None)

    @property
    def silent(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Places that sent nothing, and for which figures; equal lists once."""
        lists: dict[tuple[str, ...], list[str]] = {}
        for one in self.asked:
            lists.setdefault(one.silent, []).append(one.name)
        return tuple((names, tuple(figures)) for names, figures in lists.items() if names)


def report_of(  # noqa: PLR0913 -- what a reader asks for
    table: pa.Table, *, reader: str, area_id: str, month: date, parents: Parents | None = None,
    protected: str = "",
) -> Report:  # fmt: skip
    """The report of one place.

    table: a valid rate table; only rows about everyone are used. reader: `ward`, `board` or
    `ministry`. month: its first day. parents: which area lies in which.

    Raises
    ------
    BadInput
        No such place or period, several sources, or, for a ministry, numbers that nobody protected.
    """
    if reader == "ministry" and not protected:
        raise BadInput(Problem("small numbers are not protected", "release the table first"))
    place = place_of(_everyone(table), reader, area_id, parents or {})
    period = period_with(place.rows, month)
    rows = up_to(place.rows, period)
    figures = [_figure(found, period, place) for found in groups(rows, ["indicator"])]
    parts = tuple(part for part in (_part(h, figures) for h in HEADINGS) if part.figures)
    return Report(
        reader, place, period, tuple(sorted(set(rows["source"].to_pylist()))), protected,
        _summary(parts, period), parts, tuple(_asked(up_to(place.inside, period), period)),
        tuple(dict.fromkeys(line for f in figures if f.words for line in f.words.cannot_say)),
    )  # fmt: skip


def _everyone(table: pa.Table) -> pa.Table:
    """Rows of all people together, of one source."""
    rows = table.filter(pa.array([not stratum for stratum in table["stratum"].to_pylist()]))
    for found in groups(rows, ["indicator"]) if rows.num_rows else []:
        sources = sorted(set(found["source"].to_pylist()))
        if len(sources) > 1:
            what = f"{found['indicator'][0]}: two sources, {sources[0]} and {sources[1]}"
            raise BadInput(Problem(what, "choose one with --source", column="source"))
    return rows


def _figure(table: pa.Table, period: Period, place: Place) -> Figure:
    code = table["indicator"][0].as_py()
    rows = with_values(table)
    found, charted = trend_of(table)
    now = rows[-1] if rows[-1]["period_end"] == period[1] else None
    ends = {row["period_start"]: row["period_end"] for row in rows}
    heading = next(h for h in HEADINGS if h.code == part_of(code, rows[-1]["numerator_unit"]))
    gaps = sentences.gaps_sentence(
        [(period_text(row["period_start"], row["period_end"], PRINTED), _why_none(row))
         for row in rows]
    )  # fmt: skip
    says = [
        sentences.now_sentence(code, now, period, zero_is_goal=heading.is_coercion),
        sentences.trend_sentence(code, found, ends),
        *([gaps] if gaps else []),
    ]
    if found.left_out:
        says.append(Sentence(sentences.LEFT_OUT, {
            "left_out": found.left_out, "points": found.points + found.left_out,
        }))  # fmt: skip
    if now and code in place.added_up:
        says.append(sentences.added_sentence(code, now))
    words = catalogue().get(code)
    return Figure(code, name_of(code), words, tuple(rows), charted, found, tuple(says))


def with_values(table: pa.Table) -> list[Row]:
    """Rows as dictionaries with `value`, None where there is no number."""
    return [
        row | {"value": None if isnan(value) else value}
        for row, value in zip(table.to_pylist(), values(table).tolist(), strict=True)
    ]


def _why_none(row: Row) -> str:
    reason = reason_without_number(row["status"], row["value"])
    return PRINTED.no_number(reason) if reason else ""


def _part(heading: Heading, figures: list[Figure]) -> Part:
    own = tuple(
        figure for figure in figures
        if part_of(figure.code, figure.rows[-1]["numerator_unit"]) == heading.code
    )  # fmt: skip
    together = sentences.together_sentences({f.code: f.trend for f in own})
    return Part(heading, own, tuple(together) if heading.is_coercion else ())


def _summary(parts: tuple[Part, ...], period: Period) -> tuple[Sentence, ...]:
    """What stands on the first page of coercion and safety, then of all together."""
    found: list[Sentence] = []
    for part in parts:
        if part.heading.is_coercion or part.heading.code == "safety":
            found += _of_part(part, period)
    counted = {kind for part in parts for f in part.figures for kind in kinds_of(f.code)}
    missing = [name for kind, name in KINDS.items() if kind not in counted]
    if missing:
        found.append(Sentence(sentences.KINDS_UNKNOWN, {"kinds": ", ".join(missing)}))
    charts = sum(f.charted is not None for part in parts for f in part.figures)
    if charts > 1:
        found.append(Sentence(sentences.MANY_LOOKS, {"figures": charts}))
    return tuple(found)


def _of_part(part: Part, period: Period) -> list[Sentence]:
    """Two figures each by itself; more of them their values, what changed, and the others."""

    def alone(figure: Figure) -> Sentence:
        values = {f"s{number}": sentence for number, sentence in enumerate(figure.says)}
        text = " ".join(["{name}:", *(f"{{{name}}}" for name in values)])
        return Sentence(text, {"name": figure.name, **values})

    if len(part.figures) <= 2:
        return [*map(alone, part.figures), *part.together]
    values = [(f.name, value_words(f.code, now_row(f, period))) for f in part.figures]
    changed = [alone(f) for f in part.figures if f.trend.said not in sentences.TREND_OF_SEVERAL]
    others = sentences.several_sentences({f.code: f.trend for f in part.figures})
    return [
        sentences.values_sentence(part.heading.title, values, period),
        *changed,
        *part.together,
        *others,
    ]


def now_row(figure: Figure, period: Period) -> Row | None:
    """The row of the report's period; None where the table has none."""
    last = figure.rows[-1]
    return last if last["period_end"] == period[1] else None


def value_words(code: str, row: Row | None) -> str:
    """The value of a row, or why there is none."""
    if row is None:
        return NOT_THERE
    reason = reason_without_number(row["status"], row["value"])
    return PRINTED.no_number(reason) if reason else sentences.value_text(code, row["value"])


def _asked(inside: pa.Table, period: Period) -> list[Asked]:
    if not inside.num_rows:
        return []
    found = []
    everybody = {row["area_id"]: row["area_name"] for row in inside.to_pylist()}
    for table in groups(inside, ["indicator"]):
        now = [row for row in table.to_pylist() if row["period_end"] == period[1]]
        rows = {row["area_id"]: row for row in now}
        counts = Counter(row["status"] for row in rows.values())
        said = {status: counts[status] for status in STATUSES}
        absent = [name for area, name in everybody.items() if area not in rows]
        silent = [row["area_name"] for row in rows.values() if row["status"] == "not_reported"]
        zeros = sum(row["status"] == REPORTED and row["numerator"] == 0 for row in rows.values())
        found.append(Asked(name_of(table["indicator"][0].as_py()),
                           said | {"no_row": len(absent)}, zeros,
                           tuple(sorted([*silent, *absent], key=str.casefold))))  # fmt: skip
    return found
