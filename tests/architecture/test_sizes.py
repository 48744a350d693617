"""Small and plain: a function fits on a screen, a file is split before it is long."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.conftest import ROOT

FILES = sorted(p for folder in ("src", "docs", "bench") for p in (ROOT / folder).rglob("*.py")
               if p.parent.name != "migrations")  # fmt: skip
LONGEST_FUNCTION, LONGEST_FILE = 50, 400
#: Longer, each with its reason.
EXCUSED: dict[str, str] = {}


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.name not in EXCUSED:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


def test_no_room_is_called_after_nothing() -> None:
    bad = {"utils", "helpers", "common", "misc", "manager", "tools"}
    assert not [file for file in FILES if file.stem in bad or file.parent.name in bad]
