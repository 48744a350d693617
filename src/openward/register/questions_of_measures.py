"""Questions about measures: their stay, their time, their kind, what was done meanwhile."""

from __future__ import annotations

import numpy as np

from openward.register.dataset import NO_ROW, Dataset, Mask, Numbers, Rows, at
from openward.register.intervals import holder_of, starts_within_an_earlier, within
from openward.register.question import DAY, HOUR, Question, ask, end_or_open

M = "measures"

#: From this length on somebody should look whether the end was forgotten. Not a limit of any law:
#: 4 hours of holding by hand, 3 days in belts and 7 days behind a locked door are so long that
#: an end not written down is the likelier reason.
VERY_LONG = {
    "manual_restraint": 4 * HOUR,
    "mechanical_restraint": 3 * DAY,
    "seclusion": 7 * DAY,
}
ELSEWHERE = ("other_ward", "emergency_department", "transport", "outing", "other")


def lasting_until(dataset: Dataset) -> Numbers:
    """The end of each measure: +inf while it runs, its start for a point, NaN if not recorded."""
    starts, ends = dataset.numbers(M, "started_at"), dataset.numbers(M, "ended_at")
    running = dataset.has_code(M, "end_state", "running")
    point = dataset.has_code(M, "end_state", "point")
    return np.where(running, np.inf, np.where(point, starts, ends))


def _outside_its_stay(d: Dataset) -> Mask:
    starts, ends = d.numbers(M, "started_at"), d.numbers(M, "ended_at")
    came, left = d.through(M, "stay_id", "started_at"), d.through(M, "stay_id", "ended_at")
    return (starts < came) | (starts >= left) | (ends > left)


def _runs_after_its_stay(d: Dataset) -> Mask:
    left = d.through(M, "stay_id", "ended_at")
    return d.has_code(M, "end_state", "running") & np.isfinite(left)


def _on_leave(d: Dataset) -> Mask:
    starts = d.numbers(M, "started_at")
    stays, leaves = d.groups((M, "stay_id"), ("leaves", "stay_id"))
    leave = holder_of(stays, starts, leaves, d.numbers("leaves", "started_at"))
    gone = at(d.numbers("leaves", "started_at"), leave)
    return within(starts, gone, at(end_or_open(d, "leaves"), leave))


def _very_long(kind: str, longest: float) -> Question:
    def found(d: Dataset) -> Mask:
        length = d.numbers(M, "ended_at") - d.numbers(M, "started_at")
        return d.has_code(M, "kind", kind) & (length > longest)

    hours = f"{longest / HOUR:,.0f} hours"
    return ask("very_long", "measures.ended_at", f"{kind} that lasted more than {hours}",
               "ask whether the end was written down", found)  # fmt: skip


def _no_length(d: Dataset) -> Mask:
    answer: Mask = d.numbers(M, "ended_at") == d.numbers(M, "started_at")
    return answer


def _overlapping_of_one_kind(d: Dataset) -> Rows:
    (persons,), (kinds,) = d.groups((M, "person_id")), d.groups((M, "kind"))
    lasts = (persons >= 0) & (kinds >= 0) & ~d.has_code(M, "end_state", "point")
    groups = np.where(lasts, persons * (kinds.max(initial=0) + 1) + kinds, NO_ROW)
    return starts_within_an_earlier(groups, d.numbers(M, "started_at"), lasting_until(d))


def _two_running(d: Dataset) -> Rows:
    (persons,) = d.groups((M, "person_id"))
    groups = np.where(d.has_code(M, "end_state", "running"), persons, NO_ROW)
    return starts_within_an_earlier(groups, d.numbers(M, "started_at"), lasting_until(d))


def _person_differs(reference: str, other: str) -> Question:
    return ask(f"person_not_of_{other}", "measures.person_id",
               f"another person than that of {reference}", f"correct person_id or {reference}",
               lambda d: d.differs(M, "person_id", reference))  # fmt: skip


def _ward_differs(d: Dataset) -> Mask:
    told = d.is_named("measure_places", "measure_id") | d.has_code(M, "place", *ELSEWHERE)
    return d.differs(M, "ward_id", "stay_id") & ~told


def _outside_its_incident(d: Dataset) -> Mask:
    starts = d.numbers(M, "started_at")
    began, over = (d.through(M, "incident_id", name) for name in ("started_at", "ended_at"))
    return (starts < began) | (starts > over)


def _past_its_orders(d: Dataset) -> Mask:
    """Where the last moment that any order reaches is before the end."""
    order = d.rows_of("orders", "measure_id")
    until = d.numbers("orders", "valid_until")
    known = (order >= 0) & np.isfinite(until)
    last = np.full(d.count(M), -np.inf)
    np.maximum.at(last, order[known], until[known])
    open_ended = np.zeros(d.count(M), dtype=bool)
    open_ended[order[(order >= 0) & np.isnan(until)]] = True
    ends = d.numbers(M, "ended_at")
    answer: Mask = np.isfinite(last) & ~open_ended & (ends > last)
    return answer


def _ward_closed(d: Dataset) -> Mask:
    # A day of grace on both sides: the day of the ward is not that of UTC.
    day = d.numbers(M, "started_at") / DAY
    opened, closed = (d.through(M, "ward_id", name) for name in ("opened_on", "closed_on"))
    return (day < opened - 1) | (day >= closed + 1)


def _age_differs(d: Dataset) -> Mask:
    seconds = d.numbers(M, "started_at")
    known = np.where(np.isfinite(seconds), seconds, 0).astype("datetime64[s]")
    years = known.astype("datetime64[Y]").astype(np.int64) + 1970
    by_year = years - d.through(M, "person_id", "birth_year")
    differs: Mask = np.abs(by_year - d.numbers(M, "age_years")) > 1
    return differs


def _no_dose(d: Dataset) -> Mask:
    return d.has_code(M, "kind", "chemical_restraint") & ~d.is_named("doses", "measure_id")


def _danger_over_outside(d: Dataset) -> Mask:
    over = d.numbers(M, "danger_over_at")
    return (over < d.numbers(M, "started_at")) | (over > d.numbers(M, "ended_at"))


def _ends_after_all_writing(d: Dataset) -> Mask:
    written = d.numbers(M, "recorded_at")
    latest = np.nanmax(written) if np.isfinite(written).any() else np.inf
    after: Mask = d.numbers(M, "ended_at") > latest
    return after


def _reason_without_end(d: Dataset) -> Mask:
    told = d.filled(M, "ended_reason") & ~d.has_code(M, "ended_reason", "not_recorded")
    return told & d.has_code(M, "end_state", "running", "point")


QUESTIONS = (
    ask("outside_any_stay", "measures.stay_id", "a measure outside any stay",
        "name the stay, if there was one", lambda d: ~d.filled(M, "stay_id")),
    ask("outside_its_stay", "measures.started_at", "a measure outside the time of its stay",
        "look at the times of both", _outside_its_stay),
    ask("runs_after_its_stay", "measures.end_state", "still running, though the stay has ended",
        "ask when the measure ended", _runs_after_its_stay),
    ask("without_incident", "measures.incident_id", "a measure without an incident",
        "name the incident", lambda d: ~d.filled(M, "incident_id")),
    ask("without_end", "measures.end_state", "a measure whose end was not recorded",
        "ask the ward for the end", lambda d: d.has_code(M, "end_state", "not_recorded")),
    ask("during_leave", "measures.started_at", "a measure while the person was on leave",
        "look at the leave", _on_leave),
    *(_very_long(kind, longest) for kind, longest in VERY_LONG.items()),
    ask("no_length", "measures.ended_at", "a measure that ended at the moment it started",
        "ask how long it was", _no_length),
    ask("overlapping_measures", "measures.started_at",
        "a measure that starts during another one of its kind, that of row {other}",
        "look whether one was written twice", _overlapping_of_one_kind),
    ask("two_running", "measures.end_state",
        "still running, as is the measure of the same person in row {other}",
        "ask whether both go on", _two_running),
    _person_differs("incident_id", "incidents"),
    _person_differs("stay_id", "stays"),
    ask("ward_not_of_stay", "measures.ward_id", "another ward than that of the stay",
        "say in place or measure_places that it was elsewhere", _ward_differs),
    ask("outside_its_incident", "measures.started_at",
        "a measure that starts before its incident or after the end of it",
        "look at the times of both", _outside_its_incident),
    ask("past_its_orders", "measures.ended_at", "a measure that went on after its last order",
        "look for a renewal", _past_its_orders),
    ask("ward_closed", "measures.ward_id", "a measure on a ward that was closed",
        "look at opened_on and closed_on", _ward_closed),
    ask("age_and_year", "measures.age_years", "an age that does not go with the year of birth",
        "correct one of the two", _age_differs),
    ask("no_dose", "measures.kind", "a chemical measure without a dose", "add the dose", _no_dose),
    ask("danger_over_outside", "measures.danger_over_at",
        "the danger was over before the measure began or after it ended", "look at the times",
        _danger_over_outside),
    ask("ends_in_future", "measures.ended_at", "an end later than anything was written",
        "look at the day", _ends_after_all_writing),
    ask("reason_without_end", "measures.ended_reason", "a reason for an end that is not there",
        "correct end_state or ended_reason", _reason_without_end),
    ask("only_the_day", "measures.time_precision", "times known only to the day",
        "write the time, if anybody knows it", lambda d: d.has_code(M, "time_precision", "day")),
)  # fmt: skip
