"""People come, move, go on leave, come back and leave; what cannot be is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from uuid6 import uuid7

from openward_web.ledger.rebuilding import differences
from openward_web.wards import actions
from openward_web.wards.models import Admission, HelpCall, Regime, Staffing, Stay, Ward, WardBeds
from tests.web.service import HOSPITAL, NOON, NURSE, SECOND_WARD, WARD, person_here, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay() -> Stay:
    service()
    return person_here().stays.get()


def said(hours: float = 1) -> dict[str, object]:
    return {"entry_id": uuid7(), "by": NURSE, "at": NOON + timedelta(hours=hours)}


def test_a_move_ends_one_stay_and_begins_another_of_the_same_admission(stay: Stay) -> None:
    actions.move(**said(), stay=stay, to=Ward.objects.get(pk=SECOND_WARD))
    first, second = Stay.objects.order_by("started_at")
    assert (first.ended_at, second.ward_id) == (second.started_at, SECOND_WARD)
    assert first.admission_id == second.admission_id


def test_a_leave_is_part_of_the_stay_and_ends_with_it(stay: Stay) -> None:
    actions.go_on_leave(**said(1), stay=stay, kind="home")
    actions.discharge(**said(5), stay=stay)
    stay.refresh_from_db()
    assert stay.leaves.get().ended_at == stay.ended_at == Admission.objects.get().ended_at


@pytest.mark.parametrize("action", [actions.go_on_leave, actions.discharge])
def test_whoever_has_left_cannot_leave_again(stay: Stay, action: object) -> None:
    actions.discharge(**said(1), stay=stay)
    with pytest.raises(actions.NotHere):
        action(**said(2), stay=stay)  # type: ignore[operator]


def test_nobody_comes_back_who_is_not_away(stay: Stay) -> None:
    with pytest.raises(actions.NotHere):
        actions.return_from_leave(**said(), stay=stay)


def test_a_discharge_sent_twice_is_one(stay: Stay) -> None:
    once = said()
    actions.discharge(**once, stay=stay)
    actions.discharge(**once, stay=stay)
    assert Stay.objects.get().ended_at == NOON + timedelta(hours=1)


def test_a_new_legal_status_ends_the_one_before(stay: Stay) -> None:
    actions.set_legal_status(**said(1), stay=stay, status="voluntary")
    actions.set_legal_status(**said(2), stay=stay, status="involuntary", basis="§ 6")
    first, second = stay.legal_statuses.order_by("started_at")
    assert (first.ended_at, second.ended_at) == (second.started_at, None)


def test_beds_and_laws_hold_from_a_day_until_the_next(stay: Stay) -> None:
    ward = stay.ward
    for beds, day in ((20, date(2026, 1, 1)), (18, date(2026, 3, 1))):
        actions.set_beds(**said(), ward=ward, beds=beds, valid_from=day)
    actions.set_regime(**said(), ward=ward, jurisdiction="fr", setting=None,
                       valid_from=date(2026, 3, 1))  # fmt: skip
    assert [b.valid_to for b in WardBeds.objects.order_by("valid_from")] == [date(2026, 3, 1), None]
    assert Regime.objects.get(ward=WARD).jurisdiction == "fr"
    assert Regime.objects.filter(facility=HOSPITAL, ward=None).get().valid_to is None


def test_hours_that_were_there_stand_beside_hours_planned(stay: Stay) -> None:
    words = {"ward": stay.ward, "day": NOON.date(), "shift": "early", "role": "nurse"}
    actions.set_staffing(**said(), **words, planned_hours=24.0, worked_hours=None)
    actions.set_staffing(**said(), **words, planned_hours=None, worked_hours=16.5)
    row = Staffing.objects.get()
    assert (row.planned_hours, row.worked_hours) == (24.0, 16.5)


def test_the_first_answer_to_a_call_stands(stay: Stay) -> None:
    key = actions.call_for_help(**said(0), ward=stay.ward, kind="help")
    for hours in (1, 2):
        actions.answer_call(**said(hours), ward=stay.ward, call_id=key)
    assert HelpCall.objects.get().answered_at == NOON + timedelta(hours=1)


def test_all_of_it_can_be_made_again_from_the_ledger(stay: Stay) -> None:
    actions.go_on_leave(**said(1), stay=stay)
    actions.return_from_leave(**said(2), stay=stay)
    actions.move(**said(3), stay=stay, to=Ward.objects.get(pk=SECOND_WARD))
    actions.set_beds(**said(4), ward=stay.ward, beds=3, valid_from=date(2026, 1, 1))
    assert differences() == []
