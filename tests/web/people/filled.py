"""One row of every table that leads to a person, made from the models: a new table is in it too."""

from __future__ import annotations

from typing import Any

from django.db import models
from uuid6 import uuid7

from openward_web.accounts.models import Account
from openward_web.assessments.models import Visit
from openward_web.ledger.models import Entry, Payload
from openward_web.people.everything import Model, ways
from openward_web.people.models import Person
from openward_web.sealed.models import Mailbox
from tests.web.service import HOSPITAL, NOON, WARD

HOSTILE = "=1+1 <script>alert('x')</script> ../../etc/passwd \u202eabc \U0001f600 \u2028 ไทย عربي "
#: What a check of a table asks for, and what says whose a row is.
CELLS: dict[str, dict[str, Any]] = {
    "measures": {"end_state": "ended"},
    "plan_lines": {"voice": "mine", "until_version": None, "from_version": 1},
    "plans": {"ended_on": None},
    "stays": {"ended_at": None},
    "grants": {
        "role": "person",
        "valid_to": None,
        "region": None,
        "facility_id": None,
        "ward_id": None,
    },
    "voices": {"whose": "person"},
    "support": {"to": "person"},
    "accounts": {"username": "me", "password": "argon2 hash", "must_change_password": False},
}
#: Made by the program in ways of its own; the tests write entries as it does.
NOT_FILLED = {Entry, Payload}


def fill(person: Person) -> dict[str, models.Model]:
    """One more row about a person in every table that does not have one. By table."""
    made: dict[str, models.Model] = {"persons": person}
    waiting = [model for model in ways() if model not in NOT_FILLED]
    for model in sorted(waiting, key=lambda each: each._meta.db_table):
        _make(model, made)
    return made


def _make(model: Model, made: dict[str, models.Model]) -> models.Model:
    table = model._meta.db_table
    if table not in made:
        own = _own(model, made)
        stands = model._default_manager.filter(**own).first() if own else None
        made[table] = stands or _new(model, made)
    return made[table]


def _own(model: Model, made: dict[str, models.Model]) -> dict[str, Any]:
    fields = {field.attname for field in model._meta.concrete_fields}
    return {name: made["persons"].pk for name in ("person_id", "owner") if name in fields}


def _new(model: Model, made: dict[str, models.Model]) -> models.Model:
    cells: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.related_model in ways() and field.related_model is not model:
            cells[field.attname] = _parent(field.related_model, made)
        elif not isinstance(field, models.AutoField):
            cells[field.attname] = _value(field, made)
    row: models.Model = model._default_manager.create(**cells | CELLS.get(model._meta.db_table, {}))
    return row


def _parent(model: Model, made: dict[str, models.Model]) -> Any:
    return Entry.objects.latest("pk").pk if model is Entry else _make(model, made).pk


def _elsewhere(table: str) -> Any:
    """What leads to nobody."""
    if table == "mailboxes":
        return Mailbox.objects.create(pk=uuid7(), name="x", public_key="x", set_at=NOON).pk
    if table == "assessment_visits":
        return Visit.objects.create(
            pk=uuid7(), facility_id=HOSPITAL, instrument="x", version="1", started_on=NOON.date(),
            announced=True, opened_at=NOON,
        ).pk  # fmt: skip
    return {"wards": WARD, "facilities": HOSPITAL}.get(table)


def _value(field: Any, made: dict[str, models.Model]) -> Any:  # noqa: PLR0911 - one a type
    """Something of the field's type; all text is hostile."""
    if field.is_relation:
        return _elsewhere(field.related_model._meta.db_table)
    if field.attname == "account_id":
        return _make(Account, made).pk
    if field.attname in {"person_id", "owner"}:
        return made["persons"].pk
    match field:
        case models.UUIDField():
            return uuid7()
        case models.DateTimeField():
            return NOON
        case models.DateField():
            return NOON.date()
        case models.CharField() | models.TextField():
            return HOSTILE[: field.max_length or None]
        case models.BooleanField():
            return True
        case models.IntegerField():
            return 1
        case models.FloatField():
            return 2.5
        case models.BinaryField():
            return b"\x00\xff"
        case models.JSONField():
            return {"said": HOSTILE}
    raise AssertionError(f"no value for {field}")
