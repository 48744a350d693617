"""Places and the ward itself: rooms, beds, law, staff, shifts, training, changes, statements."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa

from openward.simulate import cells
from openward.simulate.cells import Columns, Ints, Shares
from openward.simulate.world import DAY, HOUR, SHIFTS, World, months_later, seconds_of

SHIFT_NAMES = ("early", "late", "night")
STAFF_PER_WARD = 20
COURSES = ("de-escalation", "safewards", "first-aid")
KINDS = ("acute", "admission", "rehabilitation", "older_people")
#: Wards that keep a tally of their shifts: one in this many.
TALLYING = 10


def worked_over_planned(world: World) -> Shares:
    """Hours worked over hours planned: wards × shifts of the time simulated."""
    random = world.random("staffing")
    sd = float(world.scenario["staffing"]["sd"])
    shape = (world.wards, world.number_of_days * 3)
    drawn = random.standard_normal(shape, dtype=np.float32) * np.float32(sd) + np.float32(1)
    return drawn.clip(0.6, 1.3)


def tables(world: World, worked: Shares) -> dict[str, Columns]:
    """facilities, wards, ward_beds, regimes, rooms, staff, staffing, trainings and the rest."""
    return {
        **_places(world),
        **_people(world),
        "staffing": _staffing(world, worked),
        "changes": _changes(world),
        "shift_tallies": _shift_tallies(world),
        "statements": _statements(world),
    }


def _places(world: World) -> dict[str, Columns]:
    random = world.random("places")
    wards = np.arange(world.wards)
    _, first = np.unique(world.facility, return_index=True)
    facilities = np.arange(len(first))
    services = world.scenario.services
    of = world.service[first]
    start = np.full(world.wards, world.begin // DAY - 365)

    def told(key: str) -> pa.Array:
        return cells.coded(of, [getattr(service, key) for service in services])

    return {
        "facilities": {
            "facility_id": cells.ids("f", facilities),
            "name": pa.array([f"Facility {n + 1} (synthetic)" for n in facilities]),
            "country": told("country"),
            "region": told("region"),
            "timezone": told("timezone"),
            "census_time": cells.same("00:00", len(first)),
            "kind": cells.same("psychiatric_hospital", len(first)),
        },
        "wards": {
            "ward_id": cells.ids("w", wards),
            "facility_id": cells.ids("f", world.facility),
            "name": pa.array([f"Ward {n + 1} (synthetic)" for n in wards]),
            "kind": cells.coded(random.integers(0, len(KINDS), world.wards), KINDS),
            "opened_on": cells.days(start),
        },
        "ward_beds": {
            "ward_id": cells.ids("w", wards),
            "beds": cells.whole(world.beds),
            "valid_from": cells.days(start),
        },
        "regimes": {
            "facility_id": cells.ids("f", facilities),
            "jurisdiction": told("jurisdiction"),
            "setting": told("setting"),
            "valid_from": cells.days(start[: len(first)]),
        },
        "rooms": {
            "room_id": cells.ids("k", wards),
            "ward_id": cells.ids("w", wards),
            "kind": cells.coded(
                random.integers(0, 3, world.wards), ("comfort", "seclusion", "quiet")
            ),
            "area_m2": cells.real(random.uniform(7, 16, world.wards)),
            "available_from": cells.days(start),
        },
    }


def _people(world: World) -> dict[str, Columns]:
    random = world.random("staff")
    number = world.wards * STAFF_PER_WARD
    staff, ward = np.arange(number), np.repeat(np.arange(world.wards), STAFF_PER_WARD)
    first = world.begin // DAY
    trained = np.flatnonzero(random.random(number) < 0.7)
    done = first + random.integers(0, world.number_of_days, len(trained))
    roles = ("nurse", "nursing_assistant", "doctor", "psychologist", "peer_worker")
    return {
        "staff": {
            "staff_id": cells.ids("h", staff),
            "ward_id": cells.ids("w", ward),
            "role": cells.coded(random.choice(5, number, p=[0.5, 0.3, 0.12, 0.05, 0.03]), roles),
            "started_on": cells.days(np.full(number, first - 100)),
        },
        "trainings": {
            "training_id": cells.ids("g", np.arange(len(trained))),
            "staff_id": cells.ids("h", trained),
            "participant_kind": cells.same("staff", len(trained)),
            "ward_id": cells.ids("w", ward[trained]),
            "course": cells.coded(random.integers(0, 3, len(trained)), COURSES),
            "completed_on": cells.days(done),
            "valid_until": cells.days(done + 730),
        },
    }


def _staffing(world: World, worked: Shares) -> Columns:
    """One row for each ward and shift: nurses."""
    random = world.random("agency")
    shifts = worked.shape[1]
    ward = np.repeat(np.arange(world.wards), shifts)
    number = np.tile(np.arange(shifts), world.wards)
    day = world.begin // DAY + number // 3
    starts_local = day * DAY + np.array(SHIFTS)[number % 3] * HOUR
    starts = (
        starts_local
        - world.offsets[
            world.service[ward],
            np.clip((starts_local - world.begin) // HOUR, 0, world.offsets.shape[1] - 1),
        ]
    )
    planned = world.beds[ward] * float(world.scenario["staffing"]["hours_per_bed"])
    return {
        "ward_id": cells.ids("w", ward),
        "day": cells.days(day),
        "shift": cells.coded(number % 3, SHIFT_NAMES),
        "starts_at": cells.moments(starts),
        "ends_at": cells.moments(starts + 8 * HOUR),
        "role": cells.same("nurse", len(ward)),
        "planned_hours": cells.real(planned.astype(np.float64)),
        "worked_hours": cells.real((planned * worked.ravel()).astype(np.float64)),
        "agency_hours": cells.real((random.integers(0, 3, len(ward)) * 4).astype(np.float64)),
        "beds_occupied": cells.whole(
            np.round(world.beds * float(world.scenario["stays"]["occupied"]))[ward]
        ),
    }


def _changes(world: World) -> Columns:
    row, ward = np.nonzero(world.change_start < np.iinfo(np.int64).max)
    start = world.change_start[row, ward] // DAY
    return {
        "change_id": cells.ids("x", row * world.wards + ward),
        "ward_id": cells.ids("w", ward),
        "practice": cells.coded(
            row, [change.practice for change in world.scenario.changes] or [""]
        ),
        "started_on": cells.days(start),
    }


def _shift_tallies(world: World) -> Columns:
    random = world.random("tallies")
    kinds = ("verbal_conflict", "rule_refused", "as_needed_given", "request_refused")
    wards = np.arange(0, world.wards, TALLYING)
    shape = (len(wards), world.number_of_days, 3, len(kinds))
    ward, day, shift, kind = (part.ravel() for part in np.indices(shape))
    return {
        "ward_id": cells.ids("w", wards[ward]),
        "day": cells.days(world.begin // DAY + day),
        "shift": cells.coded(shift, SHIFT_NAMES),
        "kind": cells.coded(kind, kinds),
        "count": cells.whole(random.poisson(1.2, len(ward))),
    }


def _statements(world: World) -> Columns:
    """One statement for each ward and month, with gaps."""
    random = world.random("statements")
    first = datetime.fromtimestamp(world.begin, UTC).date()
    starts = [_day(months_later(first, n)) for n in range(world.months + 1)]
    ward, month = (part.ravel() for part in np.indices((world.wards, world.months)))
    kept = random.random(len(ward)) >= world.scenario["writing"]["not_stated"]
    ward, month = ward[kept], month[kept]
    bounds: Ints = np.array(starts)
    said = random.choice(3, len(ward), p=[0.9, 0.06, 0.04])
    return {
        "ward_id": cells.ids("w", ward),
        "period_start": cells.days(bounds[month]),
        "period_end": cells.days(bounds[month + 1]),
        "kind": cells.same("all", len(ward)),
        "statement": cells.coded(said, ("complete", "incomplete", "not_checked")),
        "stated_at": cells.moments(np.minimum((bounds[month + 1] + 3) * DAY, world.end)),
    }


def _day(day: date) -> int:
    return seconds_of(day) // DAY
