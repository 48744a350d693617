"""The tables can be made anew from the entries, and what differs is named."""

from __future__ import annotations

from uuid import UUID

import pytest
from uuid6 import uuid7

from openward_web.ledger.rebuilding import Difference, differences
from openward_web.ledger.sealing import seal
from openward_web.ledger.writing import write
from openward_web.wards.models import Facility
from tests.web.ledger.writing import NOON, NURSE, write_facility

pytestmark = pytest.mark.django_db
KEY = UUID(int=9)


def test_entries_make_the_tables_that_stand() -> None:
    write_facility(facility_id=KEY)
    seal(NOON)
    write(
        "set_up_facility", entry_id=uuid7(), subject=f"facility:{KEY}", by=NURSE, occurred_at=NOON,
        payload={"changed": {"facilities": [{"facility_id": str(KEY), "name": "New"}]}},
    )  # fmt: skip
    assert differences() == []
    assert Facility.objects.get().name == "New"


def test_a_row_changed_behind_the_ledger_is_named() -> None:
    write_facility(facility_id=KEY)
    Facility.objects.update(name="Edited by hand")
    assert differences() == [Difference("facilities", str(KEY), "differs", ("name",))]
    assert Facility.objects.get().name == "Edited by hand"


def test_a_row_nobody_wrote_is_named_and_a_lost_one_comes_back() -> None:
    write_facility(facility_id=KEY)
    Facility.objects.update(id=UUID(int=8))
    found = {(d.key, d.what) for d in differences(keep=True)}
    assert found == {(str(KEY), "missing"), (str(UUID(int=8)), "extra")}
    assert Facility.objects.get().pk == KEY
