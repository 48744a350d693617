"""What about a movement does not fit the register, and what the answer yes would write."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openward.census.movements import Doubt, Here, Kind, Movement
from openward.problems import shown

#: After these the person is on the ward that the message names.
TO_A_WARD = (Kind.ADMIT, Kind.TRANSFER, Kind.RETURN)


@dataclass(frozen=True, slots=True)
class Asked:
    """if_yes: what the answer yes would write."""

    doubt: Doubt
    sentence: str
    if_yes: tuple[Movement, ...] = ()


def contradiction(movement: Movement, before: Here | None, unknown: bool) -> Asked | None:
    """What to ask before a movement is written; None where it fits the state."""
    if before is None:
        return _of_somebody_absent(movement)
    late = before.since is not None and movement.at < before.since
    if movement.kind is Kind.ADMIT and (late or movement.ward_code == before.ward_code):
        sentence = f"{_says(movement)}, but is here already: is it the same stay?"
        return Asked(Doubt.ALREADY_HERE, sentence)
    if late:
        return too_late(movement)
    if movement.kind is Kind.ADMIT or (unknown and movement.kind is Kind.TRANSFER):
        return _on_two_wards(movement, before, unknown)
    return _of_leave(movement, before)


def _of_somebody_absent(movement: Movement) -> Asked | None:
    if movement.kind is Kind.ADMIT:
        return None
    admitted: tuple[Movement, ...] = ()
    if movement.kind in TO_A_WARD and movement.ward_code:
        admitted = (replace(movement, kind=Kind.ADMIT, from_ward_code=None),)
    asks = "is the person on this ward now?" if admitted else "was an admission missed?"
    sentence = f"{_says(movement)}, but is not here in the register: {asks}"
    return Asked(Doubt.NOT_HERE, sentence, admitted)


def _on_two_wards(movement: Movement, before: Here, unknown: bool) -> Asked:
    says = f"{_says(movement)}, but is here on ward {shown(before.ward_code)}"
    if unknown:
        left = replace(movement, kind=Kind.DISCHARGE, ward_code=before.ward_code)
        sentence = f"{says}, and the other ward is not known here: has the person left?"
        return Asked(Doubt.UNKNOWN_WARD, sentence, (left,))
    back = (_return(movement),) if before.on_leave else ()
    moved = replace(movement, kind=Kind.TRANSFER, from_ward_code=before.ward_code)
    return Asked(Doubt.ALREADY_HERE, f"{says}: was the person moved?", (*back, moved))


def _of_leave(movement: Movement, before: Here) -> Asked | None:
    says = _says(movement)
    if movement.kind is Kind.LEAVE and before.on_leave:
        return Asked(Doubt.ALREADY_ON_LEAVE, f"{says}, but is on leave already: is it the same?")
    if movement.kind is Kind.RETURN and not before.on_leave:
        return Asked(Doubt.NOT_ON_LEAVE, f"{says}, but is not on leave: was a leave missed?")
    if (
        movement.kind is Kind.TRANSFER
        and before.on_leave
        and movement.ward_code != before.ward_code
    ):
        sentence = f"{says}, but is on leave: is the person back?"
        return Asked(Doubt.MOVED_WHILE_ON_LEAVE, sentence, (_return(movement), movement))
    return None


def other_ward(movement: Movement, before: Here, unknown: bool) -> Asked | None:
    """A movement that is written, though it names another ward than the register has."""
    named = movement.from_ward_code if movement.kind is Kind.TRANSFER else movement.ward_code
    if named in (None, before.ward_code):
        return None
    moved: tuple[Movement, ...] = ()
    if movement.kind is Kind.RETURN and not unknown:
        moved = (replace(movement, kind=Kind.TRANSFER, from_ward_code=before.ward_code,
                         message_id=f"{movement.message_id}#transfer"),)  # fmt: skip
    sentence = (
        f"{_says(movement)}: the message names ward {shown(named or '')}, the register "
        f"{shown(before.ward_code)}. Was a move missed?"
    )
    return Asked(Doubt.OTHER_WARD, sentence, moved)


def _return(movement: Movement) -> Movement:
    """The return that a movement of somebody on leave begins with: the same message, its own id."""
    return replace(movement, kind=Kind.RETURN, message_id=f"{movement.message_id}#return")


def too_late(movement: Movement) -> Asked:
    """About a movement before the last one that is written about the person."""
    sentence = f"{_says(movement)}, before the last movement that is written: was it missed?"
    return Asked(Doubt.BEFORE_WHAT_IS_WRITTEN, sentence)


def withdrawn(movement: Movement) -> Asked:
    """About a message that takes back one of an earlier file."""
    sentence = (
        f"{_says(movement)}: the hospital withdrew a message ({movement.cancels}) that may be "
        "written here. Is a correction needed?"
    )
    return Asked(Doubt.WITHDRAWN, sentence)


def same_id(movement: Movement) -> Asked:
    """About a second message with the number of the first and other content."""
    sentence = f"{_says(movement)}: another message has the same number. Which of both holds?"
    return Asked(Doubt.SAME_MESSAGE_ID, sentence)


#: What a movement says, after the number of the person.
WORDS = {
    Kind.ADMIT: "came", Kind.TRANSFER: "moved", Kind.LEAVE: "went on leave",
    Kind.RETURN: "came back from leave", Kind.DISCHARGE: "left", Kind.CANCEL: "is in a message",
}  # fmt: skip


def _says(movement: Movement) -> str:
    to = movement.kind in TO_A_WARD and movement.ward_code
    where = f" to ward {shown(to)}" if to else ""
    number = shown(movement.local_number)
    return f"Person {number} {WORDS[movement.kind]}{where} at {movement.at:%Y-%m-%d %H:%M} UTC"
