"""The script for outsiders: it agrees with the program, and refuses whatever was changed."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openward.ledger.canonical import Json
from openward.ledger.header import header_bytes
from openward.ledger.proof_files import consistency_file, inclusion_file
from openward.ledger.sealing import payload_digest
from openward.ledger.tree import leaf_hash
from tests.conftest import ROOT

from .headers import HEADER
from .published_trees import CONSISTENCY, DATA, INCLUSION, LEAVES, ROOTS

SCRIPT = ROOT / "docs" / "verify" / "verify_openward_proof.py"
FOUR = [*LEAVES[:3], leaf_hash(b"last")]
SALT, PAYLOAD = bytes(range(16)), '{"kind":"mechanical_restraint","why":"…"}'.encode()


def ledger_with_payload() -> tuple[list[bytes], bytes]:
    """Seven leaves, the fourth of a header whose payload is known."""
    digest = payload_digest(SALT, PAYLOAD).hex().encode()
    header = header_bytes(HEADER).replace(HEADER.payload_digest.hex().encode(), digest)
    return [*LEAVES[:3], leaf_hash(header), *LEAVES[4:7]], header


def inclusion() -> dict[str, Json]:
    leaves, header = ledger_with_payload()
    return inclusion_file(leaves, 3, 7, header, (SALT, PAYLOAD))


def consistency() -> dict[str, Json]:
    return consistency_file(LEAVES, 3, 7)


def between(old: int, new: int, root: bytes, *proof: bytes) -> dict[str, Json]:
    """A file that says that two trees have one root."""
    return {
        "kind": "consistency", "old_size": old, "new_size": new, "old_root": root.hex(),
        "new_root": root.hex(), "proof": [part.hex() for part in proof],
    }  # fmt: skip


def said(path: Path, content: str) -> tuple[int, str]:
    """Exit code and output of the script as a process of its own, in Python alone."""
    path.write_text(content, "utf-8")
    words = [sys.executable, "-I", "-S", SCRIPT, path]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert not ran.stderr
    return ran.returncode, ran.stdout


def is_right(monkeypatch: pytest.MonkeyPatch, path: Path, file: dict[str, Any]) -> bool:
    """The same within this process, for many files."""
    path.write_text(json.dumps(file), "utf-8")
    monkeypatch.setattr(sys, "argv", ["", str(path)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT))
    return not ended.value.code


def test_the_script_is_short_and_knows_nothing_of_us() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= 40
    assert "import openward" not in text and "from openward" not in text


@pytest.mark.parametrize("file", [inclusion, consistency])
def test_a_right_proof(tmp_path: Path, file: Callable[[], dict[str, Json]]) -> None:
    code, text = said(tmp_path / "proof.json", json.dumps(file()))
    assert (code, text) == (0, "Right, if you hold the same sizes and roots.\n")


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(inclusion() | {"index": 4}),
        json.dumps(consistency() | {"old_size": 4}),
        json.dumps({"kind": "inclusion"}),
        "[]", "{", "", "null",
    ],
)  # fmt: skip
def test_a_wrong_or_broken_file_gives_one_sentence(tmp_path: Path, content: str) -> None:
    code, text = said(tmp_path / "proof.json", content)
    assert (code, text) == (1, "WRONG: it proves nothing.\n")


INCLUSION_CHANGES: list[dict[str, Any]] = [
    {"index": 2}, {"index": 4}, {"index": -1}, {"index": 7}, {"index": 3 + 8}, {"index": "3"},
    {"tree_size": 3}, {"tree_size": 4}, {"tree_size": 14}, {"tree_size": 0}, {"tree_size": -7},
    {"header": inclusion()["header"] + " "}, {"header": "{}"}, {"header": None},
    {"root": ROOTS[7].hex()}, {"root": ""}, {"proof": []}, {"proof": inclusion()["proof"][:-1]},
    {"proof": inclusion()["proof"] + [ROOTS[1].hex()]}, {"proof": inclusion()["proof"][::-1]},
    {"payload": ""}, {"payload": PAYLOAD.decode() + " "}, {"salt": SALT[::-1].hex()}, {"salt": ""},
    {"kind": "consistency"},
]  # type: ignore[operator, index]  # fmt: skip


@pytest.mark.parametrize("change", INCLUSION_CHANGES, ids=str)
def test_a_changed_inclusion_proof_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: dict[str, Any]
) -> None:
    assert not is_right(monkeypatch, tmp_path / "proof.json", inclusion() | change)


CONSISTENCY_CHANGES: list[dict[str, Any]] = [
    *({"old_size": size} for size in (-1, 0, 1, 2, 4, 5, 6, 7, 8)),
    *({"new_size": size} for size in (-1, 0, 1, 2, 3, 4, 9, 14)),
    {"old_root": ROOTS[2].hex()}, {"new_root": ROOTS[8].hex()}, {"proof": []},
    {"proof": consistency()["proof"][1:]}, {"proof": consistency()["proof"] + [ROOTS[3].hex()]},
]  # type: ignore[operator, index]  # fmt: skip


@pytest.mark.parametrize("change", CONSISTENCY_CHANGES, ids=str)
def test_a_changed_consistency_proof_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: dict[str, Any]
) -> None:
    assert not is_right(monkeypatch, tmp_path / "proof.json", consistency() | change)


@pytest.mark.parametrize(
    "file",
    [
        inclusion_file(FOUR, 3, 4, b"last") | {"index": -1},
        inclusion_file(FOUR, 3, 4, b"last") | {"index": 11, "tree_size": 7},
        between(0, 2, ROOTS[2], LEAVES[1], LEAVES[0]),
        between(4, 2, ROOTS[4]),
        between(4, 4, ROOTS[4]),
    ],
)
def test_places_and_sizes_that_no_tree_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: dict[str, Any]
) -> None:
    """Each would lead to its root if nobody looked at the numbers."""
    assert not is_right(monkeypatch, tmp_path / "proof.json", file)


def test_a_proof_without_payload_is_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leaves, header = ledger_with_payload()
    file = inclusion_file(leaves, 3, 7, header)
    assert not {"salt", "payload"} & set(file)
    assert is_right(monkeypatch, tmp_path / "proof.json", file)


def test_every_proof_of_every_small_tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leaves = [leaf_hash(b"%d" % number) for number in range(18)]
    for size in range(1, 19):
        for index in range(size):
            file = inclusion_file(leaves, index, size, b"%d" % index)
            assert is_right(monkeypatch, tmp_path / "proof.json", file), file
        for old in range(1, size):
            file = consistency_file(leaves, old, size)
            assert is_right(monkeypatch, tmp_path / "proof.json", file), file


def test_the_examples_of_the_reference_are_the_files_that_we_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = (ROOT / "docs/reference/ledger-proofs.md").read_text("utf-8")
    examples = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    leaves, _ = ledger_with_payload()
    assert examples == [inclusion(), consistency_file(leaves, 3, 7)]
    assert all(is_right(monkeypatch, tmp_path / "proof.json", file) for file in examples)


@pytest.mark.parametrize("name", [*inclusion(), *consistency(), *json.loads(header_bytes(HEADER))])
def test_every_key_is_in_the_reference(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/reference/ledger-proofs.md").read_text("utf-8")


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_published_inclusion_proofs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, index: int, size: int
) -> None:
    file = inclusion_file(LEAVES, index, size, b"") | {"header": DATA[index].decode("latin-1")}
    assert file["proof"] == [part.hex() for part in INCLUSION[index, size]]
    if DATA[index].isascii():
        assert is_right(monkeypatch, tmp_path / "proof.json", file)


@pytest.mark.parametrize(("old", "new"), [sizes for sizes in CONSISTENCY if len(set(sizes)) == 2])
def test_published_consistency_proofs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: int, new: int
) -> None:
    file = consistency_file(LEAVES, old, new)
    assert file["proof"] == [part.hex() for part in CONSISTENCY[old, new]]
    assert (file["old_root"], file["new_root"]) == (ROOTS[old].hex(), ROOTS[new].hex())
    assert is_right(monkeypatch, tmp_path / "proof.json", file)


@pytest.mark.parametrize(("old", "new"), [(0, 5), (5, 5), (6, 5)])
def test_no_file_between_trees_where_nothing_can_be_proven(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="compare the two roots"):
        consistency_file(LEAVES, old, new)
