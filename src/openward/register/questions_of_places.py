"""Questions about persons, stays, incidents, shifts and what wards state."""

from __future__ import annotations

import numpy as np

from openward.register.dataset import NO_ROW, Dataset, Mask, Numbers, Rows, at, group_at
from openward.register.errors_of_columns import matching
from openward.register.intervals import holder_of, starts_within_an_earlier, within
from openward.register.question import DAY, HOUR, Question, ask, end_or_open

#: 20 people of one role around the clock: more in one shift is likelier a wrong unit.
MOST_HOURS_OF_A_SHIFT = 480.0
LONGEST_SHIFT = 24 * HOUR


def _overlapping(table: str, group: str, words: str) -> Question:
    def found(d: Dataset) -> Rows:
        (groups,) = d.groups((table, group))
        starts = d.numbers(table, "started_at")
        return starts_within_an_earlier(groups, starts, end_or_open(d, table))

    return ask(f"overlapping_{table}", f"{table}.started_at",
               f"{words} that starts during that of row {{other}}", "look at the times of both",
               found)  # fmt: skip


def _outside(table: str, reference: str, words: str) -> Question:
    def found(d: Dataset) -> Mask:
        starts, ends = d.numbers(table, "started_at"), d.numbers(table, "ended_at")
        came, left = (d.through(table, reference, n) for n in ("started_at", "ended_at"))
        return (starts < came) | (starts > left) | (ends > left)

    return ask(f"outside_{reference}", f"{table}.started_at", words, "look at the times of both",
               found)  # fmt: skip


def _without_a_stay(d: Dataset) -> Mask:
    starts = d.numbers("incidents", "started_at")
    ours, theirs = d.groups(("incidents", "person_id"), ("stays", "person_id"))
    stay = holder_of(ours, starts, theirs, d.numbers("stays", "started_at"))
    present = within(starts, at(d.numbers("stays", "started_at"), stay),
                     at(end_or_open(d, "stays"), stay))  # fmt: skip
    return ~present & ("stays" in d)


def _after_death(table: str) -> Question:
    def found(d: Dataset) -> Mask:
        ours, theirs = d.groups((table, "person_id"), ("deaths", "person_id"))
        starts = d.numbers(table, "started_at")
        death = holder_of(ours, starts, theirs, d.numbers("deaths", "died_at"))
        return death >= 0

    return ask("after_death", f"{table}.started_at", "something after the death of the person",
               "look at the days of both", found)  # fmt: skip


def _attempt_outside(d: Dataset) -> Mask:
    starts = d.numbers("attempts", "started_at")
    return starts > d.through("attempts", "incident_id", "ended_at")


def _held_before(d: Dataset) -> Mask:
    held = d.numbers("debriefs", "held_at")
    return held < d.through("debriefs", "incident_id", "started_at")


def _plan_of_another(d: Dataset) -> Mask:
    ours, theirs = d.groups(("incidents", "person_id"), ("plans", "person_id"))
    incident, plan = d.rows_of("plan_uses", "incident_id"), d.rows_of("plan_uses", "plan_id")
    differs = group_at(ours, incident) != group_at(theirs, plan)
    found: Mask = (incident >= 0) & (plan >= 0) & differs
    return found


def _more_people_than_beds(d: Dataset) -> Mask:
    ours, theirs = d.groups(("staffing", "ward_id"), ("ward_beds", "ward_id"))
    row = holder_of(
        ours, d.numbers("staffing", "day"), theirs, d.numbers("ward_beds", "valid_from")
    )
    more: Mask = d.numbers("staffing", "beds_occupied") > at(d.numbers("ward_beds", "beds"), row)
    return more


def _staffing(column: str, what: str, limit: str | float) -> Question:
    def found(d: Dataset) -> Mask:
        most = limit if isinstance(limit, float) else d.numbers("staffing", limit)
        more: Mask = d.numbers("staffing", column) > most
        return more

    return ask(f"staffing_{column}", f"staffing.{column}", what, "look at the unit: hours", found)


def _long_shift(d: Dataset) -> Mask:
    return d.numbers("staffing", "ends_at") - d.numbers("staffing", "starts_at") > LONGEST_SHIFT


def _ward_without_statement(d: Dataset) -> Mask:
    return ~d.is_named("statements", "ward_id")


def _first_unstated(d: Dataset) -> Mask:
    """Measures that started on a day for which the ward stated nothing on their kind."""
    return d.filled("measures", "ward_id") & ~_stated(d, "complete", "none_happened", "incomplete",
                                                      "not_checked")  # fmt: skip


def _stated_none(d: Dataset) -> Mask:
    return _stated(d, "none_happened")


def _stated(d: Dataset, *statements: str) -> Mask:
    """Where one of the statements holds for the ward, day and kind of a measure."""
    wards, theirs = d.groups(("measures", "ward_id"), ("statements", "ward_id"))
    kinds, about = d.groups(("measures", "kind"), ("statements", "kind"))
    wanted = d.has_code("statements", "statement", *statements)
    everything = wanted & d.has_code("statements", "kind", "all")
    found = _covered(d, wards, np.where(everything, theirs, NO_ROW))
    many = max(kinds.max(initial=0), about.max(initial=0)) + 1
    ours = np.where(wards >= 0, wards * many + kinds, NO_ROW)
    of_kind = np.where(wanted & (theirs >= 0), theirs * many + about, NO_ROW)
    return found | _covered(d, ours, of_kind)


def _covered(d: Dataset, groups: Rows, others: Rows) -> Mask:
    days: Numbers = np.floor(d.numbers("measures", "started_at") / DAY)
    row = holder_of(groups, days, others, d.numbers("statements", "period_start"))
    return within(days, at(d.numbers("statements", "period_start"), row),
                  at(d.numbers("statements", "period_end"), row))  # fmt: skip


QUESTIONS = (
    ask("id_with_blank", "persons.person_id", "an id with a blank in it",
        "make sure that it is a pseudonym and no name", matching("persons", "person_id", r"\s")),
    _overlapping("admissions", "person_id", "an admission of the same person"),
    _overlapping("stays", "person_id", "a stay of the same person"),
    ask("without_admission", "stays.admission_id", "a stay without an admission",
        "name the admission", lambda d: ~d.filled("stays", "admission_id")),
    _outside("stays", "admission_id", "a stay outside the time of its admission"),
    _outside("leaves", "stay_id", "a leave outside the time of its stay"),
    _overlapping("leaves", "stay_id", "a leave from the same stay"),
    _outside("legal_statuses", "stay_id", "a legal status outside the time of its stay"),
    ask("without_stay", "incidents.person_id", "an incident while the person has no stay",
        "look at the stays", _without_a_stay),
    _after_death("measures"),
    _after_death("stays"),
    ask("attempt_after", "attempts.started_at", "an attempt after the incident ended",
        "look at the times of both", _attempt_outside),
    ask("debrief_before", "debriefs.held_at", "a debrief before its incident",
        "look at the times of both", _held_before),
    ask("plan_of_another", "plan_uses.plan_id", "a plan of another person than the incident's",
        "correct one of the two", _plan_of_another),
    ask("more_than_beds", "staffing.beds_occupied", "more people than beds", "look at ward_beds",
        _more_people_than_beds),
    _staffing("worked_hours", f"more than {MOST_HOURS_OF_A_SHIFT:g} hours of one role in a shift",
              MOST_HOURS_OF_A_SHIFT),
    _staffing("agency_hours", "more agency hours than hours worked", "worked_hours"),
    ask("long_shift", "staffing.ends_at", "a shift of more than 24 hours", "look at the times",
        _long_shift),
    ask("no_statement", "wards.ward_id", "a ward that never stated whether all is recorded",
        "a period without measures is then not reported, never zero", _ward_without_statement),
    ask("unstated", "measures.started_at",
        "a measure in a period on which the ward stated nothing", "ask whether all is recorded",
        _first_unstated),
    ask("stated_none", "measures.started_at",
        "a measure in a period for which the ward stated that none happened",
        "ask which of the two is right", _stated_none),
)  # fmt: skip
