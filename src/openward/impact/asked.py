"""A request about a rate table, answered: rows for the table, lines for the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from openward.impact.analysis import Analysis, analyse
from openward.impact.cautions import Caution
from openward.impact.interrupted import Question
from openward.impact.sensitivity import sensitivity
from openward.impact.series import Series, all_series
from openward.impact.tidy import Row, main_row, row
from openward.impact.words import CODES_OF_DOUBT, answer, caution, reported
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput, Problem

#: With more series than this only the answers are given, without other ways to ask.
MOST_SERIES_CHECKED = 20


@dataclass(frozen=True)
class Request:
    """changes: the day by area_id; the empty name is every area without a day of its own."""

    changes: dict[str, date]
    season: bool = False
    slope: bool = False
    washout: int = 0
    seed: int = 1

    def question(self, series: Series) -> Question:
        """What is asked about one series.

        Raises
        ------
        BadInput
            No day for this area, or a day outside the series.
        """
        day = self.changes.get(series.area_id, self.changes.get(""))
        if day is None:
            raise BadInput(Problem(f"{series.area_id}: no day of the change is given",
                                   f"add --change {series.area_id}=YYYY-MM-DD"))  # fmt: skip
        change = series.start(day)[0]
        if not series.time[0] < change <= series.time[-1]:
            raise BadInput(Problem(f"{series.area_id}: the change lies outside its periods",
                                   "choose a day with periods before and after it",
                                   column="change", value=day.isoformat()))  # fmt: skip
        waves = {1: 2, 3: 1, 12: 0}[series.months] if self.season else 0
        return Question(day, self.slope, waves, self.washout)


@dataclass
class Answers:
    """rows of the table of ``tidy``; lines: notes and warnings in order of reading; analyses: of
    each series, where each was asked about by itself.
    """

    rows: list[Row] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    analyses: list[Analysis] = field(default_factory=list)


def interrupted_answers(asked: pa.Table, everything: pa.Table, request: Request) -> Answers:
    """Each series on its own; the other indicators of its area are looked at for substitution."""
    answers = Answers()
    chosen, known = all_series(asked), all_series(everything)
    for series in chosen:
        question = request.question(series)
        others = [(name_of(one), one) for one in known
                  if (one.area_id, one.stratum) == (series.area_id, series.stratum)
                  and one.indicator != series.indicator]  # fmt: skip
        analysis = analyse(series, question, others, request.seed)
        says = answer(analysis, name_of(series))
        answers.analyses.append(analysis)
        answers.rows.append(main_row(analysis, says))
        answers.lines += [f"note: {series.area_id}: {text}"
                          for text in (says, reported(analysis)) if text]  # fmt: skip
        answers.lines += list(doubts(series.area_id, analysis.cautions))
        if len(chosen) <= MOST_SERIES_CHECKED:
            day = question.change.isoformat()
            checks = sensitivity(analysis.series, question, request.seed)
            answers.rows += [
                row(series, day, check.code, check.estimate, says=check.note) for check in checks
            ]
    return answers


def doubts(area: str, cautions: Iterable[Caution]) -> Iterable[str]:
    """A line for each caution; those that weaken the answer are warnings."""
    for one in cautions:
        kind = "warning" if one.code in CODES_OF_DOUBT else "note"
        yield f"{kind}: {area}: {caution(one)}"


def name_of(series: Series) -> str:
    """The short name of the indicator, its code where it is not in the catalogue."""
    words = catalogue().get(series.indicator)
    return words.short_name if words else series.indicator
