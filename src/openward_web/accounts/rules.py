"""Who may do what: roles, what each may do, and where. No Django here.

Everything that is not in the table is refused. A grant gives one role at one place (a ward, a
facility, a region, a country, or everywhere) or for one person, from a moment until another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is in a service."""

    WARD_STAFF = "ward_staff"
    WARD_CHAMPION = "ward_champion"
    FACILITY_LEAD = "facility_lead"
    MINISTRY = "ministry"
    MONITOR = "monitor"
    USER_ASSOCIATION = "user_association"
    PEER_WORKER = "peer_worker"
    SUPPORTER = "supporter"
    PERSON = "person"
    ASSESSOR = "assessor"
    ADMINISTRATOR = "administrator"


class Capability(StrEnum):
    """One thing that may be done."""

    SEE_BOARD = "see_board"
    RECORD = "record"
    SEE_RECORD = "see_record"
    CORRECT = "correct"
    KEEP_CENSUS = "keep_census"
    MANAGE_WARD = "manage_ward"
    ENROL_DEVICE = "enrol_device"
    ANSWER_CALLS = "answer_calls"
    BREAK_GLASS = "break_glass"
    SEE_WARD_FIGURES = "see_ward_figures"
    SEE_SAFE_FIGURES = "see_safe_figures"
    SEE_OWN_RECORD = "see_own_record"
    SEE_PLAN = "see_plan"
    WRITE_PLAN = "write_plan"
    LEARN = "learn"
    ANSWER_REQUESTS = "answer_requests"
    INVITE_PERSON = "invite_person"
    SUPPORT_PERSON = "support_person"
    RECEIVE_SEALED = "receive_sealed"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_PLACES = "manage_places"
    RELEASE_FIGURES = "release_figures"
    ASSESS = "assess"
    SEE_ASSESSMENTS = "see_assessments"
    IMPROVE = "improve"
    KEEP_COUNTRY = "keep_country"


_WARD = frozenset({
    Capability.SEE_BOARD, Capability.RECORD, Capability.SEE_RECORD, Capability.CORRECT,
    Capability.KEEP_CENSUS, Capability.BREAK_GLASS, Capability.ANSWER_CALLS,
    Capability.SEE_PLAN, Capability.WRITE_PLAN, Capability.LEARN, Capability.INVITE_PERSON,
    Capability.SEE_ASSESSMENTS,
})  # fmt: skip
_NEAR = frozenset({
    Capability.SEE_PLAN, Capability.WRITE_PLAN, Capability.SUPPORT_PERSON,
    Capability.RECEIVE_SEALED,
})  # fmt: skip
MAY: dict[Role, frozenset[Capability]] = {
    Role.WARD_STAFF: _WARD,
    Role.WARD_CHAMPION: _WARD | {Capability.SEE_WARD_FIGURES},
    Role.FACILITY_LEAD: _WARD
    | {
        Capability.SEE_WARD_FIGURES,
        Capability.MANAGE_WARD,
        Capability.ENROL_DEVICE,
        Capability.ANSWER_REQUESTS,
        Capability.RELEASE_FIGURES,
        Capability.IMPROVE,
    },
    Role.MINISTRY: frozenset(
        {
            Capability.SEE_SAFE_FIGURES,
            Capability.RELEASE_FIGURES,
            Capability.SEE_ASSESSMENTS,
            Capability.KEEP_COUNTRY,
        }
    ),
    Role.MONITOR: frozenset(
        {Capability.SEE_SAFE_FIGURES, Capability.RECEIVE_SEALED, Capability.SEE_ASSESSMENTS}
    ),
    Role.ASSESSOR: frozenset({Capability.ASSESS, Capability.SEE_ASSESSMENTS}),
    Role.USER_ASSOCIATION: frozenset({Capability.RECEIVE_SEALED}),
    Role.PEER_WORKER: _NEAR,
    Role.SUPPORTER: _NEAR,
    Role.PERSON: frozenset({Capability.SEE_OWN_RECORD, Capability.SEE_PLAN, Capability.WRITE_PLAN}),
    Role.ADMINISTRATOR: frozenset(
        {
            Capability.MANAGE_ACCOUNTS,
            Capability.MANAGE_PLACES,
            Capability.ENROL_DEVICE,
        }
    ),
}
#: Staff may sign in on a shared tablet of their ward with a PIN.
STAFF = frozenset({Role.WARD_STAFF, Role.WARD_CHAMPION, Role.FACILITY_LEAD})


@dataclass(frozen=True, slots=True)
class Given:
    """One grant: a role, where it holds, and when. All places None: everywhere."""

    role: Role
    ward_id: UUID | None = None
    facility_id: UUID | None = None
    region: str | None = None
    person_id: UUID | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Whether the grant holds at a moment; its end is not in it."""
        begun = self.valid_from is None or self.valid_from <= moment
        return begun and (self.valid_to is None or moment < self.valid_to)


#: What another system may be given a token for. The rest is for people who sign in.
FOR_SYSTEMS = (
    Capability.SEE_BOARD, Capability.RECORD, Capability.SEE_RECORD, Capability.KEEP_CENSUS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a token is for, out of what its account may do. No wards: all of the account's."""

    capabilities: frozenset[Capability]
    wards: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Places:
    """Where something may be done: everywhere, or at these wards, facilities and regions.

    regions: of ISO 3166-2; of ISO 3166-1 where a whole country is meant.
    """

    everywhere: bool
    wards: frozenset[UUID]
    facilities: frozenset[UUID]
    regions: frozenset[str]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.wards or self.facilities or self.regions)


def places_for(capability: Capability, grants: Iterable[Given], now: datetime) -> Places:
    """Where grants allow something at a moment."""
    found = [g for g in grants if capability in MAY[g.role] and g.holds_at(now)]
    return Places(
        everywhere=any(_is_everywhere(grant) for grant in found),
        wards=frozenset(g.ward_id for g in found if g.ward_id),
        facilities=frozenset(g.facility_id for g in found if g.facility_id),
        regions=frozenset(g.region for g in found if g.region),
    )


def _is_everywhere(grant: Given) -> bool:
    return not (grant.ward_id or grant.facility_id or grant.region or grant.person_id)
