"""Worked examples of a file: what is given, as a measure and its context; what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from openward.law.case import Context, RegimeSpan, StatusSpan
from openward.law.obligation import Obligation
from openward.law.obligations import Laws, obligations
from openward.law.rule import EVER, NEVER, Jurisdiction
from openward.register.duties import CourtDecision, Notice, Observation, Order, Review, ReviewPerson
from openward.register.happened import Break, Death, Dose, Measure
from openward.register.learned import Debrief, DebriefOffer

LISTS = ("order", "review", "observation", "notice", "court", "break", "dose", "debrief", "death")
KEYS = {"words", "as_of", "age_years", "status", "setting", "measure", "expect", *LISTS}
ASKED = ("opened_at", "due_at", "met_at", "reading", "status")


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example, ready to be computed. expect: rows as in the file."""

    words: str
    as_of: datetime
    measures: tuple[Measure, ...]
    contexts: Mapping[str, Context]
    expect: tuple[Mapping[str, Any], ...]


def examples_of(law: Jurisdiction) -> list[Example]:
    """The worked examples of a file."""
    return [_example(written, law.code) for written in law.examples]


def as_signed(law: Jurisdiction) -> Jurisdiction:
    """The jurisdiction as if a lawyer had signed each verified rule: how examples are computed."""
    rules = tuple(replace(rule, signed=rule.verified) for rule in law.rules)
    return replace(law, rules=rules)


def computed(example: Example, laws: Laws) -> list[Obligation]:
    """Every obligation of every measure of the example."""
    return [
        row
        for measure in example.measures
        for row in obligations(measure, example.contexts[measure.measure_id], laws, example.as_of)
    ]


def disagreements(example: Example, laws: Laws) -> Iterator[str]:
    """One sentence for each expectation that does not hold."""
    rows = computed(example, laws)
    for expected in example.expect:
        candidates = [row for row in rows if _is_meant(row, expected)]
        fitting = [row for row in candidates if _agrees(row, expected)]
        wanted = expected.get("count")
        if expected.get("status") == "none":
            if candidates:
                yield f"{example.words}: expected nothing of {expected['rule']}, got {candidates}"
        elif len(fitting) != wanted if wanted is not None else not fitting:
            got = "; ".join(_told(row) for row in candidates) or "nothing"
            yield f"{example.words}: expected {dict(expected)}, got {got}"


def _is_meant(row: Obligation, expected: Mapping[str, Any]) -> bool:
    measure = expected.get("measure")
    return row.rule_id == expected["rule"] and (measure is None or row.measure_id == measure)


def _agrees(row: Obligation, expected: Mapping[str, Any]) -> bool:
    return all(getattr(row, key) == expected[key] for key in ASKED if key in expected)


def _told(row: Obligation) -> str:
    moments = f"opened {row.opened_at}, due {row.due_at}, met {row.met_at}"
    return f"{row.measure_id} {row.status} ({row.reading}): {moments}"


def _example(written: Mapping[str, Any], code: str) -> Example:
    as_of = _utc(written["as_of"])
    measures = tuple(_measure(m, n, written) for n, m in enumerate(written["measure"], 1))
    contexts = {m.measure_id: _context(m, measures, written, code) for m in measures}
    expect = tuple({key: _value(v) for key, v in row.items()} for row in written["expect"])
    return Example(written["words"], as_of, measures, contexts, expect)


def _measure(written: Mapping[str, Any], number: int, example: Mapping[str, Any]) -> Measure:
    given = {key: _value(value) for key, value in written.items() if key != "id"}
    point = given["kind"] == "chemical_restraint"
    state = "point" if point else "ended" if "ended_at" in given else "running"
    known: dict[str, Any] = {
        "person_id": "p1", "stay_id": "s1", "incident_id": f"i{number}", "end_state": state,
        "age_years": example.get("age_years"), **given,
    }  # fmt: skip
    return Measure(measure_id=str(written.get("id", f"m{number}")), **known)


def _context(
    measure: Measure, measures: tuple[Measure, ...], written: Mapping[str, Any], code: str
) -> Context:
    mine = {kind: _rows(written.get(kind, []), measure, measures) for kind in LISTS}
    status = written.get("status")
    return Context(
        regimes=(RegimeSpan(code, written.get("setting"), EVER, NEVER),),
        measures=measures,
        legal_statuses=(StatusSpan(status, EVER, None),) if status else (),
        orders=[Order(order_id=f"o{n}", **{"kind": "order", **r}) for n, r in mine["order"]],
        reviews=[Review(review_id=f"r{n}", **_review(r)) for n, r in mine["review"]],
        review_people={f"r{n}": _people(f"r{n}", r) for n, r in mine["review"]},
        observations=[Observation(observation_id=f"v{n}", **r) for n, r in mine["observation"]],
        notices=[Notice(notice_id=f"n{n}", **r) for n, r in mine["notice"]],
        court_decisions=[CourtDecision(decision_id=f"c{n}", **r) for n, r in mine["court"]],
        breaks=[Break(**r) for _, r in mine["break"]],
        doses=[Dose(dose_id=f"d{n}", **{"drug": "not stated", **r}) for n, r in mine["dose"]],
        deaths=[Death(person_id="p1", **r) for _, r in mine["death"]],
        debriefs=[_debrief(n, r, measure) for n, r in mine["debrief"]],
        debrief_offers=[_offer(n, r) for n, r in mine["debrief"] if "offered_at" in r],
    )


def _rows(
    written: list[Mapping[str, Any]], measure: Measure, measures: tuple[Measure, ...]
) -> list[tuple[int, dict[str, Any]]]:
    """The rows about this measure; one that names none is about the first."""
    first = measures[0].measure_id
    return [
        (number, {**{key: _value(v) for key, v in row.items()}, "measure_id": measure.measure_id})
        for number, row in enumerate(written, 1)
        if (row.get("measure") or row.get("measure_id") or first) == measure.measure_id
        for row in [{key: v for key, v in row.items() if key != "measure"}]
    ]


PEOPLE = ("role", "involved_in_decision", "from_outside")


def _review(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in PEOPLE}


def _people(review_id: str, row: Mapping[str, Any]) -> list[ReviewPerson]:
    given = {key: row[key] for key in PEOPLE if key in row}
    return [ReviewPerson(review_id=review_id, **{"role": "not_recorded", **given})] if given else []


def _debrief(number: int, row: Mapping[str, Any], measure: Measure) -> Debrief:
    given = {
        key: row[key] for key in ("whose", "kind", "held_at", "facilitator_role") if key in row
    }
    incident = str(measure.incident_id)
    return Debrief(debrief_id=f"b{number}", incident_id=incident, **{"whose": "person", **given})


def _offer(number: int, row: Mapping[str, Any]) -> DebriefOffer:
    return DebriefOffer(debrief_id=f"b{number}", offered_at=row["offered_at"])


def _value(value: Any) -> Any:
    return _utc(value) if isinstance(value, datetime) else value


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
