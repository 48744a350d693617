"""The wheel carries the content and its command works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

from tests.conftest import ROOT


def test_an_installed_wheel_finds_its_content(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(tmp_path), "."]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import openward, openward.content as c; from openward.cli.main import app; "
        "from openward.indicators.catalogue import catalogue; "
        "print(openward.__file__, c.content_folder(), len(catalogue()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
    )  # fmt: skip
    package, content, indicators = done.stdout.split()
    assert package.startswith(str(tmp_path))
    assert content.startswith(str(tmp_path))
    assert int(indicators) >= 5
    assert openward(tmp_path, "--version") == version("openward")
    assert "us-cms-ipfqr" in openward(tmp_path, "import", "--list")


def openward(folder: Path, *words: str) -> str:
    """What a command of the unpacked wheel prints."""
    return subprocess.run(
        [sys.executable, "-m", "openward", *words], cwd=folder, check=True,
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(folder / "site")},
    ).stdout.strip()  # fmt: skip
