"""What can be used is documented, and what is documented is there."""

from __future__ import annotations

import re
import subprocess

import pytest
from docs.make import ENVIRONMENT, PAGES
from tests.conftest import ROOT
from typer.main import get_command

from openward.cli.main import app

PAPERS = [p for p in ROOT.rglob("*.md") if not {".venv", "node_modules", "var"} & set(p.parts)]
#: Addresses of registries and paths of one machine have no place in the project.
NOWHERE = re.compile(
    r"/(?:work|root)/(?!\.)|pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org"
)
THIS_FILE = "tests/architecture/test_docs.py"


def tracked() -> list[str]:
    found = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    return [name for name in found if name != THIS_FILE and (ROOT / name).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_generated_pages_have_not_drifted(page) -> None:
    assert page.read_text("utf-8") == PAGES[page](), "run `make docs`"


@pytest.mark.parametrize("command", sorted(get_command(app).commands))
def test_every_command_is_documented_with_an_example(command: str) -> None:
    text = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    section = text.split(f"## `openward {command}`")[1].split("\n## ")[0]
    assert f"openward {command}" in section.replace("Usage:", "")


def test_every_environment_variable_of_the_settings_is_documented() -> None:
    text = "".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"OPENWARD_[A-Z]+", text))
    assert used and used <= set(ENVIRONMENT)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_papers_lead_somewhere(paper) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", paper.read_text("utf-8")):
        if not link.startswith("http"):
            assert (paper.parent / link).exists(), link


def test_every_decision_is_in_the_index_and_short() -> None:
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    decisions = sorted((ROOT / "docs/adr").glob("0*.md"))
    assert decisions
    for decision in decisions:
        assert decision.name in index
        assert len(decision.read_text("utf-8").splitlines()) <= 60, decision.name


def test_no_file_names_a_machine_or_a_registry() -> None:
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        assert not NOWHERE.search(text), f"{name}: {NOWHERE.search(text)}"
