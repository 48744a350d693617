"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The publishers' own files, which are not in this repository."""
    shared = Path(os.environ.get("OPENWARD_SHARED", ROOT.parent / "shared")) / "data"
    if not shared.is_dir():
        pytest.skip("the publishers' files are not on this machine: set OPENWARD_SHARED")
    return shared
