"""Everything that is written about a ward: who is here, who works, what was said at hand-over."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from openward_web.ledger.models import Entry
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived
from openward_web.wards.models import Facility, Leave, Stay, Ward


class NotHere(ValueError):  # noqa: N818 - it names what was found
    """The person is not where the entry says, so that it cannot be written."""


def admit(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, local_number: str, display_name: str,
    born_on: date | None = None, birth_year: int | None = None, sex: str | None = None,
    person_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Somebody arrives; a person known by the number gets a new stay. Returns the person's id."""
    person = person_id or derived(entry_id, "person")
    admission = derived(entry_id, "admission")

    def rows() -> dict[str, Any]:
        if person_id is not None and _open_stay(person_id):
            raise NotHere("this person is on a ward already: move them instead")
        new: dict[str, list[Row]] = {
            "admissions": [{"admission_id": admission, "person_id": person, "started_at": at,
                            "facility_id": ward.facility_id}],
            "stays": [_stay(derived(entry_id, "stay"), admission, person, ward.pk, at)],
        }  # fmt: skip
        if person_id is None:
            year = born_on.year if born_on else birth_year
            new["persons"] = [{"person_id": person, "birth_year": year, "sex": sex or None}]
            new["identities"] = [{
                "person_id": person, "facility_id": ward.facility_id, "born_on": born_on,
                "local_number": local_number, "display_name": display_name,
            }]  # fmt: skip
        return payload_of(new=new)

    _about_person("admit", entry_id, by, at, person, rows)
    return person


def move(*, entry_id: UUID, by: Actor, at: datetime, stay: Stay, to: Ward) -> None:
    """From one ward to another of the same admission."""

    def rows() -> dict[str, Any]:
        _check_still_there(stay)
        new = _stay(derived(entry_id, "stay"), stay.admission_id, stay.person_id, to.pk, at)
        return payload_of(new={"stays": [new]}, changed=_closed(stay, at))

    _about_person("move", entry_id, by, at, stay.person_id, rows)


def go_on_leave(
    *, entry_id: UUID, by: Actor, at: datetime, stay: Stay, kind: str | None = None
) -> None:
    """Away from the ward within the stay."""

    def rows() -> dict[str, Any]:
        _check_still_there(stay)
        if _open_leave(stay):
            raise NotHere("this person is away already")
        row = {"leave_id": derived(entry_id, "leave"), "stay_id": stay.pk, "started_at": at,
               "kind": kind or None}  # fmt: skip
        return payload_of(new={"leaves": [row]})

    _about_person("go_on_leave", entry_id, by, at, stay.person_id, rows)


def return_from_leave(*, entry_id: UUID, by: Actor, at: datetime, stay: Stay) -> None:
    """Back on the ward."""

    def rows() -> dict[str, Any]:
        if not _open_leave(stay):
            raise NotHere("this person is not away")
        return payload_of(changed={"leaves": _closed(stay, at)["leaves"]})

    _about_person("return_from_leave", entry_id, by, at, stay.person_id, rows)


def discharge(*, entry_id: UUID, by: Actor, at: datetime, stay: Stay) -> None:
    """The stay and the admission end; so does a leave that was open."""

    def rows() -> dict[str, Any]:
        _check_still_there(stay)
        changed = _closed(stay, at)
        if stay.admission_id:
            changed["admissions"] = [{"admission_id": stay.admission_id, "ended_at": at}]
        return payload_of(changed=changed)

    _about_person("discharge", entry_id, by, at, stay.person_id, rows)


def set_legal_status(
    *, entry_id: UUID, by: Actor, at: datetime, stay: Stay, status: str, basis: str | None = None
) -> None:
    """The legal ground of the stay from this moment on."""

    def rows() -> dict[str, Any]:
        still = stay.legal_statuses.filter(ended_at=None).values_list("pk", "started_at")
        row = {
            "row_id": derived(entry_id, "status"),
            "person_id": stay.person_id,
            "stay_id": stay.pk,
            "status": status,
            "basis": basis or None,
            "started_at": at,
        }
        closed = [{"row_id": pk, "ended_at": max(at, began)} for pk, began in still]
        return payload_of(new={"legal_statuses": [row]}, changed={"legal_statuses": closed})

    _about_person("set_legal_status", entry_id, by, at, stay.person_id, rows)


def state_shift(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, day: date, shift: str, statement: str
) -> None:
    """At hand-over: everything is recorded, nothing happened, or not sure."""
    row = {"row_id": derived(entry_id, "statement"), "ward_id": ward.pk, "day": day,
           "shift": shift, "statement": statement, "stated_at": at}  # fmt: skip
    _about_ward("state_shift", entry_id, by, at, ward, {"shift_statements": [row]})


def put_on_shift(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, name: str, role: str,
    ends_at: datetime,
) -> None:  # fmt: skip
    """Somebody is on shift, under the name that they wish on the wall."""
    row = {"row_id": derived(entry_id, "shift"), "ward_id": ward.pk, "name": name, "role": role,
           "starts_at": at, "ends_at": ends_at}  # fmt: skip
    _about_ward("put_on_shift", entry_id, by, at, ward, {"on_shift": [row]})


def put_on_wall(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, kind: str, text: str, shown_from: date,
    shown_to: date | None = None,
) -> None:  # fmt: skip
    """A line for everybody on the ward: never about a person, a measure or a count."""
    row = {"row_id": derived(entry_id, "note"), "ward_id": ward.pk, "kind": kind, "text": text,
           "shown_from": shown_from, "shown_to": shown_to}  # fmt: skip
    _about_ward("put_on_wall", entry_id, by, at, ward, {"wall_notes": [row]})


def set_up_facility(
    *, entry_id: UUID, by: Actor, at: datetime, name: str, country: str, timezone: str, kind: str,
    jurisdiction: str, valid_from: date, region: str | None = None, local_code: str = "",
    setting: str | None = None,
) -> UUID:  # fmt: skip
    """A facility and the law that holds in it. Returns its id."""
    key = derived(entry_id, "facility")
    new: dict[str, list[Row]] = {
        "facilities": [{"facility_id": key, "name": name, "country": country, "timezone": timezone,
                        "region": region or None, "kind": kind, "local_code": local_code}],
        "regimes": [{"row_id": derived(entry_id, "regime"), "facility_id": key,
                     "jurisdiction": jurisdiction, "setting": setting or None,
                     "valid_from": valid_from}],
    }  # fmt: skip
    write("set_up_facility", entry_id=entry_id, subject=f"facility:{key}", by=by, occurred_at=at,
          payload=payload_of(new=new))  # fmt: skip
    return key


def open_ward(
    *, entry_id: UUID, by: Actor, at: datetime, facility: Facility, name: str,
    kind: str | None = None, local_code: str = "", opened_on: date | None = None,
) -> UUID:  # fmt: skip
    """A ward of a facility. Returns its id."""
    key = derived(entry_id, "ward")
    row = {"ward_id": key, "facility_id": facility.pk, "name": name, "kind": kind or None,
           "local_code": local_code, "opened_on": opened_on}  # fmt: skip
    write("open_ward", entry_id=entry_id, subject=f"ward:{key}", by=by, occurred_at=at,
          payload=payload_of(new={"wards": [row]}))  # fmt: skip
    return key


def set_beds(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, beds: int, valid_from: date
) -> None:
    """So many beds from a day on; the number before ends there."""

    def rows() -> dict[str, Any]:
        row = {"row_id": derived(entry_id, "beds"), "ward_id": ward.pk, "beds": beds,
               "valid_from": valid_from}  # fmt: skip
        return payload_of(new={"ward_beds": [row]},
                          changed={"ward_beds": _ended(ward.ward_beds, valid_from)})  # fmt: skip

    _keep("set_beds", entry_id, by, at, ward, rows)


def set_room(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, kind: str, available_from: date | None,
    available_to: date | None, area_m2: float | None = None,
) -> None:  # fmt: skip
    """A room from a day on; without one, the rooms of the kind that have no end close."""

    def rows() -> dict[str, Any]:
        if available_from is None:
            held = ward.rooms.filter(kind=kind, available_to=None)
            closed = [{"room_id": pk, "available_to": max(available_to, began or date.min)}
                      for pk, began in held.values_list("pk", "available_from")
                      if available_to is not None]  # fmt: skip
            return payload_of(changed={"rooms": closed})
        row = {"room_id": derived(entry_id, "room"), "ward_id": ward.pk, "kind": kind,
               "area_m2": area_m2, "available_from": available_from,
               "available_to": available_to}  # fmt: skip
        return payload_of(new={"rooms": [row]})

    _keep("set_room", entry_id, by, at, ward, rows)


def set_regime(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, jurisdiction: str, setting: str | None,
    valid_from: date,
) -> None:  # fmt: skip
    """The law of one ward from a day on; what held there before ends."""

    def rows() -> dict[str, Any]:
        row = {"row_id": derived(entry_id, "regime"), "facility_id": ward.facility_id,
               "ward_id": ward.pk, "jurisdiction": jurisdiction, "setting": setting or None,
               "valid_from": valid_from}  # fmt: skip
        return payload_of(new={"regimes": [row]},
                          changed={"regimes": _ended(ward.regimes, valid_from)})  # fmt: skip

    _keep("set_regime", entry_id, by, at, ward, rows)


def set_staffing(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, day: date, shift: str, role: str,
    planned_hours: float | None, worked_hours: float | None,
) -> None:  # fmt: skip
    """Hours of one role in one shift; what stood there gives way where something new is said."""

    def rows() -> dict[str, Any]:
        said = {"planned_hours": planned_hours, "worked_hours": worked_hours}
        hours = {name: value for name, value in said.items() if value is not None}
        stands = ward.staffing.filter(day=day, shift=shift, role=role).first()
        if stands is not None:
            return payload_of(changed={"staffing": [{"row_id": stands.pk} | hours]})
        row = {"row_id": derived(entry_id, "staffing"), "ward_id": ward.pk, "day": day,
               "shift": shift, "role": role}  # fmt: skip
        return payload_of(new={"staffing": [row | hours]})

    _keep("set_staffing", entry_id, by, at, ward, rows)


def _ended(held: Any, day: date) -> list[Row]:
    """What held before a day and has no end yet ends on it."""
    rows = held.filter(valid_to=None).values_list("pk", "valid_from")
    return [{"row_id": pk, "valid_to": max(day, began)} for pk, began in rows]


def _keep(action: str, entry_id: UUID, by: Actor, at: datetime, ward: Ward, rows: Any) -> None:
    write(action, entry_id=entry_id, subject=f"ward:{ward.pk}", by=by, occurred_at=at,
          payload=rows)  # fmt: skip


def set_contact(
    *, entry_id: UUID, by: Actor, at: datetime, facility: Facility, kind: str, name: str, reach: str
) -> None:
    """Whom people can turn to outside: an advocate, the complaints body, the monitor."""
    row = {"row_id": derived(entry_id, "contact"), "facility_id": facility.pk, "kind": kind,
           "name": name, "reach": reach}  # fmt: skip
    write("set_contact", entry_id=entry_id, subject=f"facility:{facility.pk}", by=by,
          occurred_at=at, payload=payload_of(new={"contacts": [row]}))  # fmt: skip


def call_for_help(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, kind: str,
    incident_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """ "We need help now" or "we are short": returns the id of the call."""
    key = derived(entry_id, "call")
    row = {"row_id": key, "ward_id": ward.pk, "kind": kind, "called_at": at,
           "incident_id": incident_id}  # fmt: skip
    _about_ward("call_for_help", entry_id, by, at, ward, {"help_calls": [row]})
    return key


def answer_call(*, entry_id: UUID, by: Actor, at: datetime, ward: Ward, call_id: UUID) -> None:
    """Somebody comes; the first answer stands."""

    def rows() -> dict[str, Any]:
        waiting = ward.help_calls.filter(pk=call_id, answered_at=None).values_list(
            "pk", "called_at"
        )
        answered = [{"row_id": pk, "answered_at": max(at, called)} for pk, called in waiting]
        return payload_of(changed={"help_calls": answered})

    write("answer_call", entry_id=entry_id, subject=f"ward:{ward.pk}", by=by, occurred_at=at,
          payload=rows)  # fmt: skip


def _stay(key: UUID, admission: UUID | None, person: UUID, ward: UUID, at: datetime) -> Row:
    return {"stay_id": key, "admission_id": admission, "person_id": person, "ward_id": ward,
            "started_at": at}  # fmt: skip


def _closed(stay: Stay, at: datetime) -> dict[str, list[Row]]:
    leaves = stay.leaves.filter(ended_at=None).values_list("pk", "started_at")
    return {
        "stays": [{"stay_id": stay.pk, "ended_at": max(at, stay.started_at)}],
        "leaves": [{"leave_id": pk, "ended_at": max(at, began)} for pk, began in leaves],
    }


def _open_stay(person_id: UUID) -> bool:
    return Stay.objects.filter(person_id=person_id, ended_at=None).exists()


def _open_leave(stay: Stay) -> bool:
    return Leave.objects.filter(stay=stay, ended_at=None).exists()


def _check_still_there(stay: Stay) -> None:
    if not Stay.objects.filter(pk=stay.pk, ended_at=None).exists():
        raise NotHere("this person has left the ward")


def _about_person(
    action: str, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, rows: Any
) -> Entry:
    return write(action, entry_id=entry_id, subject=f"person:{person_id}", by=by, occurred_at=at,
                 person_id=person_id, payload=rows)  # fmt: skip


def _about_ward(
    action: str, entry_id: UUID, by: Actor, at: datetime, ward: Ward, new: dict[str, list[Row]]
) -> Entry:
    return write(action, entry_id=entry_id, subject=f"ward:{ward.pk}", by=by, occurred_at=at,
                 payload=payload_of(new=new))  # fmt: skip
