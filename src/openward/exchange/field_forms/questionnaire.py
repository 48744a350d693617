"""Instruments as FHIR R4 Questionnaire (https://hl7.org/fhir/R4/questionnaire.html)."""

from __future__ import annotations

from typing import Any

from openward.instruments.assessment import Assessment, Item


def questionnaire(known: Assessment) -> str:
    """The resource as JSON, checked by fhir.resources. linkId: the number of the item."""
    from fhir.resources.R4B.questionnaire import Questionnaire

    resource = {
        "resourceType": "Questionnaire", "name": known.code.replace("-", "_"),
        "title": known.official_name, "version": known.version, "status": "draft",
        "language": known.language, "description": known.about, "copyright": known.licence,
        "purpose": known.note or None,
        "item": [_item(known, item) for item in known.below("")],
    }  # fmt: skip
    made = {name: value for name, value in resource.items() if value}
    return str(Questionnaire.model_validate(made).model_dump_json(indent=1)) + "\n"


def _item(known: Assessment, item: Item) -> dict[str, Any]:
    """A choice; what stands below it stands below it, so that both can be rated."""
    options = [{"valueCoding": {"code": level.code, "display": level.name}}
               for level in known.levels_of(item)]  # fmt: skip
    below = [_item(known, child) for child in known.below(item.id)]
    made: dict[str, Any] = {
        "linkId": item.id, "prefix": item.id, "text": item.title, "type": "choice",
        "required": False, "answerOption": options,
    }  # fmt: skip
    return made | ({"item": below} if below else {})
