"""Pages through Django's test client, without a built static folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from openward_web.ledger.guard import guard


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    """Wrong passwords of one test are not counted in the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def guarded_ledger(request: pytest.FixtureRequest) -> None:
    """The stories of the browser take the guard away to empty the tables."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        guard(connection)


@pytest.fixture(autouse=True)
def static_files_without_a_build(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
