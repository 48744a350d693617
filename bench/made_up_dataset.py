"""A large dataset without a fault, made quickly: shapes as in life, no statistics of life."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from openward.register.codes import techniques_of
from openward.register.schema import complete

FIRST = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
DAY, HOUR = 86_400, 3_600
WARDS = 100
LASTING = ("seclusion", "manual_restraint", "mechanical_restraint")


def made_up(measures: int = 1_000_000, seed: int = 1) -> dict[str, pa.Table]:
    """One stay per person, three measures per stay, each in an incident and half an hour long.

    Observations and orders belong to the first nine tenths of the measures, so that the others
    can be changed without anything else being wrong.
    """
    random = np.random.default_rng(seed)
    persons = measures // 3 + 1
    person = np.arange(measures) // 3
    began = FIRST + random.integers(0, 700 * DAY, persons)
    starts = began[person] + (1 + np.arange(measures) % 3) * 2 * HOUR
    kind = random.integers(0, len(LASTING), measures)
    ward = random.integers(0, WARDS, persons)
    watched = np.arange(measures * 9 // 10)
    tables = {
        **_places(), **_persons(persons, began, ward),
        "incidents": _incidents(person, starts, ward),
        "measures": _measures(person, starts, kind, ward, random),
        "orders": {
            "order_id": _ids("o", watched), "measure_id": _ids("m", watched),
            "kind": _same("order", len(watched)), "made_at": _moments(starts[watched]),
            "valid_until": _moments(starts[watched] + DAY), "role": _same("doctor", len(watched)),
            "recorded_at": _moments(starts[watched] + 60),
        },
        "observations": {
            "observation_id": _ids("b", watched), "measure_id": _ids("m", watched),
            "started_at": _moments(starts[watched] + 600), "role": _same("nurse", len(watched)),
            "mode": _same("in_sight", len(watched)), "recorded_at": _moments(starts[watched] + 900),
        },
    }  # fmt: skip
    return {name: complete(name, pa.table(columns)) for name, columns in tables.items()}


def _places() -> dict[str, dict[str, pa.Array]]:
    wards = np.arange(WARDS)
    return {
        "facilities": {
            "facility_id": _ids("f", wards), "name": _ids("Facility ", wards),
            "country": _same("SI", WARDS), "timezone": _same("Europe/Ljubljana", WARDS),
            "kind": _same("psychiatric_hospital", WARDS),
            "census_time": _same("00:00", WARDS), "region": _same("SI-061", WARDS),
        },
        "wards": {
            "ward_id": _ids("w", wards), "facility_id": _ids("f", wards),
            "name": _ids("Ward ", wards),
        },
        "ward_beds": {
            "ward_id": _ids("w", wards), "beds": pa.array(wards + 10),
            "valid_from": _days(wards * 0),
        },
        "regimes": {
            "facility_id": _ids("f", wards), "jurisdiction": _same("si", WARDS),
            "valid_from": _days(wards * 0),
        },
        "statements": {
            "ward_id": _ids("w", wards), "period_start": _days(wards * 0),
            "period_end": _days(wards * 0 + 730), "kind": _same("all", WARDS),
            "statement": _same("complete", WARDS),
        },
    }  # fmt: skip


def _persons(count: int, began: np.ndarray, ward: np.ndarray) -> dict[str, dict[str, pa.Array]]:
    rows = np.arange(count)
    stay = {
        "person_id": _ids("p", rows), "started_at": _moments(began),
        "ended_at": _moments(began + 20 * DAY),
    }  # fmt: skip
    return {
        "persons": {"person_id": _ids("p", rows), "birth_year": pa.array(1950 + rows % 50)},
        "admissions": {
            **stay, "admission_id": _ids("a", rows), "facility_id": _ids("f", ward),
        },
        "stays": {
            **stay, "stay_id": _ids("s", rows), "admission_id": _ids("a", rows),
            "ward_id": _ids("w", ward),
        },
    }  # fmt: skip


def _incidents(person: np.ndarray, starts: np.ndarray, ward: np.ndarray) -> dict[str, pa.Array]:
    count = len(starts)
    return {
        "incident_id": _ids("i", np.arange(count)), "person_id": _ids("p", person),
        "ward_id": _ids("w", ward[person]), "started_at": _moments(starts - 600),
        "ended_at": _moments(starts + HOUR), "danger_to": _same("others", count),
        "recorded_at": _moments(starts + HOUR),
    }  # fmt: skip


def _measures(
    person: np.ndarray, starts: np.ndarray, kind: np.ndarray, ward: np.ndarray,
    random: np.random.Generator,
) -> dict[str, pa.Array]:  # fmt: skip
    count = len(starts)
    technique = [sorted(techniques_of(name) - {"not_recorded"})[0] for name in LASTING]
    years = starts.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    return {
        "measure_id": _ids("m", np.arange(count)), "incident_id": _ids("i", np.arange(count)),
        "person_id": _ids("p", person), "stay_id": _ids("s", person),
        "ward_id": _ids("w", ward[person]), "place": _same("ward", count),
        "kind": pa.array(LASTING).take(pa.array(kind)),
        "technique": pa.array(technique).take(pa.array(kind)),
        "started_at": _moments(starts), "ended_at": _moments(starts + 1800),
        "end_state": _same("ended", count), "time_precision": _same("minute", count),
        "age_years": pa.array(years - (1950 + person % 50) - random.integers(0, 2, count)),
        "injury_person": _same("none", count), "police_or_guards": _same("none", count),
        "recorded_at": _moments(starts + 2 * HOUR),
    }  # fmt: skip


def _ids(letter: str, numbers: np.ndarray) -> pa.Array:
    distinct, which = np.unique(numbers, return_inverse=True)
    return pa.array([f"{letter}{n:07d}" for n in distinct.tolist()]).take(pa.array(which))


def _same(value: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), count)


def _moments(seconds: np.ndarray) -> pa.Array:
    return pa.array(seconds).cast(pa.timestamp("s", tz="UTC"))


def _days(days: np.ndarray) -> pa.Array:
    return pa.array((days + FIRST // DAY).astype(np.int32)).cast(pa.date32())
