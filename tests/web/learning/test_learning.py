"""Debriefs, voices apart, the plan in the moment, and what follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from openward_web.accounts.rules import Role
from openward_web.learning.models import Action, Debrief, DebriefOffer, PlanUse, Voice
from openward_web.learning.selectors import debriefs_of
from openward_web.ledger.rebuilding import differences
from openward_web.recording.models import Incident
from tests.web.names import HOSPITAL, WARD
from tests.web.people.story import incident, line, nurse, person_account, plan_of, post
from tests.web.service import NOON, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def happened() -> Incident:
    service()
    return incident(person_here(1))


def lead() -> Client:
    return signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))


def offer(staff: Client, happened: Incident, **said: str) -> Any:
    fields = {"whose": "person", "kind": "formal", "by_role": "nurse"} | said
    return post(staff, f"/incidents/{happened.pk}/offer/",
                **{f"offer-{name}": value for name, value in fields.items()})  # fmt: skip


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_talk_that_was_declined_is_offered_again_and_held(happened: Incident) -> None:
    staff = nurse()
    offer(staff, happened, answer="no", reason="too_soon")
    debrief = Debrief.objects.get()
    assert debriefs_of(happened)[0].was_declined
    assert "Offer it again" in body(staff, f"/incidents/{happened.pk}/learning/")
    post(staff, f"/debriefs/{debrief.pk}/again/", answer="yes")
    assert [o.answer for o in DebriefOffer.objects.order_by("offered_at", "pk")].count("yes") == 1
    assert not debriefs_of(happened)[0].was_declined
    post(staff, f"/debriefs/{debrief.pk}/hold/", facilitator_role="peer_worker",
         chosen_by_person="yes")  # fmt: skip
    debrief.refresh_from_db()
    assert (debrief.facilitator_role, debrief.chosen_by_person) == ("peer_worker", True)
    assert "chosen by the person" in body(staff, f"/incidents/{happened.pk}/learning/")


@pytest.mark.parametrize(
    ("chosen", "staff_sees", "supporter_sees"),
    [((), False, False), (("ward",), True, False), (("advocate",), False, True),
     (("ward", "advocate", "monitor"), True, True)],
)  # fmt: skip
def test_the_person_chooses_who_reads_each_account(
    happened: Incident, chosen: tuple[str, ...], staff_sees: bool, supporter_sees: bool
) -> None:
    person = happened.person
    mine = signed_in(person_account(person))
    post(mine, f"/me/incidents/{happened.pk}/", words="I was afraid of the door")
    supporter = signed_in(account(Role.SUPPORTER, person_id=person.pk))
    pages = ((nurse(), f"/incidents/{happened.pk}/learning/"),
             (supporter, f"/people/{person.pk}/accounts/"))  # fmt: skip
    assert not any("afraid of the door" in body(*page) for page in pages)
    post(mine, f"/me/accounts/{Voice.objects.get().pk}/readers/",
         **{f"for_{name}": "1" for name in chosen})  # fmt: skip
    assert ["afraid of the door" in body(*page) for page in pages] == [staff_sees, supporter_sees]
    assert "afraid of the door" in body(mine, f"/me/incidents/{happened.pk}/")


def test_what_others_said_of_themselves_is_withheld_and_said_so(happened: Incident) -> None:
    said = {"whose": "staff", "words": "I still hear it", "harm": "moral_injury"}
    post(nurse(), f"/incidents/{happened.pk}/voice/", **{f"voice-{k}": v for k, v in said.items()})
    mine = body(signed_in(person_account(happened.person)), f"/me/incidents/{happened.pk}/")
    assert "I still hear it" not in mine
    assert "Others wrote 1 accounts" in mine


def test_what_is_wrong_stands_in_the_record_and_on_paper(happened: Incident) -> None:
    mine = signed_in(person_account(happened.person))
    post(mine, f"/me/incidents/{happened.pk}/wrong/", wrong="It lasted until the morning")
    assert "It lasted until the morning" in body(nurse(), f"/incidents/{happened.pk}/")
    assert nurse().get(f"/incidents/{happened.pk}/incident.pdf").content.startswith(b"%PDF")


def test_each_tap_about_a_line_of_the_plan_is_one_row_and_feeds_the_review(
    happened: Incident,
) -> None:
    said, staff = line(happened.person), nurse()
    for did in ("tried", "helped", "helped"):
        post(staff, f"/incidents/{happened.pk}/plan/", line=said.pk, did=did)
    post(staff, f"/incidents/{happened.pk}/plan/", did="looked")
    uses = PlanUse.objects.order_by("line")
    assert {(u.entry, u.looked_at, u.tried, u.helped) for u in uses} == {
        (None, True, None, None), ("helps", None, True, "yes"),
    }  # fmt: skip
    assert "tried 1 times; helped: 1" in body(staff, f"{plan_of(happened.person)}whole/")
    assert list(differences()) == []


def test_you_said_we_did_stands_on_the_wall_when_it_is_done(happened: Incident) -> None:
    staff = nurse()
    post(staff, f"/incidents/{happened.pk}/action/", **{
        "action-kind": "service", "action-what": "The garden stays open until ten",
        "action-you_said": "I wanted to go outside", "action-owner_role": "nurse",
        "action-due_on": "2026-04-01", "action-hours": "4", "action-answer_due_on": "2026-03-20",
    })  # fmt: skip
    action = Action.objects.get()
    assert "garden" not in body(staff, f"/wards/{WARD}/wall/")
    assert "No answer yet" in body(staff, f"/wards/{WARD}/changes/")
    post(lead(), f"/actions/{action.pk}/answer/", answer="Yes, from Monday")
    assert "Yes, from Monday" in body(staff, f"/wards/{WARD}/changes/")
    post(staff, f"/actions/{action.pk}/done/")
    wall = body(staff, f"/wards/{WARD}/wall/")
    assert "I wanted to go outside" in wall
    assert "The garden stays open until ten" in wall


def test_a_house_rule_is_kept_changed_or_dropped_by_a_lead(happened: Incident) -> None:
    Incident.objects.update(request_refused=True, refusal_reason="ward_rule", started_at=NOON)
    post(nurse(), f"/wards/{WARD}/changes/rule/", text="No tea after nine")
    rule = happened.ward.house_rules.get()
    assert nurse().post(f"/rules/{rule.pk}/decide/").status_code == 403
    post(lead(), f"/rules/{rule.pk}/decide/", decision="drop")
    assert "Drop it" in body(nurse(), f"/wards/{WARD}/changes/")


def test_an_incident_stands_on_the_leads_page_until_they_have_read_it(happened: Incident) -> None:
    from django.utils.timezone import now

    Incident.objects.update(started_at=now())
    page, link = f"/wards/{WARD}/changes/", f'href="/incidents/{happened.pk}/learning/"'
    boss = lead()
    assert link in body(boss, page)
    assert link not in body(nurse(), page)
    post(boss, f"/incidents/{happened.pk}/seen/")
    assert link not in body(boss, page)
    assert "A lead read this" in body(nurse(), f"/incidents/{happened.pk}/learning/")


@pytest.mark.parametrize(("whose", "accepted"), [("person", "yes"), ("staff", "no")])
def test_support_is_written_down_for_everybody(
    happened: Incident, whose: str, accepted: str
) -> None:
    post(nurse(), f"/incidents/{happened.pk}/support/",
         **{"support-to": whose, "support-accepted": accepted})  # fmt: skip
    assert happened.support.get().accepted is (accepted == "yes")


@pytest.mark.parametrize("form", ["offer", "voice", "support", "action"])
def test_a_form_with_nothing_in_it_is_shown_again_and_nothing_is_written(
    happened: Incident, form: str
) -> None:
    answer = post(nurse(), f"/incidents/{happened.pk}/{form}/")
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_nobody_else_opens_what_happened_to_a_person(happened: Incident) -> None:
    mine = signed_in(person_account(person_here(2)))
    assert mine.get(f"/me/incidents/{happened.pk}/").status_code == 404
