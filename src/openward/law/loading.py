"""Read the law: one TOML file per jurisdiction, checked as strictly as a lawyer would.

Every mistake in a file is one sentence that names the file, the rule, the key and the remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from openward.content import content_folder
from openward.law import keys
from openward.law.durations import parse_duration
from openward.law.rule import EVER, NEVER, Applies, Clock, Jurisdiction, Rule, Trigger
from openward.problems import BadInput, Problem

FILE_KEYS = {f.name for f in fields(Jurisdiction)} - {"rules", "examples"} | {
    "defaults", "rule", "example",
}  # fmt: skip
NEEDED = ("code", "name", "timezone")


def law_folder() -> Path:
    """`content/law`."""
    return content_folder() / "law"


def read_laws(folder: Path | None = None) -> dict[str, Jurisdiction]:
    """Every jurisdiction of the folder, by code, in the order of the codes.

    Raises
    ------
    BadInput
        A file holds a mistake; the problems are those of the first such file.
    """
    paths = sorted((folder or law_folder()).glob("*.toml"))
    laws = [read_law(path) for path in paths]
    return {law.code: law for law in laws}


def read_law(path: Path) -> Jurisdiction:
    """One file of the law.

    Raises
    ------
    BadInput
        With every mistake in the file.
    """
    try:
        return law_from(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    except BadInput as bad:
        raise BadInput(bad.problems, str(path)) from None
    except FileNotFoundError:
        raise BadInput(Problem("there is no such file", "check the path"), str(path)) from None
    except UnicodeDecodeError:
        raise BadInput(Problem("is not UTF-8 text", "save it as UTF-8"), str(path)) from None
    except tomllib.TOMLDecodeError as error:
        problem = Problem(f"is not TOML: {error}", "see docs/law-files.md for an example")
        raise BadInput(problem, str(path)) from None


def law_from(written: Mapping[str, Any], code: str) -> Jurisdiction:
    """A jurisdiction from what its file says.

    code: the name of the file; the file must say the same.
    """
    problems = [*_file_problems(written, code)]
    if problems:
        raise BadInput(problems)
    defaults = written.get("defaults", {})
    rules: list[Rule] = []
    for number, rule in enumerate(written.get("rule", []), 1):
        found, faults = rule_from({**defaults, **rule}, written, number)
        problems += faults
        if found:
            rules.append(found)
    problems += _overlaps(rules)
    if problems:
        raise BadInput(problems)
    plain = {key: _plain(value) for key, value in written.items() if key in FILE_KEYS}
    for key in ("defaults", "rule", "example"):
        plain.pop(key, None)
    return Jurisdiction(**plain, rules=tuple(rules), examples=tuple(written.get("example", [])))


def rule_from(
    written: Mapping[str, Any], law: Mapping[str, Any], number: int
) -> tuple[Rule | None, list[Problem]]:
    """A rule from its table in the file, or what is wrong with it."""
    name = f"rule {written.get('id') or number}"
    problems = list(keys.problems_of(written, str(law["code"]), name))
    if problems:
        return None, problems
    values = {key: CONVERTERS.get(key, _plain)(value) for key, value in written.items()}
    zone = ZoneInfo(law["timezone"])
    values["from_at"] = _midnight(written.get("valid_from"), zone, EVER)
    values["to_at"] = _midnight(written.get("valid_to"), zone, NEVER)
    values.setdefault("verified", False)
    return Rule(jurisdiction=law["code"], **values), []


def _midnight(day: date | None, zone: ZoneInfo, otherwise: datetime) -> datetime:
    if day is None:
        return otherwise
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _file_problems(written: Mapping[str, Any], code: str) -> Iterator[Problem]:
    for key in sorted(set(written) - FILE_KEYS):
        yield Problem("there is no such key in a file of the law", keys.nearest(key, FILE_KEYS),
                      column=key)  # fmt: skip
    for key in NEEDED:
        if not isinstance(written.get(key), str):
            yield Problem("is missing", f'add {key} = "…" at the top', column=key)
    if isinstance(written.get("code"), str) and written["code"] != code:
        yield Problem("is not the name of the file", f"write code = \"{code}\", or rename the file",
                      column="code", value=written["code"])  # fmt: skip
    zone = written.get("timezone")
    if isinstance(zone, str) and zone not in available_timezones():
        yield Problem("is no time zone", "use an IANA name such as Europe/Paris", column="timezone",
                      value=zone)  # fmt: skip


def _overlaps(rules: list[Rule]) -> Iterator[Problem]:
    """The same id may stand several times, with dates that do not overlap."""
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.get(rule.id, []):
            if rule.from_at < other.to_at and other.from_at < rule.to_at:
                what = "holds twice on the same day: its dates overlap"
                remedy = "give the earlier one valid_to, the first day on which the later one holds"
                yield Problem(what, remedy, column=f"rule {rule.id}")
        seen.setdefault(rule.id, []).append(rule)
    known = set(seen)
    for rule in rules:
        for other_id in rule.unless:
            if other_id not in known:
                yield Problem("names a rule that is not in this file", "use the id of a rule",
                              column=f"rule {rule.id}: unless", value=other_id)  # fmt: skip


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _applies(value: Mapping[str, Any]) -> Applies:
    return Applies(**{key: _plain(part) for key, part in value.items()})


def _clock(value: Mapping[str, str]) -> Clock:
    return Clock(**{key: parse_duration(part) for key, part in value.items()})


def _trigger(value: Mapping[str, Any]) -> Trigger:
    lengths = {
        key: parse_duration(part)
        for key, part in value.items()
        if key in ("at", "window", "gap") and isinstance(part, str)
    }
    return Trigger(**{**value, **lengths})


def _hours(value: Mapping[str, str]) -> tuple[int, int]:
    return int(value["from"][:2]), int(value["to"][:2])


CONVERTERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(keys.DURATIONS, parse_duration),
    "at": lambda lengths: tuple(parse_duration(length) for length in lengths),
    "kinds": frozenset,
    "techniques": frozenset,
    "applies": _applies,
    "clock": _clock,
    "trigger": _trigger,
    "court_hours": _hours,
}
