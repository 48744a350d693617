"""Everything that is written about own plans. Each is one entry; see the ledger.

Words are only added. What is said anew is a new line, and the old one ends with a version, which
only the person can do with words of their own (`applying.py` holds that for every entry).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from openward.plans.review import due_after
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.bringing import Brought, as_kept, language_of, line_cells
from openward_web.people.models import ChosenLine, PartReaders, Plan, PlanCard, PlanLine
from openward_web.recording.moments import derived

Rows = dict[str, list[Row]]


def subject_of(person_id: UUID) -> str:
    """All entries about a plan stand under it."""
    return f"plan:{person_id}"


def add_line(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, part: str, voice: str,
    written_by: str, text: str, language: str,
) -> UUID:  # fmt: skip
    """Something more that the plan says. Returns the line's id."""
    line = derived(entry_id, "line")
    row = {"line_id": line, "person_id": person_id, "part": part, "voice": voice,
           "written_by": written_by, "text": text, "language": language,
           "written_at": at, "agreed": None}  # fmt: skip

    def rows(plan: Row, new: Rows, changed: Rows) -> None:
        more = {"from_version": plan["version"], "place": _next_place(person_id, part)}
        new["plan_lines"] = [row | more]

    _in_version("add_line", entry_id, by, at, person_id, rows)
    return line


def end_line(*, entry_id: UUID, by: Actor, at: datetime, line: PlanLine) -> None:
    """It is not said any more; in the versions before it stands as it stood."""

    def rows(plan: Row, new: Rows, changed: Rows) -> None:
        if not PlanLine.objects.filter(pk=line.pk, until_version=None).exists():
            return
        changed["plan_lines"] = [{"line_id": line.pk, "until_version": plan["version"]}]

    _in_version("end_line", entry_id, by, at, line.person_id, rows)


def translate_line(
    *, entry_id: UUID, by: Actor, at: datetime, line: PlanLine, text: str, language: str,
    by_whom: str,
) -> None:  # fmt: skip
    """The same in another language, beside the words; they stay as they are."""
    # The entry's own identifier tells which of two is the newer, within a second too.
    row = {"row_id": entry_id, "line_id": line.pk, "language": language,
           "text": text, "by_whom": by_whom, "written_at": at}  # fmt: skip
    _write("translate_line", entry_id, by, at, line.person_id,
           lambda: payload_of(new={"line_translations": [row]}))  # fmt: skip


def put_first(*, entry_id: UUID, by: Actor, at: datetime, line: PlanLine) -> None:
    """The line goes to the head of its part: the first ones stand on the card."""

    def rows() -> dict[str, Any]:
        same = PlanLine.objects.filter(person=line.person_id, part=line.part, until_version=None)
        first = same.order_by("place").values_list("place", flat=True).first() or 0
        return payload_of(changed={"plan_lines": [{"line_id": line.pk, "place": first - 1}]})

    _write("put_first", entry_id, by, at, line.person_id, rows)


def agree(*, entry_id: UUID, by: Actor, at: datetime, line: PlanLine, agreed: bool) -> None:
    """Whether the person agrees with a view of staff. Both stay."""
    row = {"line_id": line.pk, "agreed": agreed}
    _write("agree_with_line", entry_id, by, at, line.person_id,
           lambda: payload_of(changed={"plan_lines": [row]}))  # fmt: skip


def sign(
    *, entry_id: UUID, by: Actor, at: datetime, plan: Plan, who: str, how: str, made: str | None
) -> None:
    """Somebody signs the version that is open; the next change begins another.

    made: how it was made, as the first who signs says; the person's own word about it stands
    above all others.
    """

    def rows() -> dict[str, Any]:
        change: Row = {"plan_id": plan.pk, "signed_at": at}
        if who == "person":
            change |= {"agreed": True}
        if made and (plan.made is None or (who, how) == ("person", "here")):
            change |= {"made": made}
        signature = {"row_id": derived(entry_id, who), "plan_id": plan.pk, "who": who, "how": how,
                     "signed_at": at}  # fmt: skip
        return payload_of(new={"plan_signatures": [signature]}, changed={"plans": [change]})

    _write("sign_plan", entry_id, by, at, plan.person_id, rows)


def choose_readers(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, part: str, readers: str
) -> None:
    """Who may read a part of the plan."""

    def rows() -> dict[str, Any]:
        stands = PartReaders.objects.filter(person=person_id, part=part).first()
        if stands:
            return payload_of(changed={"part_readers": [{"row_id": stands.pk, "readers": readers}]})
        row = {"row_id": derived(entry_id, part), "person_id": person_id, "part": part,
               "readers": readers}  # fmt: skip
        return payload_of(new={"part_readers": [row]})

    _write("choose_readers", entry_id, by, at, person_id, rows)


def ask_review(*, entry_id: UUID, by: Actor, at: datetime, person_id: UUID) -> None:
    """Somebody wants to look at the plan again."""
    row = {"row_id": derived(entry_id, "asked"), "person_id": person_id, "asked_at": at}
    _write("ask_review", entry_id, by, at, person_id,
           lambda: payload_of(new={"reviews_asked": [row]}))  # fmt: skip


def choose_line(*, entry_id: UUID, by: Actor, at: datetime, line: PlanLine, text: str) -> None:
    """The one line that the person wants on the staff's board; their own choice."""

    def rows() -> dict[str, Any]:
        row = {"person_id": line.person_id, "text": text, "language": line.language,
               "chosen_on": _day(by, at)}  # fmt: skip
        stands = ChosenLine.objects.filter(pk=line.person_id).exists()
        return payload_of(**{"changed" if stands else "new": {"chosen_lines": [row]}})

    _write("choose_line", entry_id, by, at, line.person_id, rows)


def bring_words(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, brought: Brought
) -> None:  # fmt: skip
    """What the person supplied before, here or elsewhere, in one entry: all of it or nothing."""

    def rows() -> dict[str, Any]:
        new, changed = Rows(), Rows()
        if brought.lines:
            plan = _open_version(entry_id, by, at, person_id, new, changed)
            new["plan_lines"] = _lines(brought, entry_id, person_id, at, plan["version"])
        if brought.beside:
            new["brought_words"] = [
                {"row_id": derived(entry_id, f"beside{number}"), "person_id": person_id,
                 "what": what, "cells": cells, "brought_at": at}
                for number, (what, cells) in enumerate(map(as_kept, brought.beside))
            ]  # fmt: skip
        _choices(brought, person_id, entry_id, new, changed)
        if brought.chosen:
            new["chosen_lines"] = [
                {"person_id": person_id, "text": row.cells["text"], "language": language_of(row),
                 "chosen_on": _day(by, at)}
                for row in brought.chosen
            ]  # fmt: skip
        return payload_of(new=new, changed=changed)

    _write("bring_words", entry_id, by, at, person_id, rows)


def _lines(
    brought: Brought, entry_id: UUID, person_id: UUID, at: datetime, version: int
) -> list[Row]:
    places: dict[str, int] = {}
    found = []
    for number, row in enumerate(brought.lines):
        cells = line_cells(row, derived(entry_id, f"line{number}"), person_id, at)
        part = cells["part"]
        places[part] = places[part] + 1 if part in places else _next_place(person_id, part)
        found.append(cells | {"from_version": version, "place": places[part]})
    return found


def _choices(brought: Brought, person_id: UUID, entry_id: UUID, new: Rows, changed: Rows) -> None:
    stands = dict(PartReaders.objects.filter(person=person_id).values_list("part", "pk"))
    for row in brought.readers:
        part, chosen = str(row.cells["part"]), {"readers": row.cells["readers"]}
        if part in stands:
            changed.setdefault("part_readers", []).append({"row_id": stands[part]} | chosen)
        else:
            made = {"row_id": derived(entry_id, part), "person_id": person_id, "part": part}
            new.setdefault("part_readers", []).append(made | chosen)


def make_card(*, entry_id: UUID, by: Actor, at: datetime, person_id: UUID) -> None:
    """The code for a printed card; the cards before it open nothing any more."""

    def rows() -> dict[str, Any]:
        row = {"card_id": derived(entry_id, "card"), "person_id": person_id, "made_at": at}
        still = PlanCard.objects.filter(person=person_id, lost_at=None)
        lost = [{"card_id": card.pk, "lost_at": at} for card in still]
        return payload_of(new={"plan_cards": [row]}, changed={"plan_cards": lost})

    _write("make_card", entry_id, by, at, person_id, rows)


def _in_version(
    action: str, entry_id: UUID, by: Actor, at: datetime, person_id: UUID,
    fill: Callable[[Row, Rows, Rows], None],
) -> None:  # fmt: skip
    def rows() -> dict[str, Any]:
        new, changed = Rows(), Rows()
        fill(_open_version(entry_id, by, at, person_id, new, changed), new, changed)
        return payload_of(new=new, changed=changed)

    _write(action, entry_id, by, at, person_id, rows)


def _open_version(
    entry_id: UUID, by: Actor, at: datetime, person_id: UUID, new: Rows, changed: Rows
) -> Row:
    """The version that is open, or the next one, which the same entry begins."""
    stands = Plan.objects.filter(person=person_id, ended_on=None).first()
    if stands and stands.signed_at is None:
        return {"plan_id": stands.pk, "version": stands.version}
    today = _day(by, at)
    if stands:
        changed["plans"] = [{"plan_id": stands.pk, "ended_on": max(today, stands.started_on)}]
    plan = {"plan_id": derived(entry_id, "plan"), "person_id": person_id,
            "version": stands.version + 1 if stands else 1, "started_on": today,
            "review_due_on": due_after(today), "begun_at": at}  # fmt: skip
    new["plans"] = [plan]
    return plan


def _next_place(person_id: UUID, part: str) -> int:
    last = PlanLine.objects.filter(person=person_id, part=part).order_by("-place").first()
    return last.place + 1 if last else 0


def _day(by: Actor, at: datetime) -> date:
    return at.astimezone(ZoneInfo(by.zone)).date()


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, person_id: UUID,
    rows: Callable[[], dict[str, Any]],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=subject_of(person_id), by=by, occurred_at=at,
          person_id=person_id, payload=rows)  # fmt: skip
