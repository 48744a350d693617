"""Where somebody may do something: own ward, the facility, the region, and not a step further."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import Http404

from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability, Role
from openward_web.wards.models import Facility
from tests.web.service import (
    HOSPITAL,
    NOON,
    OTHER_HOSPITAL,
    OTHER_WARD,
    SECOND_WARD,
    WARD,
    account,
    person_here,
    service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_service() -> None:
    service()
    Facility.objects.filter(pk=HOSPITAL).update(region="SK-BL")


def reach(role: Role | None, **place: Any) -> Reach:
    return Reach(account(role, **place).pk, NOON)


@pytest.mark.parametrize(
    ("place", "wards"),
    [({"ward_id": WARD}, {WARD}), ({"facility_id": HOSPITAL}, {WARD, SECOND_WARD}),
     ({"region": "SK-BL"}, {WARD, SECOND_WARD}), ({"region": "SK-KI"}, set()),
     ({"region": "SK"}, {WARD, SECOND_WARD, OTHER_WARD}), ({"region": "LT"}, set()),
     ({"facility_id": OTHER_HOSPITAL}, {OTHER_WARD}), ({}, {WARD, SECOND_WARD, OTHER_WARD})],
    ids=["ward", "facility", "region", "empty region", "country", "other country",
         "other facility", "everywhere"],
)  # fmt: skip
def test_wards_follow_from_the_place_of_the_role(place: dict[str, Any], wards: set[UUID]) -> None:
    found = reach(Role.WARD_STAFF, **place)
    assert {ward.pk for ward in found.wards(Capability.RECORD)} == wards


def test_a_ward_out_of_reach_answers_like_one_that_is_not_there() -> None:
    found = reach(Role.WARD_STAFF, ward_id=WARD)
    assert found.ward_or_404(WARD, Capability.RECORD).pk == WARD
    for key in (SECOND_WARD, OTHER_WARD, UUID(int=9)):
        with pytest.raises(Http404):
            found.ward_or_404(key, Capability.RECORD)


@pytest.mark.parametrize("who", [None, Role.MINISTRY, Role.ADMINISTRATOR])
def test_nobody_without_the_role_has_a_ward(who: Role | None) -> None:
    assert not reach(who).wards(Capability.SEE_BOARD).exists()
    assert not Reach(None, NOON).wards(Capability.SEE_BOARD).exists()


def test_a_role_about_one_person_opens_no_ward() -> None:
    found = reach(Role.WARD_STAFF, person_id=person_here().pk)
    assert not found.wards(Capability.SEE_BOARD).exists()


def test_a_role_that_has_ended_gives_nothing() -> None:
    found = reach(Role.WARD_STAFF, ward_id=WARD, valid_to=NOON)
    assert not found.may(Capability.RECORD)
    assert not found.wards(Capability.RECORD).exists()


@pytest.mark.parametrize(
    ("place", "whole"),
    [({"ward_id": WARD}, set()), ({"facility_id": HOSPITAL}, {HOSPITAL}),
     ({"region": "SK-BL"}, {HOSPITAL}), ({}, {HOSPITAL, OTHER_HOSPITAL})],
)  # fmt: skip
def test_a_ward_is_not_its_whole_facility(place: dict[str, Any], whole: set[UUID]) -> None:
    found = reach(Role.WARD_STAFF, **place)
    assert {facility.pk for facility in found.facilities(Capability.RECORD)} == whole


def test_the_reach_of_a_request_reads_its_grants_once(django_assert_num_queries: Any) -> None:
    found = reach(Role.WARD_STAFF, ward_id=WARD)
    with django_assert_num_queries(2):
        assert found.may(Capability.RECORD)
        assert len(found.wards(Capability.RECORD)) == 1
        assert found.roles == {Role.WARD_STAFF}
