"""A record as a FHIR R4 Bundle, and back.

Each row is one resource: what FHIR has a place for, and beside it every cell in the extension
`urn:openward:row`, from which the row is read again. The rows of the person and of their name are
one Patient. What is withheld stands in an OperationOutcome, as issues of the code `suppressed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from openward.exchange.own_record.cells import Links, cell_of, extension_of
from openward.exchange.own_record.record import Record, Row, Withheld
from openward.exchange.own_record.resources import Around, Resource, patient, resource_of
from openward.exchange.own_record.telling import CONTEST, REASONS, telling_of
from openward.problems import BadInput, Problem

ROW, WITHHELD = "urn:openward:row", "urn:openward:withheld"
#: Names of resources are made from tables and keys, so that the same record has the same names.
NAMES = UUID("5a6cbe0e-93b3-5b0c-8f0f-6d0d2a2f9c11")
#: Told in the Patient.
PATIENT = ("persons", "identities")


def bundle_text(record: Record, *, names: Mapping[UUID, str], made_at: datetime) -> str:
    """The Bundle as JSON. names: of wards, facilities and accounts, by their identifiers.

    Raises
    ------
    ValueError
        There is no row of `persons`, or the typed part of a resource is no FHIR.
    """
    rows = record.rows
    around = _around(rows, names)
    entries = [_patient(rows, around), *_resources(rows, around)]
    if record.withheld:
        entries.append(_outcome(record.withheld))
    bundle = {
        "resourceType": "Bundle", "type": "collection",
        "timestamp": made_at.isoformat(timespec="seconds"), "entry": entries,
    }  # fmt: skip
    return json.dumps(bundle, ensure_ascii=False, indent=1, default=_number)


def record_of(text: str) -> Record:
    """The record that a Bundle of `bundle_text` holds; the typed parts are not looked at.

    Raises
    ------
    BadInput
        It is no Bundle, not FHIR, or an extension of ours is not as we write it.
    """
    from fhir.resources.R4B.bundle import Bundle  # takes a second to load

    try:
        Bundle.model_validate_json(text)
        resources = [entry["resource"] for entry in json.loads(text)["entry"]]
        rows = [row for resource in resources for row in _rows_in(resource)]
        withheld = [one for resource in resources for one in _withheld_in(resource)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        what = f"not a record in FHIR R4 ({type(wrong).__name__})"
        raise BadInput(Problem(what, "take the file as it was downloaded")) from wrong
    return Record(tuple(rows), tuple(withheld))


def _around(rows: Iterable[Row], names: Mapping[UUID, str]) -> Around:
    rows = list(rows)
    found: dict[UUID, dict[str, str]] = {key: {"display": name} for key, name in names.items()}
    for row in rows:
        key = row.cells[row.key_column]
        if isinstance(key, UUID) and (row.table in PATIENT or key not in found):
            found[key] = {"reference": _address(_name(row))}
    person = next(row for row in rows if row.table == "persons")
    lines = tuple(row for row in rows if row.table == "plan_lines")
    return Around({"reference": _address(_name(person))}, found, lines)


def _name(row: Row) -> UUID:
    table = PATIENT[0] if row.table in PATIENT else row.table
    return uuid5(NAMES, f"{table}/{row.key}")


def _address(name: UUID) -> str:
    return f"urn:uuid:{name}"


def _patient(rows: Iterable[Row], around: Around) -> dict[str, Any]:
    of = {row.table: row for row in rows if row.table in PATIENT}
    typed = patient(of["persons"], of.get("identities"))
    return _entry(_name(of["persons"]), typed, of.values(), around.links)


def _resources(rows: Iterable[Row], around: Around) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.table not in PATIENT:
            typed = resource_of(telling_of(row.table).resource, row, around)
            yield _entry(_name(row), typed, [row], around.links)


def _entry(name: UUID, typed: Resource, rows: Iterable[Row], links: Links) -> dict[str, Any]:
    _check(typed)
    extensions = [_row_extension(row, links) for row in rows]
    kind = {"resourceType": typed["resourceType"], "id": str(name), "extension": extensions}
    return {"fullUrl": _address(name), "resource": kind | typed}


def _check(typed: Resource) -> None:
    """The library looks at the typed part alone: the cells are held by our own tests, and with
    them it would take ten times as long."""
    from fhir.resources.R4B import get_fhir_model_class

    get_fhir_model_class(typed["resourceType"]).model_validate(typed)


def _row_extension(row: Row, links: Links) -> dict[str, Any]:
    cells = [extension_of(name, cell, links) for name, cell in row.cells.items()]
    inner = [
        {"url": "table", "valueString": row.table},
        {"url": "key", "valueString": row.key_column},
        {"url": "cells", "extension": cells},
    ]
    return {"url": ROW, "extension": inner}


def _rows_in(resource: Mapping[str, Any]) -> Iterator[Row]:
    for extension in resource.get("extension", ()):
        if extension["url"] == ROW:
            part = {inner["url"]: inner for inner in extension["extension"]}
            cells = {cell["url"]: cell_of(cell) for cell in part["cells"]["extension"]}
            yield Row(part["table"]["valueString"], part["key"]["valueString"], cells)


def _outcome(withheld: Iterable[Withheld]) -> dict[str, Any]:
    """One issue for each table and reason, with the keys of its rows."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in withheld:
        groups.setdefault((one.table, one.reason, one.columns), []).append(one.key)
    resource = {
        "resourceType": "OperationOutcome", "id": str(uuid5(NAMES, "withheld")),
        "issue": [_issue(*group, keys) for group, keys in groups.items()],
    }  # fmt: skip
    _check(resource)
    return {"fullUrl": _address(uuid5(NAMES, "withheld")), "resource": resource}


def _issue(table: str, reason: str, columns: tuple[str, ...], keys: list[str]) -> dict[str, Any]:
    parts = [("table", table), ("reason", reason), *(("column", name) for name in columns),
             *(("key", key) for key in keys)]  # fmt: skip
    inner = [{"url": name, "valueString": value} for name, value in parts]
    return {
        "severity": "information", "code": "suppressed", "details": {"text": REASONS[reason]},
        "diagnostics": CONTEST, "extension": [{"url": WITHHELD, "extension": inner}],
    }  # fmt: skip


def _withheld_in(resource: Mapping[str, Any]) -> Iterator[Withheld]:
    for issue in resource.get("issue", ()):
        for extension in issue["extension"]:
            said: dict[str, list[str]] = {"column": []}
            for inner in extension["extension"]:
                said.setdefault(inner["url"], []).append(inner["valueString"])
            for key in said["key"]:
                yield Withheld(said["table"][0], key, said["reason"][0], tuple(said["column"]))


def _number(value: Any) -> Any:
    """A Decimal as the number it is: whole ones without a fraction, so that they come back so."""
    return float(value) if "." in str(value) else int(value)
