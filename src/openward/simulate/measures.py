"""The measures of incidents: kinds, lengths, how they ended, and how they were written down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.simulate import cells
from openward.simulate.cells import Bools, Columns, Floats, Ints
from openward.simulate.incidents import Incidents
from openward.simulate.people import Stays
from openward.simulate.world import DAY, HOUR, MINUTE, World

KINDS = (
    "seclusion",
    "manual_restraint",
    "mechanical_restraint",
    "chemical_restraint",
    "long_term_segregation",
)
SECLUSION, MANUAL, MECHANICAL, CHEMICAL, SEGREGATION = range(5)
TECHNIQUES = (
    ("locked_room", "held_door"),
    ("prone", "supine", "side", "seated", "standing", "escort"),
    ("belt_5_point", "wrist_belt", "belt_3_point", "chair"),
    ("injection_rapid", "injection_other", "oral"),
    ("locked_room",),
)
ALL_TECHNIQUES = tuple(sorted({name for names in TECHNIQUES for name in names}))
STATES = ("ended", "running", "not_recorded", "point")
ENDED, RUNNING, LOST, POINT = range(4)
#: Lengths are cut off here: hours, by kind.
LONGEST = np.array([200, 2, 70, 0, 2000]) * HOUR


@dataclass(frozen=True)
class Measures:
    """One value per measure. end is what truly happened, whatever was written (`state`)."""

    incident: Ints
    stay: Ints
    kind: Ints
    start: Ints
    end: Ints
    state: Ints
    placed: Bools

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def known_end(self) -> Bools:
        """Whether the end was written down."""
        return np.asarray(self.state == ENDED)


def measures_per_bed_day(world: World) -> tuple[Floats, Floats]:
    """(all kinds together by service, share of each kind), as the calibration asks.

    Hours per 1,000 patient-hours over the mean length of a measure give measures per bed-day.
    """
    scenario = world.scenario
    goal, beside = scenario["calibration"], scenario["beside_seclusion"]
    tied = float(scenario["restraint"]["share_of_hours_mechanical"])
    seclusion = goal["seclusion_hours_per_1000"] / 1000 * 24 / mean_hours(world, SECLUSION)
    restraint = goal["restraint_hours_per_1000"] / 1000 * 24
    rates = np.array(
        [
            seclusion,
            restraint * (1 - tied) / mean_hours(world, MANUAL),
            restraint * tied / mean_hours(world, MECHANICAL),
            seclusion * beside["chemical_per_seclusion"],
            seclusion * beside["segregation_per_seclusion"],
        ]
    )
    relative = np.array([service.relative_rate for service in scenario.services])
    return rates.sum() * relative, rates / rates.sum()


def mean_hours(world: World, kind: int) -> float:
    """The mean length of a measure of this kind in hours: lognormal, cut at LONGEST."""
    median, sigma = world.scenario["lengths"][KINDS[kind]]
    draws = np.random.default_rng(1).lognormal(np.log(median), sigma, 200_000) * MINUTE
    return float(np.minimum(draws, LONGEST[kind]).mean() / HOUR)


def make_measures(world: World, stays: Stays, incidents: Incidents, shares: Floats) -> Measures:
    """One or two measures for each incident that holds any."""
    random = world.random("measures")
    holding = np.flatnonzero(incidents.with_measure)
    twice = random.random(len(holding)) < world.scenario["spread"]["second_measure"]
    incident = np.repeat(holding, 1 + twice)
    second = np.r_[False, incident[1:] == incident[:-1]] if len(incident) else np.zeros(0, bool)
    kind = random.choice(len(KINDS), len(incident), p=shares)
    start = (
        incidents.start[incident]
        + random.integers(1, 6, len(incident)) * MINUTE
        + second * 6 * MINUTE
    )
    stay = incidents.stay[incident]
    limit = np.minimum(stays.end[stay], world.end + 30 * DAY)
    start = np.minimum(start, np.minimum(limit, world.end) - MINUTE)
    end = np.minimum(start + _lengths(world, random, kind), np.maximum(limit, start))
    lost = random.random(len(kind)) < world.scenario["writing"]["end_not_recorded"]
    state = np.select([kind == CHEMICAL, end > world.end, lost], [POINT, RUNNING, LOST], ENDED)
    placed = random.random(len(kind)) >= world.scenario["writing"]["outside_a_stay"]
    return Measures(
        incident, stay, kind, start, np.where(kind == CHEMICAL, start, end), state, placed
    )


def _lengths(world: World, random: np.random.Generator, kind: Ints) -> Ints:
    about = world.scenario["lengths"]
    median = np.array([about.get(name, (1, 0))[0] for name in KINDS], float)
    sigma = np.array([about.get(name, (1, 0))[1] for name in KINDS], float)
    minutes = np.exp(np.log(median[kind]) + sigma[kind] * random.standard_normal(len(kind)))
    seconds = np.minimum(minutes * MINUTE, LONGEST[kind])
    return np.asarray(np.maximum(seconds, MINUTE).astype(np.int64) // MINUTE * MINUTE)


def tables(measures: Measures, stays: Stays, world: World) -> dict[str, Columns]:
    """measures, measure_places, breaks, doses, deaths, segregation_days."""
    return {
        "measures": _measures(measures, stays, world),
        "measure_places": _measure_places(measures, stays, world),
        "breaks": _breaks(measures, world),
        "doses": _doses(measures, world),
        "deaths": _deaths(measures, stays, world),
        "segregation_days": _segregation_days(measures, world),
    }


def _measures(measures: Measures, stays: Stays, world: World) -> Columns:
    random = world.random("measure columns")
    number = len(measures)
    technique = _techniques(random, measures.kind)
    year = 1970 + measures.start // 31_556_952
    ended = np.where(measures.state == ENDED, measures.end, measures.start)
    late = random.random(number) < world.scenario["writing"]["late"]
    after = np.where(
        late, random.integers(26, 90, number) * HOUR, random.integers(1, 45, number) * MINUTE
    )
    over = ended - (np.minimum(ended - measures.start, 20 * MINUTE) * random.random(number)).astype(
        np.int64
    )
    not_ended = ~measures.known_end
    return {
        "measure_id": cells.ids("m", np.arange(number)),
        "incident_id": cells.ids("i", measures.incident),
        "person_id": cells.ids("p", stays.person[measures.stay]),
        "stay_id": cells.ids("s", measures.stay, ~measures.placed),
        "ward_id": cells.ids("w", stays.ward[measures.stay]),
        "place": cells.coded(
            np.where(measures.kind % 4 == 0, 0, 1 + random.integers(0, 2, number)),
            ("seclusion_room", "ward", "own_room"),
        ),
        "kind": cells.coded(measures.kind, KINDS),
        "technique": cells.coded(technique, ALL_TECHNIQUES),
        "started_at": cells.moments(measures.start),
        "ended_at": cells.moments(measures.end, not_ended),
        "end_state": cells.coded(measures.state, STATES),
        "time_precision": cells.same("minute", number),
        "age_years": cells.whole(np.maximum(year - stays.birth_year[measures.stay], 0)),
        "danger_over_at": cells.moments(over, not_ended | (random.random(number) < 0.4)),
        "ended_by_role": cells.coded(
            random.integers(0, 3, number), ("nurse", "doctor", "psychiatrist"), not_ended
        ),
        "ended_reason": cells.coded(
            random.integers(0, 4, number),
            ("danger_over", "review", "person_asked", "not_recorded"),
            not_ended,
        ),
        **_injuries(random, number),
        "police_or_guards": cells.coded(
            random.choice(3, number, p=[0.93, 0.02, 0.05]), ("none", "police", "guards")
        ),
        "recorded_at": cells.moments(np.minimum(measures.start + after, world.end)),
    }


def _injuries(random: np.random.Generator, number: int) -> Columns:
    injuries = ("none", "minor", "serious", "not_recorded")
    shares = {
        "injury_person": [0.86, 0.06, 0.01, 0.07],
        "injury_staff": [0.88, 0.05, 0.01, 0.06],
        "injury_other": [0.93, 0.01, 0.0, 0.06],
    }
    return {
        name: cells.coded(random.choice(4, number, p=each), injuries)
        for name, each in shares.items()
    }


def _techniques(random: np.random.Generator, kind: Ints) -> Ints:
    number = np.array([len(names) for names in TECHNIQUES])
    drawn = (random.random(len(kind)) * number[kind]).astype(np.int64)
    place = np.zeros((len(KINDS), number.max()), np.int64)
    for row, names in enumerate(TECHNIQUES):
        place[row, : len(names)] = [ALL_TECHNIQUES.index(name) for name in names]
    return np.asarray(place[kind, drawn])


def _measure_places(measures: Measures, stays: Stays, world: World) -> Columns:
    random = world.random("measure places")
    moved = np.flatnonzero(measures.known_end & (random.random(len(measures)) < 0.01))
    return {
        "measure_id": cells.ids("m", moved),
        "ward_id": cells.ids("w", stays.ward[measures.stay[moved]]),
        "started_at": cells.moments(measures.start[moved]),
        "ended_at": cells.moments(measures.end[moved]),
    }


def _breaks(measures: Measures, world: World) -> Columns:
    random = world.random("breaks")
    long = measures.known_end & (measures.end - measures.start > 2 * HOUR)
    of = np.flatnonzero(long & (random.random(len(measures)) < 0.5))
    start = measures.start[of] + HOUR
    return {
        "measure_id": cells.ids("m", of),
        "started_at": cells.moments(start),
        "ended_at": cells.moments(start + random.integers(5, 20, len(of)) * MINUTE),
        "reason": cells.coded(
            random.integers(0, 4, len(of)), ("hygiene", "meal", "air", "trial_end")
        ),
        "free_to_leave": cells.yes_no(random.random(len(of)) < 0.2),
    }


def _doses(measures: Measures, world: World) -> Columns:
    random = world.random("doses")
    of = np.flatnonzero(measures.kind == CHEMICAL)
    drugs, wills = (
        ("lorazepam", "haloperidol", "olanzapine"),
        ("accepted_under_pressure", "refused", "could_not_say"),
    )
    return {
        "dose_id": cells.ids("d", of),
        "measure_id": cells.ids("m", of),
        "drug": cells.coded(random.integers(0, 3, len(of)), drugs),
        "amount": cells.real(random.choice([2.0, 5.0, 10.0], len(of))),
        "unit": cells.same("mg", len(of)),
        "route": cells.coded(random.integers(0, 2, len(of)), ("intramuscular", "oral")),
        "given_at": cells.moments(measures.start[of]),
        "as_needed": cells.yes_no(random.random(len(of)) < 0.3),
        "will": cells.coded(random.integers(0, 3, len(of)), wills),
        "ordered_by_role": cells.coded(random.integers(0, 2, len(of)), ("doctor", "psychiatrist")),
    }


def _deaths(measures: Measures, stays: Stays, world: World) -> Columns:
    random = world.random("deaths")
    number = max(1, round(len(measures) * 2e-5)) if len(measures) else 0
    of = (
        np.sort(random.choice(len(measures), number, replace=False))
        if number
        else np.zeros(0, np.int64)
    )
    died = np.minimum(measures.start[of] + random.integers(1, 20, number) * HOUR, world.end)
    return {
        "person_id": cells.ids("p", stays.person[measures.stay[of]]),
        "measure_id": cells.ids("m", of),
        "died_at": cells.moments(died),
        "reported_to": cells.same("authority", number),
        "reported_at": cells.moments(np.minimum(died + 30 * HOUR, world.end)),
    }


def _segregation_days(measures: Measures, world: World) -> Columns:
    random = world.random("segregation days")
    of = np.flatnonzero(measures.kind == SEGREGATION)
    days = np.minimum(measures.end[of], world.end) // DAY - measures.start[of] // DAY + 1
    row = np.repeat(of, days)
    day = measures.start[row] // DAY + np.arange(len(row)) - np.repeat(np.cumsum(days) - days, days)
    return {
        "measure_id": cells.ids("m", row),
        "day": cells.days(day),
        "air_minutes": cells.whole(random.integers(0, 90, len(row))),
        "activity_minutes": cells.whole(random.integers(0, 120, len(row))),
        "contact_minutes": cells.whole(random.integers(5, 240, len(row))),
    }


def restrictions(measures: Measures, stays: Stays, world: World) -> Columns:
    """Other restrictions, so that substitution can be seen."""
    random = world.random("restrictions")
    of = np.flatnonzero(random.random(len(stays)) < 0.1)
    start = np.maximum(stays.start[of], world.begin)
    end = np.minimum(
        start + random.integers(2, 72, len(of)) * HOUR, np.minimum(stays.end[of], world.end)
    )
    kinds = ("constant_observation", "search", "communication_limit", "as_needed_medication")
    return {
        "person_id": cells.ids("p", stays.person[of]),
        "ward_id": cells.ids("w", stays.ward[of]),
        "kind": cells.coded(random.integers(0, 4, len(of)), kinds),
        "started_at": cells.moments(start),
        "ended_at": cells.moments(np.maximum(end, start)),
    }
