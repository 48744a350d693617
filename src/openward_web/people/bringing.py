"""What a person took away from here, or from elsewhere, comes back: their own words alone.

Lines of the plan that hold become lines again, written by the person today. All else that the
person supplied stands beside, as it was: it was about incidents that are not here.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from openward.exchange.own_record.record import Record, Row
from openward.exchange.own_record.telling import own_words
from openward.exchange.own_record.words import title_of
from openward.plans.parts import parts
from openward.plans.readers import Readers
from openward.problems import BadInput, Problem
from openward_web.ledger.rows import Row as Cells
from openward_web.people.models import BroughtWords, PartReaders, PlanLine

#: How languages are written; what is none is said to be undetermined.
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,1}"
#: What is shown of a row; the rest of it is kept, and is for programs.
TEXTS = ("text", "words", "led_up", "helped", "hurt", "needed")
#: What is not said by the person, though they made it: the line as it stands says it.
NOT_WORDS = frozenset({"chosen_lines"})


@dataclass(frozen=True, slots=True)
class Brought:
    """What would come in. there: how many things stand here already, word for word."""

    lines: tuple[Row, ...]
    readers: tuple[Row, ...]
    beside: tuple[Row, ...]
    there: int

    @property
    def count(self) -> int:
        """How many things would come in."""
        return len(self.lines) + len(self.readers) + len(self.beside)


def look_through(record: Record, person_id: UUID) -> Brought:
    """Sort what the person supplied by what becomes of it here.

    Raises
    ------
    BadInput
        A text holds a character that no database keeps.
    """
    rows = own_words(record)
    _check_characters(rows)
    # In the person's order: the first ones stand on the card.
    lines = sorted((row for row in rows if _is_line(row)), key=_place)
    readers = [row for row in rows if _is_choice(row)]
    beside = [row for row in rows if not (_is_line(row) or _is_choice(row))]
    new_lines = _without(lines, _lines_here(person_id), _line)
    new_readers = _without(readers, _readers_here(person_id), _choice)
    new_beside = _without([r for r in beside if r.table not in NOT_WORDS],
                          _beside_here(person_id), as_kept)  # fmt: skip
    new = (*new_lines, *new_readers, *new_beside)
    return Brought(tuple(new_lines), tuple(new_readers), tuple(new_beside), len(rows) - len(new))


def line_cells(row: Row, line_id: UUID, person_id: UUID, at: datetime) -> Cells:
    """A line of the plan, said again by the person."""
    part, text, language = _line(row)
    return {"line_id": line_id, "person_id": person_id, "part": part, "voice": "mine",
            "written_by": "person", "text": text, "language": language, "written_at": at,
            "agreed": None}  # fmt: skip


def shown(words: Iterable[BroughtWords]) -> list[tuple[str, list[str]]]:
    """What each was, and its texts."""
    found = []
    for one in words:
        cells = _cells_of(one)
        found.append((title_of(one.what), [str(cells[n]) for n in TEXTS if cells.get(n)]))
    return found


def _cells_of(one: BroughtWords) -> dict[str, Any]:
    try:
        cells = json.loads(one.cells)
    except ValueError:
        return {}
    return cells if isinstance(cells, dict) else {}


def _check_characters(rows: Iterable[Row]) -> None:
    for row in rows:
        text = "".join(cell for cell in row.cells.values() if isinstance(cell, str))
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            what = f"a text of {row.table} holds a character that cannot be kept"
            raise BadInput(Problem(what, "take the file as it was downloaded"))


def _is_line(row: Row) -> bool:
    cells = row.cells
    return (row.table == "plan_lines" and "until_version" not in cells
            and cells.get("part") in parts() and isinstance(cells.get("text"), str))  # fmt: skip


def _place(row: Row) -> int:
    place = row.cells.get("place", 0)
    return place if isinstance(place, int) else 0


def _is_choice(row: Row) -> bool:
    known = {readers.value for readers in Readers}
    return (row.table == "part_readers" and row.cells.get("part") in parts()
            and row.cells.get("readers") in known)  # fmt: skip


def _line(row: Row) -> tuple[str, str, str]:
    language = str(row.cells.get("language", ""))
    language = language if re.fullmatch(LANGUAGE, language) else "und"
    return str(row.cells["part"]), str(row.cells["text"]), language


def _choice(row: Row) -> tuple[str, str]:
    return str(row.cells["part"]), str(row.cells["readers"])


def as_kept(row: Row) -> tuple[str, str]:
    """What a row was, and all that it said, as they are kept."""
    if row.table == "brought_words":
        return str(row.cells.get("what", ""))[:60], str(row.cells.get("cells", "{}"))
    cells: dict[str, Any] = dict(row.cells)
    return row.table, json.dumps(cells, ensure_ascii=False, sort_keys=True, default=str)


def _without(rows: Iterable[Row], here: Iterable[Any], said: Any) -> list[Row]:
    """Each thing once, and none that stands here already."""
    seen, found = set(here), []
    for row in rows:
        if said(row) not in seen:
            seen.add(said(row))
            found.append(row)
    return found


def _lines_here(person_id: UUID) -> Iterable[tuple[str, str, str]]:
    found = PlanLine.objects.filter(person=person_id, voice="mine", until_version=None)
    return found.values_list("part", "text", "language")


def _readers_here(person_id: UUID) -> Iterable[tuple[str, str]]:
    return PartReaders.objects.filter(person=person_id).values_list("part", "readers")


def _beside_here(person_id: UUID) -> list[tuple[str, str]]:
    """What was brought before; and what a download of today would say of what is here."""
    from openward.exchange.own_record.telling import told
    from openward_web.people.everything import rows_of

    stands = own_words(told(rows_of(person_id)))
    return [as_kept(row) for row in stands]
