"""What is told and what is withheld, and that an entry does not tell what its rows do not."""

from __future__ import annotations

from openward.exchange.own_record.record import Row, Withheld
from openward.exchange.own_record.telling import CHAPTERS, REASONS, TELLING, told
from tests.unit.exchange.own_record.rows import ME, entry, line, voice


def test_accounts_of_others_are_withheld_and_the_persons_own_is_told() -> None:
    record = told([ME, voice("person", 1), voice("staff", 2), voice("witness", 3)])
    assert [row.cells["words"] for row in record.rows[1:]] == ["words of person"]
    assert {one.reason for one in record.withheld} == {"third_party"} and len(record.withheld) == 2


def test_an_entry_does_not_tell_what_is_withheld() -> None:
    theirs, mine = voice("staff", 2), voice("person", 1)
    said = [dict(row.cells) | {"voice_id": row.key} for row in (theirs, mine)]
    record = told([mine, theirs, entry(5, voices=said)])
    told_entry = record.rows[-1].cells["payload"]["new"]["voices"]
    assert [one["words"] for one in told_entry] == ["words of person"]
    assert Withheld("ledger_entries", "5", "in_part", ("payload",)) in record.withheld


def test_a_cell_can_be_withheld_alone() -> None:
    record = told([Row("accounts", "id", {"id": 7, "username": "me", "password": "argon2"})])
    assert dict(record.rows[0].cells) == {"id": 7, "username": "me"}
    assert record.withheld == (Withheld("accounts", "7", "secret", ("password",)),)


def test_an_entry_whose_words_were_removed_says_so() -> None:
    bare = Row("ledger_entries", "position", {"position": 5, "tree": "record"})
    assert told([bare]).withheld == (Withheld("ledger_entries", "5", "removed", ("payload",)),)


def test_a_table_that_nobody_decided_about_is_withheld() -> None:
    record = told([Row("new_things", "row_id", {"row_id": 1, "words": "x"}), line("mine")])
    assert [row.table for row in record.rows] == ["plan_lines"]
    assert record.withheld == (Withheld("new_things", "1", "undecided"),)


def test_every_rule_names_a_chapter_and_reasons_that_exist() -> None:
    for telling in TELLING.values():
        assert telling.chapter in CHAPTERS
        assert {telling.whole, *telling.withheld.values()} - {""} <= set(REASONS)
