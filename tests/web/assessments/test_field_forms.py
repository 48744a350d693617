"""Forms of a telephone become the assessor's own ratings, each form once, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openward.exchange.field_forms.names import LEVEL, NOTE, SOURCE, question
from openward.instruments.assessment_files import shipped
from openward_web.assessments import selectors
from openward_web.assessments.models import Evidence, Rating
from tests.unit.exchange.field_forms.filled import submission_of
from tests.web.assessments.visiting import CODE, Committee, read, send

pytestmark = pytest.mark.django_db
KNOWN = shipped()[CODE]


def form_of(visit_id: object) -> bytes:
    item = KNOWN.by_id["h"]
    return submission_of(KNOWN, {
        "visit_id": str(visit_id), "institution_id": "north", "visited_on": "2026-03-02",
        "rated_by": "me", "instanceID": "uuid:1", question(LEVEL, item): "partial",
        question(NOTE, item): "The door was locked", question(SOURCE, item): "interview_person",
    })  # fmt: skip


def bring(three: Committee, who: int, data: bytes) -> int:
    file = SimpleUploadedFile("form.xml", data)
    return send(three.clients[who], three.address("forms/"), forms=file)


def test_a_form_is_taken_once_as_ones_own() -> None:
    three = Committee()
    for _ in range(2):
        assert bring(three, 1, form_of(three.visit.pk)) == 302
    rating, note = Rating.objects.get(), Evidence.objects.get()
    assert (rating.level, rating.agreed, rating.account) == ("partial", False, three.accounts[1])
    assert (note.words, note.source) == ("The door was locked", "interview_person")


def test_what_was_rated_before_stays_beside_it() -> None:
    three = Committee()
    three.rate(1, h="full")
    bring(three, 1, form_of(three.visit.pk))
    assert len(selectors.held_by_item(three.visit)["h"].own[three.accounts[1].pk]) == 2
    assert "Choose one." in read(three.clients[1], three.address("items/h/"))


def test_a_form_of_another_visit_is_refused() -> None:
    three = Committee()
    assert bring(three, 1, form_of("another")) == 400
    assert bring(three, 1, Path(__file__).read_bytes()) == 400
    assert not Rating.objects.exists()
