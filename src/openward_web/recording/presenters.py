"""Measures and incidents as their pages show them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openward.charts.clocks import Clocks, Lane
from openward.law.obligation import Obligation
from openward.plans.readers import Relation
from openward_web.accounts.selectors import names_of
from openward_web.design.templates import dated
from openward_web.learning.uses import of_incident
from openward_web.ledger.keys import KeyDestroyed, keys_of
from openward_web.ledger.models import Entry, Payload
from openward_web.ledger.writing import CLOCK, payload_of_entry
from openward_web.people.plan import cards
from openward_web.recording import clocks, duties
from openward_web.recording.actions import subject_of
from openward_web.recording.models import Incident, Measure
from openward_web.recording.wording import ACTIONS, END_STATES, KINDS, label
from openward_web.wards.wording import elapsed_words

#: Written later than this after it happened is said to be late; it is never refused.
LATE = timedelta(minutes=60)
#: A picture with more lanes cannot be read.
MOST_LANES = 12
#: How the ledger writes a moment.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: Lists of codes by the column that holds one of them, where the names differ.
LISTS = {
    "kind": "measure_kind", "ended_by_role": "role", "injury_person": "injury",
    "injury_staff": "injury", "injury_other": "injury", "ordered_by_role": "role",
    "what": "attempt", "mode": "observation_mode", "person_asked_for": "offered",
    "to": "recipient", "about": "notice_about", "unit": "dose_unit",
}  # fmt: skip


def measure_page(found: Measure, moment: datetime) -> dict[str, Any]:
    """What the page of a measure that goes on shows."""
    rows = clocks.obligations_of([found.pk], [found.person_id], moment)
    return {
        "measure": found,
        "kind": KINDS[found.kind],
        "state": END_STATES[found.end_state],
        "elapsed": _lasted(found, moment),
        "duties": duties.duties(rows, moment),
        "looks": list(found.observations.order_by("-started_at")[:5]),
        **plan_beside(found.incident_id, found.person_id),
        "on_break": found.breaks.filter(ended_at=None).exists(),
        "zone": found.ward.facility.timezone,
        "now": moment,
    }


def plan_beside(incident_id: UUID | None, person_id: UUID) -> dict[str, Any]:
    """The person's card, for staff, and what of it was used in this incident."""
    return {
        "card": cards([person_id], Relation.STAFF)[person_id],
        "used": of_incident(incident_id) if incident_id else {},
    }


def _lasted(found: Measure, moment: datetime) -> str:
    """Time counted up; nothing where no end is known, or where there is none."""
    until = moment if found.end_state == "running" else found.ended_at
    return elapsed_words(found.started_at, until) if until else ""


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as the incident's page lists it."""

    entry: Entry
    action: str
    who: str
    is_late: bool
    is_paper: bool
    clock_said: str
    cells: Sequence[tuple[str, str]]


def written(incident_id: UUID) -> list[Written]:
    """Every entry about an incident, in the order of writing; nothing is left out."""
    found = Entry.objects.filter(subject=subject_of(incident_id)).select_related("payload")
    entries = list(found.order_by("position"))
    names = names_of({entry.actor_id for entry in entries})
    keys = keys_of({entry.person_id for entry in entries})
    return [_written(entry, names, keys) for entry in entries]


def _written(entry: Entry, names: dict[UUID, str], keys: dict[UUID, bytes]) -> Written:
    payload = _payload(entry, keys)
    return Written(
        entry=entry,
        action=str(ACTIONS.get(entry.action, entry.action)),
        who=names.get(entry.actor_id, _("the system")) if entry.actor_id else _("the system"),
        is_late=entry.recorded_at - entry.occurred_at > LATE,
        is_paper=any(
            row.get("written_from") == "paper"
            for row in payload.get("new", {}).get("incidents", [])
        ),
        clock_said=_clock_said(payload, entry.zone),
        cells=_cells(payload, entry.zone),
    )


def _clock_said(payload: dict[str, Any], zone: str) -> str:
    """What a clock that was wrong said; empty where it was right."""
    said = payload.get(CLOCK)
    return dated(datetime.fromisoformat(said["said"]), zone) if said else ""


def _payload(entry: Entry, keys: dict[UUID, bytes]) -> dict[str, Any]:
    try:
        return payload_of_entry(entry, keys)
    except (Payload.DoesNotExist, KeyDestroyed):
        return {}


def _cells(payload: dict[str, Any], zone: str) -> "list[tuple[str, str]]":
    hidden = ("_id", "end_state", "withdrawn_at")
    return [
        (_column(name), _moment(value, zone) or _said(table, name, value))
        for part in ("new", "changed")
        for table, rows in payload.get(part, {}).items()
        for row in rows
        for name, value in row.items()
        if value is not None and not name.endswith(hidden)
    ]


def _column(name: str) -> str:
    return name.removesuffix("_at").replace("_", " ")


def _moment(value: Any, zone: str) -> str:
    """A moment on the clock of the place, as everywhere on the page; empty for all else."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return ""
    return dated(datetime.fromisoformat(value), zone)


def _said(table: str, name: str, value: Any) -> str:
    code_list = LISTS.get(name, name)
    if table == "reviews" and name == "mode":
        code_list = "review_mode"
    if name == "kind" and table != "measures":
        code_list = f"{table.removesuffix('s')}_kind"
    try:
        return label(code_list, str(value))
    except KeyError:
        return _("yes") if value is True else _("no") if value is False else str(value)


def incident_page(incident: Incident, moment: datetime) -> dict[str, Any]:
    """What the page of an incident shows."""
    measures = list(incident.measures.order_by("started_at", "pk"))
    rows = clocks.obligations_of([m.pk for m in measures], [incident.person_id], moment)
    return {
        "incident": incident,
        "measures": [
            (m, KINDS[m.kind], END_STATES[m.end_state], elapsed_words(m.started_at, m.ended_at)
             if m.ended_at else "")
            for m in measures
        ],
        "written": written(incident.pk),
        "obligations": [(row, duties.words_of(row), duties.why_words(row)) for row in rows
                        if row.type not in duties.NOT_ON_A_MEASURE],
        "attempts": [label("attempt", a.what) for a in incident.attempts.order_by("what")],
        "calls": list(incident.help_calls.order_by("called_at")),
        "contacts": list(incident.ward.facility.contacts.order_by("kind", "name"))
        if incident.ward else [],
        "zone": incident.ward.facility.timezone if incident.ward else "UTC",
        "now": moment,
        "has_picture": bool(measures),
        "is_standing": any(m.withdrawn_at is None for m in measures),
        **plan_beside(incident.pk, incident.person_id),
        "disputes": list(incident.disputes.order_by("written_at")),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure as the person sees it: what, from when, for how long, and what the law asked."""

    measure: Measure
    kind: str
    state: str
    length: str
    asked: Sequence[tuple[Obligation, str]]


def own_measures(incident: Incident, moment: datetime) -> list[OwnMeasure]:
    """The measures of an incident for the person to whom they were done."""
    measures = list(incident.measures.order_by("started_at", "pk"))
    rows = clocks.obligations_of([m.pk for m in measures], [incident.person_id], moment)
    return [
        OwnMeasure(
            m, str(KINDS[m.kind]), str(END_STATES[m.end_state]),
            elapsed_words(m.started_at, m.ended_at) if m.ended_at else "",
            [(row, duties.words_of(row)) for row in rows if row.measure_id == str(m.pk)],
        )
        for m in measures
    ]  # fmt: skip


def timeline(incident: Incident, moment: datetime) -> Clocks:
    """The incident as a picture: measures as bars, reviews, looks and duties as lines."""
    measures = list(incident.measures.prefetch_related("reviews").order_by("started_at", "pk"))
    bars = [
        Lane(str(KINDS[m.kind]), m.started_at, m.ended_at or max(moment, m.started_at), True)
        for m in measures
    ]
    rows = clocks.obligations_of([m.pk for m in measures], [incident.person_id], moment)
    reviews = [
        Lane(_("Review"), m.started_at, r.done_at, met=r.done_at)
        for m in measures
        for r in sorted(m.reviews.all(), key=lambda review: review.done_at or moment)
        if r.done_at
    ]  # fmt: skip
    lanes = [*bars, *reviews, *_duty_lanes(rows)][:MOST_LANES]
    return Clocks(
        title=_("What happened, in time"),
        lanes=lanes,
        time_label=_("hours since the start"),
        legend=_("Bar: the measure. Square: the moment due. Dot: done, or ended."),
    )


def _duty_lanes(rows: Sequence[Obligation]) -> list[Lane]:
    return [
        Lane(duties.words_of(row), row.opened_at, row.met_at or row.due_at or row.opened_at,
             due=row.due_at, met=row.met_at)
        for row in rows
        if row.due_at
    ]  # fmt: skip
