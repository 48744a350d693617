"""Which keys a rule may have, what each may hold, and the sentence for each mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from openward.law.durations import parse_duration
from openward.law.rule import ANCHORS, CLOCKS, EFFECTS, FORCES, MODES, QUALITATIVE, TYPES
from openward.problems import Problem, one_of
from openward.register.codes import code_list

DURATIONS = (
    "limit", "window", "gap", "first", "every", "within", "per", "max_gap", "at_cumulative",
    "after_dose", "first_phase", "confirm_within", "apply_before", "decide_within",
    "expected_over",
)  # fmt: skip
TEXTS = ("id", "words", "cite", "url", "note", "text", "term", "whose")
YES_OR_NO = ("verified", "unknown", "independent", "spread", "received", "offer_is_enough")
DAYS = ("valid_from", "valid_to", "read_on")
NUMBERS = ("times", "within_working_days")
ROLES = ("by", "emergency_by", "confirm_by")
PARTS = {
    "applies": ("age_from", "age_below", "status", "setting"),
    "clock": ("window", "gap"),
    "trigger": ("anchor", "at", "window", "gap", "per"),
    "court_hours": ("from", "to"),
}
COMMON = {
    "id", "type", "words", "kinds", "techniques", "applies", "force", "valid_from", "valid_to",
    "cite", "url", "read_on", "verified", "note", "text", "term", "unknown", "qualitative",
    "effect", "fields", "by",
}  # fmt: skip
OF_TYPE: dict[str, set[str]] = {
    "order_limit": {"limit", "unless"},
    "renewal_limit": {"limit", "unless"},
    "total_limit": {"limit", "unless"},
    "cumulative_limit": {"limit", "window", "gap", "unless"},
    "min_gap": {"gap"},
    "observe": {"mode", "every", "first_phase", "after_dose"},
    "review": {
        "within", "first", "every", "times", "per", "spread", "max_gap", "at", "at_cumulative",
        "window", "gap", "mode", "independent",
    },
    "notify": {"to", "within", "within_working_days", "trigger", "received"},
    "judicial": {"apply_before", "clock", "every", "decide_within", "expected_over", "court_hours"},
    "authorise": {"within", "emergency_by", "confirm_by", "confirm_within"},
    "inform_person": {"when", "within", "within_working_days"},
    "debrief": {"within", "within_working_days", "offer_is_enough", "whose"},
    "record": {"within"},
}  # fmt: skip
#: Without one of these a rule with a clock says nothing.
ONE_OF: dict[str, tuple[str, ...]] = {
    "order_limit": ("limit",),
    "renewal_limit": ("limit",),
    "total_limit": ("limit",),
    "cumulative_limit": ("limit",),
    "min_gap": ("gap",),
    "observe": ("every", "mode", "after_dose"),
    "review": ("within", "first", "every", "times", "at", "at_cumulative"),
    "notify": ("within", "within_working_days"),
    "judicial": ("apply_before", "every", "decide_within", "expected_over"),
    "inform_person": ("within", "within_working_days"),
    "debrief": ("within", "within_working_days"),
}
WHEN = ("start", "check", "end")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a key may hold, and how to say so."""

    holds: Callable[[Any], bool]
    remedy: str


def nearest(key: str, known: Collection[str]) -> str:
    """The remedy for a key that nobody knows."""
    near = get_close_matches(key, sorted(known), 1)
    return f"did you mean {near[0]}?" if near else "see docs/law-files.md for the keys"


def problems_of(written: Mapping[str, Any], code: str, name: str) -> Iterator[Problem]:
    """Every mistake in one rule. name is how the sentences call it: `rule fr-total`."""
    kind = written.get("type")
    if kind not in TYPES:
        yield Problem("is no type of rule", one_of(TYPES), column=f"{name}: type", value=str(kind))
        return
    wrong = [*_wrong_keys(written, kind, name)]
    # A key with a slip of the pen is not missing as well.
    yield from wrong or _missing(written, kind, name)
    yield from _id_and_dates(written, code, name)


def _wrong_keys(written: Mapping[str, Any], kind: str, name: str) -> Iterator[Problem]:
    known = COMMON | OF_TYPE.get(kind, set())
    for key, value in written.items():
        if key not in known:
            what = f"is no key of a rule of type {kind}"
            yield Problem(what, nearest(key, known), column=f"{name}: {key}")
        else:
            yield from _value_problems(key, value, name)


def _value_problems(key: str, value: Any, name: str) -> Iterator[Problem]:
    expected = EXPECTED[key]
    if not expected.holds(value):
        what = "is not what this key may hold"
        yield Problem(what, expected.remedy, column=f"{name}: {key}", value=_shown(value))
    elif key in PARTS:
        for part, inner in value.items():
            if not _part_holds(part, inner):
                what = "is not what this key may hold"
                remedy = EXPECTED_PARTS[part].remedy
                yield Problem(what, remedy, column=f"{name}: {key}.{part}", value=_shown(inner))


def _missing(written: Mapping[str, Any], kind: str, name: str) -> Iterator[Problem]:
    if not written.get("words"):
        yield Problem("is missing", "say the rule in one plain sentence", column=f"{name}: words")
    if kind in CLOCKS and not written.get("kinds"):
        remedy = "list the kinds of measure that it is about"
        yield Problem("is missing", remedy, column=f"{name}: kinds")
    if "force" not in written:
        yield Problem("is missing", one_of(FORCES), column=f"{name}: force")
    if not written.get("cite") and not written.get("unknown"):
        remedy = "name the act and section, or write unknown = true"
        yield Problem("the source is missing", remedy, column=f"{name}: cite")
    wanted = ONE_OF.get(kind, ())
    if wanted and not any(key in written for key in (*wanted, "qualitative", "unknown")):
        remedy = f"add {' or '.join(wanted)}, or qualitative, or unknown = true"
        yield Problem("the rule has no figure", remedy, column=name)


def _id_and_dates(written: Mapping[str, Any], code: str, name: str) -> Iterator[Problem]:
    start = str(written.get("id", ""))
    if not re.fullmatch(rf"(local-)?{re.escape(code)}-[a-z0-9-]+", start):
        remedy = f"begin it with {code}- and use small letters, digits and hyphens"
        yield Problem("is no id of this file", remedy, column=f"{name}: id", value=start)
    begins, ends = written.get("valid_from"), written.get("valid_to")
    if _is_day(begins) and _is_day(ends) and begins >= ends:  # type: ignore[operator]
        what = "the rule ends before it begins"
        remedy = "valid_to is the first day on which it no longer holds"
        yield Problem(what, remedy, column=f"{name}: valid_to", value=str(ends))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_duration(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_duration(value))
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _part_holds(part: str, value: Any) -> bool:
    return EXPECTED_PARTS[part].holds(value)


def _among(allowed: Collection[str]) -> Expected:
    return Expected(lambda value: value in allowed, one_of(sorted(allowed)))


def _list_of(allowed: Collection[str]) -> Expected:
    remedy = f"list in square brackets {one_of(sorted(allowed))[4:]}"
    return Expected(
        lambda value: isinstance(value, list) and bool(value) and set(value) <= set(allowed), remedy
    )


def _table_of(parts: tuple[str, ...]) -> Expected:
    remedy = f"write {{ {' = …, '.join(parts)} = … }}"
    return Expected(lambda v: isinstance(v, dict) and bool(v) and set(v) <= set(parts), remedy)


DURATION = Expected(
    _is_duration, "write exact hours such as PT48H, PT30M or PT1H30M; never days, as P2D"
)
TEXT = Expected(_is_text, "write text in quotation marks")
DAY = Expected(_is_day, "write a day as 2026-11-23, without quotation marks")
YES_NO = Expected(lambda value: isinstance(value, bool), "write true or false")
NUMBER = Expected(_is_number, "write a whole number above 0")
TEXT_LIST = Expected(
    lambda value: isinstance(value, list) and all(_is_text(part) for part in value),
    "write a list of texts in square brackets",
)
AGE = Expected(lambda v: isinstance(v, int) and 0 < v < 130, "write completed years")
CLOCK_HOUR = Expected(
    lambda v: isinstance(v, str) and re.fullmatch(r"([01]\d|2[0-4]):00", v) is not None,
    "write a full hour such as 06:00",
)
EXPECTED: dict[str, Expected] = {
    **dict.fromkeys(DURATIONS, DURATION),
    **dict.fromkeys(TEXTS, TEXT),
    **dict.fromkeys(YES_OR_NO, YES_NO),
    **dict.fromkeys(DAYS, DAY),
    **dict.fromkeys(NUMBERS, NUMBER),
    **dict.fromkeys(ROLES, _list_of(code_list("role").codes)),
    **{key: _table_of(parts) for key, parts in PARTS.items()},
    "type": _among(TYPES),
    "kinds": _list_of(code_list("measure_kind").codes),
    "techniques": _list_of(code_list("technique").codes),
    "force": _among(FORCES),
    "qualitative": _among(QUALITATIVE),
    "effect": _among(EFFECTS),
    "mode": _among(MODES),
    "to": _list_of(code_list("recipient").codes),
    "when": _list_of(WHEN),
    "whose": _among(code_list("debrief_whose").codes),
    "fields": TEXT_LIST,
    "unless": TEXT_LIST,
    "at": Expected(
        lambda v: isinstance(v, list) and bool(v) and all(map(_is_duration, v)),
        'list exact hours in square brackets, such as ["PT24H", "PT96H"]',
    ),
}
EXPECTED_PARTS: dict[str, Expected] = {
    "age_from": AGE,
    "age_below": AGE,
    "status": _list_of(code_list("legal_status").codes),
    "setting": _list_of(code_list("setting").codes),
    "window": DURATION,
    "gap": DURATION,
    "anchor": _among(ANCHORS),
    "at": Expected(
        lambda v: _is_duration(v) or _is_number(v),
        "write exact hours (PT48H), or a number for count",
    ),
    "per": _among(("admission",)),
    "from": CLOCK_HOUR,
    "to": CLOCK_HOUR,
}
