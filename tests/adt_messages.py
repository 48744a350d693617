"""HL7 messages of people who do not exist, made for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SIGNS = "|^~\\&"

#: Field → what stands there when a test says nothing else. MSH-1 and MSH-2 are the signs.
USUAL = {
    "MSH-3": "PAS", "MSH-4": "HOSP", "MSH-5": "OPENWARD", "MSH-6": "HOSP",
    "MSH-7": "20261123101600", "MSH-10": "MSG1", "MSH-11": "P", "MSH-12": "2.5",
    "EVN-2": "20261123101500", "PID-1": "1", "PID-3": "4711^^^HOSP^MR",
    "PID-5": "TEST^PERSON ONE", "PID-7": "19800102", "PID-8": "F", "PV1-1": "1", "PV1-2": "I",
    "PV1-3": "PSY1^101^A^HOSP",
}  # fmt: skip


def adt(trigger: str = "A01", fields: Mapping[str, str] | None = None, signs: str = SIGNS) -> str:
    """One message ADT with these fields; an empty text leaves a field out."""
    values = USUAL | {"MSH-9": f"ADT^{trigger}", "EVN-1": trigger} | dict(fields or {})
    return "".join(
        segment(name, _of(name, values), signs) + "\r" for name in ("MSH", "EVN", "PID", "PV1")
    )


def segment(name: str, fields: Mapping[int, str], signs: str = SIGNS) -> str:
    """One segment; the usual signs inside fields become those of `signs`."""
    changed = str.maketrans(SIGNS, signs)
    cells = [fields.get(number, "") for number in range(1, max(fields, default=0) + 1)]
    if name == "MSH":
        return "|".join(["MSH", "^~\\&", *cells[2:]]).translate(changed)
    return "|".join([name, *cells]).translate(changed)


def _of(name: str, values: Mapping[str, str]) -> dict[int, str]:
    return {int(key[4:]): value for key, value in values.items() if key.startswith(f"{name}-")}
