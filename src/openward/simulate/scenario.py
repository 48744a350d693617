"""The scenario file: what is simulated, and where each figure comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from openward.content import content_folder
from openward.problems import BadInput, Problem, one_of

#: Tables of the file, and the keys of each.
TABLES: dict[str, tuple[str, ...]] = {
    "calibration": ("seclusion_hours_per_1000", "restraint_hours_per_1000"),
    "restraint": ("share_of_hours_mechanical",),
    "beside_seclusion": ("chemical_per_seclusion", "segregation_per_seclusion"),
    "lengths": ("seclusion", "manual_restraint", "mechanical_restraint", "long_term_segregation"),
    "spread": ("ward_sd", "person_sd", "ended_well", "second_measure"),
    "time": ("hours", "winter_over_summer", "weekend"),
    "staffing": ("hours_per_bed", "sd", "rate_ratio_per_10_percent_fewer"),
    "stays": ("occupied", "mean_days", "readmitted", "on_leave"),
    "writing": ("late", "end_not_recorded", "outside_a_stay", "not_stated"),
    "duties": ("missed_review", "minutes_between_observations", "told", "debrief_offered"),
}
SHARES = {
    "share_of_hours_mechanical",
    "ended_well",
    "second_measure",
    "occupied",
    "readmitted",
    "on_leave",
    "late",
    "end_not_recorded",
    "outside_a_stay",
    "not_stated",
    "missed_review",
    "told",
    "debrief_offered",
}
ABOUT = ("source", "assumed")


@dataclass(frozen=True, slots=True)
class Service:
    """Wards of one country under one law. relative_rate is against the calibration."""

    share: float
    country: str
    region: str
    timezone: str
    jurisdiction: str
    setting: str
    relative_rate: float
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class PlantedChange:
    """A change that multiplies a ward's rate by rate_ratio from its start on."""

    practice: str
    share_of_wards: float
    starts_between: tuple[float, float]
    rate_ratio: float
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario. tables: the plain tables of the file, by name."""

    starts_on: date
    tables: Mapping[str, Mapping[str, Any]]
    services: tuple[Service, ...]
    changes: tuple[PlantedChange, ...]

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        return self.tables[name]


def default_scenario() -> Path:
    """The scenario that is used when none is named."""
    return content_folder() / "scenarios" / "default.toml"


def read_scenario(path: Path | None = None) -> Scenario:
    """A scenario from its file.

    Raises
    ------
    BadInput
        With every key that is unknown, missing, or holds what it cannot hold.
    """
    path = path or default_scenario()
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise BadInput(Problem(what, "check the path"), str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = "start from content/scenarios/default.toml"
        raise BadInput(Problem(f"is not TOML: {error}", remedy), str(path)) from None
    problems = [*_problems(written)]
    if problems:
        raise BadInput(problems, str(path))
    return Scenario(
        starts_on=written["starts_on"],
        tables={name: written[name] for name in TABLES},
        services=tuple(Service(**each) for each in written["service"]),
        changes=tuple(
            PlantedChange(**{**each, "starts_between": tuple(each["starts_between"])})
            for each in written.get("change", [])
        ),
    )


def _problems(written: Mapping[str, Any]) -> list[Problem]:
    known = ["starts_on", *TABLES, "service", "change"]
    found = [
        Problem("there is no such key", one_of(known), column=key)
        for key in written
        if key not in known
    ]
    start = written.get("starts_on")
    if not isinstance(start, date) or isinstance(start, datetime):
        found.append(Problem("is no day", "write it as 2024-01-01", column="starts_on"))
    for name, keys in TABLES.items():
        found += _table_problems(name, keys, written.get(name))
    found += _list_problems("service", Service, written.get("service") or [{}])
    found += _list_problems("change", PlantedChange, written.get("change", []))
    return found


def _table_problems(name: str, keys: tuple[str, ...], table: Any) -> list[Problem]:
    if not isinstance(table, dict):
        return [Problem("the table is missing", f"add [{name}]", column=name)]
    found = [
        Problem("there is no such key", one_of(keys), column=f"{name}.{key}")
        for key in table
        if key not in keys and key not in ABOUT
    ]
    for key in keys:
        if key not in table:
            found.append(Problem("is missing", f"add {key}", column=f"{name}.{key}"))
        else:
            found += _number_problems(f"{name}.{key}", key, table[key])
    if not table.get("assumed") and not table.get("source"):
        remedy = 'add source = "…", or assumed = true'
        found.append(Problem("does not say where it comes from", remedy, column=name))
    return found


def _number_problems(column: str, key: str, value: Any) -> list[Problem]:
    numbers = value if isinstance(value, list) else [value]
    wanted = {"hours": 24}.get(key, 2 if column.startswith("lengths.") else 1)
    good = len(numbers) == wanted and all(
        isinstance(n, int | float) and not isinstance(n, bool) and n >= 0 for n in numbers
    )
    if good and key in SHARES and numbers[0] > 1:
        return [
            Problem(
                "is a share above 1", "write a number from 0 to 1", column=column, value=str(value)
            )
        ]
    if good:
        return []
    remedy = f"write {wanted} numbers of 0 or more" if wanted > 1 else "write a number of 0 or more"
    return [Problem("is not what this key may hold", remedy, column=column, value=str(value))]


def _list_problems(name: str, kind: type, rows: list[Mapping[str, Any]]) -> list[Problem]:
    keys = [f.name for f in fields(kind)]
    found = []
    for number, row in enumerate(rows, 1):
        for key in set(row) ^ set(keys) - {"assumed"}:
            what = "there is no such key" if key in row else "is missing"
            if key != "assumed":
                found.append(Problem(what, one_of(keys), column=f"{name} {number}: {key}"))
        zone = row.get("timezone")
        if zone is not None and zone not in available_timezones():
            found.append(
                Problem(
                    "is no time zone",
                    "use an IANA name such as Europe/Paris",
                    column=f"{name} {number}: timezone",
                    value=str(zone),
                )
            )
        for key in ("share", "share_of_wards", "relative_rate", "rate_ratio"):
            value = row.get(key)
            if value is not None and (not isinstance(value, int | float) or value < 0):
                found.append(
                    Problem(
                        "is not a number of 0 or more",
                        "write a number",
                        column=f"{name} {number}: {key}",
                        value=str(value),
                    )
                )
    return found
