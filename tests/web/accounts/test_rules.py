"""Who may do what: the whole table, written down a second time, and where and when a role holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from openward_web.accounts.rules import MAY, STAFF, Capability, Given, Role, places_for

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WARD, FACILITY, SOMEBODY = UUID(int=1), UUID(int=2), UUID(int=3)
WARD_WORK = "see_board record see_record correct keep_census answer_calls break_glass"
PLAN = "see_plan write_plan"
WARD_WORK += f" {PLAN} learn invite_person see_assessments"
EXPECTED = {
    "ward_staff": WARD_WORK,
    "ward_champion": f"{WARD_WORK} see_ward_figures",
    "facility_lead": f"{WARD_WORK} see_ward_figures manage_ward enrol_device answer_requests "
    "release_figures improve",
    "ministry": "see_safe_figures release_figures see_assessments keep_country",
    "monitor": "see_safe_figures receive_sealed see_assessments",
    "user_association": "receive_sealed",
    "peer_worker": f"{PLAN} support_person receive_sealed",
    "supporter": f"{PLAN} support_person receive_sealed",
    "person": f"see_own_record {PLAN}",
    "assessor": "assess see_assessments",
    "administrator": "manage_accounts manage_places enrol_device",
}
#: Whatever shows who the people are, or what was done to them.
NAMED = {
    Capability.SEE_BOARD, Capability.RECORD, Capability.SEE_RECORD, Capability.CORRECT,
    Capability.KEEP_CENSUS, Capability.BREAK_GLASS, Capability.ANSWER_CALLS,
}  # fmt: skip


@pytest.mark.parametrize("capability", Capability)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    role: Role, capability: Capability
) -> None:
    assert (capability in MAY[role]) == (capability.value in EXPECTED[role.value].split())


@pytest.mark.parametrize("role", set(Role) - STAFF)
def test_no_role_outside_the_wards_opens_named_records(role: Role) -> None:
    assert not MAY[role] & NAMED


@pytest.mark.parametrize("role", STAFF)
def test_whoever_works_on_a_ward_gives_no_roles(role: Role) -> None:
    assert Capability.MANAGE_ACCOUNTS not in MAY[role]


@pytest.mark.parametrize(
    ("place", "everywhere"),
    [({}, True), ({"ward_id": WARD}, False), ({"facility_id": FACILITY}, False),
     ({"region": "SK-BL"}, False), ({"person_id": SOMEBODY}, False)],
)  # fmt: skip
def test_a_role_holds_where_it_was_given(place: dict[str, UUID | str], everywhere: bool) -> None:
    found = places_for(Capability.RECORD, [Given(Role.WARD_STAFF, **place)], NOON)
    assert found.everywhere == everywhere
    assert found.wards == {value for name, value in place.items() if name == "ward_id"}
    assert found.facilities == {value for name, value in place.items() if name == "facility_id"}
    assert found.regions == {value for name, value in place.items() if name == "region"}
    assert bool(found) == ("person_id" not in place)


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(0, None, True), (-1, 1, True), (-1, 0, False), (1, None, False), (-2, -1, False)],
)
def test_a_role_holds_from_its_beginning_until_before_its_end(
    begins: int, ends: int | None, holds: bool
) -> None:
    day = timedelta(days=1)
    end = None if ends is None else NOON + ends * day
    given = Given(Role.WARD_STAFF, WARD, valid_from=NOON + begins * day, valid_to=end)
    assert given.holds_at(NOON) == holds
    assert bool(places_for(Capability.RECORD, [given], NOON)) == holds
