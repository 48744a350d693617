"""What other systems read: wards, boards, measures, incidents."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query
from ninja.errors import HttpError

from openward_web.accounts.rules import Capability
from openward_web.api import schemas
from openward_web.api.router import router
from openward_web.api.signing_in import may
from openward_web.ledger.models import Entry
from openward_web.ledger.reading import note_read
from openward_web.ledger.writing import Actor
from openward_web.recording import clocks, duties, selectors
from openward_web.recording.actions import subject_of
from openward_web.recording.models import Measure
from openward_web.recording.permissions import incident_or_404
from openward_web.wards import selectors as census

REFUSALS = dict.fromkeys((400, 401, 403, 404, 422), schemas.Problem)


@router.get("/wards", response={200: list[schemas.WardOut], **REFUSALS})
def wards(request: HttpRequest) -> list[dict[str, Any]]:
    """The wards in reach, by facility and name."""
    found = census.wards_of(may(request, Capability.SEE_BOARD))
    return [
        {"ward_id": w.pk, "name": w.name, "facility": w.facility.name,
         "timezone": w.facility.timezone}
        for w in found
    ]  # fmt: skip


@router.get("/wards/{uuid:ward_id}/board", response={200: schemas.BoardOut, **REFUSALS})
def board(request: HttpRequest, ward_id: UUID) -> dict[str, Any]:
    """What goes on now, counted up, and what the law asks next. No names."""
    ward = may(request, Capability.SEE_BOARD).ward_or_404(ward_id, Capability.SEE_BOARD)
    now = selectors.now()
    here = census.here(ward)
    running = selectors.running(ward.pk, [stay.person_id for stay in here])
    rows = clocks.obligations_of([m.pk for m in running], [m.person_id for m in running], now)
    going = [
        _measure(m)
        | {"elapsed_seconds": int((now - m.started_at).total_seconds()),
           "duties": _duties([r for r in rows if r.measure_id == str(m.pk)], now)}
        for m in running
    ]  # fmt: skip
    return {"ward_id": ward.pk, "now": now, "going": going, "people_here": len(here)}


@router.get("/wards/{uuid:ward_id}/measures", response={200: schemas.PageOut, **REFUSALS})
def measures(
    request: HttpRequest, ward_id: UUID, after: str = "", limit: int = Query(100, ge=1, le=1000)
) -> dict[str, Any]:
    """Measures in the order of writing; `after` is the `next` of the page before."""
    reach = may(request, Capability.SEE_RECORD)
    ward = reach.ward_or_404(ward_id, Capability.SEE_RECORD)
    found = Measure.objects.filter(ward=ward, withdrawn_at=None).order_by("recorded_at", "pk")
    rows = list(found.filter(_after(after))[: limit + 1])
    page = rows[:limit]
    more = f"{page[-1].recorded_at:%Y-%m-%dT%H:%M:%SZ}_{page[-1].pk}" if len(rows) > limit else None
    return {"items": [_measure(row) for row in page], "next": more}


def _after(cursor: str) -> Q:
    if not cursor:
        return Q()
    moment, _, key = cursor.partition("_")
    try:
        stated, pk = datetime.fromisoformat(moment), UUID(key)
        at = stated.astimezone(UTC) if stated.tzinfo else None
    except (ValueError, OverflowError):
        at = None
    if at is None:
        raise HttpError(422, "after is no cursor: send the `next` of the page before")
    return Q(recorded_at__gt=at) | Q(recorded_at=at, pk__gt=pk)


@router.get("/incidents/{uuid:incident_id}", response={200: schemas.IncidentOut, **REFUSALS})
def incident(request: HttpRequest, incident_id: UUID) -> dict[str, Any]:
    """One incident: its measures, what the law asked, and who wrote when. No free text."""
    reach = may(request, Capability.SEE_RECORD)
    found = incident_or_404(reach, incident_id, Capability.SEE_RECORD)
    zone = found.ward.facility.timezone if found.ward else "UTC"
    note_read(person_id=found.person_id, page="incident", by=Actor(reach.account_id, None, zone))
    rows = list(found.measures.order_by("started_at", "pk"))
    now = selectors.now()
    asked = clocks.obligations_of([m.pk for m in rows], [found.person_id], now)
    entries = Entry.objects.filter(subject=subject_of(found.pk)).order_by("position")
    return {
        "incident_id": found.pk, "person_id": found.person_id, "ward_id": found.ward_id,
        "started_at": found.started_at, "ended_at": found.ended_at,
        "measures": [_measure(row) for row in rows], "duties": _duties(asked, now),
        "entries": list(entries.values("entry_id", "action", "version", "occurred_at",
                                       "recorded_at")),
    }  # fmt: skip


def _measure(row: Measure) -> dict[str, Any]:
    names = ("incident_id", "person_id", "kind", "technique", "started_at", "ended_at",
             "end_state", "recorded_at")  # fmt: skip
    return {"measure_id": row.pk} | {name: getattr(row, name) for name in names}


def _duties(rows: Any, now: datetime) -> list[dict[str, Any]]:
    return [
        {"words": d.words, "due_at": d.due_at, "status": d.status, "is_overdue": d.is_overdue,
         "is_checked_by_lawyer": d.is_checked, "source": d.source}
        for d in duties.duties(rows, now)
    ]  # fmt: skip
