"""`openward law`: which laws are known, what they ask, and what they ask about a dataset."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import pyarrow.compute as pc
import typer

from openward.cli.output import OutputPath, put_rows, put_table, say, text_table, working
from openward.law.dataset import check_dataset, latest_moment
from openward.law.loading import read_laws
from openward.law.obligation import STATUSES
from openward.law.rule import Jurisdiction, Rule
from openward.law.signatures import digest, with_local
from openward.law.table import as_table
from openward.law.words import figure
from openward.problems import BadInput, Problem, one_of
from openward.register.check import all_errors, problems_of
from openward.register.files import read_folder

LIST = ("code", "name", "rules", "verified", "not_known", "signed", "beside")
SHOW = (
    "rule_id", "type", "words", "kinds", "figure", "force", "source", "valid_from", "valid_to",
    "verified", "signed", "digest", "url",
)  # fmt: skip
BY_RULE = ("jurisdiction", "rule_id", "status")
SHOWN_ON_TERMINAL = ["rule_id", "words", "figure", "source", "verified"]
Local = Annotated[
    Path | None,
    typer.Option(help="Folder of signatures and local targets; by default law/local beside the "
                 "installation's data."),
]  # fmt: skip


def list_laws(local: Local = None, output: OutputPath = None) -> None:
    """List the jurisdictions that are known, the code first.

    Example:

        openward law list
    """
    rows = [
        [law.code, law.name, *map(str, _counts(law)), law.beside or ""]
        for law in _laws(local).values()
    ]
    put_rows(LIST, rows, output)


def show_law(
    code: Annotated[str, typer.Argument(help="A code of `openward law list`.")],
    local: Local = None,
    output: OutputPath = None,
) -> None:
    """Show every rule of one jurisdiction: words, figure, source, dates, verified or not.

    Example:

        openward law show fr
    """
    laws = _laws(local)
    if code not in laws:
        raise BadInput(Problem("no law has this code", one_of(list(laws)), value=code))
    law = laws[code]
    say([f"{law.name}: {law.words}", "This is what the law asks. It permits nothing: zero is "
         "the goal. Not legal advice."])  # fmt: skip
    table = text_table(SHOW, [_shown(rule) for rule in law.rules])
    put_table(table, output, lambda: table.select(SHOWN_ON_TERMINAL))


def check_law(
    dataset: Annotated[Path, typer.Argument(help="A dataset folder.")],
    as_of: Annotated[
        str | None,
        typer.Option(help="Look from this moment (ISO 8601 with offset); by default the latest "
                     "moment in the dataset."),
    ] = None,
    local: Local = None,
    output: OutputPath = None,
) -> None:  # fmt: skip
    """What the law asked about each measure, what was done, and what was not.

    A file or a pipe gets each obligation; a terminal how many of each rule stand how.
    Breaches are facts about the service: the command ends with 0.

    Examples:

        openward law check dataset/ -o obligations.csv

        openward law check dataset/ --as-of 2026-03-31T12:00:00+02:00
    """
    moment = _moment(as_of) if as_of else None
    with working(f"reading and checking {dataset}"):
        read = read_folder(dataset)
        errors = all_errors(read)
    if errors:
        raise BadInput(problems_of(read, errors), str(dataset))
    say(f"note: {note}" for note in read.notes)
    now = moment or latest_moment(read.tables)
    if now is None or "measures" not in read.tables:
        problem = Problem("no measure is in this dataset", "choose the folder of a dataset")
        raise BadInput(problem, str(dataset))
    with working("following the clocks"):
        table = as_table(check_dataset(read.tables, _laws(local), now))
    say(_summary(table, now))
    put_table(table, output, lambda: _by_rule(table))


def _laws(local: Path | None) -> dict[str, Jurisdiction]:
    data = Path(os.environ.get("OPENWARD_DATA", "var"))
    return with_local(read_laws(), local or data / "law" / "local")


def _counts(law: Jurisdiction) -> tuple[int, int, int, int]:
    rules = law.rules
    return (
        len(rules),
        sum(rule.verified for rule in rules),
        sum(rule.unknown for rule in rules),
        sum(rule.signed for rule in rules),
    )


def _shown(rule: Rule) -> list[str]:
    return [
        rule.id, rule.type, rule.words, " ".join(sorted(rule.kinds)), figure(rule), rule.force,
        rule.cite, str(rule.valid_from or ""), str(rule.valid_to or ""),
        str(rule.verified).lower(), str(rule.signed).lower(), digest(rule), rule.url or "",
    ]  # fmt: skip


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        remedy = "write it as 2026-03-31T12:00:00+02:00"
        raise BadInput(Problem("--as-of is no moment with an offset", remedy, value=text))
    return moment.astimezone(UTC).replace(microsecond=0)


def _by_rule(table: pa.Table) -> pa.Table:
    """For each rule how many obligations stand how; `unknown` without a rule: none is known."""
    found = Counter(zip(*(table[name].to_pylist() for name in BY_RULE), strict=True))
    rules = sorted({key[:2] for key in found})
    rows = [
        [
            rule or f"{code}: no rule known",
            *(f"{found[code, rule, status]:,}" for status in STATUSES),
        ]
        for code, rule in rules
    ]
    return text_table(("rule_id", *STATUSES), rows)


def _summary(table: pa.Table, as_of: datetime) -> list[str]:
    found = Counter(table["status"].to_pylist())
    counted = ", ".join(f"{found[status]:,} {status}" for status in STATUSES if found[status])
    unchecked = pc.sum(pc.invert(pc.and_(table["verified"], table["signed"]))).as_py() or 0
    lines = [f"as of {as_of.isoformat()}: {table.num_rows:,} obligations: {counted or 'none'}"]
    if unchecked:
        lines.append(f"note: {unchecked:,} of them rest on rules that no lawyer of this "
                     "installation has checked: they remind, and are never a breach")  # fmt: skip
    return lines
