"""What can be used is documented, and what is documented is there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from docs.make import ENVIRONMENT, PAGES, command_words
from tests.conftest import ROOT
from typer.main import get_command

from openward import __version__
from openward.change.practices import practices
from openward.cli.main import app
from openward.disclosure.policy import policies
from openward.exchange.sources import SOURCES
from openward.indicators.catalogue import catalogue
from openward.instruments.loading import instruments
from openward.rates.schema import SCHEMA, STATUSES
from openward.register.codes import code_lists
from openward.register.questions import QUESTIONS
from openward.register.tables import TABLES
from openward.rights.contacts import places
from openward_web.accounts.rules import Capability, Role

PAPERS = [p for p in ROOT.rglob("*.md") if not {".venv", "node_modules", "var"} & set(p.parts)]
#: Addresses of registries and paths of one machine have no place in the project.
NOWHERE = re.compile(
    r"/(?:work|root)/|pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org"
)


def files_of_the_project() -> list[str]:
    """What git holds or would hold; a copy without git has no such list."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy is not a git checkout: nobody can say which files belong to it")
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    return [name for name in found if (ROOT / name).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_generated_pages_have_not_drifted(page: Path) -> None:
    assert page.read_text("utf-8") == PAGES[page](), "run `make docs`"


@pytest.mark.parametrize("command", [*map(" ".join, command_words(get_command(app)))])
def test_every_command_is_documented_with_an_example(command: str) -> None:
    text = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    section = text.split(f"## `openward {command}`")[1].split("\n## ")[0]
    assert f"openward {command}" in section.replace("Usage:", "")


def test_every_environment_variable_of_the_settings_is_documented() -> None:
    text = "".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"OPENWARD(?:_[A-Z]+)+", text))
    assert used and used <= set(ENVIRONMENT)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("indicators", catalogue()),
        ("rate-table", [*STATUSES, *SCHEMA.names]),
        ("dataset", [*TABLES, *code_lists(), *(q.code for q in QUESTIONS)]),
        ("disclosure", policies()),
        ("sources", SOURCES),
        ("published", [path.stem for path in (ROOT / "content/published").glob("*.csv")]),
        ("settings", ENVIRONMENT),
        ("roles", [*Role, *Capability]),
        ("contacts", places()),
        ("instruments", instruments()),
        ("practices", practices()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_everything_that_has_a_name_is_in_the_reference(page: str, names: Iterable[str]) -> None:
    text = (ROOT / f"docs/reference/{page}.md").read_text("utf-8")
    assert names
    assert not [name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", text)]


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_in_the_glossary(status: str) -> None:
    assert status.replace("_", " ") in (ROOT / "GLOSSARY.md").read_text("utf-8")


def test_the_version_has_its_changes() -> None:
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_page_of_the_docs_can_be_reached_from_its_index() -> None:
    folder = ROOT / "docs"
    index = (folder / "index.md").read_text("utf-8")
    pages = [p.relative_to(folder) for p in folder.rglob("*.md") if p != folder / "index.md"]
    decisions = Path("adr")
    missing = [p for p in pages if p.parent != decisions and f"({p.as_posix()})" not in index]
    assert not missing


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
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
    names = files_of_the_project()
    assert "README.md" in names
    for name in names:
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        assert not NOWHERE.search(text), f"{name}: {NOWHERE.search(text)}"
