"""Read the register: one TOML file per instrument and version, each mistake one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from openward.content import content_folder, read_toml
from openward.instruments.instrument import FREE, RATERS, WHEN, Instrument, Question, Score
from openward.problems import BadInput, Problem, one_of

TABLES = {"score": Score, "question": Question}
KEYS = {f.name for f in fields(Instrument)} - {"scores", "questions"} | set(TABLES)
NEEDED = {f.name for f in fields(Instrument) if f.default is MISSING}


@cache
def instruments() -> dict[str, Instrument]:
    """The whole register by code, in the order of the codes.

    Raises
    ------
    BadInput
        A file holds a mistake; the problems are those of the first such file.
    """
    paths = sorted((content_folder() / "instruments").glob("*.toml"))
    return {path.stem: read_instrument(path) for path in paths}


def read_instrument(path: Path) -> Instrument:
    """One file.

    Raises
    ------
    BadInput
        With every mistake in the file.
    """
    written = read_toml(path)
    problems = [*_of_the_form(written, path.stem)] or [*_of_the_rights(written)]
    if problems:
        raise BadInput(problems, str(path))
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    scores = tuple(Score(**score) for score in plain.pop("score", ()))
    questions = tuple(Question(**question) for question in plain.pop("question", ()))
    return Instrument(**plain, scores=scores, questions=questions)


def _of_the_form(written: Mapping[str, Any], code: str) -> Iterator[Problem]:
    """Keys that are unknown or missing, codes that are none."""
    for key in sorted(set(written) - KEYS):
        yield Problem("there is no such key", one_of(sorted(KEYS)), column=key)
    for key in sorted(NEEDED - set(written)):
        yield Problem("is missing", f"add {key} = …", column=key)
    if written.get("code", code) != code:
        yield Problem("is not the name of the file", f'write code = "{code}"', column="code",
                      value=str(written["code"]))  # fmt: skip
    for key, known in (("rated_by", RATERS), ("when", WHEN)):
        if written.get(key, known[0]) not in known:
            yield Problem("is not known", one_of(known), column=key, value=str(written[key]))
    for table, kind in TABLES.items():
        for number, row in enumerate(written.get(table, []), 1):
            yield from _of_a_row(row, kind, f"{table} {number}")


def _of_a_row(row: Mapping[str, Any], kind: type, name: str) -> Iterator[Problem]:
    known = {f.name: f.default for f in fields(kind)}
    for key in sorted(set(row) - set(known)):
        yield Problem("there is no such key", one_of(sorted(known)), column=f"{name}: {key}")
    for key, default in known.items():
        if default is MISSING and key not in row:
            yield Problem("is missing", f"add {key} = …", column=f"{name}: {key}")
    if ("low" in row) != ("high" in row) or row.get("low", 0) > row.get("high", row.get("low", 0)):
        yield Problem("is no range", "give low and high, the lower first, or neither", column=name)


def _of_the_rights(written: Mapping[str, Any]) -> Iterator[Problem]:
    """Items of others stay out unless their licence was read and is free."""
    ships = written["may_ship_items"]
    if ships and not (written["licence_read"] and written["licence"] in FREE):
        yield Problem("items may not be shipped under this licence", one_of(FREE),
                      column="may_ship_items", value=written["licence"])  # fmt: skip
    if not ships and written.get("question"):
        yield Problem("holds items that may not be shipped", "remove them", column="question")
    if not ships and not written.get("why_not"):
        yield Problem("is missing", "say why its items may not be shipped", column="why_not")
    if written["verified"] and not (written.get("read_on") or written.get("own")):
        yield Problem("is verified on no day", "add read_on, or verified = false", column="read_on")
    for row in (written, *written.get("score", [])):
        if not row["verified"] and not row.get("note"):
            yield Problem("is not verified, and nobody knows why", "say in note what was not read",
                          column=row.get("id", "note"))  # fmt: skip
