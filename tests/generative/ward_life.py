"""Generated registers, second part: what came after incidents, checks, orders, and the ward."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.generative.place import Place, Row, Tables

OUTCOMES = ("assault", "self_harm", "property", "police_called")
SHIFTS = {"early": 7, "late": 14, "night": 22}


def afterwards(place: Place, tables: Tables) -> Tables:
    """Outcomes, debriefs and own plans."""
    incidents, people = tables["incidents"], tables["persons"]
    found: Tables = {name: [] for name in ("outcomes", "debriefs", "debrief_offers", "plan_uses")}
    found["plans"] = [_plan(place, number, people) for number in place.several(2)]
    for number in place.several(4) if incidents else ():
        incident = place.one_of(incidents, "incident_id", none=0)
        found["outcomes"].append({"incident_id": incident, "kind": place.random.choice(OUTCOMES)})
        debrief = _debrief(place, number, incident)
        found["debriefs"].append(debrief)
        found["debrief_offers"] += [_offer(place, debrief) for _ in place.several(3)]
        plan = place.one_of(found["plans"], "plan_id")
        if plan:
            tried = place.random.choice((True, False, None))
            found["plan_uses"].append({"incident_id": incident, "plan_id": plan, "tried": tried})
    return found


def _plan(place: Place, number: int, people: list[Row]) -> Row:
    start = place.day() - timedelta(place.random.choice((0, 1, 90)))
    end = None if place.chance(0.6) else start + timedelta(place.random.choice((0, 1, 30, 100)))
    return {
        "plan_id": f"{place.name}plan{number}", "started_on": start, "ended_on": end,
        "person_id": place.one_of(people, "person_id", none=0),
        "made": place.random.choice(("by_person", "with_person", "without_person")),
    }  # fmt: skip


def _debrief(place: Place, number: int, incident: str) -> Row:
    return {
        "debrief_id": f"{place.name}d{number}", "incident_id": incident,
        "whose": place.random.choice(("person", "person", "person", "staff")),
        "held_at": None if place.chance(0.5) else place.moment(),
    }  # fmt: skip


def _offer(place: Place, debrief: Row) -> Row:
    return {
        "debrief_id": debrief["debrief_id"], "offered_at": place.moment(),
        "answer": place.random.choice(("yes", "no", "no", "later", None)),
    }  # fmt: skip


def checks(place: Place, tables: Tables) -> Tables:
    """Orders and observations of the measures."""
    found: Tables = {"orders": [], "observations": []}
    for measure in tables["measures"]:
        name = measure["measure_id"]
        found["orders"] += [_order(place, f"{name}o{n}", measure) for n in place.several(2)]
        found["observations"] += [_check(place, f"{name}c{n}", measure) for n in place.several(3)]
    return found


def _order(place: Place, name: str, measure: Row) -> Row:
    made = measure["started_at"] + place.random.choice((-1, 1)) * place.seconds()
    end = measure["ended_at"] or measure["started_at"]
    until = place.random.choice((made, end, max(made, end), end + place.seconds(), None))
    return {
        "order_id": name, "measure_id": measure["measure_id"], "kind": "order", "made_at": made,
        "valid_until": None if until is None else max(made, until),
    }  # fmt: skip


def _check(place: Place, name: str, measure: Row) -> Row:
    start = measure["started_at"] + place.seconds()
    end = None if place.chance(0.7) else start + place.seconds()
    late = timedelta(seconds=place.random.choice((0, 899, 900, 901, 5000)))
    return {
        "observation_id": name, "measure_id": measure["measure_id"], "started_at": start,
        "ended_at": end, "recorded_at": None if place.chance(0.2) else (end or start) + late,
        "person_asked_for": place.random.choice((None, "drink", "toilet")),
        "answered_at": None if place.chance(0.4) else start + place.seconds(),
    }  # fmt: skip


def ward_life(place: Place, tables: Tables) -> Tables:
    """Rooms, staff, training and shifts of the wards."""
    found: Tables = {name: [] for name in ("rooms", "staff", "trainings", "staffing")}
    for ward in tables["wards"]:
        name = ward["ward_id"]
        found["rooms"] += [_room(place, f"{name}r{n}", name) for n in place.several(2)]
        team = [_member(place, f"{name}n{n}", name) for n in place.several(3)]
        found["staff"] += team
        found["trainings"] += [_training(place, row["staff_id"], n)
                               for row in team for n in place.several(2)]  # fmt: skip
        days = {place.day() for _ in place.several(4)}
        found["staffing"] += [row for day in sorted(days) for row in _shift(place, name, day)]
    return found


def _ends(place: Place, start: date | None, lengths: tuple[int, ...]) -> date | None:
    if start is None or place.chance(0.4):
        return None
    return start + timedelta(place.random.choice(lengths))


def _room(place: Place, name: str, ward: str) -> Row:
    start = None if place.chance(0.3) else place.day()
    kind = place.random.choice(("comfort", "comfort", "seclusion"))
    return {"room_id": name, "ward_id": ward, "kind": kind, "available_from": start,
            "available_to": _ends(place, start, (0, 1, 20))}  # fmt: skip


def _member(place: Place, name: str, ward: str) -> Row:
    start = None if place.chance(0.3) else place.day()
    return {"staff_id": name, "ward_id": None if place.chance(0.1) else ward, "role": "nurse",
            "started_on": start, "ended_on": _ends(place, start, (0, 1, 20, 60))}  # fmt: skip


def _training(place: Place, staff: str, number: int) -> Row:
    done = place.day() - timedelta(place.random.choice((0, 30)))
    return {"training_id": f"{staff}t{number}", "staff_id": staff, "course": "de-escalation",
            "completed_on": done, "valid_until": _ends(place, done, (0, 1, 40))}  # fmt: skip


def _shift(place: Place, ward: str, day: date) -> list[Row]:
    shift = place.random.choice(list(SHIFTS))
    start = datetime.combine(day, time(SHIFTS[shift]), place.zone).astimezone(UTC)
    known = not place.chance(0.1)
    return [
        {"ward_id": ward, "day": day, "shift": shift, "role": role,
         "starts_at": start if known else None, "ends_at": start + timedelta(hours=8),
         "worked_hours": place.random.choice((None, 0.0, 4.0, 7.5, 8.0, 16.0)),
         "beds_occupied": place.random.choice((None, 0, 4, 8, 9))}
        for role in ("nurse", "nursing_assistant")[: place.random.choice((1, 2))]
    ]  # fmt: skip


def staffing_rules(random: Random, first: date, wards: list[Row]) -> list[Row]:
    """Nobody's, one for all, or one for all and stricter ones for some."""
    whole = {"ward_id": None, "shift": None, "beds_per_staff": 8.0, "valid_from": first,
             "valid_to": None}  # fmt: skip
    night = whole | {"shift": "night", "beds_per_staff": random.choice((4.0, 16.0))}
    ward = whole | {"ward_id": random.choice(wards)["ward_id"], "beds_per_staff": 4.0,
                    "valid_to": first + timedelta(30)}  # fmt: skip
    return random.choice(([], [whole], [whole, night], [whole, night, ward]))
