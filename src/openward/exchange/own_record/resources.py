"""Rows as FHIR R4 resources: what other software understands of them.

Each function gives the typed part of one resource. It is a reading of the row, never the row
itself: every cell stands beside it in an extension (`bundle.py`), and import reads only that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openward.exchange.own_record.cells import Cell, Links, attachment, is_safe_text
from openward.exchange.own_record.record import Row
from openward.exchange.own_record.words import said, title_of

Resource = dict[str, Any]
Cells = Mapping[str, Cell]

ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
AUDIT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type"
ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
#: Columns that hold what somebody wrote at length.
TEXTS = ("text", "words", "led_up", "helped", "hurt", "needed")


@dataclass(frozen=True, slots=True)
class Around:
    """What a resource refers to: the person, other rows of the Bundle, names of places, and the
    plan's lines, which stand in several versions."""

    person: dict[str, str]
    links: Links
    plan_lines: tuple[Row, ...] = ()

    def to(self, key: Cell) -> dict[str, Any] | None:
        """A reference to a row, with the name of what it is where that is known."""
        if key is None:
            return None
        return {"identifier": {"value": str(key)}, **self.links.get(key, {})}


def resource_of(kind: str, row: Row, around: Around) -> Resource:
    """The typed part of a row's resource. kind: as `telling.TELLING` names it."""
    made = BUILDERS[kind](row, around)
    return {name: value for name, value in made.items() if value not in (None, [], {})}


def patient(person: Row, identity: Row | None) -> Resource:
    """The person. A name is there only if somebody wrote one that FHIR can hold."""
    sex = {"female": "female", "male": "male", "other": "other"}
    cells, known = person.cells, identity.cells if identity else {}
    born: Any = known.get("born_on") or cells.get("birth_year")
    made = {
        "resourceType": "Patient",
        "gender": sex.get(cells.get("sex", ""), "unknown"),
        "birthDate": str(born) if born else None,
        "name": [{"text": known["display_name"]}] if _safe(known.get("display_name")) else None,
        "identifier": [{"value": known["local_number"]}]
        if _safe(known.get("local_number")) else None,
    }  # fmt: skip
    return {name: value for name, value in made.items() if value is not None}


def _basic(row: Row, around: Around) -> Resource:
    return {"resourceType": "Basic", "code": {"text": title_of(row.table)},
            "subject": around.person}  # fmt: skip


def _encounter(row: Row, around: Around) -> Resource:
    cells = row.cells
    place = around.to(cells.get("ward_id") or cells.get("facility_id"))
    return {
        "resourceType": "Encounter",
        "status": "finished" if "ended_at" in cells else "in-progress",
        "class": {"system": ACT_CODE, "code": "IMP", "display": "inpatient encounter"},
        "subject": around.person, "period": _period(cells), "serviceProvider": place,
        "partOf": around.to(cells.get("admission_id")) if row.table == "stays" else None,
    }  # fmt: skip


def _observation(row: Row, around: Around) -> Resource:
    cells = row.cells
    value = said(row.table, "status", cells["status"]) if "status" in cells else None
    return {
        "resourceType": "Observation", "status": _status(cells, "final"),
        "code": {"text": title_of(row.table)}, "subject": around.person,
        "partOf": _list(around.to(cells.get("measure_id"))) if row.table != "measures" else None,
        "encounter": around.to(cells.get("stay_id")),
        "effectivePeriod": _period(cells), "issued": _moment(cells.get("recorded_at")),
        "valueCodeableConcept": {"text": value} if value else None,
    }  # fmt: skip


def _procedure(row: Row, around: Around) -> Resource:
    cells = row.cells
    going_on = cells.get("end_state") == "running"
    return {
        "resourceType": "Procedure",
        "status": _status(cells, "in-progress" if going_on else "completed"),
        "category": {"text": "Coercive measure"},
        "code": {"text": said(row.table, "kind", cells["kind"])},
        "subject": around.person, "performedPeriod": _period(cells),
        "partOf": _list(around.to(cells.get("incident_id"))),
        "encounter": around.to(cells.get("stay_id")), "location": around.to(cells.get("ward_id")),
    }  # fmt: skip


def _service_request(row: Row, around: Around) -> Resource:
    cells = row.cells
    return {
        "resourceType": "ServiceRequest", "status": "unknown", "intent": "order",
        "code": {"text": said(row.table, "kind", cells["kind"])}, "subject": around.person,
        "authoredOn": _moment(cells.get("made_at")),
        "supportingInfo": _list(around.to(cells.get("measure_id"))),
    }  # fmt: skip


def _administration(row: Row, around: Around) -> Resource:
    cells = row.cells
    dose = {"value": cells["amount"], "unit": cells.get("unit")} if "amount" in cells else None
    route = {"text": said(row.table, "route", cells["route"])} if "route" in cells else None
    drug = cells["drug"] if _safe(cells["drug"]) else title_of(row.table)
    return {
        "resourceType": "MedicationAdministration", "status": "completed",
        "medicationCodeableConcept": {"text": drug}, "subject": around.person,
        "effectiveDateTime": _moment(cells["given_at"]),
        "supportingInformation": _list(around.to(cells.get("measure_id"))),
        "dosage": {"dose": dose, "route": route} if dose else None,
    }  # fmt: skip


def _communication(row: Row, around: Around) -> Resource:
    cells = row.cells
    return {
        "resourceType": "Communication",
        "status": "completed" if "sent_at" in cells else "not-done",
        "subject": around.person, "sent": _moment(cells.get("sent_at")),
        "received": _moment(cells.get("received_at")),
        "recipient": _list({"display": said(row.table, "to", cells["to"])}),
        "about": _list(around.to(cells.get("measure_id") or cells.get("stay_id"))),
    }  # fmt: skip


def _document(row: Row, around: Around) -> Resource:
    cells = row.cells
    texts = [name for name in TEXTS if cells.get(name)] or ["text"]
    return {
        "resourceType": "DocumentReference", "status": "current", "subject": around.person,
        "type": {"text": title_of(row.table)}, "date": _moment(cells.get("written_at")),
        "content": [{"attachment": attachment(cells.get(name, "")) | {"title": name}}
                    for name in texts],
    }  # fmt: skip


def _care_plan(row: Row, around: Around) -> Resource:
    cells, version = row.cells, row.cells["version"]
    lines = [
        around.to(line.cells["line_id"])
        for line in around.plan_lines
        if line.cells["from_version"] <= version < line.cells.get("until_version", version + 1)
    ]
    return {
        "resourceType": "CarePlan", "intent": "plan",
        "status": "revoked" if "ended_on" in cells else "active",
        "title": f"Own plan, version {version}", "subject": around.person,
        "period": _period(cells), "supportingInfo": lines,
    }  # fmt: skip


def _audit_event(row: Row, around: Around) -> Resource:
    cells = row.cells
    is_glass = row.table == "broken_glass"
    who = around.to(cells.get("account_id" if is_glass else "actor_id")) or {"display": "unknown"}
    return {
        "resourceType": "AuditEvent", "action": "R",
        "type": {"system": AUDIT_TYPE, "code": "rest", "display": "RESTful Operation"},
        "recorded": _moment(cells["started_at" if is_glass else "recorded_at"]),
        "purposeOfEvent": [{"coding": [{"system": ACT_REASON, "code": "BTG"}]}]
        if is_glass else None,
        "agent": [{"who": who, "requestor": True}], "source": {"observer": {"display": "OpenWard"}},
        "entity": [{"what": around.person}],
    }  # fmt: skip


def _entry(row: Row, around: Around) -> Resource:
    """A look is an AuditEvent, a write is the Provenance of what it made."""
    cells = row.cells
    if cells["tree"] == "reads":
        return _audit_event(row, around)
    return {
        "resourceType": "Provenance", "target": [around.person],
        "occurredDateTime": _moment(cells["occurred_at"]),
        "recorded": _moment(cells["recorded_at"]), "activity": {"text": cells["action"]},
        "agent": [{"who": around.to(cells.get("actor_id")) or {"display": "the system"}}],
    }  # fmt: skip


BUILDERS: dict[str, Callable[[Row, Around], Resource]] = {
    "Basic": _basic, "Encounter": _encounter, "Observation": _observation,
    "Procedure": _procedure, "ServiceRequest": _service_request,
    "MedicationAdministration": _administration, "Communication": _communication,
    "DocumentReference": _document, "CarePlan": _care_plan, "AuditEvent": _audit_event,
    "Provenance": _entry,
}  # fmt: skip


def _status(cells: Cells, otherwise: str) -> str:
    return "entered-in-error" if "withdrawn_at" in cells else otherwise


def _period(cells: Cells) -> dict[str, str] | None:
    start = cells.get("started_at") or cells.get("started_on") or cells.get("done_at")
    end = cells.get("ended_at") or cells.get("ended_on")
    found = {"start": _moment(start), "end": _moment(end)}
    return {name: value for name, value in found.items() if value} or None


def _moment(at: Any) -> str | None:
    if at is None:
        return None
    return at.isoformat(timespec="seconds") if isinstance(at, datetime) else str(at.isoformat())


def _list(reference: dict[str, Any] | None) -> list[dict[str, Any]] | None:
    return [reference] if reference else None


def _safe(text: str | None) -> bool:
    return bool(text) and is_safe_text(str(text))
