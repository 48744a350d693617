"""Forms lead out and back in: what an assessor answers comes back as it was."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from io import BytesIO

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from openpyxl import Workbook

from openward.exchange.field_forms.names import LEVEL, NOTE, SOURCE, question
from openward.exchange.field_forms.paper import paper_html, paper_pdf
from openward.exchange.field_forms.questionnaire import questionnaire
from openward.exchange.field_forms.submissions import each_once, read_submissions
from openward.exchange.field_forms.xlsform import brought, xform, xlsform
from openward.instruments.assessment import Assessment
from openward.instruments.assessment_files import as_toml, read_assessment, shipped
from openward.problems import BadInput
from tests.unit.exchange.field_forms.filled import submission_of

ALL = shipped()
KNOWN = ALL["qualityrights-2012"]
EACH = pytest.mark.parametrize("known", ALL.values(), ids=list(ALL))
VISIT = {"visit_id": "v1", "institution_id": "i1", "visited_on": "2026-03-01", "rated_by": "a",
         "instanceID": "uuid:11111111-2222-3333-4444-555555555555"}  # fmt: skip


def answered(known: Assessment) -> tuple[dict[str, str], dict[str, str]]:
    """(what is typed, level by item): every item, with evidence and a note in several scripts."""
    draw = random.Random(1)  # noqa: S311
    levels = {i.id: draw.choice(known.levels_of(i)).code for i in known.items}
    typed = {question(LEVEL, known.by_id[i]): level for i, level in levels.items()}
    typed |= {question(NOTE, i): f"Ąžuolas & <b> {i.id}" for i in known.items}
    if known.evidence:
        typed |= {question(SOURCE, i): known.evidence[0] for i in known.items}
    return VISIT | typed, levels


@EACH
def test_every_form_is_an_xlsform_and_its_submission_comes_back(known: Assessment) -> None:
    typed, levels = answered(known)
    (one,) = read_submissions(submission_of(known, typed), "s.xml", known)
    assert dict(one.levels) == levels
    assert one.notes == {item.id: f"Ąžuolas & <b> {item.id}" for item in known.items}
    assert set(one.sources.values()) == {known.evidence[:1]}
    assert (one.instance_id, one.rated_by) == ("11111111-2222-3333-4444-555555555555", "a")


def test_json_and_csv_say_the_same_as_xml() -> None:
    typed, _ = answered(KNOWN)
    (xml,) = read_submissions(submission_of(KNOWN, typed), "s.xml", KNOWN)
    kobo = {f"group_1/{k}": v for k, v in typed.items() if k != "instanceID"}
    kobo["_uuid"] = typed["instanceID"].removeprefix("uuid:")
    nested = {"value": [{"__id": typed["instanceID"], "group_1": typed, "x": None}]}
    head, row = zip(*typed.items(), strict=True)
    text = ",".join(f"group_1-{h}" for h in head) + "\n" + ",".join(row) + "\n"
    for data in (json.dumps([kobo]), json.dumps(nested), text):
        assert read_submissions(data.encode(), "s", KNOWN) == [xml]


def test_the_same_submission_twice_is_one() -> None:
    (one,) = read_submissions(submission_of(KNOWN, answered(KNOWN)[0]), "s.xml", KNOWN)
    assert each_once([one, one]) == [one]
    assert each_once([one], before=[one.instance_id]) == []
    with pytest.raises(BadInput, match="say different things"):
        each_once([one, replace(one, rated_by="b")])


def test_what_is_left_out_was_not_assessed() -> None:
    typed = VISIT | {question(LEVEL, KNOWN.by_id["1.1"]): "full"}
    (one,) = read_submissions(submission_of(KNOWN, typed), "s.xml", KNOWN)
    assert dict(one.levels) == {"1.1": "full"}


@pytest.mark.parametrize(
    ("change", "said"),
    [({"instanceID": ""}, "is missing"), ({"visited_on": "May"}, "is no day"),
     ({"rated_by": ""}, "is empty"), ({"level_1_1": "good"}, "is no level of it"),
     ({"source_1_1": "gossip"}, "is no kind of evidence")],
)  # fmt: skip
def test_what_cannot_be_is_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_submissions(json.dumps(VISIT | change).encode(), "s.json", KNOWN)


@pytest.mark.parametrize(
    "data",
    [b"<a", b"{", b"[1]",
     b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
     b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
)  # fmt: skip
def test_what_is_no_submission_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_submissions(data, "s", KNOWN)


@EACH
def test_each_is_a_fhir_questionnaire_with_every_item(known: Assessment) -> None:
    read = json.loads(questionnaire(known))
    Questionnaire.model_validate(read)
    found, left = [], list(read["item"])
    while left:
        item = left.pop(0)
        found.append(item["linkId"])
        left[:0] = item.get("item", [])
    assert found == [item.id for item in known.items]


def test_a_form_without_the_official_text_says_so() -> None:
    assert "load the official text first" in paper_html(KNOWN)
    assert "load the official text first" in xform(xlsform(KNOWN))
    assert paper_pdf(ALL["hopes-elements-1"]).startswith(b"%PDF")


def ours(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    book.active.title = "survey"
    for row in (("type", "name", "label"), *rows):
        book.active.append(row)
    sheet = book.create_sheet("choices")
    for row in (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")):
        sheet.append(row)
    settings = book.create_sheet("settings")
    for row in (("form_title", "form_id"), ("Our form", "our-form")):
        settings.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_anybodys_xlsform_is_an_instrument_and_is_kept_as_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    known = brought(ours(
        ("begin group", "rooms", "Rooms"), ("select_one yn", "clean", "Is it clean?"),
        ("end group", "", ""), ("text", "else", "What else?"),
    ))  # fmt: skip
    assert [(i.id, i.grain, i.parent, i.title) for i in known.items] == [
        ("rooms", "group", "", "Rooms"), ("clean", "question", "rooms", "Is it clean?"),
    ]  # fmt: skip
    assert [level.code for level in known.levels_of(known.by_id["clean"])] == ["yes", "no"]
    path = tmp_path / "our-form.toml"
    path.write_text(as_toml(known))
    assert read_assessment(path) == known


@pytest.mark.parametrize("data", [b"PK", b"", ours(("text", "a", "A")), ours(("nothing", "a", ""))])
def test_what_is_no_xlsform_with_a_choice_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        brought(data)
