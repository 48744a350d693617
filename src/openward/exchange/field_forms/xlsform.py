"""Instruments as XLSForm (https://xlsform.org), for ODK Collect and KoboToolbox, and back.

One group for each item that has others below it. Each item asks for a level, for where it is known
from (several) and for a note; none has to be answered: what is left out was not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openward.exchange.field_forms.names import LEVEL, NOTE, SOURCE, VISIT, question
from openward.instruments.assessment import Assessment, Item, Level
from openward.problems import BadInput, Problem

SHEETS = {
    "survey": ("type", "name", "label", "required", "hint"),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id", "version", "default_language"),
}
EVIDENCE_WORDS = {
    "interview_person": "Interview with a person who uses the service",
    "interview_staff": "Interview with staff",
    "interview_family": "Interview with family or friends",
    "observation": "Seen on the visit",
    "documents": "Documents",
}
Row = dict[str, str]


def workbook_rows(known: Assessment) -> dict[str, list[Row]]:
    """The rows of the three sheets."""
    survey = [
        {"type": kind, "name": name, "label": name.replace("_", " ").capitalize(),
         "required": "yes"} for name, kind in VISIT.items()
    ]  # fmt: skip
    if not known.text_is_loaded:
        survey.append({"type": "note", "name": "not_the_official_text", "label": known.note})
    survey += [row for item in known.below("") for row in _item_rows(known, item)]
    return {"survey": survey, "choices": [*_choices(known)], "settings": [_settings(known)]}


def xlsform(known: Assessment) -> bytes:
    """The workbook (.xlsx)."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in workbook_rows(known).items():
        sheet = book.create_sheet(name)
        sheet.append(SHEETS[name])
        for row in rows:
            sheet.append([row.get(column, "") for column in SHEETS[name]])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xform(workbook: bytes) -> str:
    """The XForm that telephones read, made and checked by pyxform.

    Raises
    ------
    BadInput
        pyxform refuses it.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        return str(convert(BytesIO(workbook), file_type=".xlsx").xform)
    except (PyXFormError, ValueError, KeyError) as error:
        remedy = "mend it and try again"
        raise BadInput(Problem(f"is no XLSForm: {error}".splitlines()[0], remedy)) from None


def brought(workbook: bytes) -> Assessment:
    """An instrument from anybody's XLSForm: its questions of `select_one`, in its groups.

    Other questions (text, numbers, places) are no ratings and stay in the form. The levels of a
    list have no order: an XLSForm does not say which answer is better.

    Raises
    ------
    BadInput
        pyxform refuses it, or it asks for no choice.
    """
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    xform(workbook)
    form = workbook_to_json(get_xlsform(BytesIO(workbook), file_type=".xlsx"))
    items = [*_brought_items(form["children"], "")]
    rated = {item.id for item in items if item.grain == "question"}
    if not rated:
        raise BadInput(Problem("asks for no choice of one", "add a question of select_one"))
    used = {item.scale for item in items if item.scale}
    scales = {name: tuple(Level(c["name"], _words(c)) for c in form["choices"][name])
              for name in sorted(used)}  # fmt: skip
    return Assessment(
        code=str(form["id_string"]), official_name=str(form["title"]),
        version=str(form.get("version", "1")), about="Brought as an XLSForm.",
        language=str(form.get("default_language", "en")), answered_by="user_defined",
        roll_up="none", licence="as its owner says", licence_read=False, text_needed=False,
        source="an XLSForm", verified=False, note="Nobody of OpenWard has read it.",
        cannot_say=("anything that its makers did not test",), levels=(),
        items=tuple(item for item in items if item.grain == "question" or _leads(items, item)),
        scales=tuple(scales.items()),
    )  # fmt: skip


def _leads(items: list[Item], group: Item) -> bool:
    """Whether a rated question stands in a group."""
    below = [item for item in items if item.parent == group.id]
    return any(item.grain == "question" or _leads(items, item) for item in below)


def _brought_items(children: list[dict[str, Any]], parent: str) -> Iterator[Item]:
    for child in children:
        kind, name = str(child.get("type", "")), str(child.get("name", ""))
        if kind in {"group", "repeat"} and name != "meta":
            yield Item(name, "group", _words(child) or name, verified=True, parent=parent)
            yield from _brought_items(child.get("children", []), name)
        elif kind == "select one":
            scale = str(child.get("itemset") or child.get("list_name"))
            yield Item(name, "question", _words(child) or name, verified=True, parent=parent,
                       scale=scale)  # fmt: skip


def _words(part: dict[str, Any]) -> str:
    label = part.get("label", "")
    return str(next(iter(label.values()), "") if isinstance(label, dict) else label)


def _item_rows(known: Assessment, item: Item) -> Iterator[Row]:
    below = known.below(item.id)
    label = f"{item.id} {item.title}"
    if below:
        yield {"type": "begin group", "name": question("group", item), "label": label}
    levels = item.scale or "levels"
    yield {"type": f"select_one {levels}", "name": question(LEVEL, item), "label": label}
    if known.evidence:
        yield {"type": "select_multiple evidence", "name": question(SOURCE, item),
               "label": "Known from"}  # fmt: skip
    yield {"type": "text", "name": question(NOTE, item), "label": "Note",
           "hint": "No name of a person, and nothing that tells who said it."}  # fmt: skip
    for child in below:
        yield from _item_rows(known, child)
    if below:
        yield {"type": "end group"}


def _choices(known: Assessment) -> Iterator[Row]:
    for name, levels in (("levels", known.levels), *known.scales):
        for level in levels:
            yield {"list_name": name, "name": level.code, "label": level.name}
    for source in known.evidence:
        yield {"list_name": "evidence", "name": source, "label": EVIDENCE_WORDS[source]}


def _settings(known: Assessment) -> Row:
    return {
        "form_title": f"{known.official_name} {known.version}", "form_id": known.code,
        "version": known.version, "default_language": known.language,
    }  # fmt: skip
