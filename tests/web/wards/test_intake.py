"""Lists and messages of the hospital become entries, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openward.census.movements import Kind, Movement
from openward.problems import BadInput
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.people.models import Identity
from openward_web.wards import intake
from openward_web.wards.models import Facility, Stay
from tests.web.service import HOSPITAL, NOON, NURSE, SECOND_WARD, WARD, person_here, service

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def hospital() -> Facility:
    service()
    for number in (1, 2, 3):
        person_here(number)
    return Facility.objects.get(pk=HOSPITAL)


def says(kind: Kind, number: str, ward: str | None = None, message: str = "m1") -> Movement:
    return Movement(
        kind=kind, local_number=number, at=LATER, ward_code=ward, facility_code=None, name=None,
        birth_year=None, sex="not_recorded", message_id=message, row=1,
    )  # fmt: skip


def test_the_list_says_who_arrives_moves_and_leaves(hospital: Facility) -> None:
    text = "local_number,ward_code,name\nN1,BIRCH,\nN2,OAK,\nN9,OAK,Somebody new\n"
    proposed = intake.from_list(hospital, text, LATER, nobody=False)
    told = {(one.kind, one.local_number) for one in proposed.movements}
    assert told == {(Kind.TRANSFER, "N2"), (Kind.ADMIT, "N9"), (Kind.DISCHARGE, "N3")}
    intake.write_movements(hospital, proposed.movements, NURSE)
    here = {i.local_number: i.person.stays.filter(ended_at=None).first()
            for i in Identity.objects.all()}  # fmt: skip
    assert {n: s.ward_id if s else None for n, s in here.items()} == {
        "N1": WARD, "N2": SECOND_WARD, "N3": None, "N9": SECOND_WARD,
    }  # fmt: skip
    assert differences() == []


def test_a_cut_list_discharges_nobody_before_it_is_answered(hospital: Facility) -> None:
    proposed = intake.from_list(hospital, "local_number,ward_code\nN1,BIRCH\n", LATER, nobody=False)
    assert proposed.movements == []
    assert len(proposed.questions) == 1
    assert len(proposed.questions[0].if_yes) == 2


def test_a_ward_that_is_not_there_is_named(hospital: Facility) -> None:
    with pytest.raises(BadInput, match="CASTLE"):
        intake.from_list(hospital, "local_number,ward_code\nN1,CASTLE\n", LATER, nobody=False)
    assert Stay.objects.filter(ended_at=None).count() == 3


def test_a_message_that_comes_again_changes_nothing(hospital: Facility) -> None:
    message = [says(Kind.TRANSFER, "N1", "OAK")]
    for expected in (1, 0):
        proposed = intake.from_messages(hospital, message)
        assert intake.write_movements(hospital, proposed.movements, NURSE) == expected
    assert Entry.objects.filter(action="move").count() == 1


def test_somebody_who_was_here_before_keeps_their_record(hospital: Facility) -> None:
    out = intake.from_messages(hospital, [says(Kind.DISCHARGE, "N1", None, "m2")])
    intake.write_movements(hospital, out.movements, NURSE)
    back = says(Kind.ADMIT, "N1", "OAK", "m3")
    again = intake.from_messages(hospital, [back])
    assert intake.write_movements(hospital, again.movements, NURSE) == 1 or again.questions
    assert Identity.objects.filter(local_number="N1").count() == 1
