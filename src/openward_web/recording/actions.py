"""Everything that is written about what happened. Each is one entry; see the ledger.

Keyword-only. `entry_id` comes from the sender; `by` is who writes; moments are when it happened,
never when it was written. Nothing here can refuse an end.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from openward_web.ledger.models import Entry
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.models import Person
from openward_web.recording.ends import incident_with
from openward_web.recording.models import Incident, Measure
from openward_web.recording.moments import derived
from openward_web.recording.selectors import age_on, stay_at

POINT = "point"
Payload = Callable[[], dict[str, Any]]


def subject_of(incident_id: UUID) -> str:
    """All entries about what happened stand under their incident."""
    return f"incident:{incident_id}"


def note_distress(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, ward_id: UUID
) -> UUID:
    """Somebody is in distress: an incident begins, with no measure in it. Returns its id."""
    incident_id = derived(entry_id, "incident")
    row = {"incident_id": incident_id, "person_id": person_id, "ward_id": ward_id,
           "started_at": at}  # fmt: skip
    _write("note_distress", entry_id, by, at, incident_id, person_id, new={"incidents": [row]})
    return incident_id


def end_well(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, helped: Sequence[str]
) -> None:
    """It is over without any measure; what helped is kept, and is nobody's score."""
    attempts = [
        {"row_id": derived(entry_id, what), "incident_id": incident.pk, "what": what,
         "helped": "yes"}
        for what in helped
    ]  # fmt: skip

    def rows() -> dict[str, Any]:
        end = {"incident_id": incident.pk, "ended_at": max(at, incident.started_at)}
        # A colleague may have started a measure meanwhile: then it did not end without one.
        has_measure = Measure.objects.filter(incident=incident, withdrawn_at=None).exists()
        changed = {} if has_measure else {"incidents": [end]}
        return payload_of(new={"attempts": attempts}, changed=changed)

    write("end_well", entry_id=entry_id, subject=subject_of(incident.pk), by=by, occurred_at=at,
          person_id=incident.person_id, payload=rows)  # fmt: skip


def start_measure(
    *, entry_id: UUID, by: Actor, at: datetime, person: Person, ward_id: UUID, kind: str,
    incident_id: UUID | None = None, **cells: Any,
) -> tuple[UUID, UUID]:  # fmt: skip
    """A measure begins, in an incident that goes on or in a new one: (incident, measure).

    A chemical measure is a point in time: it has no end, its clocks run from the dose. cells:
    further columns of the measure, such as technique and place.
    """
    incident, measure = incident_id or derived(entry_id, "incident"), derived(entry_id, "measure")
    new: dict[str, list[Row]] = {}
    if incident_id is None:
        new["incidents"] = [{"incident_id": incident, "person_id": person.pk, "ward_id": ward_id,
                             "started_at": at}]  # fmt: skip
    new["measures"] = [
        measure_row(measure, incident, person, ward_id, at, kind)
        | {"end_state": POINT if kind == "chemical_restraint" else "running"}
        | {name: cell for name, cell in cells.items() if cell not in {None, ""}}
    ]
    started = new["measures"][0]
    write("start_measure", entry_id=entry_id, subject=subject_of(incident), by=by, occurred_at=at,
          person_id=person.pk, payload=payload_of(new=new),
          follows=lambda: incident_with(started, incident_id))  # fmt: skip
    return incident, measure


def measure_row(
    measure_id: UUID, incident_id: UUID, person: Person, ward_id: UUID, at: datetime, kind: str
) -> Row:
    """What is known of every measure at its start."""
    stay = stay_at(person.pk, at)
    return {
        "measure_id": measure_id, "incident_id": incident_id, "person_id": person.pk,
        "stay_id": stay.pk if stay else None, "ward_id": ward_id, "kind": kind, "started_at": at,
        "age_years": age_on(person, at),
    }  # fmt: skip


def end_measure(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, role: str | None = None,
    reason: str | None = None,
) -> None:  # fmt: skip
    """The measure ends. An end that stands already stays; a clock set wrong cannot refuse it."""

    def rows() -> dict[str, Any]:
        if not _goes_on(measure):
            return payload_of()
        end = {"measure_id": measure.pk, "end_state": "ended",
               "ended_at": max(at, measure.started_at), "ended_by_role": role or None,
               "ended_reason": reason or None}  # fmt: skip
        said = payload_of(changed={"measures": [end], "breaks": _ended_breaks(measure, at)})
        return {"changed": said["changed"] | incident_with(end, measure.incident_id)}

    _about(measure, "end_measure", entry_id, by, at, rows)


def end_not_known(*, entry_id: UUID, by: Actor, at: datetime, measure: Measure) -> None:
    """Nobody wrote down when it ended, and nobody knows: an answer, not a gap. An end stays."""

    def rows() -> dict[str, Any]:
        end = {"measure_id": measure.pk, "end_state": "not_recorded", "ended_at": None}
        return payload_of(changed={"measures": [end]}) if _goes_on(measure) else payload_of()

    _about(measure, "end_measure", entry_id, by, at, rows)


def _goes_on(measure: Measure) -> bool:
    return Measure.objects.filter(pk=measure.pk, end_state="running").exists()


def observe(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, **cells: Any
) -> None:  # fmt: skip
    """Somebody looked in, stayed, offered something, was asked for something."""
    row = {"observation_id": derived(entry_id, "observation"), "measure_id": measure.pk,
           "started_at": at}  # fmt: skip
    _about(measure, "observe", entry_id, by, at, new={"observations": [row | _said(cells)]})


def review(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, role: str, **cells: Any
) -> None:
    """A review took place, and why the measure was not ended."""
    key = derived(entry_id, "review")
    row = {"review_id": key, "measure_id": measure.pk, "done_at": at} | _said(cells)
    person = {"row_id": derived(entry_id, role), "review_id": key, "role": role}
    new = {"reviews": [row], "review_people": [person]}
    _about(measure, "review", entry_id, by, at, new=new)


def order(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, kind: str, **cells: Any
) -> None:
    """Somebody ordered the measure, renewed or changed the order. This makes nothing lawful."""
    row = {"order_id": derived(entry_id, "order"), "measure_id": measure.pk, "kind": kind,
           "made_at": at}  # fmt: skip
    _about(measure, "order", entry_id, by, at, new={"orders": [row | _said(cells)]})


def pause(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, reason: str | None = None,
    free_to_leave: bool | None = None,
) -> None:  # fmt: skip
    """The measure is broken off for a while."""
    row = {"row_id": derived(entry_id, "break"), "measure_id": measure.pk, "started_at": at}
    new = {"breaks": [row | _said({"reason": reason, "free_to_leave": free_to_leave})]}
    _about(measure, "pause", entry_id, by, at, new=new)


def resume(*, entry_id: UUID, by: Actor, at: datetime, measure: Measure) -> None:
    """The break is over."""
    _about(measure, "resume", entry_id, by, at,
           lambda: payload_of(changed={"breaks": _ended_breaks(measure, at)}))  # fmt: skip


def give_dose(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, drug: str, **cells: Any
) -> None:
    """A dose was given; `will` is the person's own."""
    row = {"dose_id": derived(entry_id, "dose"), "measure_id": measure.pk, "drug": drug,
           "given_at": at}  # fmt: skip
    _about(measure, "give_dose", entry_id, by, at, new={"doses": [row | _said(cells)]})


def notify(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, to: str, about: str,
    not_sent_reason: str | None = None,
) -> None:  # fmt: skip
    """Somebody was told, or was not, and why not."""
    sent = {"not_sent_reason": not_sent_reason} if not_sent_reason else {"sent_at": at}
    row = {"notice_id": derived(entry_id, "notice"), "measure_id": measure.pk, "to": to,
           "about": about}  # fmt: skip
    _about(measure, "notify", entry_id, by, at, new={"notices": [row | sent]})


def _ended_breaks(measure: Measure, at: datetime) -> list[Row]:
    still_open = measure.breaks.filter(ended_at=None).values_list("pk", "started_at")
    return [{"row_id": pk, "ended_at": max(at, began)} for pk, began in still_open]


def _about(
    measure: Measure, action: str, entry_id: UUID, by: Actor, at: datetime,
    payload: Payload | None = None, **rows: Any,
) -> Entry:  # fmt: skip
    return write(
        action, entry_id=entry_id, subject=subject_of(measure.incident_id or measure.pk), by=by,
        occurred_at=at, person_id=measure.person_id, payload=payload or payload_of(**rows),
    )  # fmt: skip


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, incident_id: UUID, person_id: UUID,
    **rows: Any,
) -> Entry:  # fmt: skip
    return write(
        action, entry_id=entry_id, subject=subject_of(incident_id), by=by, occurred_at=at,
        person_id=person_id, payload=payload_of(**rows),
    )  # fmt: skip


def _said(cells: dict[str, Any]) -> Row:
    """Only what somebody said: an empty answer is no answer."""
    return {name: cell for name, cell in cells.items() if cell not in {None, ""}}
