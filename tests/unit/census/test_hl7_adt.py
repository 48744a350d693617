"""Which messages become movements, which are counted, and which are asked about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from openward.census.hl7_adt import Adt, read_adt, read_adt_files
from openward.census.movements import Doubt, Kind, Movement
from openward.problems import BadInput
from tests.adt_messages import PARIS, adt


def read(text: str) -> Adt:
    return read_adt(text, PARIS, "a.hl7")


def one(text: str) -> Movement:
    (movement,) = read(text).movements
    return movement


def test_an_admission_is_read_whole() -> None:
    assert one(adt("A01")) == Movement(
        Kind.ADMIT, "4711", datetime(2026, 11, 23, 9, 15, tzinfo=UTC), "PSY1", "HOSP",
        "PERSON ONE TEST", 1980, "female", "PAS/HOSP/MSG1/20261123T091500Z", 1, "a.hl7",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [("A01", Kind.ADMIT), ("A02", Kind.TRANSFER), ("A03", Kind.DISCHARGE), ("A21", Kind.LEAVE),
     ("A22", Kind.RETURN)],
)  # fmt: skip
def test_five_triggers_are_movements(trigger: str, kind: Kind) -> None:
    assert one(adt(trigger)).kind is kind


@pytest.mark.parametrize(
    ("trigger", "cancels"),
    [("A11", Kind.ADMIT), ("A12", Kind.TRANSFER), ("A13", Kind.DISCHARGE), ("A52", Kind.LEAVE),
     ("A53", Kind.RETURN)],
)  # fmt: skip
def test_what_withdraws_a_message_says_of_which_kind(trigger: str, cancels: Kind) -> None:
    found = one(adt(trigger))
    assert (found.kind, found.cancels) == (Kind.CANCEL, cancels)


def test_a_transfer_says_from_where() -> None:
    moved = one(adt("A02", {"PV1-3": "PSY2^1^A", "PV1-6": "PSY1^101^A"}))
    assert (moved.from_ward_code, moved.ward_code) == ("PSY1", "PSY2")


def test_only_a_transfer_says_from_where() -> None:
    assert one(adt("A01", {"PV1-6": "PSY1"})).from_ward_code is None


def test_other_messages_are_counted() -> None:
    text = adt("A08") + adt("A01") + adt("A08") + adt("A04").replace("ADT^A04", "ORU^R01")
    assert read(text).not_used == {"A08": 2, "ORU^R01": 1}
    assert len(read(text).movements) == 1


@pytest.mark.parametrize(
    ("field", "code"), [("PV1-2", "O"), ("PV1-2", "P"), ("PV1-2", "R"), ("MSH-11", "T"),
                        ("MSH-11", "D")],
)  # fmt: skip
def test_outpatients_and_training_are_not_for_the_census(field: str, code: str) -> None:
    assert read(adt("A01", {field: code})) == Adt(not_used={f"A01 ({field} {code})": 1})


@pytest.mark.parametrize("trigger", ["A06", "A07", "A17", "A40"])
def test_a_message_that_may_change_who_is_here_is_asked_about(trigger: str) -> None:
    found = read(adt("A08") + adt(trigger))
    assert [(q.doubt, q.row, q.file) for q in found.questions] == [
        (Doubt.NOT_READ_HERE, 5, "a.hl7")
    ]
    assert found.not_used == {"A08": 1, trigger: 1}


@pytest.mark.parametrize("fields", [{"PID-30": "Y"}, {"PID-29": "20261123"}])
def test_a_discharge_of_somebody_who_died_is_asked_about(fields: dict[str, str]) -> None:
    found = read(adt("A03", fields))
    assert [(q.doubt, q.local_number) for q in found.questions] == [(Doubt.DIED, "4711")]
    assert len(found.movements) == 1


def test_nobody_died_who_is_said_to_live() -> None:
    assert not read(adt("A03", {"PID-30": "N"})).questions


@pytest.mark.parametrize(
    ("identifiers", "number"),
    [("99^^^NAT^NH~4711^^^HOSP^MR~8^^^HOSP^PI", "4711"), ("8^^^HOSP^PI~4711^^^HOSP^MR", "4711"),
     ("99^^^NAT^NH~8^^^HOSP^PI", "8"), ("99^^^NAT^NH~77", "99"), ("~77", "77"), ("0012", "0012"),
     ("1^^^A^MR~2^^^B^MR", "1"),
     ("4711^5^M11^ADT1^MR^HOSP", "4711")],
)  # fmt: skip
def test_the_medical_record_number_goes_first(identifiers: str, number: str) -> None:
    assert one(adt("A01", {"PID-3": identifiers})).local_number == number


@pytest.mark.parametrize(
    ("name", "shown"),
    [("TEST^PERSON ONE^X^JR", "PERSON ONE TEST"), ("TEST", "TEST"), ("^PERSON", "PERSON"),
     ("", None), ('""', None), ("VAN TEST&VAN&TEST^PERSON~ALIAS^OTHER", "PERSON VAN TEST"),
     (r"O\T\TEST^PERSON", "PERSON O&TEST")],
)  # fmt: skip
def test_names(name: str, shown: str | None) -> None:
    assert one(adt("A01", {"PID-5": name})).name == shown


@pytest.mark.parametrize(
    ("birth", "year"),
    [("19800102", 1980), ("1980", 1980), ("198001021530", 1980), ("", None), ('""', None)],
)
def test_only_the_year_of_birth_is_kept(birth: str, year: int | None) -> None:
    assert one(adt("A01", {"PID-7": birth})).birth_year == year


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("F", "female"), ("M", "male"), ("O", "other"), ("A", "other"), ("U", "not_recorded"),
     ("N", "not_recorded"), ("", "not_recorded"), ("f", "female"), ("X", "other")],
)  # fmt: skip
def test_sexes(theirs: str, ours: str) -> None:
    assert one(adt("A01", {"PID-8": theirs})).sex == ours


@pytest.mark.parametrize(
    ("trigger", "fields", "minute"),
    [("A01", {}, 15), ("A01", {"EVN-6": "202611231007"}, 7), ("A01", {"PV1-44": "202611231002"}, 2),
     ("A01", {"PV1-44": "20261122"}, 15), ("A01", {"PV1-45": "202611231002"}, 15),
     ("A01", {"PV1-44": "202611231002", "EVN-6": "202611231007"}, 7),
     ("A03", {"PV1-45": "202611231003"}, 3), ("A03", {"PV1-44": "202611231003"}, 15),
     ("A02", {"PV1-44": "202611231003"}, 15)],
)  # fmt: skip
def test_when_it_happened(trigger: str, fields: dict[str, str], minute: int) -> None:
    assert one(adt(trigger, fields)).at == datetime(2026, 11, 23, 9, minute, tzinfo=UTC)


@pytest.mark.parametrize("trigger", ["A03", "A21", "A22"])
def test_a_ward_may_be_missing_where_nobody_arrives(trigger: str) -> None:
    assert one(adt(trigger, {"PV1-3": ""})).ward_code is None


@pytest.mark.parametrize(
    ("trigger", "fields", "says"),
    [
        ("A01", {"PV1-3": ""}, "4:PV1-3: nothing stands here"),
        ("A02", {"PV1-3": "^101^A"}, "4:PV1-3: nothing stands here"),
        ("A01", {"MSH-12": "2.7"}, "1:MSH-12: not a version of HL7 that is read here (value 2.7)"),
        ("A01", {"MSH-12": ""}, "1:MSH-12: not a version of HL7 that is read here"),
        ("A01", {"EVN-1": "A03"}, "2:EVN-1: another trigger than A01 of MSH-9 (value A03)"),
        ("A01", {"MSH-9": "ADT^1"}, "1:MSH-9: not the type and trigger of a message (value ADT^1)"),
        ("A01", {"PID-3": "^^^HOSP^MR"}, "3:PID-3: nothing stands here"),
        ("A01", {"PID-7": "1.2.1980"}, "3:PID-7: not a day of birth (value 1.2.1980)"),
        ("A01", {"PID-7": "2031"}, "3:PID-7: a year of birth before 1850 or after 2026"),
        ("A01", {"EVN-6": "20261123"}, "2:EVN-6: a day without its time (value 20261123)"),
        ("A01", {"MSH-7": "20261123101600+0500"}, "2:EVN-2: a time without its offset"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_field(
    trigger: str, fields: dict[str, str], says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read(adt(trigger, fields))
    (sentence,) = refused.value.sentences()
    assert sentence.startswith(f"a.hl7:{says}")


def test_old_messages_name_the_trigger_in_evn_alone() -> None:
    assert one(adt("A03", {"MSH-9": "ADT", "MSH-12": "2.3"})).kind is Kind.DISCHARGE


def test_the_same_message_has_the_same_id_wherever_it_stands() -> None:
    first, again = read(adt("A01") + adt("A01", {"MSH-7": "20261124"})).movements
    assert first.message_id == again.message_id
    assert (first.row, again.row) == (1, 5)


def test_a_counter_that_begins_anew_gives_another_id() -> None:
    first, later = read(adt("A01") + adt("A01", {"EVN-2": "20261124101500"})).movements
    assert first.message_id != later.message_id


def test_several_files_are_put_together(tmp_path: Path) -> None:
    for name, trigger in (("a.hl7", "A01"), ("b.hl7", "A08"), ("c.hl7", "A08")):
        (tmp_path / name).write_text(adt(trigger))
    found = read_adt_files(sorted(tmp_path.iterdir()), PARIS)
    assert [movement.file for movement in found.movements] == [str(tmp_path / "a.hl7")]
    assert found.not_used == {"A08": 2}


def test_nothing_is_kept_of_files_one_of_which_is_bad(tmp_path: Path) -> None:
    (tmp_path / "a.hl7").write_text(adt())
    with pytest.raises(BadInput, match=r"b\.hl7: there is no such file"):
        read_adt_files([tmp_path / "a.hl7", tmp_path / "b.hl7"], PARIS)


def test_every_problem_of_every_message_is_named() -> None:
    text = adt("A01", {"PID-8": "W", "PV1-3": ""}) + adt() + adt("A02", {"MSH-10": ""})
    with pytest.raises(BadInput) as refused:
        read(text)
    assert [(p.row, p.column) for p in refused.value.problems] == [
        (3, "PID-8"), (4, "PV1-3"), (9, "MSH-10"),
    ]  # fmt: skip
