from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from openward.exchange.imported import Imported
from openward.exchange.us_cms_ipfqr import import_files


@pytest.fixture
def import_cms(tmp_path: Path) -> Callable[[str | bytes], Imported]:
    """The import of one CMS file with this content."""

    def imported(content: str | bytes) -> Imported:
        path = tmp_path / "facility.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_files([path])

    return imported
