"""The files of `content/countries`: one for each country, one for the programme of the region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from openward.content import content_folder, read_toml
from openward.countries.step import Step, step_of
from openward.problems import BadInput, Problem

PROGRAMME = "programme"
KEYS = ("name", "law", "not_known", "steps")


@dataclass(frozen=True, slots=True)
class Country:
    """One country, or the programme (code `programme`).

    code: ISO 3166-1 in small letters. law: a code of `content/law`; empty: none. not_known: what
    nobody of us knows, one sentence each.
    """

    code: str
    name: str
    law: str
    not_known: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def iso(self) -> str:
        """The code as figures and facilities have it."""
        return self.code.upper()


@cache
def countries() -> dict[str, Country]:
    """The countries that are known here, by code, in the order of their names.

    Raises
    ------
    BadInput
        A file holds a mistake; the problems are those of the first such file.
    """
    found = [read(path) for path in _paths() if path.stem != PROGRAMME]
    return {one.code: one for one in sorted(found, key=lambda one: one.name)}


@cache
def programme() -> Country:
    """What is known of all countries of the programme together."""
    return read(_folder() / f"{PROGRAMME}.toml")


def law_codes() -> frozenset[str]:
    """The codes of the laws that a step may lead to."""
    return frozenset(path.stem for path in (content_folder() / "law").glob("*.toml"))


def read(path: Path) -> Country:
    """One file. Raises BadInput with every mistake in it."""
    written = read_toml(path)
    problems = [*_problems(written, path.stem)]
    steps = []
    for number, each in enumerate(written.get("steps", []), 1):
        try:
            steps.append(step_of(each, law_codes()))
        except BadInput as bad:
            where = str(each.get("id", number))
            problems += [replace(p, column=f"steps.{where}.{p.column}") for p in bad.problems]
    if problems:
        raise BadInput(problems, str(path))
    return Country(path.stem, written["name"], written.get("law", ""),
                   tuple(written["not_known"]), tuple(steps))  # fmt: skip


def _problems(written: Mapping[str, Any], code: str) -> Iterator[Problem]:
    for key in sorted(set(written) - set(KEYS)):
        yield Problem("there is no such key", f"use one of {', '.join(KEYS)}", column=key)
    for key in ("name", "not_known"):
        if not written.get(key):
            yield Problem("is missing", f"add {key} = …", column=key)
    if code != PROGRAMME and not re.fullmatch("[a-z]{2}", code):
        yield Problem("the name of the file is no country", "name it after ISO 3166-1, as in lt",
                      value=code)  # fmt: skip
    if written.get("law") and written["law"] not in law_codes():
        yield Problem("is not a law that we have", "leave it out, or add the file to content/law",
                      column="law", value=str(written["law"]))  # fmt: skip
    for step, times in Counter(each.get("id") for each in written.get("steps", [])).items():
        if times > 1:
            yield Problem("two steps have this id", "rename one", column="id", value=str(step))


def _folder() -> Path:
    return content_folder() / "countries"


def _paths() -> list[Path]:
    return sorted(_folder().glob("*.toml"))
