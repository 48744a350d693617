"""`openward ledger` and `openward census` on the register of an installation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from openward_web.ledger.guard import guard, unguard
from openward_web.ledger.models import Entry
from openward_web.people.models import Identity
from openward_web.wards.models import Facility
from tests.web.ledger.writing import write_facility
from tests.web.service import person_here, service

from .conftest import Openward

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
ADT = (
    "MSH|^~\\&|HIS|NORTH|OPENWARD|X|20260302140000||ADT^A03|77|P|2.5\r"
    "EVN||20260302140000\rPID|||N1^^^NORTH^MR||Test^Person||19900501|F\r"
    "PV1||I|BIRCH^1^1^NORTH\r"
)


def test_what_stands_is_whole_and_the_same_as_its_entries(openward: Openward) -> None:
    write_facility()
    assert openward("ledger", "seal").lines == ["1 entries sealed"]
    assert openward("ledger", "verify").lines[0] == "record: 1 entries stand as sealed"
    ran = openward("ledger", "rebuild")
    assert (ran.code, ran.lines[-1]) == (0, "0 rows differ from what the entries say")


def test_damage_is_named_with_exit_1(openward: Openward) -> None:
    write_facility()
    openward("ledger", "seal")
    unguard(connection)
    Entry.objects.update(action="admit")
    guard(connection)
    ran = openward("ledger", "verify")
    assert ran.code == 1
    assert "entry 0" in ran.err and "Traceback" not in ran.err


def test_a_table_edited_by_hand_is_exit_1(openward: Openward) -> None:
    write_facility()
    Facility.objects.update(name="By hand")
    ran = openward("ledger", "rebuild")
    assert ran.code == 1
    assert "facilities" in ran.out and "name" in ran.out


def test_a_head_that_was_kept_finds_a_cut_tail(openward: Openward) -> None:
    write_facility()
    openward("ledger", "seal")
    openward("ledger", "head", "-o", "head.json")
    head = json.loads(Path("head.json").read_text())
    head["record"]["size"] = 2
    Path("head.json").write_text(json.dumps(head))
    ran = openward("ledger", "verify", "--head", "head.json")
    assert ran.code == 1
    assert "kept outside" in ran.err


@pytest.mark.parametrize("text", ["", "[]", '{"record": 1}', '{"record": {"size": "x"}}'])
def test_a_file_that_is_no_head_is_one_sentence(openward: Openward, text: str) -> None:
    Path("bad.json").write_text(text)
    ran = openward("ledger", "verify", "--head", "bad.json")
    assert ran.code == 1
    assert ran.lines[-1].startswith("bad.json: this is no head")


def test_a_proof_convinces_the_script_for_outsiders(openward: Openward) -> None:
    entry = write_facility()
    write_facility()
    openward("ledger", "seal")
    assert openward("ledger", "export", str(entry.entry_id), "-o", "proof.json").code == 0
    script = ROOT / "docs" / "verify" / "verify_openward_proof.py"
    ran = subprocess.run([sys.executable, script, "proof.json"], capture_output=True, check=False)
    assert ran.returncode == 0


@pytest.mark.parametrize("entry", ["nonsense", "0198f0c2-7c1e-7000-8000-000000000001"])
def test_an_entry_that_is_not_there_is_said(openward: Openward, entry: str) -> None:
    ran = openward("ledger", "export", entry)
    assert ran.code == 1
    assert "there is no such entry" in ran.err


def test_messages_are_shown_and_written_once(openward: Openward) -> None:
    service()
    person = person_here()
    Path("adt.hl7").write_text(ADT)
    shown = openward("census", "adt.hl7", "--facility", "NORTH")
    assert "discharge,N1" in shown.out and "written" not in shown.err
    for written in ("1 movements written", "0 movements written"):
        assert openward("census", "adt.hl7", "--facility", "NORTH", "--write").lines[-1] == written
    assert not person.stays.filter(ended_at=None).exists()
    assert Identity.objects.count() == 1


def test_a_facility_that_is_not_there_names_those_that_are(openward: Openward) -> None:
    service()
    Path("adt.hl7").write_text(ADT)
    ran = openward("census", "adt.hl7", "--facility", "EAST")
    assert ran.code == 1
    assert "use one of NORTH, SOUTH" in ran.err
