"""Whatever is sent to the API, it answers as its own description says, and never fails."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording import actions
from tests.web.api.calling import system_of
from tests.web.service import NOON, NURSE, WARD, person_here, service

pytestmark = pytest.mark.django_db
#: What well-formed data means is told by the codes of the dataset, which no schema can hold.
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance,
          response_schema_conformance]  # fmt: skip
with warnings.catch_warnings():
    # The tests that run first have no folder of static files yet, and the API needs none.
    warnings.simplefilter("ignore")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """As Django's own client does: what the test wrote is seen by what it asks."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def things() -> dict[str, str]:
    """A token, and identifiers of things that are there."""
    service()
    incident, measure = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=person_here(), ward_id=WARD, kind="seclusion"
    )
    system = system_of(Role.WARD_STAFF, ward_id=WARD)
    return {"ward_id": str(WARD), "incident_id": str(incident), "measure_id": str(measure),
            "code": "lt", "token": system.authorization}  # fmt: skip


@schema.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_every_operation_answers_as_described(case: Any, things: dict[str, str]) -> None:
    for name in case.path_parameters or {}:
        case.path_parameters[name] = things[name]
    case.headers = {"Authorization": things["token"]}
    case.call_and_validate(checks=CHECKS)
