"""Duties that something opens: notices, orders, courts, information, debriefs, the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.law_referee.intervals import under_rule
from tests.law_referee.lengths import UNKNOWN, earlier_measures, reached, stretches, sum_is_unknown
from tests.law_referee.minutes import Owed, Seen, first_of
from tests.law_referee.random_rules import DAY

#: An opening that may have happened, nobody knows.
Opened = tuple[int, bool]


#: What the notice must be about for each trigger; what was not written down fits too.
ABOUT = {
    "start": ("start",), "end": ("end",), "elapsed": ("total", "extension"),
    "cumulative": ("total", "extension"), "count": ("count",), "death": ("death",),
    "extension": ("extension",), "check": ("check",),
}  # fmt: skip


def notify(seen: Seen) -> list[Owed]:
    """One notice for each trigger."""
    anchor = seen.rule["trigger"]["anchor"]
    return [row for opened in _triggers(seen) for row in _told(seen, opened, anchor)]


def _told(seen: Seen, opened: Opened, anchor: str) -> list[Owed]:
    """Of the start somebody may be told beforehand, of nothing else before it happened."""
    rule, found = seen.rule, []
    for row in seen.timeline["notices"]:
        sent = row["received" if rule.get("received") else "sent"]
        fits = row["to"] in rule.get("to", ("person",)) and row["about"] in (None, *ABOUT[anchor])
        if fits and sent is not None and sent <= seen.now:
            found.append(sent)
    return _duties(seen, [opened], found, from_then_on=anchor != "start")


def _duties(
    seen: Seen, opened: list[Opened], done: list[int], *, from_then_on: bool = True
) -> list[Owed]:
    rows = []
    for at, known in opened:
        if known and seen.holds_at(at):
            rows.append(Owed(at, seen.deadline(at), first_of(done, at if from_then_on else -DAY)))
        elif not known and seen.in_force[at : seen.now + 1].any():
            rows.append(Owed(at, status=UNKNOWN))
    return rows


def _triggers(seen: Seen) -> list[Opened]:
    trigger = seen.rule["trigger"]
    found: dict[str, Callable[[], list[Opened]]] = {
        "start": lambda: [(seen.start, True)],
        "end": lambda: ended(seen),
        "elapsed": lambda: _going_on_at(seen, seen.start + trigger["at"]),
        "cumulative": lambda: _sum_reached(seen, trigger),
        "death": lambda: [(at, True) for at in seen.timeline["deaths"] if at <= seen.now],
        "extension": lambda: [
            (at, True) for at, _, _, later in stretches(seen) if later and not seen.is_point
        ],
        "count": lambda: _count(seen, trigger["at"]),
    }
    return found[trigger["anchor"]]()


def _sum_reached(seen: Seen, trigger: dict[str, Any]) -> list[Opened]:
    at = reached(seen, trigger["at"], trigger)
    found = _going_on_at(seen, at) if at is not None else []
    if not found and sum_is_unknown(seen) and not seen.is_point:
        return [(seen.start, False)]
    return found


def ended(seen: Seen) -> list[Opened]:
    """The end, which may not be recorded; a chemical measure has none and counts from its start."""
    if seen.is_point:
        return [(seen.start, True)]
    if seen.end is not None:
        return [(seen.end, True)]
    return [(seen.stop, False)] if seen.lost else []


def _going_on_at(seen: Seen, at: int) -> list[Opened]:
    if seen.is_point or at > seen.now:
        return []
    if seen.lost and at > seen.stop:
        return [(at, False)]
    return [(at, True)] if seen.going_on[at] else []


def _count(seen: Seen, nth: int) -> list[Opened]:
    me, earlier = seen.measure, earlier_measures(seen)
    unsure = [m for m in earlier if me["stay"] is None or m["stay"] is None]
    same = [m for m in earlier if m not in unsure and m["admission"] == me["admission"]]
    fewest, most = len(same) + 1, len(same) + len(unsure) + 1
    owed = fewest <= nth <= most and seen.holds_at(seen.start)
    return [(seen.start, not unsure)] if owed else []


def authorise(seen: Seen) -> list[Owed]:
    """An order by the right role at the start; each emergency order confirmed."""
    rule = seen.rule
    orders = [o for o in seen.timeline["orders"] if o["at"] <= seen.now]
    by, emergency_by = tuple(rule.get("by", ())), tuple(rule.get("emergency_by", ()))
    made = [o for o in orders if seen.fits_role(o["role"], by + emergency_by)]
    rows = []
    if seen.holds_at(seen.start):
        first = min(made, key=lambda o: o["at"], default=None)
        met, order = (first["at"], first["order_id"]) if first else (None, None)
        due = None if rule.get("qualitative") else seen.start
        rows.append(Owed(seen.start, due, met, order=order))
    orders = [o for o in orders if seen.end is None or o["at"] <= seen.end]
    if rule.get("confirm_by"):
        rows += [_confirmation(seen, o) for o in orders
                 if seen.holds_at(o["at"]) and seen.fits_role(o["role"], emergency_by)
                 and not seen.fits_role(o["role"], by)]  # fmt: skip
    return rows


def _confirmation(seen: Seen, order: dict[str, Any]) -> Owed:
    within = seen.rule.get("confirm_within")
    due = None if within is None else order["at"] + within
    at = order["confirmed"]
    done = at is not None and at <= seen.now and seen.fits_role(
        order["confirmed_by"], tuple(seen.rule["confirm_by"]))  # fmt: skip
    return Owed(order["at"], due, at if done else None, order=order["order_id"])


def judicial(seen: Seen) -> list[Owed]:
    """An application before so much time has passed; a decision on each application."""
    rule, rows = seen.rule, []
    asked = [d for d in seen.timeline["court"] if d["asked"] <= seen.now]
    span = None if seen.is_point else under_rule(seen)
    if span is not None or (seen.lost and not seen.is_point):
        rows += _application(seen, [d["asked"] for d in asked])
    if rule.get("decide_within"):
        for decision in asked:
            decided = decision["decided"]
            if seen.holds_at(decision["asked"]):
                met = decided if decided is not None and decided <= seen.now else None
                due = decision["asked"] + rule["decide_within"]
                rows.append(Owed(decision["asked"], due, met))
    return rows


def _application(seen: Seen, asked: list[int]) -> list[Owed]:
    rule, clock = seen.rule, seen.rule.get("clock")
    due = seen.start + rule["apply_before"]
    if clock:
        found = reached(seen, rule["apply_before"], clock)
        due = found if found is not None else seen.size
        if sum_is_unknown(seen) and seen.stop <= due:
            return [Owed(seen.start, status=UNKNOWN)]
    if not seen.holds_at(due):
        return []
    met = first_of(asked, 0)
    if seen.end is not None and seen.end <= due:
        return []
    unknown = met is None and seen.lost and due >= seen.stop
    return [Owed(seen.start, due, met, UNKNOWN if unknown else None)]


def inform_person(seen: Seen) -> list[Owed]:
    """The person is told at the start and at the end."""
    rows = []
    if "start" in seen.rule["when"]:
        rows += _told(seen, (seen.start, True), "start")
    if "end" in seen.rule["when"]:
        rows += [row for opened in ended(seen) for row in _told(seen, opened, "end")]
    if "check" in seen.rule["when"]:
        checks = [
            r["at"]
            for r in seen.timeline["reviews"]
            if r["at"] <= seen.now and seen.going_on[r["at"]]
        ]
        rows += [row for at in sorted(checks) for row in _told(seen, (at, True), "check")]
    return rows


def debrief(seen: Seen) -> list[Owed]:
    """A talk after the end, or the offer of one where that is enough."""
    talks = [d for d in seen.timeline["debriefs"] if d["whose"] == seen.rule.get("whose", "person")]
    done = [d["held"] for d in talks if d["held"] is not None]
    if seen.rule.get("offer_is_enough"):
        ids = {talk["debrief_id"] for talk in talks}
        done += [o["at"] for o in seen.timeline["offers"] if o["debrief_id"] in ids]
    return _duties(seen, ended(seen), [at for at in done if at <= seen.now])


def record(seen: Seen) -> list[Owed]:
    """Written down in time."""
    recorded = seen.measure["recorded"]
    done = [recorded] if recorded is not None and recorded <= seen.now else []
    return _duties(seen, [(seen.start, True)], done)
