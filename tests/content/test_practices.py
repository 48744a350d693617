"""The catalogue of practices: complete, cited, honest about what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.change.cards import Card, read_card, write_card
from openward.change.practices import Practice, families, practices, read
from openward.problems import BadInput
from openward.register.codes import code_lists

ALL = practices()
EACH = pytest.mark.parametrize("practice", ALL.values(), ids=list(ALL))


def test_ten_six_and_five_and_the_ward_s_own() -> None:
    numbers = [sum(p.family == code for p in ALL.values()) for code in families()]
    assert dict(zip(families(), numbers, strict=True)) == {
        "hopes": 5, "own_ward": 8, "safewards": 10, "six_core": 6,
    }  # fmt: skip


@EACH
def test_each_is_led_by_roles_and_asks_itself_questions(practice: Practice) -> None:
    assert set(practice.leads) <= set(code_lists()["role"].codes)
    assert practice.pitfalls
    assert all(check.endswith("?") for check in practice.checks)


@EACH
def test_what_is_verified_has_an_address(practice: Practice) -> None:
    own = practice.code == "own-plans"
    assert not practice.verified or own or all("https://" in s for s in practice.sources)


def test_the_evidence_is_called_no_stronger_than_it_is() -> None:
    assert "supportive, not strong" in families()["safewards"].evidence
    assert "26.4" in families()["safewards"].evidence
    assert ALL["comfort-room"].strength == ALL["debriefing"].strength == "none_shown"
    assert not ALL["staff-to-bed-ratio"].verified


def test_a_mistake_is_one_sentence_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('code = "y"\nstrength = "strong"\nwho = 1\nverified = false\n')
    with pytest.raises(BadInput) as bad:
        read(path, Practice)
    columns = {problem.column for problem in bad.value.problems}
    assert {"code", "strength", "who", "title", "note"} <= columns


def test_a_card_comes_back_as_it_went() -> None:
    card = Card("Tea at ten", "We drink tea. Ąčė", ("Too late.",), ("Was there tea?",))
    assert read_card(write_card(card)) == card


@pytest.mark.parametrize("data", [
    b"", b"[]", b"\xff", b"{}", b"[" * 100_000,
    b'{"format": "openward-practice-card-1", "title": "", "what": 3}',
    b'{"format": "openward-practice-card-1", "title": "a", "what": "b", "checks": "c"}',
])  # fmt: skip
def test_what_is_no_card_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_card(data, "card.json")
