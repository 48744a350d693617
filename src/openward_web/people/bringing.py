"""What a person took away from here, or from elsewhere, comes back: their own words alone.

Lines of the plan that hold become lines again, written by the person today. Who may read a part,
and the line for the board, come along; where something is chosen here, a file never lets more
people read, and never changes the line. All else that the person supplied stands beside, as it
was: it was about incidents that are not here. A file may hold anything: no cell is trusted.
"""

import json
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openward.exchange.own_record.opening import REMEDY
from openward.exchange.own_record.record import Record, Row
from openward.exchange.own_record.telling import own_words
from openward.exchange.own_record.words import title_of
from openward.plans.parts import parts
from openward.plans.readers import Readers
from openward.problems import BadInput, Problem
from openward_web.ledger.rows import Row as Cells
from openward_web.people.models import BroughtWords, ChosenLine, PartReaders, PlanLine
from openward_web.people.wording import READERS

#: How languages are written; what is none is said to be undetermined.
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,1}"
#: What no database keeps: the end of a text in C, and halves of a pair of UTF-16.
NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
#: What is shown of a row; the rest of it is kept, and is for programs.
TEXTS = ("text", "words", "led_up", "helped", "hurt", "needed")
#: Longer than this no line stands on the board.
LONGEST_ON_BOARD = 160
#: The most people first.
WIDTH = (Readers.WARD, Readers.SUPPORTERS, Readers.ONLY_ME)


@dataclass(frozen=True, slots=True)
class Brought:
    """What would come in. readers: one for a part. chosen: the line for the board, or none. there:
    how many things stand here already, word for word."""

    lines: tuple[Row, ...]
    readers: tuple[Row, ...]
    chosen: tuple[Row, ...]
    beside: tuple[Row, ...]
    there: int

    @property
    def count(self) -> int:
        """How many things would come in."""
        return sum(map(len, (self.lines, self.readers, self.chosen, self.beside)))


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
    lines = _without(lines, _lines_here(person_id), _line)
    readers, wider = _choices_to_bring(rows, person_id)
    chosen, not_chosen = _chosen_to_bring(rows, person_id)
    beside = [row for row in rows if not (_is_line(row) or _is_choice(row) or _is_chosen(row))]
    beside = _without([*beside, *wider, *not_chosen], _beside_here(person_id), as_kept)
    there = len(rows) - sum(map(len, (lines, readers, chosen, beside)))
    return Brought(tuple(lines), tuple(readers), tuple(chosen), tuple(beside), there)


def line_cells(row: Row, line_id: UUID, person_id: UUID, at: datetime) -> Cells:
    """A line of the plan, said again by the person."""
    part, text, language = _line(row)
    return {"line_id": line_id, "person_id": person_id, "part": part, "voice": "mine",
            "written_by": "person", "text": text, "language": language, "written_at": at,
            "agreed": None}  # fmt: skip


def choices(brought: Brought) -> list[tuple[str, str]]:
    """Each part and who may read it, in words."""
    return [
        (_(parts()[str(row.cells["part"])].title), str(READERS[Readers(row.cells["readers"])]))
        for row in brought.readers
    ]


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
    except (ValueError, RecursionError):
        return {}
    return cells if isinstance(cells, dict) else {}


def _check_characters(rows: Iterable[Row]) -> None:
    for row in rows:
        try:
            kept = as_kept(row)
        except RecursionError as deep:
            what = f"a row of {row.table} is nested too deep"
            raise BadInput(Problem(what, REMEDY)) from deep
        text = "".join([*kept, *(cell for cell in row.cells.values() if isinstance(cell, str))])
        if NOT_KEPT.search(text):
            what = f"a text of {row.table} holds a character that cannot be kept"
            raise BadInput(Problem(what, REMEDY))


def _is_line(row: Row) -> bool:
    cells = row.cells
    holds = row.table == "plan_lines" and "until_version" not in cells
    return holds and _is_one_of(parts(), cells.get("part")) and isinstance(cells.get("text"), str)


def _is_one_of(known: Container[str], cell: Any) -> bool:
    return isinstance(cell, str) and cell in known


def _place(row: Row) -> int:
    place = row.cells.get("place", 0)
    return place if isinstance(place, int) else 0


def _is_choice(row: Row) -> bool:
    known = {readers.value for readers in Readers}
    return (row.table == "part_readers" and _is_one_of(parts(), row.cells.get("part"))
            and _is_one_of(known, row.cells.get("readers")))  # fmt: skip


def _is_chosen(row: Row) -> bool:
    text = row.cells.get("text")
    return row.table == "chosen_lines" and isinstance(text, str) and len(text) <= LONGEST_ON_BOARD


def _choices_to_bring(rows: Iterable[Row], person_id: UUID) -> tuple[list[Row], list[Row]]:
    """(one choice for a part, each for fewer people than may read it here; those for more)."""
    here = dict(PartReaders.objects.filter(person=person_id).values_list("part", "readers"))
    narrower: dict[str, Row] = {}
    wider = []
    for row in filter(_is_choice, rows):
        part, readers = _choice(row)
        if part in here and _width(readers) < _width(here[part]):
            wider.append(row)
        elif here.get(part) != readers:
            here[part], narrower[part] = readers, row
    return list(narrower.values()), wider


def _width(readers: str) -> int:
    return WIDTH.index(Readers(readers))


def _chosen_to_bring(rows: Iterable[Row], person_id: UUID) -> tuple[list[Row], list[Row]]:
    """(the line for the board where none is chosen here, others than the one that is)."""
    stands = ChosenLine.objects.filter(pk=person_id).first()
    others = [row for row in filter(_is_chosen, rows)
              if stands is None or row.cells["text"] != stands.text]  # fmt: skip
    return ([], others) if stands else (others[:1], others[1:])


def _line(row: Row) -> tuple[str, str, str]:
    return str(row.cells["part"]), str(row.cells["text"]), language_of(row)


def language_of(row: Row) -> str:
    """As languages are written, or that nobody knows which."""
    language = str(row.cells.get("language", ""))
    return language if re.fullmatch(LANGUAGE, language) else "und"


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


def _beside_here(person_id: UUID) -> list[tuple[str, str]]:
    """What was brought before; and what a download of today would say of what is here."""
    from openward.exchange.own_record.telling import told
    from openward_web.people.everything import rows_of

    stands = own_words(told(rows_of(person_id)))
    return [as_kept(row) for row in stands]
