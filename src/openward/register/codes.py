"""The code lists of `content/codes`: which codes a column may hold, and their maps to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from openward.content import content_folder, read_toml

#: Tables of a content file that describe the national lists themselves, not a list of ours.
SOURCES = "sources"


@dataclass(frozen=True)
class CodeList:
    """One list of codes.

    codes: code → label. maps: national list → our code → its codes (a code that the national list
    does not know is absent, never guessed). is_also: a role → the roles that it includes.
    kinds: kind of measure → techniques that belong to it.
    """

    name: str
    title: str
    codes: Mapping[str, str]
    maps: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    is_also: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NationalList:
    """A list of somebody else that our codes are mapped to.

    verified: whether the codes were read in the source; else note says what is not known.
    """

    name: str
    title: str
    source: str
    verified: bool
    note: str = ""


@cache
def code_lists() -> Mapping[str, CodeList]:
    """All code lists by name, in the order of the files."""
    return MappingProxyType(
        {name: _code_list(name, entry) for name, entry in _entries() if name != SOURCES}
    )


def code_list(name: str) -> CodeList:
    """One code list. KeyError for a name that no file of `content/codes` has."""
    return code_lists()[name]


@cache
def national_lists() -> Mapping[str, NationalList]:
    """The lists of others that maps lead to, by name."""
    entries = [entry for name, entry in _entries() if name == SOURCES]
    return {name: NationalList(name, **about) for entry in entries for name, about in entry.items()}


@cache
def roles_of(role: str) -> frozenset[str]:
    """The role and all that it includes: a psychiatrist is a doctor and a health professional."""
    return frozenset({role}) | code_list("role").is_also.get(role, frozenset())


@cache
def techniques_of(kind: str) -> frozenset[str]:
    """The techniques that belong to a kind of measure."""
    return code_list("technique").kinds.get(kind, frozenset())


def _entries() -> list[tuple[str, dict[str, Any]]]:
    paths = sorted((content_folder() / "codes").glob("*.toml"))
    return [entry for path in paths for entry in read_toml(path).items()]


def _code_list(name: str, entry: Mapping[str, Any]) -> CodeList:
    maps = {
        national: {code: tuple(theirs) for code, theirs in pairs.items()}
        for national, pairs in entry.get("maps", {}).items()
    }
    return CodeList(
        name, entry["title"], entry["codes"], maps,
        _sets(entry.get("is_also", {})), _sets(entry.get("kinds", {})),
    )  # fmt: skip


def _sets(pairs: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(codes) for name, codes in pairs.items()}
