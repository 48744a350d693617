"""One step on the path of a country: a dialogue, a law, a programme, a promise, a target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from openward.problems import BadInput, Problem, one_of

NOT_KNOWN = "not_known"
#: How a step of each kind can stand; `not_known`: nobody said.
STATES: dict[str, tuple[str, ...]] = {
    "policy_dialogue": ("planned", "held"),
    "law": ("drafted", "adopted", "in_force"),
    "staffing_rule": ("drafted", "adopted", "in_force"),
    "comfort_rooms": ("planned", "available"),
    "national_programme": ("planned", "running", "paused", "ended"),
    "training": ("planned", "held"),
    "workforce_need": ("stated", "met"),
    "commitment": ("made",),
    "target": ("set", "reached", "passed"),
}
KINDS = tuple(STATES)
LONGEST = 2_000
TEXTS = ("title", "what", "reason", "followed", "source", "note")
#: A year, a month or a day, as much as is known.
WHEN = re.compile(r"\d{4}(-\d{2}){0,2}")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Step:
    """One step, as far as it is known.

    when: `2025`, `2025-03` or `2025-03-14`; empty: not known. law: a code of `content/law`. staff,
    beds: a rule of staffing as a ratio. count, of: so many countries of so many. reason: why a
    programme is paused. followed: what followed a commitment. until: the day of a target.
    read_on: when somebody read the source. verified: whether this was read in it; else note says
    what was not.
    """

    id: str
    kind: str
    state: str
    title: str
    source: str
    verified: bool
    what: str = ""
    when: str = ""
    law: str = ""
    staff: int | None = None
    beds: int | None = None
    count: int | None = None
    of: int | None = None
    reason: str = ""
    followed: str = ""
    until: date | None = None
    read_on: date | None = None
    note: str = ""

    @property
    def moment(self) -> str:
        """By which steps stand in order of time; those without a date come last."""
        return self.when or "9999"


def step_of(written: Mapping[str, Any], laws: frozenset[str]) -> Step:
    """The step that was written. laws: the codes that there are.

    Raises
    ------
    BadInput
        It is none; with every mistake in it.
    """
    problems = [*_problems(written, laws)]
    if problems:
        raise BadInput(problems)
    return Step(**written)


def _problems(written: Mapping[str, Any], laws: frozenset[str]) -> Iterator[Problem]:
    known = {field.name: field.default for field in fields(Step)}
    for key in sorted(set(written) - set(known)):
        yield Problem("there is no such key", one_of(sorted(known)), column=key)
    for key, default in known.items():
        if default is MISSING and written.get(key) in (None, ""):
            yield Problem("is missing", f"say what {key} is", column=key)
    yield from _wrong_types(written)
    yield from _wrong_codes(written, laws)
    yield from _wrong_for_its_kind(written)
    yield from _wrong_numbers(written)
    if not written.get("verified") and not written.get("note"):
        yield Problem("is not verified, and nobody knows why", "say in note what was not read",
                      column="note")  # fmt: skip
    if written.get("verified") and not written.get("read_on"):
        yield Problem("is verified, and nobody knows when", "say when the source was read",
                      column="read_on")  # fmt: skip


def _wrong_types(written: Mapping[str, Any]) -> Iterator[Problem]:
    for key in (*TEXTS, "id", "kind", "state", "when", "law"):
        value = written.get(key, "")
        if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
            yield _wrong("is no text, or too long", f"give up to {LONGEST} letters", key, value)
    for key in ("until", "read_on"):
        if not isinstance(written.get(key), date | None):
            yield _wrong("is not a day", "write it as 2022-01-31", key, written[key])
    if not isinstance(written.get("verified", False), bool):
        yield _wrong("is neither true nor false", "write true or false", "verified",
                     written["verified"])  # fmt: skip


def _wrong_codes(written: Mapping[str, Any], laws: frozenset[str]) -> Iterator[Problem]:
    kind, state, law = (str(written.get(key, "")) for key in ("kind", "state", "law"))
    if kind and kind not in STATES:
        yield _wrong("is not a kind of step", one_of(KINDS), "kind", kind)
    may = (*STATES.get(kind, ()), NOT_KNOWN)
    if kind in STATES and state and state not in may:
        yield _wrong(f"is no state of a {kind}", one_of(may), "state", state)
    if law and law not in laws:
        yield _wrong("is not a law that we have", one_of(sorted(laws)), "law", law)
    if not CODE.fullmatch(str(written.get("id") or "x")):
        yield _wrong("is not a code", "use small letters, digits and hyphens", "id", written["id"])
    when = str(written.get("when", ""))
    if when and not is_moment(when):
        yield _wrong("is no year, month or day", "write 2025, 2025-03 or 2025-03-14", "when", when)


def is_moment(when: str) -> bool:
    """Whether a text is a year, a month or a day that there is."""
    if not WHEN.fullmatch(when):
        return False
    try:
        date.fromisoformat((when + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _wrong_for_its_kind(written: Mapping[str, Any]) -> Iterator[Problem]:
    kind, state = written.get("kind"), written.get("state")
    if state == "paused" and not written.get("reason"):
        yield Problem("is paused, and nobody knows why", "say the reason", column="reason")
    if kind == "target" and not written.get("until"):
        yield Problem("is a target without a day", "say until when", column="until")
    if kind == "commitment" and not written.get("when"):
        yield Problem("is a commitment without a date", "say when it was made", column="when")
    only = {"followed": "commitment", "until": "target", "staff": "staffing_rule",
            "beds": "staffing_rule"}  # fmt: skip
    for key, kind_of_it in only.items():
        if written.get(key) not in (None, "") and kind in STATES and kind != kind_of_it:
            yield _wrong(f"is for a {kind_of_it} only", "leave it out", key, written[key])


def _wrong_numbers(written: Mapping[str, Any]) -> Iterator[Problem]:
    for one, other in (("staff", "beds"), ("count", "of")):
        first, second = written.get(one), written.get(other)
        if first is None and second is None:
            continue
        if type(first) is not int or type(second) is not int:
            yield _wrong("needs two whole numbers", f"give {one} and {other}", one, first)
        elif first < 0 or second < 1 or (one == "count" and first > second):
            yield _wrong("cannot be", f"check {one} and {other}", one, f"{first}/{second}")
    # Nobody staffs a ward with nobody.
    if written.get("staff") == 0:
        yield _wrong("is no rule", "leave staff and beds out if they are not known", "staff", 0)


def _wrong(what: str, remedy: str, column: str, value: object) -> Problem:
    return Problem(what, remedy, column=column, value=str(value))
