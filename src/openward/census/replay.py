"""Movements in the order of their moments, and what they contradict.

Nothing that contradicts the register is written or dropped in silence: it becomes a question. Where
the answer yes would write something, what follows about the same person waits with it, in the same
question. A move to the ward where the person is already, that is to another bed, changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from openward.census.contradictions import (
    Asked,
    contradiction,
    other_ward,
    same_id,
    too_late,
    withdrawn,
)
from openward.census.movements import NOBODY, Doubt, Here, Kind, Movement, Question
from openward.problems import shown


def in_order(movements: Iterable[Movement], already: Collection[str] = ()) -> list[Movement]:
    """By moment, then by message; exact repeats once; without messages that were read before.

    already: the message_ids of what is written. Numbers inside ids count as numbers: 9 before 10.
    """
    once = {_content(movement): movement for movement in reversed(list(movements))}
    new = [movement for movement in once.values() if movement.message_id not in already]
    return sorted(new, key=lambda one: (one.at, _natural(one.message_id), one.file, one.row))


def replay(
    movements: Sequence[Movement],
    here: Iterable[Here],
    wards: Collection[str] | None = None,
    left: Mapping[str, datetime] = NOBODY,
) -> list[Movement | Question]:
    """What can be written as it stands, in order, and a question for what contradicts the state.

    movements: from `in_order`. here: everybody whom the register has on a ward. wards: the codes
    that there are; None does not ask. left: of people who are not here, by local number, when the
    register has them leaving.
    """
    census = _Census({person.local_number: person for person in here}, wards, left)
    for movement in movements:
        census.take(movement)
    return census.said()


def _content(movement: Movement) -> Movement:
    """What makes two messages the same, wherever they stand."""
    return replace(movement, row=0, file="")


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts the numbers inside a text as numbers."""
    parts = re.split(r"([0-9]+)", text)
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]


@dataclass
class _Census:
    """Who is here while the movements are taken one after the other.

    found: what is said so far; None where a message was withdrawn. waiting: person → the place in
    `found` of the question that what follows waits for. last: person → the place of the last
    movement, and the state before it.
    """

    here: dict[str, Here]
    wards: Collection[str] | None
    left: Mapping[str, datetime]
    found: list[Movement | Question | None] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    last: dict[str, tuple[int, Here | None]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    elsewhere: Counter[str] = field(default_factory=Counter)

    def take(self, movement: Movement) -> None:
        """One movement, later than those before."""
        before = self.here.get(movement.local_number)
        unknown = self.wards is not None and movement.ward_code not in (None, *self.wards)
        if movement.message_id in self.seen:
            self._ask(movement, same_id(movement))
        elif before is None and unknown:
            self.elsewhere[movement.ward_code or ""] += 1
        elif movement.kind is Kind.CANCEL:
            self._withdraw(movement)
        elif before and movement.kind is Kind.TRANSFER and movement.ward_code == before.ward_code:
            pass  # to another bed
        elif asked := self._contradiction(movement, before, unknown):
            self._ask(movement, asked)
        else:
            self._write(movement)
            if before and (noted := other_ward(movement, before, unknown)):
                self._ask(movement, noted)
        self.seen.add(movement.message_id)

    def _contradiction(
        self, movement: Movement, before: Here | None, unknown: bool
    ) -> Asked | None:
        left = self.left.get(movement.local_number)
        if before is None and left and movement.at < left:
            return too_late(movement)
        return contradiction(movement, before, unknown)

    def said(self) -> list[Movement | Question]:
        """Everything in order, and one question for each ward that is not known."""
        rest = [_elsewhere(ward, count) for ward, count in sorted(self.elsewhere.items())]
        return [*(thing for thing in self.found if thing is not None), *rest]

    def _write(self, movement: Movement) -> None:
        number = movement.local_number
        before = self.here.get(number)
        waits_for = self.waiting.get(number)
        if waits_for is None:
            self.last[number] = len(self.found), before
            self.found.append(movement)
        else:
            self._let_wait(waits_for, movement)
        after = _after(movement, before)
        if after is None:
            del self.here[number]
        else:
            self.here[number] = after

    def _let_wait(self, place: int, movement: Movement) -> None:
        question = self.found[place]
        if isinstance(question, Question):
            self.found[place] = replace(question, if_yes=(*question.if_yes, movement))

    def _ask(self, movement: Movement, asked: Asked) -> None:
        """A question; where the answer may be yes, what follows about the person waits with it."""
        number = movement.local_number
        self.found.append(
            Question(asked.doubt, asked.sentence, number, row=movement.row, file=movement.file)
        )
        if asked.if_yes:
            self.waiting[number] = len(self.found) - 1
            self.last.pop(number, None)
        for written in asked.if_yes:
            self._write(written)

    def _withdraw(self, movement: Movement) -> None:
        """Take back the last movement about the person, or ask where it is written already."""
        place, before = self.last.pop(movement.local_number, (-1, None))
        taken_back = self.found[place] if place >= 0 else None
        if not isinstance(taken_back, Movement) or taken_back.kind is not movement.cancels:
            self._ask(movement, withdrawn(movement))
            return
        self.found[place] = None
        if before is None:
            del self.here[movement.local_number]
        else:
            self.here[movement.local_number] = before


def _after(movement: Movement, before: Here | None) -> Here | None:
    """Where the person is after a movement; None where not here."""
    if movement.kind is Kind.DISCHARGE:
        return None
    stays = movement.kind in (Kind.LEAVE, Kind.RETURN) and before is not None
    ward = before.ward_code if stays and before else movement.ward_code or ""
    return Here(movement.local_number, ward, movement.kind is Kind.LEAVE, movement.at)


def _elsewhere(ward: str, count: int) -> Question:
    messages = "1 message is" if count == 1 else f"{count:,} messages are"
    sentence = (
        f"{messages} about ward {shown(ward)}, which is not known here, and about people who are "
        "not here: is it a ward of another service?"
    )
    return Question(Doubt.UNKNOWN_WARD, sentence)
