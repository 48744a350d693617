"""Nothing stops the end of a measure: no state, no field, no clock, no colleague nearby."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions as account_actions
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.recording import actions, afterwards
from openward_web.recording.models import Measure
from openward_web.recording.selectors import now
from openward_web.wards import actions as ward_actions
from openward_web.wards.models import Regime, Ward
from tests.web.service import HOSPITAL, NOON, NURSE, SECOND_WARD, WARD, person_here, service

pytestmark = pytest.mark.django_db


def said(minutes: float = 5) -> dict[str, Any]:
    return {"entry_id": uuid7(), "by": NURSE, "at": NOON + timedelta(minutes=minutes)}


@pytest.fixture
def measure() -> Measure:
    service()
    _, key = actions.start_measure(
        **said(0), person=person_here(), ward_id=WARD, kind="mechanical_restraint"
    )
    return Measure.objects.get(pk=key)


def client_of(role: Role, **place: UUID) -> Client:
    account = Account.objects.create(pk=uuid7(), username=str(role), display_name="Somebody")
    account_actions.grant_role(
        entry_id=uuid7(), by=NURSE, at=NOON, account_id=account.pk, role=role, **place
    )
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def end(client: Client, measure: Measure, *, follow: bool = False, **form: str) -> Any:
    sent = {"entry_id": str(uuid7())} | form
    return client.post(f"/measures/{measure.pk}/end/", sent, follow=follow)


def _person_moved(measure: Measure) -> None:
    ward_actions.move(**said(), stay=measure.stay, to=Ward.objects.get(pk=SECOND_WARD))


def _person_left(measure: Measure) -> None:
    ward_actions.discharge(**said(), stay=measure.stay)


def _on_leave(measure: Measure) -> None:
    ward_actions.go_on_leave(**said(), stay=measure.stay)


def _no_law(measure: Measure) -> None:
    Regime.objects.all().delete()


def _ward_closed(measure: Measure) -> None:
    Ward.objects.update(opened_on=NOON.date(), closed_on=NOON.date())


def _corrected_meanwhile(measure: Measure) -> None:
    cells = afterwards.measure_as_said(measure) | {"place": "own_room"}
    afterwards.correct_measure(**said(), measure=measure, said=cells, base_version=None)


STATES: dict[str, Callable[[Measure], None]] = {
    "nothing else written": lambda measure: None,
    "on a break": lambda measure: actions.pause(**said(), measure=measure),
    "another measure in the incident": lambda measure: actions.start_measure(
        **said(), person=measure.person, ward_id=WARD, kind="seclusion",
        incident_id=measure.incident_id,
    ) and None,
    "the person moved": _person_moved,
    "the person left": _person_left,
    "the person is on leave": _on_leave,
    "no law is named": _no_law,
    "the ward is closed": _ward_closed,
    "corrected by a colleague": _corrected_meanwhile,
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_measure_ends_in_every_state(measure: Measure, state: str) -> None:
    STATES[state](measure)
    answer = end(client_of(Role.WARD_STAFF, ward_id=WARD), measure)
    measure.refresh_from_db()
    assert answer.status_code == 302
    assert measure.end_state == "ended"


FIELDS = {
    "a moment before the start": {"occurred_at": "2001-01-01T00:00:00+00:00"},
    "a moment in the future": {"occurred_at": "2199-01-01T00:00:00+00:00"},
    "a moment before all calendars": {"occurred_at": "0001-01-01T00:00:00+14:00"},
    "a moment that is none": {"occurred_at": "yesterday"},
    "a moment without a zone": {"occurred_at": "2026-03-02T12:30:00"},
    "codes that do not exist": {"role": "wizard", "reason": "because"},
    "text far too long": {"role": "x" * 100_000},
}


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_stops_the_end(measure: Measure, field: str) -> None:
    answer = end(client_of(Role.WARD_STAFF, ward_id=WARD), measure, **FIELDS[field])
    measure.refresh_from_db()
    assert (answer.status_code, measure.end_state) == (302, "ended")
    assert measure.ended_at is not None and measure.started_at <= measure.ended_at <= now()


@pytest.mark.parametrize(
    "role, place",
    [(Role.WARD_STAFF, {"ward_id": WARD}), (Role.WARD_STAFF, {"ward_id": SECOND_WARD}),
     (Role.WARD_CHAMPION, {"ward_id": SECOND_WARD}),
     (Role.FACILITY_LEAD, {"facility_id": HOSPITAL})],
)  # fmt: skip
def test_no_role_at_the_bedside_stops_the_end(
    measure: Measure, role: Role, place: dict[str, UUID]
) -> None:
    page = end(client_of(role, **place), measure, follow=True)
    measure.refresh_from_db()
    assert (page.status_code, measure.end_state) == (200, "ended")


def test_two_colleagues_who_end_it_at_once_are_both_told_that_it_ended(measure: Measure) -> None:
    answers = [end(client_of(role, ward_id=WARD), measure).status_code
               for role in (Role.WARD_STAFF, Role.WARD_CHAMPION)]  # fmt: skip
    assert answers == [302, 302]
    assert Entry.objects.filter(action="end_measure").count() == 2


@pytest.mark.parametrize("known", [{}, {"not_known": "1"}])
@pytest.mark.parametrize("state", ["ended", "not_recorded", "point"])
def test_ending_what_has_no_end_to_come_changes_nothing(
    measure: Measure, state: str, known: dict[str, str]
) -> None:
    ended = NOON + timedelta(minutes=1) if state == "ended" else None
    Measure.objects.filter(pk=measure.pk).update(end_state=state, ended_at=ended)
    assert end(client_of(Role.WARD_STAFF, ward_id=WARD), measure, **known).status_code == 302
    measure.refresh_from_db()
    assert (measure.end_state, measure.ended_at) == (state, ended)


def test_whoever_was_signed_out_is_asked_to_sign_in_and_may_send_it_again(measure: Measure) -> None:
    form = {"entry_id": str(uuid7()), "occurred_at": (NOON + timedelta(minutes=9)).isoformat()}
    place = f"/measures/{measure.pk}/end/"
    assert Client().post(place, form).status_code == 401
    client_of(Role.WARD_STAFF, ward_id=WARD).post(place, form)
    measure.refresh_from_db()
    assert measure.ended_at == NOON + timedelta(minutes=9)


def test_an_end_sent_by_whoever_has_to_change_the_password_is_kept_for_later(
    measure: Measure,
) -> None:
    client = client_of(Role.WARD_STAFF, ward_id=WARD)
    Account.objects.update(must_change_password=True)
    assert end(client, measure, follow=True).status_code == 401
    Account.objects.update(must_change_password=False)
    assert end(client, measure, follow=True).status_code == 200
