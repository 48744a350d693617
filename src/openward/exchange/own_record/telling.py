"""What a person is told of their own record, table by table, and what is withheld, and why.

One line for each table. A table without one is withheld row by row as `undecided`, and a test
fails until somebody has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openward.exchange.own_record.record import Record, Row, Withheld

#: Why something is not given. How to contest it stands with each of them in CONTEST.
REASONS = {
    "third_party": "These are the words of somebody else, who did not choose you to read them.",
    "about_others": "It says what was offered to somebody else who was there.",
    "secret": "It is a key, a password or a hash of one: whoever has it could sign in or read "
    "what is locked. It says nothing about you.",
    "told_elsewhere": "It is the locked copy of what stands, unlocked, in the entry it belongs to.",
    "in_part": "A part of this entry is about something that is withheld: the reason stands there.",
    "removed": "The words were removed where the law asked for it. What is left says when.",
    "undecided": "Nobody has decided yet whether this can be given without harm to others.",
}
CONTEST = (
    "You can ask for it all the same: write to the service, ask an advocate to help you, or "
    "complain to the data protection authority or to the monitor. The service has to answer."
)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a table is told.

    chapter: where it stands on paper. resource: its FHIR resource, made in `resources.py`.
    withheld: column → reason. whole: the reason why no row of it is told; empty where they are.
    unless: the reason why one row is not told, or None. is_mine: whether the person supplied a row.
    """

    chapter: str
    resource: str = "Basic"
    withheld: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""
    unless: Callable[[Mapping[str, Any]], str | None] | None = None
    is_mine: Callable[[Mapping[str, Any]], bool] = lambda cells: False


#: The chapters of the paper, in its order.
CHAPTERS = ("me", "plan", "stays", "happened", "rights", "written", "looked")


def _secret() -> Telling:
    return Telling("rights", whole="secret")


def _all_mine(cells: Mapping[str, Any]) -> bool:
    return True


def _voice_of_others(cells: Mapping[str, Any]) -> str | None:
    return None if cells["whose"] == "person" else "third_party"


def _support_of_others(cells: Mapping[str, Any]) -> str | None:
    return None if cells["for"] == "person" else "about_others"


TELLING: dict[str, Telling] = {
    "persons": Telling("me", "Patient"),
    "identities": Telling("me", "Patient"),
    "chosen_lines": Telling("plan", "DocumentReference", is_mine=_all_mine),
    "plans": Telling("plan", "CarePlan"),
    "plan_lines": Telling("plan", "DocumentReference",
                          is_mine=lambda cells: cells.get("voice") == "mine"),
    "line_translations": Telling("plan", is_mine=lambda cells: cells.get("by_whom") == "self"),
    "plan_signatures": Telling("plan", is_mine=lambda cells: cells.get("who") == "person"),
    "sealed_messages": Telling("written", is_mine=_all_mine),
    "experience_answers": Telling("happened", is_mine=_all_mine),
    "experience_scores": Telling("happened"),
    "brought_words": Telling("written", is_mine=_all_mine),
    "part_readers": Telling("plan", is_mine=_all_mine),
    "reviews_asked": Telling("plan"),
    "plan_cards": Telling("plan"),
    "admissions": Telling("stays", "Encounter"),
    "stays": Telling("stays", "Encounter"),
    "leaves": Telling("stays"),
    "legal_statuses": Telling("stays", "Observation"),
    "incidents": Telling("happened", "Observation"),
    "attempts": Telling("happened"),
    "outcomes": Telling("happened"),
    "present": Telling("happened"),
    "help_calls": Telling("happened"),
    "measures": Telling("happened", "Procedure"),
    "measure_places": Telling("happened"),
    "breaks": Telling("happened"),
    "segregation_days": Telling("happened"),
    "doses": Telling("happened", "MedicationAdministration"),
    "deaths": Telling("happened"),
    "observations": Telling("happened", "Observation"),
    "orders": Telling("happened", "ServiceRequest"),
    "reviews": Telling("happened", "Observation"),
    "review_people": Telling("happened"),
    "notices": Telling("happened", "Communication"),
    "court_decisions": Telling("happened"),
    "debriefs": Telling("happened"),
    "debrief_offers": Telling("happened"),
    "voices": Telling("happened", "DocumentReference", unless=_voice_of_others, is_mine=_all_mine),
    "disputes": Telling("happened", "DocumentReference", is_mine=_all_mine),
    "plan_uses": Telling("happened"),
    "support": Telling("happened", unless=_support_of_others),
    "actions": Telling("happened"),
    "seen_by_lead": Telling("happened"),
    "accounts": Telling("rights", withheld={"password": "secret"}),
    "grants": Telling("rights"),
    "broken_glass": Telling("looked", "AuditEvent"),
    "ledger_entries": Telling("written", "Provenance"),
    "ledger_leaves": Telling("written"),
    "ledger_payloads": Telling("written", whole="told_elsewhere"),
    "ledger_keys": _secret(),
    "account_pins": _secret(),
    # Of a person who sat on a committee: what they wrote is theirs, whom they talked to is not.
    "assessment_members": Telling("rights"),
    "assessment_ratings": Telling("written"),
    "assessment_passages": Telling("written"),
    "assessment_evidence": Telling("written", whole="third_party"),
    "api_tokens": Telling("rights", withheld={"hash": "secret"}),
    "account_emailaddress": Telling("rights"),
    "account_emailconfirmation": _secret(),
    "mfa_authenticator": _secret(),
}  # fmt: skip
UNDECIDED = Telling("written", whole="undecided")


def telling_of(table: str) -> Telling:
    """How a table is told."""
    return TELLING.get(table, UNDECIDED)


def told(rows: Iterable[Row]) -> Record:
    """The record as the person gets it, from every row that there is.

    rows: of `ledger_entries` with a cell `payload`, what the entry says, where it can be read.
    """
    shown: list[Row] = []
    withheld: list[Withheld] = []
    for row in rows:
        kept, kept_back = _told_row(row)
        shown += kept
        withheld += kept_back
    return _with_payloads_told(shown, withheld)


def own_words(record: Record) -> tuple[Row, ...]:
    """The rows that the person supplied."""
    return tuple(row for row in record.rows if telling_of(row.table).is_mine(row.cells))


def _told_row(row: Row) -> tuple[list[Row], list[Withheld]]:
    telling = telling_of(row.table)
    reason = telling.whole or (telling.unless(row.cells) if telling.unless else None)
    if reason:
        return [], [Withheld(row.table, row.key, reason)]
    cells = {name: cell for name, cell in row.cells.items() if name not in telling.withheld}
    hidden = [name for name in telling.withheld if name in row.cells]
    back = [Withheld(row.table, row.key, telling.withheld[name], (name,)) for name in hidden]
    return [Row(row.table, row.key_column, cells)], back


def _with_payloads_told(shown: list[Row], withheld: list[Withheld]) -> Record:
    """What entries say of other rows is told as far as those rows are."""
    keys = {(row.table, row.key) for row in shown}
    columns = {row.table: row.key_column for row in shown}
    rows: list[Row] = []
    for row in shown:
        if row.table == "ledger_entries":
            row, back = _entry_told(row, keys, columns)  # noqa: PLW2901 - the same, told
            withheld = [*withheld, *back]
        rows.append(row)
    return Record(tuple(rows), tuple(withheld))


def _entry_told(
    entry: Row, keys: set[tuple[str, str]], columns: Mapping[str, str]
) -> tuple[Row, list[Withheld]]:
    if "payload" not in entry.cells:
        return entry, [Withheld(entry.table, entry.key, "removed", ("payload",))]
    payload = entry.cells["payload"]
    said = {
        part: _rows_told(tables, keys, columns) if part in {"new", "changed"} else tables
        for part, tables in payload.items()
    }
    back = [] if said == payload else [Withheld(entry.table, entry.key, "in_part", ("payload",))]
    return Row(entry.table, entry.key_column, {**entry.cells, "payload": said}), back


def _rows_told(
    tables: Mapping[str, list[dict[str, Any]]],
    keys: set[tuple[str, str]],
    columns: Mapping[str, str],
) -> dict[str, list[dict[str, Any]]]:
    return {
        table: [
            {name: cell for name, cell in row.items() if name not in telling_of(table).withheld}
            for row in rows
            if (table, str(row.get(columns.get(table, "")))) in keys
        ]
        for table, rows in tables.items()
    }
