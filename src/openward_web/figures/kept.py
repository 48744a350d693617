"""What was counted last from the record of a facility, in a file; and what was written since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pyarrow as pa
from django.conf import settings
from django.db.models import Q, QuerySet

from openward_web.ledger.models import RECORD, Entry
from openward_web.wards.models import Stay, Ward

#: What the area of measures on no ward is called, before the facility.
NOT_PLACED = "not-placed"


#: Type, identifier and name.
Area = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rate table of one facility by ward and by facility, and what it is made from.

    groups: the last whole months, twelve at most, as one period, by sex and by age; empty before.
    areas: all that have a row. at: when it was counted. until: the day that is not in it any more.
    position: the last entry of the ledger that is surely in it.
    """

    table: pa.Table
    groups: pa.Table
    areas: list[Area]
    at: datetime
    until: date
    position: int


def written_since(facility_id: UUID, kept: Counted) -> QuerySet[Entry]:
    """Entries since then about the facility, a ward of it, or somebody who was there."""
    wards = Ward.objects.filter(facility=facility_id).values_list("pk", flat=True)
    places = [f"facility:{facility_id}", *(f"ward:{ward}" for ward in wards)]
    people = Stay.objects.filter(ward__facility=facility_id).values("person_id")
    mine = Q(subject__in=places) | Q(person_id__in=people)
    return Entry.objects.filter(mine, tree=RECORD, position__gt=kept.position)


def areas_of(table: pa.Table) -> list[Area]:
    """The areas of a table, in order."""
    found = table.group_by(["area_type", "area_id", "area_name"]).aggregate([]).to_pylist()
    return sorted((row["area_type"], row["area_id"], row["area_name"]) for row in found)


def not_placed(facility_id: UUID) -> str:
    """What the area of a facility's measures on no ward is called."""
    return f"{NOT_PLACED}-{facility_id}"


def counted(facility_id: UUID) -> Counted | None:
    """What was counted last of a facility; None if nothing was."""
    try:
        table, groups = _read(_file(facility_id)), _read(_groups_file(facility_id))
    except FileNotFoundError:
        return None
    about = {name.decode(): text.decode() for name, text in table.schema.metadata.items()}
    if "areas" not in about:  # kept by an earlier version, and counted again
        return None
    return Counted(
        table.replace_schema_metadata(None), groups, [tuple(a) for a in json.loads(about["areas"])],
        datetime.fromisoformat(about["at"]), date.fromisoformat(about["until"]),
        int(about["position"]),
    )  # fmt: skip


def _read(file: Path) -> pa.Table:
    with pa.memory_map(str(file)) as source:
        return pa.ipc.open_file(source).read_all()


def keep(facility_id: UUID, found: Counted) -> None:
    """Put it in the place of the last, at once: who reads now has the one or the other."""
    about = {"at": found.at.isoformat(), "until": found.until.isoformat(),
             "position": str(found.position), "areas": json.dumps(found.areas)}  # fmt: skip
    _put(_groups_file(facility_id), found.groups)
    _put(_file(facility_id), found.table.replace_schema_metadata(about))


def _put(place: Path, table: pa.Table) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    beside = place.with_suffix(".new")
    table = table.combine_chunks()
    with pa.OSFile(str(beside), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    beside.replace(place)


def _file(facility_id: UUID) -> Path:
    return Path(settings.DATA_FOLDER) / "figures" / f"{facility_id}.arrow"


def _groups_file(facility_id: UUID) -> Path:
    return _file(facility_id).with_name(f"{facility_id}-groups.arrow")
