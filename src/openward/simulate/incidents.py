"""When crises happen: by ward, person, hour, season, staffing, and the planted changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.simulate import cells
from openward.simulate.cells import Bools, Columns, Floats, Ints, Shares
from openward.simulate.people import Stays
from openward.simulate.world import DAY, HOUR, MINUTE, World

#: Seconds of a mean year.
YEAR = 31_556_952
SATURDAY = 2  # 1970-01-03, counted in days from 1970-01-01


@dataclass(frozen=True)
class Incidents:
    """One value per incident, by stay and moment. with_measure: it holds one or more measures."""

    stay: Ints
    start: Ints
    end: Ints
    with_measure: Bools

    def __len__(self) -> int:
        return len(self.stay)


def make_incidents(
    world: World, stays: Stays, worked: Shares, measures_per_bed_day: Floats
) -> Incidents:
    """Incidents of all stays.

    worked: hours worked over hours planned, wards × shifts. measures_per_bed_day: per service,
    before what wards, persons and changes make of it.
    """
    random = world.random("incidents")
    spread = world.scenario["spread"]
    per_measure = (1 - spread["ended_well"]) * (1 + spread["second_measure"])
    base = measures_per_bed_day[world.service] / per_measure / DAY
    start = np.maximum(stays.start, world.begin)
    exposure = np.minimum(stays.end, world.end) - start
    most = _most(world, worked)
    rate = base[stays.ward] * world.effect[stays.ward] * stays.effect * most
    stay = np.repeat(np.arange(len(stays)), random.poisson(rate * exposure))
    moment = start[stay] + (random.random(len(stay)) * exposure[stay]).astype(np.int64)
    factor = _factor(world, worked, stays.ward[stay], moment)
    kept = random.random(len(stay)) * most < factor
    stay, moment = stay[kept], moment[kept] // MINUTE * MINUTE
    moment = np.maximum(moment, start[stay])
    order = np.lexsort((moment, stay))
    stay, moment = stay[order], moment[order]
    length = (random.lognormal(np.log(25), 0.7, len(stay)) * MINUTE).astype(np.int64)
    with_measure = random.random(len(stay)) >= spread["ended_well"]
    end = np.minimum(moment + np.maximum(length, MINUTE), world.end)
    return Incidents(stay, moment, end, with_measure)


def _hours(world: World) -> Floats:
    weights = np.array(world.scenario["time"]["hours"], float)
    return np.asarray(weights / weights.mean())


def _most(world: World, worked: Shares) -> float:
    """The largest that the factors of time can become together."""
    season = max(_winter(world), 1 / _winter(world))
    change = max(1.0, float(np.prod([max(c.rate_ratio, 1) for c in world.scenario.changes])))
    weekend = max(float(world.scenario["time"]["weekend"]), 1.0)
    short = _staff_factor(world, np.array([worked.min()]))[0]
    return float(_hours(world).max() * season * weekend * change * max(short, 1.0))


def _winter(world: World) -> float:
    return float(np.sqrt(world.scenario["time"]["winter_over_summer"]))


def _staff_factor(world: World, worked: Shares) -> Floats:
    ratio = float(world.scenario["staffing"]["rate_ratio_per_10_percent_fewer"])
    return np.asarray(ratio ** ((1 - worked) * 10))


def _factor(world: World, worked: Shares, ward: Ints, moment: Ints) -> Floats:
    local = world.local(ward, moment)
    hour = _hours(world)[(local % DAY) // HOUR]
    season = _winter(world) ** np.cos(2 * np.pi * (moment % YEAR) / YEAR)
    weekend = ((local // DAY - SATURDAY) % 7) < 2
    day = np.where(weekend, float(world.scenario["time"]["weekend"]), 1.0)
    staff = _staff_factor(world, worked[ward, world.shift_of(ward, moment)])
    factor = hour * season * day * staff
    for change, starts in zip(world.scenario.changes, world.change_start, strict=True):
        factor = factor * np.where(moment >= starts[ward], change.rate_ratio, 1.0)
    return np.asarray(factor)


NOT_SURE = "not_recorded"
NEEDED = ("to_be_heard", "space", "outside", "contact", "medication", "safety", NOT_SURE)
WHAT = (
    "talking",
    "listening",
    "time_alone",
    "comfort_room",
    "walk_or_air",
    "medication_offered",
    "change_of_staff",
    "request_met",
)
HELPED = ("no", "partly", "yes")


def tables(incidents: Incidents, stays: Stays, world: World) -> dict[str, Columns]:
    """incidents, attempts, outcomes."""
    random = world.random("incident columns")
    number = len(incidents)
    index = np.arange(number)
    ward = stays.ward[incidents.stay]
    refused = random.random(number) < 0.25
    written = np.minimum(incidents.end + random.integers(5, 90, number) * MINUTE, world.end)
    late = random.random(number) < world.scenario["writing"]["late"]
    written = np.where(late, incidents.end + random.integers(26, 90, number) * HOUR, written)
    return {
        "incidents": {
            "incident_id": cells.ids("i", index),
            "person_id": cells.ids("p", stays.person[incidents.stay]),
            "ward_id": cells.ids("w", ward),
            "started_at": cells.moments(incidents.start),
            "ended_at": cells.moments(incidents.end),
            "danger_to": cells.coded(
                random.choice(4, number, p=[0.25, 0.5, 0.15, 0.1]),
                ("self", "others", "both", NOT_SURE),
            ),
            "request_refused": cells.yes_no(refused),
            "refusal_reason": cells.coded(
                random.integers(0, 3, number), ("ward_rule", "no_staff", "no_time"), ~refused
            ),
            "waiting_minutes": cells.whole(
                random.integers(0, 90, number), random.random(number) < 0.3
            ),
            "promise_broken": cells.yes_no(random.random(number) < 0.08),
            "noise": cells.coded(random.integers(0, 3, number), ("quiet", "usual", "loud")),
            "person_needed": cells.coded(random.integers(0, len(NEEDED), number), NEEDED),
            "recorded_at": cells.moments(np.minimum(written, world.end)),
        },
        "attempts": _attempts(incidents, world),
        "outcomes": _outcomes(incidents, world),
    }


def _attempts(incidents: Incidents, world: World) -> Columns:
    random = world.random("attempts")
    of = np.repeat(np.arange(len(incidents)), random.poisson(1.4, len(incidents)))
    start = np.minimum(
        incidents.start[of] + random.integers(0, 5, len(of)) * MINUTE, incidents.end[of]
    )
    return {
        "incident_id": cells.ids("i", of),
        "what": cells.coded(random.integers(0, len(WHAT), len(of)), WHAT),
        "from_plan": cells.yes_no(random.random(len(of)) < 0.2),
        "role": cells.coded(
            random.integers(0, 3, len(of)), ("nurse", "nursing_assistant", "doctor")
        ),
        "started_at": cells.moments(start),
        "ended_at": cells.moments(
            np.minimum(start + 10 * MINUTE, np.maximum(incidents.end[of], start))
        ),
        "helped": cells.coded(
            np.where(incidents.with_measure[of], 0, 2) * (random.random(len(of)) < 0.8), HELPED
        ),
    }


def _outcomes(incidents: Incidents, world: World) -> Columns:
    random = world.random("outcomes")
    of = np.flatnonzero(random.random(len(incidents)) < 0.2)
    kinds = ("assault", "self_harm", "property", "police_called")
    return {
        "incident_id": cells.ids("i", of),
        "kind": cells.coded(random.choice(4, len(of), p=[0.5, 0.25, 0.2, 0.05]), kinds),
        "severity": cells.coded(random.integers(0, 3, len(of)), ("none", "minor", "serious")),
    }
