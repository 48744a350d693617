"""Every page about a person, opened by somebody else, stands in "who looked"."""

from __future__ import annotations

import pytest

from openward_web.ledger.models import Entry
from tests.web.access import PAGES
from tests.web.people.story import person_account
from tests.web.service import signed_in
from tests.web.test_access_matrix import ROUTES, ask, client_of, world  # noqa: F401

pytestmark = pytest.mark.django_db
#: Pages with an identifier in their address that are about no person, or that write down more than
#: a look: who opened a record from elsewhere, and who got an account.
NOT_READ = {"people:invite", "people:hand_over", "recording:timeline_svg"}
ABOUT = ("person_id", "incident_id", "measure_id", "stay_id", "card_id")


def about_a_person() -> list[str]:
    """Every page that staff of the ward may open and that names something of a person."""
    return sorted(
        name for name, pattern in ROUTES.items()
        if any(f":{key}>" in pattern for key in ABOUT) and "GET" in PAGES[name].methods
        and "ward_staff" in PAGES[name].roles and (PAGES[name].reaches or {}).get("ward_staff")
        and name not in NOT_READ
    )  # fmt: skip


@pytest.mark.parametrize("name", about_a_person())
def test_a_look_of_staff_is_written_down(name: str, world) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    staff = client_of("ward_staff")
    before = Entry.objects.filter(tree="reads").count()
    answer = ask(staff, "GET", name, world["own"])
    assert answer.status_code in {200, 302}
    if answer.status_code == 302:
        staff.get(answer["Location"])
    assert Entry.objects.filter(tree="reads").count() == before + 1


def test_the_person_sees_who_looked_at_what(world) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    from openward_web.people.models import Person

    person = Person.objects.get(pk=world["own"]["person_id"])
    ask(client_of("ward_staff"), "GET", "people:card", world["own"])
    ask(client_of("supporter"), "GET", "people:voices", world["own"])
    page = signed_in(person_account(person)).get("/me/").content.decode()
    assert "ward_staff – my plan" in page
    assert "supporter – my accounts, by a supporter" in page


def test_ones_own_look_is_nobodys_business(world) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    before = Entry.objects.filter(tree="reads").count()
    ask(client_of("person"), "GET", "people:whole", world["own"])
    assert Entry.objects.filter(tree="reads").count() == before
