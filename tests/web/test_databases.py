"""Which database is used, and that it keeps what it acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from openward_web.config.databases import database


def test_sqlite_stands_in_the_data_folder_unless_told_otherwise() -> None:
    settings = database("", Path("data"))
    assert settings["NAME"] == Path("data/openward.sqlite3")


def test_postgresql_is_read_from_its_address() -> None:
    settings = database("postgresql://a:b%20c@db.example:6543/ward?sslmode=require", Path())
    assert settings["ENGINE"].endswith("postgresql")
    assert [settings[k] for k in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "ward", "a", "b c", "db.example", "6543",
    ]  # fmt: skip
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_may_be_named() -> None:
    assert database("postgresql://a@/ward?host=/run/pg", Path())["HOST"] == "/run/pg"


def test_another_kind_of_address_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database("mysql://a@b/c", Path())


@pytest.mark.django_db
def test_a_commit_is_on_the_disk_before_it_is_acknowledged() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == 2
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
