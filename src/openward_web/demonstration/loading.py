"""Write the demonstration into an empty installation, entry by entry, as a service would have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from openward.simulate.scenario import read_scenario
from openward.simulate.service import Size, simulate
from openward_web.accounts.models import Account
from openward_web.demonstration.accounts import key_of, make_accounts
from openward_web.demonstration.names import LINES, name_of
from openward_web.demonstration.now import make_today
from openward_web.demonstration.plans import make_debrief, make_plans
from openward_web.demonstration.roles import ACCOUNTS
from openward_web.demonstration.rows import SPACE, grouped, places, rows_of
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write

SIZE = Size(wards=6, months=24, seed=2026)
COUNTRY = "sk"
LOADER = Actor(account_id=None, device_id=None, zone="Europe/Bratislava")
#: What stands in an incident's own entry, and the column that leads there.
OF_INCIDENT = ("attempts", "outcomes")
OF_MEASURE = (
    "measure_places", "breaks", "doses", "segregation_days", "orders", "reviews", "observations",
    "notices", "court_decisions",
)  # fmt: skip


def load(now: datetime) -> None:
    """Everything, in one transaction: two years that end today, and what goes on now."""
    scenario = read_scenario()
    chosen = tuple(s for s in scenario.services if s.jurisdiction == COUNTRY)
    tables, _ = simulate(replace(scenario, services=chosen), SIZE)
    last = date(2024 + SIZE.months // 12, 1, 1)
    rows = rows_of(tables, now.date() - last + timedelta(days=1), now)
    with transaction.atomic():
        made = places(rows)
        _write("load_places", "facility", made["facilities"][0]["facility_id"], now, made)
        _people(rows, now)
        _incidents(rows, now)
        _ward_life(rows, now)
        make_today([row["ward_id"] for row in made["wards"]], now)
        make_plans(now)
        make_debrief(made["wards"][0]["ward_id"], now)
        make_accounts(made["facilities"], made["wards"], now)


def is_loaded() -> bool:
    """Whether this installation holds the demonstration."""
    return Account.objects.filter(pk=key_of(ACCOUNTS[0])).exists()


def _people(rows: Callable[[str], list[Row]], now: datetime) -> None:
    tables = ("admissions", "stays", "legal_statuses")
    mine = {name: grouped(rows(name), "person_id") for name in tables}
    leaves = grouped(rows("leaves"), "stay_id")
    for number, person in enumerate(rows("persons")):
        key = person["person_id"]
        stays = mine["stays"].get(key)
        if not stays:
            continue
        new = {name: mine[name].get(key, []) for name in tables} | {
            "persons": [person],
            "identities": [_identity(number, person, mine["admissions"][key][0])],
            "leaves": [leave for stay in stays for leave in leaves.get(stay["stay_id"], ())],
        }
        if stays[-1]["ended_at"] is None and number % 3:
            new["chosen_lines"] = [{"person_id": key, "text": LINES[number % len(LINES)],
                                    "language": "en", "chosen_on": now.date()}]  # fmt: skip
        _write("admit", "person", key, stays[0]["started_at"], new, person_id=key)


def _identity(number: int, person: Row, admission: Row) -> Row:
    born = date(person["birth_year"], 1 + number % 12, 1 + number % 28)
    return {"person_id": person["person_id"], "facility_id": admission["facility_id"],
            "local_number": f"{10_000 + number}", "display_name": name_of(number),
            "born_on": born}  # fmt: skip


def _incidents(rows: Callable[[str], list[Row]], now: datetime) -> None:
    of_incident = {n: grouped(rows(n), "incident_id") for n in (*OF_INCIDENT, "measures")}
    of_measure = {name: grouped(rows(name), "measure_id") for name in OF_MEASURE}
    people = grouped(rows("review_people"), "review_id")
    for incident in rows("incidents"):
        key = incident["incident_id"]
        new = {name: found.get(key, []) for name, found in of_incident.items()}
        for name, found in of_measure.items():
            new[name] = [r for m in new["measures"] for r in found.get(m["measure_id"], ())]
        new["review_people"] = [p for r in new["reviews"] for p in people.get(r["review_id"], ())]
        new["incidents"] = [incident]
        written = incident["recorded_at"] or now
        _write("record_afterwards", "incident", key, incident["started_at"], new,
               person_id=incident["person_id"], recorded_at=written)  # fmt: skip


def _ward_life(rows: Callable[[str], list[Row]], now: datetime) -> None:
    for name in ("staff", "trainings", "staffing", "statements"):
        for ward, found in grouped(rows(name), "ward_id").items():
            _write("load_ward", f"ward-{name}", ward, now, {name: found}, subject="ward")


def _write(  # noqa: PLR0913 - what an entry is
    action: str, part: str, key: UUID, at: datetime, new: dict[str, list[Row]], *,
    person_id: UUID | None = None, recorded_at: datetime | None = None, subject: str = "",
) -> None:  # fmt: skip
    write(
        action, entry_id=uuid5(SPACE, f"{part}{key}"), subject=f"{subject or part}:{key}",
        payload=payload_of(new={name: found for name, found in new.items() if found}), by=LOADER,
        occurred_at=at, person_id=person_id, recorded_at=recorded_at,
    )  # fmt: skip
