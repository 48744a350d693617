"""Requests that compare areas: with controls, or with those that have not started yet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from openward.impact.asked import Answers, Request, doubts, name_of
from openward.impact.cautions import Caution, bad_spell, silences
from openward.impact.controlled import controlled, difference_in_differences, together
from openward.impact.estimate import Estimate
from openward.impact.interrupted import Question, interrupted
from openward.impact.series import Series
from openward.impact.stepped import gee, not_yet_started, shuffled_starts, wedge_of
from openward.impact.tidy import row
from openward.impact.words import COMPARED, answer_compared, effect
from openward.problems import BadInput, Problem


def controlled_answers(
    series: Sequence[Series], controls: Sequence[str], request: Request
) -> Answers:
    """Each area that is no control, against the controls together.

    Raises
    ------
    BadInput
        A control without rows, or nothing but controls.
    """
    answers = Answers()
    known = {one.area_id for one in series}
    for missing in [one for one in controls if one not in known]:
        raise BadInput(Problem("no row has this area", f"use one of {', '.join(sorted(known)[:8])}",
                               column="--control", value=missing))  # fmt: skip
    treated = [one for one in series if one.area_id not in controls]
    if not treated:
        raise BadInput(Problem("every area is a control", "leave the area of the change out",
                               column="--control"))  # fmt: skip
    for one in treated:
        others = [other for other in series if other.area_id in controls
                  and (other.indicator, other.stratum) == (one.indicator, one.stratum)]  # fmt: skip
        _controlled_answer(one, others, request, answers)
    return answers


def _controlled_answer(
    series: Series, others: Sequence[Series], request: Request, answers: Answers
) -> None:
    question = request.question(series)
    estimate = controlled(series, others, question)
    why = _why_not(estimate)
    names = ", ".join(one.area_name for one in others)
    compared = COMPARED["controls"].format(areas=names)
    says = answer_compared(estimate, why, name_of(series), series.area_name, compared)
    day = question.change.isoformat()
    answers.rows.append(
        row(series, day, "answer", estimate, verdict=_verdict(estimate, why), says=says)
    )
    alone = {one.area_id: interrupted(one, question).estimate for one in (series, *others)}
    answers.rows += [row(series, day, f"alone_{area}", found) for area, found in alone.items()]
    both = difference_in_differences(series, others, question)
    answers.rows.append(row(series, day, "difference_in_differences", both,
                            says="sums before and after; no trend"))  # fmt: skip
    cautions = [
        *silences(series),
        *bad_spell(series, question),
        *_of_controls(series, others, alone),
    ]
    answers.lines += [f"note: {series.area_id}: {says}", *doubts(series.area_id, cautions)]


def _of_controls(
    series: Series, others: Sequence[Series], alone: dict[str, Estimate]
) -> list[Caution]:
    found = []
    for one in others:
        own = alone[one.area_id]
        if own.clear:
            changed: dict[str, object] = {"area": one.area_name, "effect": effect(own.ratio)}
            found.append(Caution("control_changed", changed))
    known = int((~np.isnan(together(others, series).counts)).sum())
    if known < len(series.time):
        found.append(Caution("controls_silent", {"count": known, "period": series.period}))
    return found


def stepped_answers(series: Sequence[Series], request: Request) -> Answers:
    """All areas of one indicator and stratum together, each with its own day.

    Raises
    ------
    BadInput
        An area without a day of its change, or outside its periods.
    """
    answers = Answers()
    for key in dict.fromkeys((one.indicator, one.stratum) for one in series):
        areas = [one for one in series if (one.indicator, one.stratum) == key]
        _stepped_answer(areas, [request.question(one) for one in areas], request, answers)
    return answers


def _stepped_answer(
    areas: Sequence[Series], questions: Sequence[Question], request: Request, answers: Answers
) -> None:
    wedge = wedge_of(areas, questions)
    estimate, careful = gee(wedge), not_yet_started(wedge)
    why = "few_areas" if np.isnan(estimate.ratio) else _why_not(estimate)
    where, what = f"{len(areas)} areas", name_of(areas[0])
    says = answer_compared(estimate, why, what, where, COMPARED["starts"])
    days = sorted({one.change for one in questions})
    day = "..".join(dict.fromkeys((days[0].isoformat(), days[-1].isoformat())))
    whole = areas[0].renamed("all", where)
    p = shuffled_starts(wedge, request.seed)
    shuffled = Estimate(np.nan, np.nan, np.nan, p, "shuffled_starts")
    answers.rows += [
        row(whole, day, "answer", estimate, verdict=_verdict(estimate, why), says=says),
        row(whole, day, "not_yet_started", careful, says="holds where effects grow or differ"),
        row(whole, day, "gee_independence", gee(wedge, correlation="independence")),
        row(whole, day, "shuffled_starts", shuffled, says="p only; starts drawn by lot"),
    ]
    rest = [Caution("no_lot", {"p": f"{p:.3f}"})]
    if careful.high < estimate.low or careful.low > estimate.high:
        rest.append(Caution("effects_differ", {"effect": effect(careful.ratio)}))
    answers.lines += [f"note: all: {says}", *doubts("all", rest)]
    for one in areas:
        answers.lines += list(doubts(one.area_id, silences(one)))


def _why_not(estimate: Estimate) -> str:
    if np.isnan(estimate.ratio) or np.isnan(estimate.low):
        return "no_solution"
    return "" if estimate.clear else "open"


def _verdict(estimate: Estimate, why: str) -> str:
    return "cannot_tell" if why else "fell" if estimate.ratio < 1 else "rose"
