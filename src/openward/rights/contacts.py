"""Whom a person can turn to, by the code of the law: `content/rights/contacts`.

Each kind of body is either named or said to be missing, with the reason: silence would read as
"there is none". Every mistake in a file is one sentence that names the key and the remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openward.content import content_folder, read_toml
from openward.problems import BadInput, Problem, one_of

#: Who complains are made to, who visits from outside, who is on the person's side.
KINDS = ("advocate", "complaint", "monitor")


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A body outside the ward.

    official_name: its own name, in its language. does: what it does for the person, in easy words.
    web: its address; empty: the ward has to name it. verified: both what it does and its address
    were read in the source on read_on; else note says what was not. Nobody has tried the address.
    """

    kind: str
    official_name: str
    does: str
    verified: bool
    web: str = ""
    source: str = ""
    read_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The bodies of one jurisdiction. missing: kind → why none is named."""

    code: str
    name: str
    contacts: tuple[PublicContact, ...]
    missing: Mapping[str, str] = field(default_factory=dict)


CONTACT_KEYS = frozenset(f.name for f in fields(PublicContact))


@cache
def places() -> dict[str, Place]:
    """Every jurisdiction by the code that its law has, in the order of the codes."""
    paths = sorted((content_folder() / "rights" / "contacts").glob("*.toml"))
    return {path.stem: read_place(path) for path in paths}


def contacts_of(code: str) -> tuple[PublicContact, ...]:
    """The bodies of a jurisdiction; none where it is not known to us."""
    return places()[code].contacts if code in places() else ()


def read_place(path: Path) -> Place:
    """One file.

    Raises
    ------
    BadInput
        With every mistake in the file.
    """
    written = read_toml(path)
    problems = list(_problems(written, path.stem))
    if problems:
        raise BadInput(problems, str(path))
    contacts = tuple(PublicContact(**contact) for contact in written.get("contact", []))
    return Place(written["code"], written["name"], contacts, written.get("missing", {}))


def _problems(written: Mapping[str, Any], code: str) -> Iterator[Problem]:
    if written.get("code") != code:
        yield Problem("is not the name of the file", f'write code = "{code}"', column="code")
    if not isinstance(written.get("name"), str):
        yield Problem("is missing", 'add name = "…" at the top', column="name")
    contacts = written.get("contact", [])
    for number, contact in enumerate(contacts, 1):
        yield from _problems_of(contact, f"contact {number}")
    named, missing = {contact.get("kind") for contact in contacts}, set(written.get("missing", {}))
    for kind in sorted((named | missing) - set(KINDS), key=str):
        yield Problem("is no kind of contact", one_of(KINDS), column="kind", value=str(kind))
    for kind in KINDS:
        if (kind in named) == (kind in missing):
            yield Problem("has to be named or missing, and not both",
                          "add a contact, or say why there is none under [missing]",
                          column=kind)  # fmt: skip


def _problems_of(contact: Mapping[str, Any], name: str) -> Iterator[Problem]:
    for key in sorted(set(contact) - CONTACT_KEYS):
        yield Problem("there is no such key", one_of(sorted(CONTACT_KEYS)), column=f"{name}: {key}")
    for key in ("kind", "official_name", "does", "verified"):
        if key not in contact:
            yield Problem("is missing", f"add {key} = …", column=f"{name}: {key}")
    for key in ("web", "source"):
        if not contact.get(key, "https://").startswith(("https://", "http://")):
            yield Problem("is no address", "write https://…", column=f"{name}: {key}",
                          value=contact[key])  # fmt: skip
    if contact.get("verified") and not (contact.get("source") and contact.get("read_on")):
        yield Problem("is verified by nothing", "add source and read_on, or verified = false",
                      column=name)  # fmt: skip
    if contact.get("verified") is False and not contact.get("note"):
        yield Problem("is not verified, and nobody knows why", "say in note what was not read",
                      column=name)  # fmt: skip
