"""What a ward does differently: begun, counted, asked about, told, shared and carried elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from openward.change.cards import Card, write_card
from openward_web.accounts.rules import Role
from openward_web.change import selectors
from openward_web.change.models import Change, Hold, ShiftTally, Story
from openward_web.wards.models import Ward
from tests.web.names import HOSPITAL, OTHER_WARD, WARD
from tests.web.people.story import TEXTS, nurse, post
from tests.web.service import account, service, signed_in

pytestmark = pytest.mark.django_db
START = f"/changes/ward/{WARD}/start/"
BEGUN = {"started_on": "2026-03-01", "lead_role": "nurse"}


@pytest.fixture
def champion() -> Client:
    service()
    return nurse()


def begun(client: Client, **fields: Any) -> Change:
    post(client, f"{START}?practice=soft-words", **BEGUN | fields)
    return Change.objects.get()


def note(client: Client, what: str, **fields: Any) -> int:
    address = f"/changes/{Change.objects.get().pk}/{what}/"
    return int(post(client, address, **{"day": "2026-03-02"} | fields).status_code)


def test_a_practice_of_the_catalogue_begins_with_its_questions(champion: Client) -> None:
    found = begun(champion)
    assert (found.practice, found.title) == ("soft-words", "Soft words")
    page = champion.get(f"/changes/{found.pk}/").content.decode()
    assert "Was the hint changed in the last week?" in page
    assert page.index("How often") < page.index("If you want to know what it did")


def test_not_counted_is_not_zero(champion: Client) -> None:
    found = begun(champion)
    assert selectors.done_lately(found, date(2026, 3, 2)) == (None, 0)
    assert note(champion, "done", shift="early", count="0") == 302
    assert selectors.done_lately(found, date(2026, 3, 2)) == (0, 1)
    note(champion, "done", shift="early", count="3")
    assert selectors.done_lately(found, date(2026, 3, 2)) == (3, 1)


def test_a_prediction_stands_before_the_result(champion: Client) -> None:
    found = begun(champion)
    assert note(champion, "cycle", plan="Two days", prediction="Fewer raised voices") == 302
    cycle = found.cycles.get()
    finish = f"/changes/trials/{cycle.pk}/finish/"
    said = {"day": "2026-03-09", "result": "None fewer", "decision": "adapt"}
    assert post(champion, finish, **said).status_code == 302
    assert post(champion, finish, **said | {"decision": "keep"}).status_code == 422
    assert (found.cycles.get().prediction, found.cycles.get().decision) == (
        "Fewer raised voices", "adapt",
    )  # fmt: skip


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_story_is_kept_as_it_was_told(champion: Client, text: str) -> None:
    begun(champion)
    assert note(champion, "story", voice="person", words=text) == 302
    assert Story.objects.get().words == text
    with pytest.raises(DatabaseError), transaction.atomic():
        Story.objects.update(words="better")


@pytest.mark.parametrize(("answered", "strained", "status"), [
    ("9", "3", 422), ("", "3", 422), ("10", "11", 422), ("10", "3", 302), ("9", "", 302),
])  # fmt: skip
def test_strain_is_a_total_of_ten_or_more(
    champion: Client, answered: str, strained: str, status: int
) -> None:
    begun(champion)
    said = {"still_done": "yes", "still_falling": "not_known"}
    assert note(champion, "hold", **said, staff_answered=answered,
                staff_strained=strained) == status  # fmt: skip
    assert Hold.objects.exists() == (status == 302)


@pytest.mark.parametrize(("today", "due"), [
    (date(2026, 8, 31), 0), (date(2026, 9, 1), 1), (date(2027, 3, 1), 2), (date(2028, 3, 1), 3),
])  # fmt: skip
def test_it_is_asked_after_6_12_and_24_months(champion: Client, today: date, due: int) -> None:
    assert len(selectors.holds_due(begun(champion), today)) == due


def test_it_is_asked_when_the_money_ends(champion: Client) -> None:
    found = begun(champion, money_ends_on="2026-04-01")
    assert selectors.holds_due(found, date(2026, 4, 1)) == [date(2026, 4, 1)]


def test_other_wards_see_it_only_when_a_lead_lets_them(champion: Client) -> None:
    found, elsewhere = begun(champion), Ward.objects.get(pk=OTHER_WARD)
    share = f"/changes/{found.pk}/share/"
    assert post(champion, share, shared="1").status_code == 403
    assert selectors.tried_elsewhere(elsewhere, "soft-words") == []
    post(signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL)), share, shared="1")
    assert selectors.tried_elsewhere(elsewhere, "soft-words") == [found]


def test_a_card_begins_the_same_elsewhere(champion: Client) -> None:
    card = Card("Tea at ten", "We drink tea.", ("Too late.",), ("Was there tea?",))
    file = SimpleUploadedFile("card.json", write_card(card))
    post(champion, START, **BEGUN, title="x", what="y", card=file)
    found = Change.objects.get()
    assert champion.get(f"/changes/{found.pk}/card.json").content == write_card(card)


def test_a_file_that_is_no_card_begins_nothing(champion: Client) -> None:
    file = SimpleUploadedFile("card.json", b"{}")
    answer = post(champion, START, **BEGUN, title="x", what="y", card=file)
    assert answer.status_code == 422
    assert not Change.objects.exists()


def test_a_shift_counts_what_it_counts(champion: Client) -> None:
    address = f"/changes/ward/{WARD}/tally/"
    said = {"day": "2026-03-02", "shift": "late"}
    assert post(champion, address, **said).status_code == 422
    post(champion, address, **said, request_refused="2", promise_broken="0")
    post(champion, address, **said, request_refused="3")
    kept = dict(ShiftTally.objects.values_list("kind", "count"))
    assert kept == {"request_refused": 3, "promise_broken": 0}


def test_stopped_is_not_asked_about_and_stays(champion: Client) -> None:
    found = begun(champion)
    assert note(champion, "stop", day="2026-02-01") == 422
    assert note(champion, "stop") == 302
    found.refresh_from_db()
    assert found.ended_on == date(2026, 3, 2)
    assert selectors.holds_due(found, date(2028, 1, 1)) == []
    assert "Soft words" in champion.get(f"/changes/ward/{WARD}/").content.decode()
