"""Rows become FHIR and come back as they were, whatever stands in them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.exchange.own_record.bundle import bundle_text, record_of
from openward.exchange.own_record.cells import is_safe_text
from openward.exchange.own_record.record import Record, Row, Withheld
from openward.exchange.own_record.telling import own_words
from openward.problems import BadInput
from tests.unit.exchange.own_record.rows import ME, NOON, line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CELLS: Any = st.one_of(
    TEXTS, st.booleans(), st.integers(-(2**63), 2**63), st.floats(allow_nan=False,
    allow_infinity=False), st.uuids(), st.binary(min_size=1), st.dates(date(1000, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.dictionaries(TEXTS, TEXTS), st.lists(st.integers(0, 9)),
)  # fmt: skip


def text_of(*rows: Row, withheld: tuple[Withheld, ...] = ()) -> str:
    return bundle_text(Record((ME, *rows), withheld), names={UUID(int=7): "Birch"}, made_at=NOON)


@settings(max_examples=60, deadline=None)
@given(cells=st.dictionaries(st.from_regex("[a-z_]{1,20}", fullmatch=True), CELLS, max_size=6))
def test_every_cell_comes_back_with_its_type(cells: dict[str, Any]) -> None:
    row = Row("outcomes", "row_id", {**cells, "row_id": UUID(int=5)})
    back = record_of(text_of(row)).rows
    assert back == (ME, row)
    assert [type(v) for v in back[1].cells.values()] == [type(v) for v in row.cells.values()]


@pytest.mark.parametrize(
    "text", ["", "\n", " a ", "\x01", "\u2028", "x" * 100_000, "\u202e<script>", "=1+1", "🫂"]
)
def test_own_words_come_back_exactly(text: str) -> None:
    back = own_words(record_of(text_of(line(text), line("of staff", 11, voice="staff"))))
    assert [row.cells["text"] for row in back] == [text]


@pytest.mark.parametrize("text", ["", " a", "a\n", "\x01", "a\x0bb", "\u2028a", "\u00a0a"])
def test_what_a_fhir_string_may_lose_travels_in_base64(text: str) -> None:
    assert not is_safe_text(text)
    assert is_safe_text("two\nlines,\ttabs and 🫂")


def test_what_is_withheld_comes_back_with_its_reason() -> None:
    one = Withheld("voices", "9", "third_party")
    part = Withheld("accounts", "7", "secret", ("password",))
    text = text_of(withheld=(one, part))
    assert record_of(text).withheld == (one, part)
    issue = json.loads(text)["entry"][-1]["resource"]["issue"][0]
    assert issue["code"] == "suppressed" and "complain" in issue["diagnostics"]


def test_other_programs_find_the_name_of_the_ward_and_the_person() -> None:
    stay = Row("stays", "stay_id", {"stay_id": UUID(int=5), "ward_id": UUID(int=7),
                                    "person_id": UUID(int=1), "started_at": NOON})  # fmt: skip
    patient, encounter = json.loads(text_of(stay))["entry"]
    assert encounter["resource"]["subject"]["reference"] == patient["fullUrl"]
    assert encounter["resource"]["serviceProvider"]["display"] == "Birch"
    assert encounter["resource"]["status"] == "in-progress"


def test_a_version_of_the_plan_names_the_lines_that_stood_in_it() -> None:
    plan = Row("plans", "plan_id", {"plan_id": UUID(int=2), "version": 2,
                                    "started_on": NOON.date()})  # fmt: skip
    lines = [line("ended", until_version=2), line("stands", 11), line("later", 12, from_version=3)]
    care = json.loads(text_of(plan, *lines))["entry"][1]["resource"]
    assert [one["identifier"]["value"] for one in care["supportingInfo"]] == [str(UUID(int=11))]


@pytest.mark.parametrize(
    "wrong", ["", "{}", '{"resourceType": "Bundle"}', "[1]", '{"resourceType": "Patient"}',
              '{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": '
              '{"resourceType": "Basic", "code": {"text": "x"}, "extension": '
              '[{"url": "urn:openward:row"}]}}]}'],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(BadInput, match="not a record in FHIR R4"):
        record_of(wrong)
