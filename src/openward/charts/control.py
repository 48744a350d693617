"""The result that is drawn as a run or control chart: one series, its lines, and its rules."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from openward.charts.series import Line
from openward.charts.words import ENGLISH, Words, period_text

#: Each point is one gap between two events, not one period: upward is longer without.
GAP_KINDS = ("g", "t")
#: These rules speak of a whole phase and name all its points.
PHASE_RULES = ("anhoej_run", "anhoej_crossings")


@dataclass(frozen=True, slots=True)
class ControlPicture:
    """One series with its centre line and limits, one entry per period in the order of time.

    kind is that of the chart (`u_exact`, `run`, `g` …; `table` and `zero` draw a plain line),
    kind_words its name and what its limits rest on, in whole sentences; caption is one sentence
    or more. Periods are half-open days; value is None where there is no number, status and
    definition are those of the rate table. centre, lower and upper are in the unit of y_label, None
    where there is none or it is withheld. phase numbers the stretches with limits of their own.
    signals names the rules of each point. low and high bound the true value where the publisher
    rounded. For `g` and `t` an entry is one gap, and the periods lie between the two events.
    The first point of an `mr` chart has no range: its status is `not_applicable`.

    Raises
    ------
    ValueError
        Columns of different length, no period, periods out of order, a number that is negative
        or not finite, or phases that go back.
    """

    title: str
    source: str
    caption: str
    y_label: str
    kind: str
    kind_words: str
    period_start: Sequence[date]
    period_end: Sequence[date]
    value: Sequence[float | None]
    status: Sequence[str]
    definition: Sequence[str | None]
    centre: Sequence[float | None]
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    phase: Sequence[int]
    signals: Sequence[tuple[str, ...]]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    decimals: int = 2

    def __post_init__(self) -> None:
        length = len(self.line().value)
        lines = (self.centre, self.lower, self.upper)
        if any(len(column) != length for column in (*lines, self.phase, self.signals)):
            raise ValueError("centre, limits, phase and signals differ in length from the periods")
        if not length:
            raise ValueError("there is no period")
        for number in (number for line in lines for number in line):
            if number is not None and not 0 <= number < math.inf:
                raise ValueError(f"{number} is negative or not finite")
        if any(after < before for before, after in zip(self.phase, self.phase[1:], strict=False)):
            raise ValueError("phases go back")

    def line(self) -> Line:
        """The values alone, as a line of a plain series."""
        return Line(
            self.title,
            self.period_start,
            self.period_end,
            self.value,
            self.status,
            self.definition,
            self.low,
            self.high,
        )

    def counts_gaps(self) -> bool:
        """Whether each point is a gap between two events."""
        return self.kind in GAP_KINDS

    def is_high(self, point: int) -> bool:
        """Whether a point lies above its centre line, or above its upper limit without one."""
        value, centre = self.value[point], self.centre[point]
        edge = self.upper[point] if centre is None else centre
        return value is not None and edge is not None and value > edge


def point_rules(picture: ControlPicture, words: Words = ENGLISH) -> list[list[str]]:
    """For each point the words of the rules that name it alone, not its whole phase."""
    return [
        list(
            dict.fromkeys(
                words.rule(name, high=picture.is_high(point))
                for name in names
                if name not in PHASE_RULES
            )
        )
        for point, names in enumerate(picture.signals)
    ]


def phase_rules(picture: ControlPicture, words: Words = ENGLISH) -> list[tuple[int, int, str]]:
    """First point, last point and words of each rule that names a whole phase."""
    found = []
    for _phase, group in groupby(range(len(picture.phase)), key=lambda i: picture.phase[i]):
        points = list(group)
        for name in PHASE_RULES:
            named = [point for point in points if name in picture.signals[point]]
            if named:
                found.append((named[0], named[-1], words.rule(name, high=False)))
    return found


def _joined(names: Sequence[str]) -> str:
    """Names of rules, without one that another holds already."""
    return ", ".join(
        name for name in names if not any(name in other for other in names if other != name)
    )


def stretches(picture: ControlPicture, words: Words = ENGLISH) -> list[tuple[int, int, str]]:
    """First point, last point and words of each unbroken stretch that rules name."""
    rules = point_rules(picture, words)
    every = list(dict.fromkeys(rule for names in rules for rule in names))
    found: dict[tuple[int, int], list[str]] = {}
    for rule in every:
        named = [point for point, names in enumerate(rules) if rule in names]
        for points in _neighbours(picture, named):
            found.setdefault((points[0], points[-1]), []).append(rule)
    return [(first, last, _joined(names)) for (first, last), names in sorted(found.items())]


def control_notes(picture: ControlPicture, words: Words = ENGLISH) -> list[str]:
    """The sentences under the title: caption, kind, what the rules say, what is not drawn."""
    notes = [picture.caption, picture.kind_words]
    named: dict[tuple[int, int], list[str]] = {}
    for first, last, rule in phase_rules(picture, words) + stretches(picture, words):
        named.setdefault((first, last), []).append(rule)
    said = [
        words.named.format(period=point_words(picture, *span, words), rules=", ".join(rules))
        for span, rules in named.items()
    ]
    if said:
        notes.append(words.signals.format(signals="; ".join(said)))
    elif any(number is not None for number in picture.centre) and picture.kind != "zero":
        notes.append(words.no_signals)
    if 0 in picture.lower:
        notes.append(words.no_lower_limit)
    return [note for note in notes if note]


def point_words(picture: ControlPicture, first: int, last: int, words: Words) -> str:
    """The period from one point to another in words, or the numbers of the gaps."""
    if not picture.counts_gaps():
        return period_text(picture.period_start[first], picture.period_end[last], words)
    if first == last:
        return f"{words.gap} {first + 1}"
    numbers = words.gap_range.format(first=first + 1, last=last + 1)
    return f"{words.gap} {numbers}"


def _neighbours(picture: ControlPicture, points: Sequence[int]) -> Iterator[list[int]]:
    """Points in unbroken stretches of one phase."""
    stretch: list[int] = []
    for point in points:
        together = (
            stretch
            and point == stretch[-1] + 1
            and picture.phase[point] == picture.phase[stretch[-1]]
            and picture.period_end[stretch[-1]] == picture.period_start[point]
        )
        if stretch and not together:
            yield stretch
            stretch = []
        stretch.append(point)
    if stretch:
        yield stretch
