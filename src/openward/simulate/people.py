"""Persons and their time: admissions, stays, leave, legal status."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.simulate import cells
from openward.simulate.cells import Columns, Floats, Ints
from openward.simulate.world import DAY, HOUR, World

SEXES = ("female", "male")
STATUSES = ("voluntary", "involuntary")


@dataclass(frozen=True)
class Stays:
    """One value per stay; moments in seconds of 1970. Stays reach beyond the time simulated.

    effect: the person's own rate, against a mean of 1.
    """

    ward: Ints
    person: Ints
    start: Ints
    end: Ints
    birth_year: Ints
    effect: Floats

    def __len__(self) -> int:
        return len(self.ward)


def make_stays(world: World) -> Stays:
    """Stays that fill the beds, some of them a second one of the same person."""
    random = world.random("stays")
    about = world.scenario["stays"]
    mean = float(about["mean_days"]) * DAY
    before = 3 * mean
    readmitted = float(about["readmitted"])
    span = world.end - world.begin + before
    expected = world.beds * float(about["occupied"]) * span / mean / (1 + readmitted)
    ward = np.repeat(np.arange(world.wards), random.poisson(expected))
    start = (world.begin - before + random.random(len(ward)) * span).astype(np.int64)
    end = start + np.maximum(random.exponential(mean, len(ward)), HOUR).astype(np.int64)
    again = random.random(len(ward)) < readmitted
    second = end[again] + random.integers(3 * DAY, 60 * DAY, int(again.sum()))
    length = np.maximum(random.exponential(mean, len(second)), HOUR).astype(np.int64)
    spread = float(world.scenario["spread"]["person_sd"])
    person = np.arange(len(ward))
    effect = np.exp(random.normal(-(spread**2) / 2, spread, len(ward)))
    birth = 1974 + np.round(random.normal(8, 15, len(ward))).astype(np.int64).clip(-55, 33)
    both = Stays(
        ward=np.concatenate([ward, ward[again]]),
        person=np.concatenate([person, person[again]]),
        start=np.concatenate([start, second]),
        end=np.concatenate([end, second + length]),
        birth_year=np.concatenate([birth, birth[again]]),
        effect=np.concatenate([effect, effect[again]]),
    )
    return _within(both, world)


def _within(stays: Stays, world: World) -> Stays:
    """Those that touch the time simulated, by ward and start; persons counted anew."""
    kept = np.flatnonzero((stays.end > world.begin) & (stays.start < world.end))
    kept = kept[np.lexsort((stays.start[kept], stays.ward[kept]))]
    _, person = np.unique(stays.person[kept], return_inverse=True)
    return Stays(
        stays.ward[kept], person, stays.start[kept], stays.end[kept], stays.birth_year[kept],
        stays.effect[kept],
    )  # fmt: skip


def bed_days(stays: Stays, world: World) -> float:
    """Days of stays within the time simulated."""
    start = np.maximum(stays.start, world.begin)
    return float((np.minimum(stays.end, world.end) - start).sum() / DAY)


def tables(stays: Stays, world: World) -> dict[str, Columns]:
    """persons, admissions, stays, leaves, legal_statuses."""
    random = world.random("persons")
    index = np.arange(len(stays))
    going_on = stays.end > world.end
    _, first = np.unique(stays.person, return_index=True)
    persons = len(first)
    span = {
        "started_at": cells.moments(stays.start),
        "ended_at": cells.moments(stays.end, going_on),
    }
    person, admission, stay = (cells.ids("p", stays.person), cells.ids("a", index),
                               cells.ids("s", index))  # fmt: skip
    return {
        "persons": {
            "person_id": cells.ids("p", np.arange(persons)),
            "birth_year": cells.whole(stays.birth_year[first]),
            "sex": cells.coded(random.integers(0, 2, persons), SEXES),
        },
        "admissions": {
            "admission_id": admission, "person_id": person,
            "facility_id": cells.ids("f", world.facility[stays.ward]), **span,
        },
        "stays": {
            "stay_id": stay, "admission_id": admission, "person_id": person,
            "ward_id": cells.ids("w", stays.ward), **span,
        },
        "leaves": _leaves(stays, world),
        "legal_statuses": {
            "person_id": person, "stay_id": stay,
            "status": cells.coded(random.random(len(stays)) < 0.6, STATUSES), **span,
        },
    }  # fmt: skip


def _leaves(stays: Stays, world: World) -> Columns:
    random = world.random("leaves")
    length = stays.end - stays.start
    share = float(world.scenario["stays"]["on_leave"])
    away = np.flatnonzero((random.random(len(stays)) < share) & (length > 4 * DAY))
    start = stays.start[away] + (length[away] * random.uniform(0.3, 0.6, len(away))).astype(
        np.int64
    )
    end = start + random.integers(6, 40, len(away)) * HOUR
    past = end < world.end
    away, start, end = away[past], start[past], end[past]
    return {
        "leave_id": cells.ids("l", away), "stay_id": cells.ids("s", away),
        "kind": cells.coded(random.integers(0, 2, len(away)), ("home", "day")),
        "started_at": cells.moments(start), "ended_at": cells.moments(end),
    }  # fmt: skip
