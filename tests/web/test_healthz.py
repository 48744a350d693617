"""`/healthz` tells the machines that watch whether the server and its database answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_healthy_server_says_ok_in_plain_text(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content.strip() == b"ok"
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
def test_a_server_without_its_database_does_not_say_ok(monkeypatch: Any) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("disk gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = Client(raise_request_exception=False).get("/healthz")
    assert response.status_code >= 500
    assert b"disk gone" not in response.content
