"""The catalogue of practices: one TOML file each, and one for each family that belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from openward.content import content_folder, read_toml
from openward.problems import BadInput, Problem, one_of

#: How strong the evidence is: `supportive` (a trial, not strong), `observed` (before and after,
#: nothing compared), `mixed`, `none_shown` (looked for, not found), `not_known` (nobody looked).
STRENGTHS = ("supportive", "observed", "mixed", "none_shown", "not_known")

Kind = TypeVar("Kind", "Family", "Practice")


@dataclass(frozen=True, slots=True)
class Family:
    """Practices that were made, and mostly tested, together."""

    code: str
    title: str
    evidence: str
    strength: str
    sources: tuple[str, ...]
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """One thing that a ward can do.

    leads: codes of roles. strength: one of STRENGTHS. verified: whether what the evidence says was
    read in the source; else note says what was not. checks: questions of yes or no by which a ward
    asks itself whether it still does it.
    """

    code: str
    family: str
    title: str
    what: str
    leads: tuple[str, ...]
    evidence: str
    strength: str
    sources: tuple[str, ...]
    verified: bool
    pitfalls: tuple[str, ...]
    checks: tuple[str, ...]
    note: str = ""


@cache
def families() -> dict[str, Family]:
    """All families by code."""
    folder = content_folder() / "practices" / "families"
    return {path.stem: read(path, Family) for path in sorted(folder.glob("*.toml"))}


@cache
def practices() -> dict[str, Practice]:
    """All practices by code.

    Raises
    ------
    BadInput
        A file holds a mistake; the problems are those of the first such file.
    """
    paths = sorted((content_folder() / "practices").glob("*.toml"))
    return {path.stem: read(path, Practice) for path in paths}


def read(path: Path, kind: type[Kind]) -> Kind:
    """One file. Raises BadInput with every mistake in it."""
    written: dict[str, Any] = read_toml(path)
    problems = [*_problems(written, kind, path.stem)]
    if problems:
        raise BadInput(problems, str(path))
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    return kind(**plain)


def _problems(written: Mapping[str, Any], kind: type, code: str) -> Iterator[Problem]:
    known = {field.name: field.default for field in fields(kind)}
    for key in sorted(set(written) - set(known)):
        yield Problem("there is no such key", one_of(sorted(known)), column=key)
    for key, default in known.items():
        if default is MISSING and written.get(key) in (None, "", []):
            yield Problem("is missing", f"add {key} = …", column=key)
    if written.get("code", code) != code:
        yield Problem("is not the name of the file", f'write code = "{code}"', column="code",
                      value=str(written["code"]))  # fmt: skip
    if written.get("strength", STRENGTHS[0]) not in STRENGTHS:
        yield Problem("is not known", one_of(STRENGTHS), column="strength",
                      value=str(written["strength"]))  # fmt: skip
    if not written.get("verified") and not written.get("note"):
        yield Problem("is not verified, and nobody knows why", "say in note what was not read",
                      column="note")  # fmt: skip
