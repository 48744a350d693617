"""The accounts of the demonstration: one for each role, with a password that everybody may read."""

from typing import NamedTuple

from openward_web.accounts.rules import Role

PASSWORD = "demonstration"  # noqa: S105 - shown on the sign-in page


class Shown(NamedTuple):
    """One account on the sign-in page."""

    username: str
    role: Role
    place: str


ACCOUNTS = (
    Shown("nurse", Role.WARD_STAFF, "ward"),
    Shown("nurse-2", Role.WARD_STAFF, "second_ward"),
    Shown("champion", Role.WARD_CHAMPION, "ward"),
    Shown("lead", Role.FACILITY_LEAD, "facility"),
    Shown("ministry", Role.MINISTRY, "everywhere"),
    Shown("monitor", Role.MONITOR, "everywhere"),
    Shown("association", Role.USER_ASSOCIATION, "everywhere"),
    Shown("peer", Role.PEER_WORKER, "ward"),
    Shown("person", Role.PERSON, "person"),
    Shown("supporter", Role.SUPPORTER, "person"),
    Shown("administrator", Role.ADMINISTRATOR, "everywhere"),
    *(Shown(f"assessor-{n}", Role.ASSESSOR, "everywhere") for n in (1, 2, 3)),
)
