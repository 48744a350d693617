"""The engine and the referee side by side. Only here is the engine imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from openward.law.case import Context, RegimeSpan, StatusSpan
from openward.law.obligations import obligations
from openward.law.rule import Applies, Clock, Jurisdiction, Trigger
from openward.law.rule import Rule as EngineRule
from openward.register.duties import CourtDecision, Notice, Observation, Order, Review, ReviewPerson
from openward.register.happened import Break, Death, Dose, Measure
from openward.register.learned import Debrief, DebriefOffer
from tests.law_referee.calendar import midnight
from tests.law_referee.random_rules import Rule
from tests.law_referee.referee import UNKNOWN, Row, referee
from tests.law_referee.timelines import Timeline, moment

LENGTHS = ("limit", "window", "gap", "first", "every", "within", "per", "max_gap", "at_cumulative",
           "after_dose", "first_phase", "confirm_within", "apply_before", "decide_within",
           "expected_over")  # fmt: skip


def disagreements(
    timeline: Timeline, rules: Sequence[Rule], as_of: int
) -> tuple[list[Row], list[Row]]:
    """Rows that only the engine has, and rows that only the referee has."""
    ours, theirs = (Counter(_plain(row) for row in side(timeline, rules, as_of))
                    for side in (engine, referee))  # fmt: skip
    return (sorted((ours - theirs).elements(), key=repr),
            sorted((theirs - ours).elements(), key=repr))  # fmt: skip


def _plain(row: Row) -> Row:
    """Of what is unknown only the rule and the moment due are compared."""
    if row[2] == "order_limit":  # which of several orders before the start is named is not said
        row = (*row[:8], None)
    if row[6] != UNKNOWN:
        return row
    return (*row[:3], None if row[4] is None else row[3], row[4], None, UNKNOWN, row[7], None)


def engine(timeline: Timeline, rules: Sequence[Rule], as_of: int) -> list[Row]:
    """The engine's rows in the referee's form."""
    law = Jurisdiction(
        code="xx", name="Nowhere", timezone=timeline["zone"], holidays=timeline["holidays"],
        rules=tuple(_rule(timeline, rule) for rule in rules))  # fmt: skip
    measures = [_measure(timeline, row) for row in timeline["measures"]]
    subject = next(m for m in measures if m.measure_id == timeline["subject"])
    now = moment(timeline, as_of)
    assert now is not None
    found = obligations(subject, _context(timeline, measures, subject), {"xx": law}, now)
    return [(o.measure_id, "" if o.type == UNKNOWN else o.rule_id, o.type, o.opened_at, o.due_at,
             o.met_at, o.status, o.reading, o.order_id) for o in found]  # fmt: skip


def _rule(timeline: Timeline, rule: Rule) -> EngineRule:
    keys: dict[str, Any] = {**rule, "words": "", "kinds": frozenset(rule["kinds"])}
    keys |= {name: _length(rule[name]) for name in LENGTHS if rule.get(name)}
    keys["at"] = tuple(_length(at) for at in rule.get("at", ()))
    keys["techniques"] = frozenset(rule["techniques"]) if rule["techniques"] else None
    keys["applies"] = Applies(**rule["applies"])
    if "trigger" in rule:
        lengths = {k: _length(v) for k, v in rule["trigger"].items() if k not in ("anchor", "per")}
        if rule["trigger"]["anchor"] == "count":
            lengths["at"] = rule["trigger"]["at"]
        keys["trigger"] = Trigger(**{**rule["trigger"], **lengths})
    if "clock" in rule:
        keys["clock"] = Clock(**{name: _length(value) for name, value in rule["clock"].items()})
    zone = timeline["zone"]
    if rule["valid_from"]:
        keys["from_at"] = midnight(rule["valid_from"], zone)
    if rule["valid_to"]:
        keys["to_at"] = midnight(rule["valid_to"], zone)
    return EngineRule(**keys)


def _length(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def _measure(timeline: Timeline, row: dict[str, Any]) -> Measure:
    return Measure(
        measure_id=row["measure_id"], incident_id=row["incident"], person_id="p0",
        stay_id=row["stay"], kind=row["kind"], technique=row["technique"],
        started_at=moment(timeline, row["start"]), ended_at=moment(timeline, row["end"]),
        end_state=row["end_state"], age_years=row["age"],
        recorded_at=moment(timeline, row["recorded"]))  # fmt: skip


def _context(timeline: Timeline, measures: list[Measure], subject: Measure) -> Context:
    def at(minute: int | None) -> Any:
        return moment(timeline, minute)

    name = subject.measure_id
    return Context(
        measures=measures,
        regimes=[RegimeSpan(r["jurisdiction"], r["setting"], at(r["start"]), at(r["end"]))
                 for r in timeline["regimes"]],
        legal_statuses=[StatusSpan(s["status"], at(s["start"]), at(s["end"]))
                        for s in timeline["statuses"]],
        admission_of={m["stay"]: m["admission"] for m in timeline["measures"] if m["stay"]},
        breaks=[Break(measure_id=name, started_at=at(b["start"]), ended_at=at(b["end"]),
                      free_to_leave=b["free"]) for b in timeline["breaks"]],
        doses=[Dose(dose_id=f"g{n}", measure_id=name, drug="", given_at=at(d["at"]))
               for n, d in enumerate(timeline["doses"])],
        deaths=[Death(person_id="p0", measure_id=name, died_at=at(d)) for d in timeline["deaths"]],
        **_duties(timeline, name),
        **_talks(timeline, subject.incident_id))  # fmt: skip


def _duties(timeline: Timeline, name: str) -> dict[str, Any]:
    def at(minute: int | None) -> Any:
        return moment(timeline, minute)

    return {
        "orders": [Order(order_id=o["order_id"], measure_id=name, kind=o["kind"],
                         made_at=at(o["at"]), role=o["role"], emergency=o["emergency"],
                         confirmed_at=at(o["confirmed"]), confirmed_by_role=o["confirmed_by"])
                   for o in timeline["orders"]],
        "reviews": [Review(review_id=r["review_id"], measure_id=name, done_at=at(r["at"]),
                           mode=r["mode"]) for r in timeline["reviews"]],
        "review_people": {r["review_id"]: [
            ReviewPerson(review_id=r["review_id"], role=p["role"],
                         involved_in_decision=p["involved"], from_outside=p["outside"])
            for p in r["people"]] for r in timeline["reviews"]},
        "observations": [Observation(observation_id=o["id"], measure_id=name,
                                     started_at=at(o["start"]), ended_at=at(o["end"]),
                                     mode=o["mode"], role=o["role"])
                         for o in timeline["observations"]],
        "notices": [Notice(notice_id=n["notice_id"], measure_id=name, to=n["to"],
                           about=n["about"], sent_at=at(n["sent"]), received_at=at(n["received"]))
                    for n in timeline["notices"]],
        "court_decisions": [CourtDecision(decision_id=d["decision_id"], measure_id=name,
                                          asked_at=at(d["asked"]), decided_at=at(d["decided"]))
                            for d in timeline["court"]],
    }  # fmt: skip


def _talks(timeline: Timeline, incident: Any) -> dict[str, Any]:
    return {
        "debriefs": [Debrief(debrief_id=d["debrief_id"], incident_id=incident, whose=d["whose"],
                             held_at=moment(timeline, d["held"])) for d in timeline["debriefs"]],
        "debrief_offers": [DebriefOffer(debrief_id=o["debrief_id"],
                                        offered_at=moment(timeline, o["at"]))
                           for o in timeline["offers"]],
    }  # fmt: skip
