"""HL7 v2.3 to v2.5 ADT messages: admit (A01), transfer (A02), discharge (A03), leave (A21, A22).

Chapter 2 of the standard: MSH-9 is type and trigger, MSH-11 tells production from training and
debugging. Chapter 3, "Patient Administration": the triggers (3.2.1 to 3.2.3, 3.2.21 and 3.2.22 in
v2.3 and v2.3.1; 3.3.x from v2.4 on); PV1-2 tells a stay on a ward from other visits (table 0004).
Every message is read, counted as not used, or named with what is wrong in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from openward.census.adt_movement import movement_of
from openward.census.adt_text import messages_of, text_of
from openward.census.hl7_fields import Fields, fields_of
from openward.census.movements import Doubt, Kind, Movement, Question
from openward.census.values import Unreadable, needed
from openward.csv_text import read_file
from openward.problems import BadInput, Problem, one_of

VERSIONS = ("2.3", "2.3.1", "2.4", "2.5", "2.5.1")
MOVES = {"A01": Kind.ADMIT, "A02": Kind.TRANSFER, "A03": Kind.DISCHARGE, "A21": Kind.LEAVE,
         "A22": Kind.RETURN}  # fmt: skip
WITHDRAWS = {"A11": Kind.ADMIT, "A12": Kind.TRANSFER, "A13": Kind.DISCHARGE, "A52": Kind.LEAVE,
             "A53": Kind.RETURN}  # fmt: skip
NUMBER = "the number of a person may have changed"
#: Messages that are not read and may change who is here.
MAY_CHANGE = {
    "A06": "somebody may have come to a ward", "A07": "somebody may have left the ward",
    "A17": "two people changed places", "A18": NUMBER, "A23": "a stay was deleted",
    "A30": NUMBER, "A34": NUMBER, "A36": NUMBER, "A39": NUMBER, "A40": NUMBER, "A46": NUMBER,
    "A47": NUMBER,
}  # fmt: skip
#: MSH-11 (table 0103): debugging, training. PV1-2: outpatient, before admission, recurring.
NOT_FOR_THE_CENSUS = (("MSH", 11, ("D", "T")), ("PV1", 2, ("O", "P", "R")))
CODE = re.compile("[A-Z][A-Z0-9]{2}")


@dataclass(frozen=True, slots=True)
class Adt:
    """What messages say.

    movements: in the order of the file. not_used: kind of message → how many were passed over.
    questions: about messages that may change who is here and are not read, and about deaths.
    """

    movements: list[Movement] = field(default_factory=list)
    not_used: Mapping[str, int] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one message says: a movement, a question, both, or the kind that is not used."""

    movement: Movement | None = None
    question: Question | None = None
    not_used: str | None = None


def read_adt(text: str, zone: ZoneInfo, file: str = "") -> Adt:
    """The movements of one or more messages.

    zone: of the facility; local times are read in it.

    Raises
    ------
    BadInput
        Anything that cannot be read, each with its line and field; nothing is kept then.
    """
    said: list[_Said] = []
    problems: list[Problem] = []
    for lines in messages_of(text, file):
        try:
            fields = fields_of(lines)
        except Unreadable as wrong:
            problems.append(Problem(wrong.what, wrong.remedy, lines[0].row, "MSH", lines[0].text))
            continue
        if not fields.problems:
            said.append(_said(fields, zone, file))
        problems += fields.problems
    if problems:
        raise BadInput(sorted(problems, key=lambda problem: problem.row or 0), file)
    return _together(said)


def read_adt_files(paths: Sequence[Path], zone: ZoneInfo) -> Adt:
    """The same of several files, together. Raises BadInput of the first bad file."""
    read = [read_adt(text_of(read_file(path), str(path)), zone, str(path)) for path in paths]
    not_used: Counter[str] = Counter()
    for adt in read:
        not_used.update(adt.not_used)
    return Adt(
        [movement for adt in read for movement in adt.movements],
        dict(sorted(not_used.items())),
        [question for adt in read for question in adt.questions],
    )


def _together(said: Sequence[_Said]) -> Adt:
    not_used = Counter(one.not_used for one in said if one.not_used)
    return Adt(
        [one.movement for one in said if one.movement],
        dict(sorted(not_used.items())),
        [one.question for one in said if one.question],
    )


def _said(fields: Fields, zone: ZoneInfo, file: str) -> _Said:
    kind, trigger = _type(fields)
    if fields.problems or kind != "ADT":
        return _Said(not_used="^".join(filter(None, (kind, trigger))))
    if trigger not in MOVES and trigger not in WITHDRAWS:
        asked = _ask_to_look(trigger, fields, file) if trigger in MAY_CHANGE else None
        return _Said(question=asked, not_used=trigger)
    fields.read("MSH", 12, _version, "")
    for segment, number, passed_over in NOT_FOR_THE_CENSUS:
        code = fields.read(segment, number, lambda value: value, None)
        if code in passed_over:
            return _Said(not_used=f"{trigger} ({segment}-{number} {code})")
    movement = movement_of(fields, _kind(trigger), WITHDRAWS.get(trigger), zone, file)
    return _Said(movement, _ask_about_death(movement, fields))


def _kind(trigger: str) -> Kind:
    return MOVES.get(trigger, Kind.CANCEL)


def _type(fields: Fields) -> tuple[str, str]:
    """MSH-9: type and trigger. EVN-1 says the trigger in old messages, and must not say another."""
    kind = fields.read("MSH", 9, _code, "")
    old = fields.read("EVN", 1, lambda value: value, None)
    if kind != "ADT":
        return kind, fields.read("MSH", 9, lambda value: value, None, 2) or ""
    trigger = fields.read("MSH", 9, lambda value: _code(value or old), "", 2)
    if trigger:
        fields.read("EVN", 1, lambda value: _same(value, trigger), None)
    return kind, trigger


def _code(value: str | None) -> str:
    if not CODE.fullmatch(needed(value)):
        raise Unreadable("not the type and trigger of a message", "send them as in ADT^A01")
    return value or ""


def _same(value: str | None, trigger: str) -> None:
    if value not in (None, trigger):
        raise Unreadable(f"another trigger than {trigger} of MSH-9", "send the same one in both")


def _version(value: str | None) -> str:
    if value not in VERSIONS:
        raise Unreadable("not a version of HL7 that is read here", one_of(VERSIONS))
    return value


def _ask_to_look(trigger: str, fields: Fields, file: str) -> Question:
    sentence = (
        f"A message {trigger} is not read here, and {MAY_CHANGE[trigger]}: "
        "look whom it is about, and put it right by hand."
    )
    return Question(Doubt.NOT_READ_HERE, sentence, row=fields.rows["MSH"], file=file)


def _ask_about_death(movement: Movement | None, fields: Fields) -> Question | None:
    """PID-29 and PID-30 (3.3.2 in v2.3.1): a discharge message tells of a death in these fields."""
    if movement is None or movement.kind is not Kind.DISCHARGE:
        return None
    day, said = (fields.read("PID", number, lambda value: value, None) for number in (29, 30))
    if day is None and said != "Y":
        return None
    sentence = "The message says that the person died: is the death recorded?"
    number = movement.local_number
    return Question(Doubt.DIED, sentence, number, row=movement.row, file=movement.file)
