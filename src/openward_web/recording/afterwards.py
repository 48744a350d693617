"""What is written when it is calm: the fuller record, past measures, corrections."""

from datetime import datetime
from typing import Any
from uuid import UUID

from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.models import Person
from openward_web.recording.actions import measure_row, subject_of
from openward_web.recording.ends import incident_with, incident_without
from openward_web.recording.models import Incident, Measure
from openward_web.recording.moments import derived
from openward_web.wards.models import Ward

#: Columns of an incident that the fuller record fills.
CELLS = (
    "waiting_minutes", "request_refused", "refusal_reason", "promise_broken", "noise",
    "person_needed", "plan_at_hand", "plan_followed", "danger_to", "staff_account",
)  # fmt: skip
MEASURE_CELLS = (
    "kind", "technique", "place", "started_at", "danger_over_at", "ended_by_role", "ended_reason",
    "injury_person", "injury_staff", "injury_other", "police_or_guards",
)  # fmt: skip


def complete_incident(
    *, entry_id: UUID, by: Actor, at: datetime, incident: Incident, said: dict[str, Any],
    base_version: int | None,
) -> None:  # fmt: skip
    """The fuller record: the service's side first, then what the person needed.

    Raises
    ------
    NewerVersion
        Somebody else wrote about the incident since the form was opened; nothing is lost, both are
        shown.
    """

    def rows() -> dict[str, Any]:
        cells = {name: _cell(said.get(name)) for name in CELLS if name != "staff_account"}
        changed = {"incident_id": incident.pk, "staff_account": said.get("staff_account") or ""}
        stands = _standing(incident)
        new = {
            table: [
                {"row_id": derived(entry_id, f"{table}-{code}"), "incident_id": incident.pk,
                 column: code, **more}
                for code in said.get(asked) or () if code not in stands[table]
            ]
            for table, column, asked, more in _LISTS
        }  # fmt: skip
        return payload_of(new=new, changed={"incidents": [changed | cells]})

    write("complete_incident", entry_id=entry_id, subject=subject_of(incident.pk), by=by,
          occurred_at=at, person_id=incident.person_id, base_version=base_version,
          payload=rows)  # fmt: skip


_LISTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("attempts", "what", "tried", {}),
    ("outcomes", "kind", "outcomes", {}),
    ("present", "role", "present", {"took_part": True}),
)


def _standing(incident: Incident) -> dict[str, set[str]]:
    return {
        "attempts": set(incident.attempts.values_list("what", flat=True)),
        "outcomes": set(incident.outcomes.values_list("kind", flat=True)),
        "present": set(incident.present.values_list("role", flat=True)),
    }


def said_before(incident: Incident) -> dict[str, Any]:
    """The fuller record as it stands, for the form."""
    cells = {name: _shown(getattr(incident, name)) for name in CELLS}
    stands = _standing(incident)
    lists = {asked: sorted(stands[table]) for table, _, asked, _ in _LISTS}
    return cells | lists


def record_afterwards(
    *, entry_id: UUID, by: Actor, ward: Ward, person: Person, said: dict[str, Any],
    from_paper: bool,
) -> UUID:  # fmt: skip
    """A measure that is over: happened-at is what was said, written-at is now. Its incident."""
    incident, start = derived(entry_id, "incident"), said["started_at"]
    row = measure_row(derived(entry_id, "measure"), incident, person, ward.pk, start, said["kind"])
    new: dict[str, list[Row]] = {
        "incidents": [{"incident_id": incident, "person_id": person.pk, "ward_id": ward.pk,
                       "started_at": start, "ended_at": said.get("ended_at"),
                       "written_from": "paper" if from_paper else ""}],
        "measures": [row | _measure_cells(said) | {"time_precision": "minute"}],
    }  # fmt: skip
    write("record_afterwards", entry_id=entry_id, subject=subject_of(incident), by=by,
          occurred_at=start, person_id=person.pk, payload=payload_of(new=new))  # fmt: skip
    return incident


def correct_measure(
    *, entry_id: UUID, by: Actor, at: datetime, measure: Measure, said: dict[str, Any],
    base_version: int | None,
) -> None:  # fmt: skip
    """Other cells for a measure; the entries before stay, and are shown.

    Raises
    ------
    NewerVersion
        See `complete_incident`.
    """
    row = {"measure_id": measure.pk} | _measure_cells(said)
    subject = subject_of(measure.incident_id or measure.pk)
    write("correct_measure", entry_id=entry_id, subject=subject, by=by,
          occurred_at=at, person_id=measure.person_id, base_version=base_version,
          payload=payload_of(changed={"measures": [row]}),
          follows=lambda: incident_with(row, measure.incident_id))  # fmt: skip


def withdraw_measure(*, entry_id: UUID, by: Actor, at: datetime, measure: Measure) -> None:
    """The measure never happened, or not to this person; the entry stays, the count does not."""
    row = {"measure_id": measure.pk, "withdrawn_at": at}
    write("withdraw_measure", entry_id=entry_id,
          subject=subject_of(measure.incident_id or measure.pk), by=by, occurred_at=at,
          person_id=measure.person_id, payload=payload_of(changed={"measures": [row]}),
          follows=lambda: incident_without(measure))  # fmt: skip


def withdraw_distress(*, entry_id: UUID, by: Actor, at: datetime, incident: Incident) -> None:
    """Nobody was in distress, or somebody else was; the entry stays, and is marked.

    Where measures stand in the incident they did happen: it begins with the first of them.
    """

    def rows() -> dict[str, Any]:
        standing = Measure.objects.filter(incident=incident, withdrawn_at=None)
        first = standing.order_by("started_at").values_list("started_at", flat=True).first()
        row = {"withdrawn_at": at} if first is None else {"started_at": first}
        return payload_of(changed={"incidents": [{"incident_id": incident.pk} | row]})

    write("withdraw_distress", entry_id=entry_id, subject=subject_of(incident.pk), by=by,
          occurred_at=at, person_id=incident.person_id, payload=rows)  # fmt: skip


def measure_as_said(measure: Measure) -> dict[str, Any]:
    """A measure as it stands, for the form."""
    cells = {name: getattr(measure, name) for name in MEASURE_CELLS}
    return cells | {"ended_at": measure.ended_at,
                    "end_not_known": measure.end_state == "not_recorded"}  # fmt: skip


def _measure_cells(said: dict[str, Any]) -> Row:
    cells = {name: _cell(said.get(name)) for name in MEASURE_CELLS}
    end = said.get("ended_at")
    state = "point" if said["kind"] == "chemical_restraint" else "running"
    if end:
        state = "ended"
    elif said.get("end_not_known"):
        state = "not_recorded"
    return cells | {"ended_at": end, "end_state": state}


def _cell(value: Any) -> Any:
    return None if value == "" else value


def _shown(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
