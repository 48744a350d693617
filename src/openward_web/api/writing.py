"""What other systems write: the same actions as the pages. Sending an entry again is harmless."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema, Status
from ninja.errors import HttpError

from openward.register.codes import code_list
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.api import schemas
from openward_web.api.router import router
from openward_web.api.signing_in import may
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import Actor
from openward_web.people.models import Person
from openward_web.recording import actions
from openward_web.recording.moments import occurred
from openward_web.recording.permissions import (
    incident_or_404,
    measure_or_404,
    measure_to_end_or_404,
)
from openward_web.recording.sent import CLOCKS_DIFFER
from openward_web.wards.models import Ward

ANSWERS = {
    **dict.fromkeys((200, 201), schemas.Written),
    **dict.fromkeys((400, 401, 403, 404, 409, 422), schemas.Problem),
}
Answer = Status[dict[str, Any]]


@router.post("/wards/{uuid:ward_id}/measures", response=ANSWERS)
def start(request: HttpRequest, ward_id: UUID, body: schemas.Start) -> Answer:
    """A measure begins; the answer names it and its incident."""
    ward = may(request, Capability.RECORD).ward_or_404(ward_id, Capability.RECORD)
    person = _person(ward, body.person_id)
    _check_codes(said=body, kind="measure_kind", technique="technique", place="place")
    if body.incident_id:
        found = incident_or_404(reach_of(request), body.incident_id, Capability.RECORD)
        if found.person_id != person.pk:
            raise Http404
    known = _is_known(body)
    incident, measure = actions.start_measure(
        **_said(request, ward, body), person=person, ward_id=ward.pk, kind=body.kind,
        incident_id=body.incident_id, technique=body.technique, place=body.place,
    )  # fmt: skip
    return _written(known, body, incident_id=incident, measure_id=measure)


@router.post("/measures/{uuid:measure_id}/end", response=ANSWERS)
def end(request: HttpRequest, measure_id: UUID, body: schemas.End) -> Answer:
    """The end: never refused. Codes that are not known are left out."""
    may(request, Capability.RECORD)
    found = measure_to_end_or_404(reach_of(request), measure_id)
    known = _is_known(body)
    actions.end_measure(
        **_said(request, found.ward, body), measure=found, role=_code("role", body.role),
        reason=_code("ended_reason", body.reason),
    )  # fmt: skip
    return _written(known, body, incident_id=found.incident_id, measure_id=found.pk)


def _route(path: str, make: type[schemas.Sent], write: Callable[..., None], **codes: str) -> None:
    """One route that writes one thing about a measure."""

    def view(request: HttpRequest, measure_id: UUID, body: Any) -> Answer:
        may(request, Capability.RECORD)
        found = measure_or_404(reach_of(request), measure_id, Capability.RECORD)
        _check_codes(**codes, said=body)
        known = _is_known(body)
        cells = body.dict(exclude={"entry_id", "occurred_at"})
        write(**_said(request, found.ward, body), measure=found, **cells)
        return _written(known, body, incident_id=found.incident_id, measure_id=found.pk)

    view.__name__ = path.replace("/", "_")
    view.__doc__ = make.__doc__
    view.__annotations__["body"] = make
    router.post(f"/measures/{{uuid:measure_id}}/{path}", response=ANSWERS)(view)


_route("observations", schemas.Look, actions.observe, mode="observation_mode", role="role",
       offered="offered", person_asked_for="offered")  # fmt: skip
_route("reviews", schemas.Review, actions.review, role="role", kind="review_kind",
       mode="review_mode", outcome="review_outcome", why_not_ended="why_not_ended")  # fmt: skip
_route("orders", schemas.Order, actions.order, role="role", kind="order_kind",
       confirmed_by_role="role")  # fmt: skip
_route("breaks", schemas.Pause, actions.pause, reason="break_reason")
_route("breaks/end", schemas.Sent, actions.resume)
_route("doses", schemas.Dose, actions.give_dose, unit="dose_unit", route="route", will="will",
       ordered_by_role="role")  # fmt: skip
_route("notices", schemas.Notice, actions.notify, to="recipient", about="notice_about",
       not_sent_reason="not_sent_reason")  # fmt: skip


@router.post("/wards/{uuid:ward_id}/distress", response=ANSWERS)
def distress(request: HttpRequest, ward_id: UUID, body: schemas.Distress) -> Answer:
    """Somebody is in distress: an incident begins."""
    ward = may(request, Capability.RECORD).ward_or_404(ward_id, Capability.RECORD)
    person, known = _person(ward, body.person_id), _is_known(body)
    incident = actions.note_distress(
        **_said(request, ward, body), person_id=person.pk, ward_id=ward.pk
    )
    return _written(known, body, incident_id=incident)


@router.post("/incidents/{uuid:incident_id}/ended-well", response=ANSWERS)
def ended_well(request: HttpRequest, incident_id: UUID, body: schemas.EndedWell) -> Answer:
    """It ended without a measure; what helped is nobody's score."""
    reach = may(request, Capability.RECORD)
    found = incident_or_404(reach, incident_id, Capability.RECORD)
    for what in body.helped:
        _check_code("attempt", what, "helped")
    known, helped = _is_known(body), sorted(set(body.helped))
    actions.end_well(**_said(request, found.ward, body), incident=found, helped=helped)
    return _written(known, body, incident_id=found.pk)


def _person(ward: Ward, person_id: UUID) -> Person:
    found = Person.objects.filter(pk=person_id, identity__facility=ward.facility_id).first()
    if found is None:
        raise Http404
    return found


def _said(request: HttpRequest, ward: Ward, body: schemas.Sent) -> dict[str, Any]:
    now = datetime.now(UTC)
    stated = body.occurred_at
    if stated is not None and stated > now + CLOCKS_DIFFER:
        stated = None
    by = Actor(reach_of(request).account_id, None, ward.facility.timezone)
    return {"entry_id": body.entry_id, "by": by, "at": occurred(body.entry_id, stated, now)}


def _is_known(body: schemas.Sent) -> bool:
    return Entry.objects.filter(entry_id=body.entry_id).exists()


def _written(known: bool, body: schemas.Sent, **made: UUID | None) -> Answer:
    return Status(200 if known else 201, {"entry_id": body.entry_id} | made)


def _check_codes(*, said: Schema, **lists: str) -> None:
    for name, codes in lists.items():
        _check_code(codes, getattr(said, name), name)


def _check_code(codes: str, code: str | None, field: str) -> None:
    if code is not None and code not in code_list(codes).codes:
        known = ", ".join(code_list(codes).codes)
        raise HttpError(422, f"{field}: no such code (value {code}): use one of {known}")


def _code(codes: str, code: str | None) -> str | None:
    return code if code in code_list(codes).codes else None
