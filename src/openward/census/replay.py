"""Movements in the order of their moments, and what they contradict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from openward.census.movements import Here, Movement, Question


def in_order(movements: Iterable[Movement], already: Collection[str] = ()) -> list[Movement]:
    """By moment, then by message; exact repeats once; without messages that were read before.

    already: the message_ids of what is written.
    """
    raise NotImplementedError


def replay(
    movements: Sequence[Movement], here: Iterable[Here], wards: Collection[str] | None = None
) -> list[Movement | Question]:
    """What can be written as it stands, in order, and a question for what contradicts the state.

    movements: from `in_order`. here: everybody whom the register has on a ward. wards: the codes
    that there are; None does not ask.
    """
    raise NotImplementedError
