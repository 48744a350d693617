"""A visit: several write at once and nothing is lost; what is the committee's stays with it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.assessments import actions, selectors
from openward_web.assessments.models import Evidence, Improvement, Member, Rating, Visit
from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import Actor
from openward_web.wards.models import Facility
from tests.web.assessments.visiting import Committee, read, send
from tests.web.service import HOSPITAL, NOON, account, signed_in

pytestmark = pytest.mark.django_db
SECRET = "the nurse of the night shift told us"  # noqa: S105 - a sentence


@pytest.fixture
def three() -> Committee:
    return Committee()


def test_opening_a_visit_offers_to_load_the_official_text_first(three: Committee) -> None:
    page = read(three.clients[0], "/assessments/new/").split("<main")[1]
    assert page.index("Load the official text") < page.index("<form method")
    status = send(three.clients[0], "/assessments/new/", facility=str(HOSPITAL), part="law",
                  instrument="qualityrights-2012", started_on="2026-03-05",
                  announced="no")  # fmt: skip
    assert status == 302
    made = Visit.objects.get(instrument="qualityrights-2012")
    page = read(three.clients[0], f"/assessments/{made.pk}/")
    assert "This is not the official text." in page
    assert "Nobody with lived experience is on this committee." in page
    page = read(three.clients[0], f"/assessments/{made.pk}/items/4.2/")
    assert page.count("remembered, not read") >= 6
    assert "Nobody is secluded or restrained" in page


def test_ratings_stay_apart_and_are_seen_after_ones_own(three: Committee) -> None:
    three.rate(0, h="full")
    page = read(three.clients[1], three.address("items/h/"))
    assert "Assessor-1: " not in page
    levels = {"level-h": "partial"}
    assert send(three.clients[1], three.address("items/h/"), form="rate", **levels) == 302
    page = read(three.clients[1], three.address("items/h/"))
    assert "Assessor-1: Lived every day" in page
    assert selectors.held_by_item(three.visit)["h"].level is None
    assert "You differ on: h" in read(three.clients[2], three.address()).replace("\n", " ")


def test_what_two_agree_on_at_the_same_time_is_a_conflict_and_both_stay(three: Committee) -> None:
    three.rate(0, agreed=True, h="full")
    three.rate(1, agreed=True, h="partial")
    held = selectors.held_by_item(three.visit)["h"]
    assert (held.is_conflict, held.level, len(held.agreed)) == (True, None, 2)
    page = read(three.clients[2], three.address("items/h/"))
    assert "Written at the same time; choose one:" in page
    seen = " ".join(str(one.pk) for one in held.agreed)
    send(three.clients[2], three.address("items/h/"), form="agree",
         **{"level-h": "partial", "seen-h": seen, "was-h": "",
            "reason-h": "We talked."})  # fmt: skip
    held = selectors.held_by_item(three.visit)["h"]
    assert (held.is_conflict, held.level, Rating.objects.count()) == (False, "partial", 3)


def test_the_program_proposes_no_rating(three: Committee) -> None:
    for who in (0, 1, 2):
        three.rate(who, h="full", o="full")
    assert selectors.agreed_levels(three.visit) == {}
    page = read(three.clients[0], three.address("items/h/"))
    agreed = page[page.index('id="agreed-h"') :]
    assert 'value="" selected' in agreed or "selected" not in agreed[: agreed.index("</select>")]


def test_what_does_not_apply_and_what_nobody_assessed_are_told_apart(three: Committee) -> None:
    three.rate(0, agreed=True, h="not_applicable")
    page = read(three.clients[0], three.address("report/"))
    assert page.count("Does not apply here") == 1
    assert page.count("Not assessed") == 4


def test_the_place_reads_the_released_report_and_no_evidence(three: Committee) -> None:
    said = {"by": three.actors[1], "at": NOON, "visit": three.visit}
    actions.note_evidence(entry_id=uuid7(), **said, item="h", source="interview_staff",
                          words=SECRET)  # fmt: skip
    actions.count_interviews(entry_id=uuid7(), **said, kind="person", count=4)
    actions.count_interviews(entry_id=uuid7(), **said, kind="staff", count=7)
    three.rate(0, h="not_initiated")
    three.rate(1, agreed=True, h="partial")
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    assert lead.get(three.address("report/")).status_code == 404
    three.release()
    for page in ("report/", "report.md"):
        text = read(lead, three.address(page)).replace("&lt;", "<")
        assert SECRET not in text
        assert "Assessor-1" not in text
        assert "In part" in text
        assert "Not yet" not in text
        assert "< 5" in text
        assert "7" in text
        assert "0800" in text
        assert "Nobody with lived experience was on it." in text
    assert lead.get(three.address("report.pdf")).content.startswith(b"%PDF")
    assert lead.get(three.address()).status_code == 403


def test_another_assessor_finds_nothing_and_another_hospital_no_report(three: Committee) -> None:
    stranger = signed_in(account(Role.ASSESSOR))
    for rest in ("", "items/h/", "report/", "plan/"):
        assert stranger.get(three.address(rest)).status_code == 404
    three.release()
    other = Facility.objects.exclude(pk=HOSPITAL).get()
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=other.pk))
    assert lead.get(three.address("report/")).status_code == 404


def test_nobody_writes_in_another_name_or_after_release(three: Committee) -> None:
    nobody = Actor(account(Role.ASSESSOR).pk, None, "UTC")
    said = {"at": NOON, "visit": three.visit, "levels": {"h": "full"}, "seen": {}}
    with pytest.raises(PermissionDenied):
        actions.rate_items(entry_id=uuid7(), by=nobody, **said)
    three.release()
    with pytest.raises(PermissionDenied):
        actions.rate_items(entry_id=uuid7(), by=three.actors[0], **said)
    assert not Rating.objects.exists()


def test_a_report_without_a_contact_is_not_released(three: Committee) -> None:
    assert send(three.clients[0], three.address(), form="release", checked="on") == 422
    assert send(three.clients[0], three.address(), form="release", contact="Ombudsman") == 422
    assert Visit.objects.get().released_at is None


def test_only_assessors_join_and_each_once(three: Committee) -> None:
    assert send(three.clients[0], three.address(), form="member", username="nobody",
                part="law") == 422  # fmt: skip
    nurse = account(Role.WARD_STAFF, ward_id=Facility.objects.get(pk=HOSPITAL).wards.first().pk)
    assert send(three.clients[0], three.address(), form="member", username=nurse.username,
                part="law") == 422  # fmt: skip
    assert Member.objects.count() == 3


def test_the_place_plans_and_the_next_visit_is_compared(three: Committee) -> None:
    three.rate(0, agreed=True, h="not_initiated", o="partial")
    three.release()
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    plan = three.address("plan/")
    assert send(three.clients[0], plan, item="h", what="x", owner="y", due_on="2026-09-01") == 403
    assert send(lead, plan, item="h", what="Open the garden", owner="ward manager",
                due_on="2026-09-01", resources="a key") == 302  # fmt: skip
    row = Improvement.objects.get()
    assert send(lead, f"{plan}{row.pk}/", state="done") == 302
    assert "Open the garden" in read(lead, plan)
    assert Improvement.objects.get().state == "done"
    three.visit = three.open("hopes-elements-1", ("lived_experience", "law", "health"),
                             date(2026, 9, 2))  # fmt: skip
    three.rate(0, agreed=True, h="full", o="partial")
    three.release()
    page = read(lead, three.address("compare/"))
    assert "higher" in page
    assert "the same" in page
    assert "with lived experience" in read(lead, three.address("report/"))


def test_what_was_noted_and_rated_cannot_be_changed(three: Committee) -> None:
    three.rate(0, h="full")
    actions.note_evidence(entry_id=uuid7(), by=three.actors[0], at=NOON, visit=three.visit,
                          item="h", source="observation", words="x")  # fmt: skip
    for change in (Rating.objects, Evidence.objects):
        column = "level" if change is Rating.objects else "words"
        with pytest.raises(DatabaseError), transaction.atomic():
            change.update(**{column: "other"})


def test_a_visit_can_be_made_again_from_its_entries(three: Committee) -> None:
    three.rate(0, agreed=True, h="full")
    three.release()
    tables = {"assessment_visits", "assessment_members", "assessment_ratings"}
    assert [one for one in differences() if one.table in tables] == []
    Visit.objects.update(wards="another ward")
    assert [one.table for one in differences() if one.table in tables] == ["assessment_visits"]
