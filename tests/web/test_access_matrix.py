"""Every address, with every role, on the own ward, another ward and another facility: no leak.

The addresses come from the URL configuration; a new one without a row in `access.py` fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from uuid6 import uuid7

from openward.change.cards import Card
from openward_web.accounts import actions as account_actions
from openward_web.accounts.models import Account, Device, Grant
from openward_web.accounts.rules import Role
from openward_web.assessments.models import Improvement, Visit
from openward_web.change import actions as changes
from openward_web.change.models import Change
from openward_web.experience.models import Answers
from openward_web.learning import actions as learning
from openward_web.ledger.models import Entry
from openward_web.people import actions as plans
from openward_web.people.models import Person
from openward_web.recording import actions
from openward_web.recording.models import Incident
from openward_web.sealed.models import Mailbox, SealedMessage
from openward_web.wards.actions import call_for_help
from openward_web.wards.models import Ward
from tests.web.access import NEAR, PAGES, PUBLIC, ROLES, SIGNED_IN
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_HOSPITAL,
    OTHER_WARD,
    SECOND_WARD,
    WARD,
    person_here,
    service,
)

pytestmark = pytest.mark.django_db
PLACES = {"own": (WARD, HOSPITAL), "second": (SECOND_WARD, HOSPITAL),
          "other": (OTHER_WARD, OTHER_HOSPITAL)}  # fmt: skip
REFUSED = {401, 403, 404}


def routes() -> Iterator[tuple[str, str]]:
    """Every named route and its pattern. The API has a matrix of its own."""
    yield from _routes(get_resolver().url_patterns, "", "")


def _routes(patterns: Any, namespace: str, before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = ":".join(part for part in (namespace, each.namespace) if part)
            if not path.startswith("api/"):
                yield from _routes(each.url_patterns, inner, path)
        elif isinstance(each, URLPattern):
            yield ":".join(part for part in (namespace, each.name or path) if part), path


ROUTES = dict(routes())


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(ROUTES) == set(PAGES)


@pytest.fixture
def world() -> dict[str, dict[str, Any]]:
    """The same things on three wards; people have names that no page may tell elsewhere."""
    service()
    return {place: _things(number, *where)
            for number, (place, where) in enumerate(PLACES.items(), 1)}  # fmt: skip


def _things(number: int, ward_id: UUID, hospital: UUID) -> dict[str, Any]:
    person = person_here(number, ward_id, hospital)
    ward = Ward.objects.get(pk=ward_id)
    incident, measure = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=person, ward_id=ward_id, kind="seclusion"
    )
    call = call_for_help(entry_id=uuid7(), by=NURSE, at=NOON, ward=ward, kind="help")
    device = account_actions.enrol_device(
        entry_id=uuid7(), by=NURSE, at=NOON, ward_id=ward_id, name="Tablet"
    )
    account = Account.objects.create(pk=uuid7(), username=f"u{number}", display_name="Somebody")
    grant = _grant(account, "ministry", {})
    account_actions.break_glass(
        entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk, reason="transferred today"
    )
    return _plan(ward, person, incident) | {
        "ward_id": ward_id, "facility_id": hospital, "person_id": person.pk,
        "stay_id": person.stays.get().pk, "incident_id": incident, "measure_id": measure,
        "call_id": call, "device_id": device, "account_id": account.pk, "grant_id": grant,
        "near_id": _grant(account, "supporter", {"person_id": person.pk}),
        "glass_id": person.broken_glass.get().pk, "pk": 1, "token_id": uuid7(),
        "release_id": uuid7(),
        "answers_id": _answers(person), "message_id": _message(person),
        **_visits(number, hospital), "item_id": "1.1", "passage_id": uuid7(), "ending": "pdf",
        **_change(ward), "slug": "x", "indicator": "x",
        "area_type": "x", "area_id": "x", "code": "sk", "number": 1, "size": "a4",
        "key": "training",
    }  # fmt: skip


def _visits(number: int, hospital: UUID) -> dict[str, UUID]:
    """Two released visits to the hospital, the second with an improvement."""
    rows = [Visit.objects.create(
        pk=uuid7(), facility_id=hospital, instrument="hopes-elements-1", version="1",
        started_on=date(2026, number, day), announced=True, opened_at=NOON, released_at=NOON,
    ) for day in (1, 2)]  # fmt: skip
    row = Improvement.objects.create(
        pk=uuid7(), visit=rows[1], item="h", what="x", owner="lead", due_on=date(2026, 9, 1),
        written_at=NOON,
    )  # fmt: skip
    return {"visit_id": rows[1].pk, "improvement_id": row.pk}


def _change(ward: Ward) -> dict[str, UUID]:
    """Something that the ward does differently, with a trial of it."""
    said = {"by": NURSE, "at": NOON}
    key = changes.start_change(
        entry_id=uuid7(),
        **said,
        ward=ward,
        practice="own",
        card=Card("Tea", "We drink tea."),
        said={"started_on": NOON.date(), "lead_role": "nurse"},
    )
    changes.plan_cycle(
        entry_id=uuid7(),
        **said,
        change=Change.objects.get(pk=key),
        day=NOON.date(),
        plan="Tea",
        prediction="Calm",
    )
    return {"change_id": key, "cycle_id": Change.objects.get(pk=key).cycles.get().pk}


def _answers(person: Person) -> UUID:
    """What the person answered."""
    made = Answers.objects.create(
        pk=uuid7(), person=person, instrument="openward-own-1", version="1", answers="{}",
        language="en", answered_at=NOON,
    )  # fmt: skip
    return made.pk


def _message(person: Person) -> UUID:
    """What the person sent to somebody outside."""
    box = Mailbox.objects.create(pk=uuid7(), name="Advocate", public_key="age1x", set_at=NOON)
    sent = SealedMessage.objects.create(
        pk=uuid7(), person=person, mailbox=box, sealed="x", sent_at=NOON
    )
    return sent.pk


def _plan(ward: Ward, person: Person, incident_id: UUID) -> dict[str, Any]:
    """A plan with a card, an account of the person, a debrief, an action and a house rule."""
    incident, said = Incident.objects.get(pk=incident_id), {"by": NURSE, "at": NOON}
    line = plans.add_line(
        entry_id=uuid7(), **said, person_id=person.pk, part="do", voice="mine",
        written_by="for_person", text="Sit with me.", language="en",
    )  # fmt: skip
    plans.make_card(entry_id=uuid7(), **said, person_id=person.pk)
    voice = learning.add_voice(
        entry_id=uuid7(), **said, incident=incident, whose="person", written_by="for_them",
        language="en", said={"words": "I was afraid.", "for_ward": True},
    )  # fmt: skip
    debrief = learning.offer_debrief(
        entry_id=uuid7(), **said, incident=incident, whose="person", kind="formal", by_role=None,
        answer="no", reason=None,
    )  # fmt: skip
    action = learning.ask_for_change(
        entry_id=uuid7(), **said, ward=ward, incident=incident,
        said={"kind": "service", "what": "Keep the garden open", "owner_role": "nurse"},
    )  # fmt: skip
    learning.add_house_rule(entry_id=uuid7(), **said, ward=ward, text="No tea after nine")
    return {
        "line_id": line, "card_id": person.plan_cards.get().pk, "voice_id": voice,
        "debrief_id": debrief, "action_id": action, "rule_id": ward.house_rules.get().pk,
    }  # fmt: skip


def _grant(account: Account, role: str, place: dict[str, UUID]) -> UUID:
    return account_actions.grant_role(
        entry_id=uuid7(), by=NURSE, at=NOON - timedelta(days=1), account_id=account.pk,
        role=Role(role), **place,
    )  # fmt: skip


def client_of(role: str) -> Client:
    """Somebody in a role at the own place; a person is the one on the own ward."""
    places: dict[str, dict[str, UUID]] = {
        "facility_lead": {"facility_id": HOSPITAL},
        **{near: {"person_id": UUID(int=1001)} for near in ("person", "supporter", "peer_worker")},
        **{
            name: {}
            for name in ("ministry", "monitor", "user_association", "administrator", "assessor")
        },
    }
    account = Account.objects.create(pk=uuid7(), username=role, display_name=role)
    _grant(account, role, places.get(role, {"ward_id": WARD}))
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name: str, things: dict[str, Any]) -> str:
    """The address of a route about these things."""
    pattern = ROUTES[name]
    return reverse(name, kwargs={k: v for k, v in things.items() if f":{k}>" in pattern})


def ask(client: Client, method: str, name: str, things: dict[str, Any]) -> Any:
    """Ask with what the form of the page would send."""
    data = {
        "entry_id": str(uuid7()), "kind": "help" if name == "wards:call" else "seclusion",
        "person": str(things["person_id"]), "statement": "complete", "shift": "early",
        "part": "do", "voice": "mine", "text": "Sit with me.", "who": "staff", "size": "a4",
        "made": "with_person", "readers": "ward", "did": "looked", "answer": "yes",
        "decision": "drop", "state": "begun",
    }  # fmt: skip
    place = address(name, things)
    return client.post(place, data) if method == "POST" else client.get(place)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_whoever_is_not_signed_in_sees_public_pages_only(
    name: str, world: dict[str, dict[str, Any]]
) -> None:
    expected = PAGES[name]
    for method in ("GET", "POST"):
        before = Entry.objects.count()
        answer = ask(Client(), method, name, world["own"])
        if expected.roles == PUBLIC:
            assert answer.status_code not in {401, 403}
            continue
        assert answer.status_code == (302 if method == "GET" else 401)
        assert method == "POST" or answer["Location"].startswith("/accounts/login/")
        assert Entry.objects.count() == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reaches_further_than_their_role(
    role: str, world: dict[str, dict[str, Any]]
) -> None:
    client, wrong = client_of(role), []
    for name, expected in PAGES.items():
        if expected.roles in {PUBLIC, SIGNED_IN}:
            continue
        for method in expected.methods.split():
            for place, things in world.items():
                before = Entry.objects.filter(tree="record").count()
                status = ask(client, method, name, things).status_code
                if not _as_expected(role, expected, place, status):
                    wrong.append((name, method, place, status))
                if status in REFUSED:
                    assert Entry.objects.filter(tree="record").count() == before
    assert wrong == []


def _as_expected(role: str, expected: Any, place: str, status: int) -> bool:
    if role not in expected.roles:
        return status == 403
    if expected.reaches is not None and place not in expected.reaches[role]:
        return status == 404
    return status not in REFUSED and status < 500


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_a_name_of_another_ward(role: str, world: dict[str, dict[str, Any]]) -> None:
    client = client_of(role)
    told = {"Person 1": "own", "Person 2": "second", "Person 3": "other"}
    near = {"facility_lead": {"own", "second"}}.get(role, {"own"})
    staff = role in {"ward_staff", "ward_champion", "facility_lead"}
    seen = near if staff else {"own"} if role in NEAR else set()
    for name, expected in PAGES.items():
        if "GET" in expected.methods:
            for things in world.values():
                body = ask(client, "GET", name, things).content.decode("utf-8", "replace")
                leaks = {who for who, place in told.items() if who in body and place not in seen}
                assert not leaks, f"{name} tells {leaks} to {role}"


def test_a_withdrawn_role_opens_nothing(world: dict[str, dict[str, Any]]) -> None:
    client = client_of("ward_staff")
    assert ask(client, "GET", "wards:board_of", world["own"]).status_code == 200
    account = Account.objects.get(username="ward_staff")
    account_actions.withdraw_role(
        entry_id=uuid7(), by=NURSE, at=NOON, account_id=account.pk,
        grant_id=Grant.objects.get(account_id=account.pk).pk,
    )  # fmt: skip
    assert ask(client, "GET", "wards:board_of", world["own"]).status_code == 403


def test_a_tablet_that_is_lost_knows_nobody(world: dict[str, dict[str, Any]]) -> None:
    account_actions.revoke_device(
        entry_id=uuid7(), by=NURSE, at=NOON, device_id=world["own"]["device_id"]
    )
    assert Device.objects.get(pk=world["own"]["device_id"]).revoked_at == NOON
