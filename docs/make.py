"""The generated part of the docs: `python -m docs.make`; `--check` says whether it drifted."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from itertools import groupby
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from docs.assessments_page import listed
from docs.contacts_page import contacts
from docs.content_words import FOR_THE_PERSON, words_of
from docs.dataset_page import dataset
from docs.instruments_page import registered
from docs.one_year import page as one_year
from docs.practices_page import catalogue_of_practices
from docs.roles_page import roles

from openward.content import content_folder, read_toml
from openward.disclosure.policy import Policy, policies
from openward.exchange.sources import SOURCES
from openward.indicators.catalogue import Indicator, catalogue
from openward.rates import files
from openward.rates.schema import KEY, REQUIRED_COLUMNS, SCHEMA, STATUSES
from openward.rates.validation import RULES

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make docs`; do not edit. -->\n\n"
JINJA = {"silent": "false", "extensions": "jinja2.ext.i18n", "trimmed": "true"}
SOURCES_OF_WORDS = [("**.py", "python"), ("**/jinja2/**.jinja", "jinja2")]


def cli() -> str:
    """The help of every command."""
    from typer.main import get_command
    from typer.testing import CliRunner

    from openward.cli.main import app

    runner = CliRunner(env={"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"})
    sections = []
    for part in [[], *command_words(get_command(app))]:
        shown = runner.invoke(app, [*part, "--help"], prog_name="openward").output
        text = "\n".join(line.rstrip() for line in shown.strip().splitlines())
        sections.append(f"## `{' '.join(['openward', *part])}`\n\n```\n{text}\n```\n")
    return f"{MADE}# Commands\n\n" + "\n".join(sections)


def command_words(group: object) -> list[list[str]]:
    """The words of every command and of those below it, as in `[["check"], ["import"]]`."""
    below = sorted(getattr(group, "commands", {}).items())
    return [
        words
        for name, command in below
        for words in ([name], *([name, *rest] for rest in command_words(command)))
    ]


def rate_table() -> str:
    """Columns, statuses and rules."""
    columns = "\n".join(
        f"| {field.name} | {field.type} | {_needed(field.name, field.nullable)} |"
        for field in SCHEMA
    )
    rules = "\n".join(f"- `{rule.column}`: {rule.what}; {rule.remedy}" for rule in RULES)
    return (
        f"{MADE}# The rate table\n\n| column | type | |\n|---|---|---|\n{columns}\n\n"
        f"Statuses: {', '.join(f'`{status}`' for status in STATUSES)}.\n\n"
        f"No two rows agree in all of: {', '.join(KEY)}.\n\n"
        f"## What is refused, and what to do\n\n{rules}\n"
    )


def _needed(name: str, nullable: bool) -> str:
    if name not in REQUIRED_COLUMNS:
        return "may be missing"
    return "may be empty" if nullable else "needs a value"


def indicators() -> str:
    """The catalogue: contents by authority, then each indicator."""
    known = sorted(
        catalogue().values(), key=lambda one: (one.authority == "OpenWard", one.authority)
    )
    parts = []
    for authority, same in groupby(known, key=lambda one: one.authority):
        lines = "\n".join(f"- [{one.short_name}](#{one.code})" for one in same)
        parts.append(f"{authority}:\n\n{lines}\n")
    contents = "\n".join(parts)
    return f"{MADE}# Indicators\n\n{contents}\n" + "\n".join(map(_indicator, known))


def _indicator(known: Indicator) -> str:
    examples = "\n".join(
        f"- {example['words']}: **{example['value']}** ({example['source']})"
        for example in known.example
    )
    limits = "\n".join(f"- {sentence}" for sentence in known.cannot_say)
    unread = "".join(f"\nNot verified: {sentence}.\n" for sentence in known.not_verified)
    below = f"\nOut of: {known.denominator}\n" if known.denominator else ""
    never = "; ".join(known.do_not_compare_with)
    is_verified = "yes" if known.verified else "no"
    apart = f"\nNever to be compared with {never}.\n" if never else ""
    return (
        f"## `{known.code}`\n\n{known.official_name} ({known.authority}). {known.plain_words}\n\n"
        f"Counted: {known.numerator}\n{below}\nFor the analyst: {known.inclusion} Printed with "
        f"{_decimals(known.decimals)}, {known.rounding}. Verified: {is_verified}."
        f" Source: {known.source}\n{unread}{apart}\nIt cannot say:\n\n{limits}\n\n"
        f"Worked examples:\n\n{examples}\n"
    )


def _decimals(number: int) -> str:
    return {0: "no decimals", 1: "1 decimal"}.get(number, f"{number} decimals")


def sources() -> str:
    """The importers."""
    rows = "\n".join(f"| `{name}` | {source.words} |" for name, source in SOURCES.items())
    return f"{MADE}# Sources that can be imported\n\n| source | files |\n|---|---|\n{rows}\n"


def published() -> str:
    """The collections that come with the program."""
    paths = sorted((content_folder() / "published").glob("*.toml"))
    return f"{MADE}# Published figures\n\n" + "\n".join(map(_collection, paths))


def _collection(path: Path) -> str:
    about = read_toml(path)
    rows = files.read(path.with_suffix(".csv")).table.to_pylist()
    counts = Counter((row["indicator"], row["area_type"], row["status"]) for row in rows)
    lines = "\n".join(
        f"| {' | '.join(key)} | {number:,} |" for key, number in sorted(counts.items())
    )
    limits = "\n".join(f"- {sentence}" for sentence in about["cannot_say"])
    return (
        f"## `{path.stem}`\n\n{about['title']}. Publisher: {about['publisher']}. "
        f"Licence: {about['licence']}. Obtained: {about['obtained']} "
        f"Made with `{about['made_with']}`.\n\nThese figures cannot say:\n\n{limits}\n\n"
        f"| indicator | areas | status | rows |\n|---|---|---|---|\n{lines}\n"
    )


def disclosure() -> str:
    """The policies of disclosure control."""
    return f"{MADE}# Disclosure control\n\n" + "\n".join(map(_policy, policies().values()))


def _policy(policy: Policy) -> str:
    unread = "\n".join(f"- {sentence}" for sentence in policy.not_verified)
    return (
        f"## `{policy.code}`\n\n{policy.name}. {policy.words}\n\n"
        f"| threshold | of denominators | rounding | of hours | zeros | hours without a count |\n"
        f"|---|---|---|---|---|---|\n| {policy.threshold} | {policy.denominator_threshold} | "
        f"{policy.rounding} | {policy.hours_rounding} | {policy.zeros} | "
        f"{policy.hours_without_a_count} |\n\nVerified: {'yes' if policy.verified else 'no'}. "
        f"Source: {policy.source}\n\nNot verified:\n\n{unread}\n"
    )


def dataset_tables() -> str:
    """Tables, codes, errors and questions of the dataset."""
    return MADE + dataset()


def role_table() -> str:
    """Who may do what."""
    return MADE + roles()


def contact_list() -> str:
    """Rights in plain words, and whom a person can turn to."""
    return MADE + contacts()


def instrument_list() -> str:
    """Questionnaires, their licences and scores."""
    return MADE + registered()


def assessment_list() -> str:
    """Instruments on places, with their items."""
    return MADE + listed()


def practice_list() -> str:
    """What a ward can do differently, and what is known of it."""
    return MADE + catalogue_of_practices()


def settings() -> str:
    """The environment variables."""
    rows = "\n".join(f"| `{name}` | {words} |" for name, words in ENVIRONMENT.items())
    return f"{MADE}# Settings\n\n| variable | meaning |\n|---|---|\n{rows}\n"


ENVIRONMENT = {
    "OPENWARD_DATA": "folder of the database, the secret key and uploads; `var/` in a checkout",
    "DATABASE_URL": "postgresql://user:password@host/name; left out: SQLite in OPENWARD_DATA",
    "OPENWARD_HOSTS": "names that the server answers to, separated by commas; local ones",
    "OPENWARD_HTTPS": "1 behind TLS: secure cookies, redirection, HSTS",
    "OPENWARD_OIDC_ISSUER": "https address of your identity provider; left out: passwords only",
    "OPENWARD_OIDC_CLIENT_ID": "the name that the provider gave to OpenWard",
    "OPENWARD_OIDC_CLIENT_SECRET": "the secret that belongs to it",
    "OPENWARD_DEMONSTRATION": "1 shows the accounts of the demonstration; `openward demo` sets it",
    "OPENWARD_DEBUG": "1 for developers only: tracebacks in the browser",
    "OPENWARD_PASSWORD": "first password for `openward account create`; left out: asked for",
    "PORT": "the port of `make run` and `openward serve`; 8000",
    "OPENWARD_POSTGRESQL": "where `openward rates --engine postgresql` counts: an address as above",
    "OPENWARD_SPARK": "where `openward rates --engine spark` counts: spark://host:7077",
    "OPENWARD_TEST_ENGINES": "tests: engines that count, separated by commas; duckdb",
    "OPENWARD_SHARED": "tests: the folder that holds the publishers' own files",
    "OPENWARD_SCREENSHOTS": "tests: write the screenshots of the docs again",
}


def openapi() -> str:
    """The description of the API."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django

    django.setup()
    from openward_web.api.urls import api

    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, default=str) + "\n"


def words_to_translate() -> str:
    """The template of the translations."""
    catalog = Catalog(project="OpenWard", version="0", header_comment="# Words of OpenWard.")
    found = [
        each
        for folder in ("openward_web", "openward/reports")
        for each in extract_from_dir(
            ROOT / "src" / folder, SOURCES_OF_WORDS, {"**/jinja2/**.jinja": JINJA}
        )
    ]
    for name, _line, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    for name in FOR_THE_PERSON:
        for words in words_of(name):
            catalog.add(words, None, [(f"content/{name}", 0)])
    out = BytesIO()
    write_po(out, catalog, omit_header=True, sort_output=True, include_lineno=False)
    return out.getvalue().decode()


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "cli.md": cli,
    REFERENCE / "rate-table.md": rate_table,
    REFERENCE / "dataset.md": dataset_tables,
    REFERENCE / "indicators.md": indicators,
    REFERENCE / "disclosure.md": disclosure,
    REFERENCE / "sources.md": sources,
    REFERENCE / "published.md": published,
    REFERENCE / "settings.md": settings,
    REFERENCE / "roles.md": role_table,
    REFERENCE / "contacts.md": contact_list,
    REFERENCE / "instruments.md": instrument_list,
    REFERENCE / "assessments.md": assessment_list,
    REFERENCE / "practices.md": practice_list,
    REFERENCE / "openapi.json": openapi,
    ROOT / "docs" / "explanation" / "one-year-many-rules.md": one_year,
    ROOT / "content" / "words" / "openward.pot": words_to_translate,
}


def main(arguments: list[str]) -> int:
    """Write all pages, or name those that differ from what would be written."""
    made = {path: make() for path, make in PAGES.items()}
    drifted = [p for p, text in made.items() if not p.exists() or p.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in drifted:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs`")
        return 1 if drifted else 0
    for path in drifted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
