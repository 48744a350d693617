"""Cells of a row as FHIR extensions, and back: what was typed comes back as it was.

A FHIR `string` may not be empty, should hold no control characters, and software may trim it
(FHIR R4, section 2.24.0.1). Whatever is not safe there travels as an Attachment: base64 of UTF-8.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

TEXT, JSON = "text/plain; charset=utf-8", "application/json"
#: An R4 integer has 32 bits; larger ones go as a decimal without a fraction.
LARGEST_INTEGER = 2**31 - 1
#: From here on Python writes a float with an exponent, which other software may round.
LARGEST_FLOAT = 1e15
#: What any FHIR software hands on unchanged: no control characters, no blanks around it, and none
#: of the blanks beyond the plain one that the type's expression does not know.
SAFE_TEXT = re.compile(r"(?!\s)[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]{1,200000}(?<!\s)")

Cell = Any
Extension = dict[str, Any]
#: What stands for a key of another row: its address in the Bundle if it is there, and its name.
Links = Mapping[UUID, dict[str, str]]


def is_safe_text(text: str) -> bool:
    """Whether a text may stand in a FHIR `string` and come back the same."""
    return SAFE_TEXT.fullmatch(text) is not None


def extension_of(name: str, cell: Cell, links: Links) -> Extension:
    """One cell as an extension; the cell is not None.

    cell: str, bool, int, float, UUID, aware datetime, date, bytes, or a list or dict as in JSON.

    Raises
    ------
    TypeError
        The cell is something else.
    """
    kind, value = _value(cell, links)
    return {"url": name, kind: value}


def _value(cell: Cell, links: Links) -> tuple[str, Any]:  # noqa: PLR0911 - one for each type
    match cell:
        case bool():
            return "valueBoolean", cell
        case int():
            is_small = abs(cell) <= LARGEST_INTEGER
            return ("valueInteger", cell) if is_small else ("valueDecimal", Decimal(cell))
        case float() if cell == 0 or 1e-6 <= abs(cell) < LARGEST_FLOAT:
            return "valueDecimal", Decimal(repr(cell))
        case UUID():
            return "valueReference", {"identifier": {"value": str(cell)}, **links.get(cell, {})}
        case datetime():
            return "valueInstant", cell.isoformat()
        case date():
            return "valueDate", cell.isoformat()
        case bytes():
            return "valueBase64Binary", _base64(cell)
        case str() if is_safe_text(cell):
            return "valueString", cell
        case str():
            return "valueAttachment", attachment(cell)
        case dict() | list() | float():
            return "valueAttachment", attachment(json.dumps(cell, ensure_ascii=False), JSON)
    raise TypeError(f"no FHIR value for {type(cell).__name__}")


def attachment(text: str, content_type: str = TEXT) -> dict[str, Any]:
    """A text as an Attachment; an empty one has a size of 0 and no data."""
    if not text:
        return {"contentType": content_type, "size": 0}
    return {"contentType": content_type, "data": _base64(text.encode("utf-8"))}


def cell_of(extension: Mapping[str, Any]) -> Cell:  # noqa: PLR0911 - one for each type
    """The cell of an extension that `extension_of` made, read from JSON.

    Raises
    ------
    ValueError
        No value is there, or one that no cell has.
    """
    kind = next((key for key in extension if key.startswith("value")), "")
    value: Any = extension.get(kind)
    match kind:
        case "valueBoolean" | "valueInteger" | "valueString":
            return value
        case "valueDecimal":
            return float(value) if "." in str(value) or "e" in str(value).lower() else int(value)
        case "valueReference":
            return UUID(value["identifier"]["value"])
        case "valueInstant":
            return datetime.fromisoformat(value)
        case "valueDate":
            return date.fromisoformat(value)
        case "valueBase64Binary":
            return base64.b64decode(value, validate=True)
        case "valueAttachment":
            text = base64.b64decode(value.get("data", ""), validate=True).decode("utf-8")
            return json.loads(text) if value["contentType"] == JSON else text
    raise ValueError(f"no cell in {extension.get('url', 'an extension')!r}")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
