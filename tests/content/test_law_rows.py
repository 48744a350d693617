"""Every row of the knowledge file stands in a file of the law."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from openward.law.rule import TYPES
from tests.conftest import ROOT
from tests.content.law_rows import CODE_OF, TYPES_OF

FOLDER = ROOT / "content" / "law"
KNOWLEDGE = (
    Path(os.environ.get("OPENWARD_SHARED", ROOT.parent / "shared")) / "knowledge" / "law_rules.json"
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """What was read and remembered of the law."""
    if not KNOWLEDGE.is_file():
        pytest.skip("the knowledge file is not on this machine: set OPENWARD_SHARED")
    found: list[dict[str, Any]] = json.loads(KNOWLEDGE.read_text(encoding="utf-8"))
    return found


def rules_of(code: str) -> list[dict[str, Any]]:
    """The rules of a file, with what its defaults say."""
    written = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return [written.get("defaults", {}) | rule for rule in written["rule"]]


def test_every_name_has_its_types(rows: list[dict[str, Any]]) -> None:
    assert {row["rule_type"] for row in rows} == set(TYPES_OF)
    assert len(TYPES_OF) == 46
    assert all(types <= set(TYPES) for types in TYPES_OF.values())


def test_every_row_has_a_rule_of_its_family(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        types = {rule["type"] for rule in rules_of(CODE_OF[row["jurisdiction"]])}
        assert types & TYPES_OF[row["rule_type"]], row


def test_every_address_of_a_row_stands_in_its_file(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        code = CODE_OF[row["jurisdiction"]]
        text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
        assert not row["url"] or f"{row['url']}" in text, row


def test_what_was_not_read_is_verified_nowhere(rows: list[dict[str, Any]]) -> None:
    for code in set(CODE_OF.values()):
        read = {r["url"] for r in rows if CODE_OF[r["jurisdiction"]] == code and r["verified"]}
        verified = {rule["url"] for rule in rules_of(code) if rule.get("verified")}
        assert verified <= read, code
