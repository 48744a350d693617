"""What every rule asks about the subject of a timeline, found by looking at its minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.law_referee import intervals, lengths, triggers
from tests.law_referee.minutes import Owed, Seen
from tests.law_referee.random_rules import Rule
from tests.law_referee.timelines import Timeline, moment

#: measure_id, rule_id, type, opened_at, due_at, met_at, status, reading, order_id
Row = tuple[
    str, str, str, datetime | None, datetime | None, datetime | None, str, str, str | None
]  # fmt: skip
LIMITS = (
    "prohibited", "order_limit", "renewal_limit", "total_limit", "cumulative_limit", "min_gap",
)  # fmt: skip
UNKNOWN = "unknown"
#: What may still come to be owed while nobody knows whether the measure goes on.
GOING_ON = ("prohibited", "total_limit", "cumulative_limit", "order_limit", "observe", "review")

FAMILIES: dict[str, Callable[[Seen], list[Owed]]] = {
    "prohibited": lengths.prohibited, "order_limit": lengths.order_limit,
    "renewal_limit": lengths.renewal_limit, "total_limit": lengths.total_limit,
    "cumulative_limit": lengths.cumulative_limit, "min_gap": lengths.min_gap,
    "observe": intervals.observe, "review": intervals.review, "notify": triggers.notify,
    "judicial": triggers.judicial, "authorise": triggers.authorise,
    "inform_person": triggers.inform_person, "debrief": triggers.debrief,
    "record": triggers.record,
}  # fmt: skip


def referee(timeline: Timeline, rules: Sequence[Rule], as_of: int) -> list[Row]:
    """Rows in order: one for each duty of the subject under each rule."""
    seen = [Seen(timeline, rule, as_of) for rule in rules]
    if not seen or seen[0].start > as_of:
        return []
    of_kind = [s for s in seen if s.measure["kind"] in s.rule["kinds"]]
    start = moment(timeline, seen[0].start)
    nothing: Row = (
        timeline["subject"],
        "",
        UNKNOWN,
        start,
        None,
        None,
        UNKNOWN,
        "as_counted",
        None,
    )
    rows = [nothing for span in merged(timeline["regimes"]) if _touches(seen[0], span)
            and not any(s.known_law(span) for s in of_kind)]  # fmt: skip
    found = {s.rule["id"]: _rows_of(s, of_kind) for s in of_kind if not _is_soft(s)}
    for s in of_kind:
        if _is_soft(s):
            duties = [o for name in s.rule["unless"] for o in found.get(name, [])]
            found[s.rule["id"]] = [_softened(s, o, duties) for o in _rows_of(s, of_kind)]
    rows += [_row(timeline, s.rule, o) for s in of_kind for o in found[s.rule["id"]]]
    return sorted(rows, key=repr)


def merged(regimes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Spans of one law that touch are one."""
    spans: list[dict[str, Any]] = []
    for span in regimes:
        last = spans[-1] if spans else {}
        if (last.get("jurisdiction"), last.get("end")) == (span["jurisdiction"], span["start"]):
            spans[-1] = last | {"end": span["end"]}
        else:
            spans.append(span)
    return spans


def _touches(seen: Seen, span: dict[str, Any]) -> bool:
    if seen.lost:
        return bool(span["start"] <= seen.now and seen.start < span["end"])
    return bool(seen.going_on[max(span["start"], 0) : span["end"]].any())


def _is_soft(seen: Seen) -> bool:
    return seen.rule.get("effect") == "soft"


def _rows_of(seen: Seen, beside: Sequence[Seen]) -> list[Owed]:
    concerned = concerns(seen)
    if concerned is False or not (seen.perhaps_in_force & seen.going_on).any():
        return _perhaps_later(seen) if concerned is not False and seen.lost else []
    unsure = concerned is None or not (seen.in_force & seen.going_on).any()
    if unsure or seen.rule.get("unknown"):
        if seen.rule["type"] == "renewal_limit" and not lengths.renewal_limit(_held(seen)):
            return []
        return [Owed(seen.start, status=UNKNOWN)]
    strict, lenient = (_judged(replace(seen, lenient=kind), beside) for kind in (False, True))
    same = {(o.opened, o.due, o.reading, o.status) for o in lenient}
    return [
        o
        if o.status == "met" or (o.opened, o.due, o.reading, o.status) in same
        else replace(o, met=None, status=UNKNOWN)
        for o in strict
    ]


def _perhaps_later(seen: Seen) -> list[Owed]:
    """Of a rule that began when nobody knows whether the measure still went on."""
    if not seen.in_force[seen.start : seen.now + 1].any():
        return []
    if seen.rule["type"] == "renewal_limit" and not any(s[3] for s in lengths.stretches(seen)):
        return []
    if seen.rule["type"] not in (*GOING_ON, "renewal_limit"):
        rows = FAMILIES[seen.rule["type"]](seen)
        return [row for row in rows if row.status == UNKNOWN]
    later = seen.in_force[seen.stop : seen.now + 1].any()
    return [Owed(seen.start, status=UNKNOWN)] if later else []


def _held(seen: Seen) -> Seen:
    """The same rule with any figure, to see whether there was a renewal at all."""
    return replace(seen, lenient=True, rule={**seen.rule, "limit": 1, "applies": {}})


def _judged(seen: Seen, beside: Sequence[Seen]) -> list[Owed]:
    rule = seen.rule
    if rule["type"] == "order_limit":
        renewals = [s for s in beside if s.rule["type"] == "renewal_limit"]
        first_only = any(concerns(s) and (s.in_force & s.going_on).any() for s in renewals)
        rows = lengths.order_limit(seen, first_only=first_only)
    else:
        rows = FAMILIES[rule["type"]](seen)
    return [replace(o, status=_status(seen, o)) for o in rows]


def concerns(seen: Seen) -> bool | None:
    """Whether the rule is about this measure and person; None where that was not recorded."""
    rule, applies, answers = seen.rule, seen.rule["applies"], []
    if rule["techniques"] is not None:
        technique = seen.measure["technique"]
        answers.append(None if technique is None else technique in rule["techniques"])
    age = seen.measure["age"]
    if "age_from" in applies:
        answers.append(None if age is None else age >= applies["age_from"])
    if "age_below" in applies:
        answers.append(None if age is None else age < applies["age_below"])
    if "status" in applies:
        status = _legal_status(seen)
        answers.append(None if status is None else status in applies["status"])
    if False in answers:
        return False
    return None if None in answers else True


def _legal_status(seen: Seen) -> str | None:
    for span in seen.timeline["statuses"]:
        if span["start"] <= seen.start and (span["end"] is None or seen.start < span["end"]):
            return None if span["status"] == "unknown" else str(span["status"])
    return None


def _status(seen: Seen, owed: Owed) -> str:
    rule = seen.rule
    status = owed.status or _by_the_clock(seen, owed)
    if rule["type"] not in LIMITS or status in ("met", "due", UNKNOWN):
        return status
    binding = rule.get("effect") != "advice" and rule["force"] != "standard"
    if binding and rule["verified"] and rule["signed"]:
        return "breach"
    return "late" if owed.met is not None else "missed"


def _by_the_clock(seen: Seen, owed: Owed) -> str:
    if owed.due is None:
        return "open" if owed.met is None else "met"
    if owed.met is not None:
        at_once = seen.rule["type"] == "prohibited"
        return "met" if owed.met <= owed.due and not at_once else "late"
    return "due" if seen.now <= owed.due else "missed"


def _softened(seen: Seen, owed: Owed, duties: list[Owed]) -> Owed:
    """A soft limit that was passed is met when the duties that go with it were."""
    if owed.status not in ("breach", "late", "missed"):
        return owed
    statuses = {duty.status for duty in duties}
    if not statuses or statuses & {"late", "missed", "open", "breach"}:
        return owed
    return replace(owed, status=UNKNOWN if UNKNOWN in statuses else "met")


def _row(timeline: Timeline, rule: Rule, owed: Owed) -> Row:
    moments = (moment(timeline, owed.opened), moment(timeline, owed.due),
               moment(timeline, owed.met))  # fmt: skip
    return (timeline["subject"], rule["id"], rule["type"], *moments,
            str(owed.status), owed.reading, owed.order)  # fmt: skip
