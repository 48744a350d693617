"""A step refuses what cannot be, in one sentence with its key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openward.countries.loading import read
from openward.countries.step import STATES, Step, is_moment, step_of
from openward.problems import BadInput

LAWS = frozenset({"lt"})
GOOD: dict[str, Any] = {"id": "x", "kind": "law", "state": "drafted", "title": "A law",
                        "source": "https://example.org", "verified": True,
                        "read_on": date(2026, 1, 2)}  # fmt: skip
BAD: dict[str, dict[str, Any]] = {
    "kind": {"kind": "wish"},
    "state": {"state": "paused", "reason": "x"},
    "law": {"law": "xx"},
    "id": {"id": "Not a code"},
    "when": {"when": "2025-13"},
    "title": {"title": ""},
    "what": {"what": 3},
    "until": {"kind": "target", "state": "set"},
    "reason": {"kind": "national_programme", "state": "paused"},
    "followed": {"followed": "nothing"},
    "staff": {"kind": "staffing_rule", "staff": 1},
    "count": {"count": 30, "of": 29},
    "note": {"verified": False},
    "read_on": {"read_on": None},
    "who": {"who": "x"},
}


def test_a_good_one() -> None:
    assert step_of(GOOD, LAWS) == Step(**GOOD)


@pytest.mark.parametrize(("column", "change"), BAD.items(), ids=list(BAD))
def test_what_cannot_be_is_one_sentence(column: str, change: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as bad:
        step_of(GOOD | change, LAWS)
    assert [problem.column for problem in bad.value.problems] == [column]
    assert bad.value.sentences()[0].count("\n") == 0


def test_a_commitment_has_a_date_and_may_say_what_followed() -> None:
    made = GOOD | {"kind": "commitment", "state": "made", "followed": "a plan"}
    with pytest.raises(BadInput):
        step_of(made, LAWS)
    assert step_of(made | {"when": "2024"}, LAWS).followed == "a plan"


@pytest.mark.parametrize("kind", STATES)
def test_how_it_stands_may_be_not_known_for_every_kind(kind: str) -> None:
    more = {"until": date(2030, 1, 1)} if kind == "target" else {}
    assert step_of(GOOD | {"kind": kind, "state": "not_known", "when": "2024"} | more, LAWS)


@pytest.mark.parametrize(("when", "is_one"), [
    ("2025", True), ("2025-03", True), ("2024-02-29", True), ("2025-02-29", False), ("25", False),
    ("2025-3", False), ("2025-03-14T10:00", False), ("0000", False), ("2025\n", False),
])  # fmt: skip
def test_a_moment_is_as_much_as_is_known(when: str, is_one: bool) -> None:
    assert is_moment(when) == is_one


def test_a_file_names_the_step_and_the_key(tmp_path: Path) -> None:
    path = tmp_path / "zz.toml"
    path.write_text('name = ""\nrank = 1\n[[steps]]\nid = "a"\nkind = "law"\nstate = "on"\n')
    with pytest.raises(BadInput) as bad:
        read(path)
    columns = {problem.column for problem in bad.value.problems}
    assert {"name", "rank", "not_known", "steps.a.state", "steps.a.title"} <= columns
    assert bad.value.sentences()[0].startswith(f"{path}:")


def test_two_steps_of_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "zz.toml"
    path.write_text('name = "Z"\nnot_known = ["all"]\n[[steps]]\nid = "a"\n[[steps]]\nid = "a"\n')
    with pytest.raises(BadInput, match="name") as bad:
        read(path)
    assert "id" in {problem.column for problem in bad.value.problems}
