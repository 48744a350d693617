"""`openward report`: a month for a ward, a board or a ministry, on paper."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from openward.cli.output import say, working
from openward.cli.selection import Source, selected
from openward.disclosure.areas import read_parents
from openward.disclosure.policy import DEFAULT, policies, policy_of
from openward.disclosure.publish import publish
from openward.indicators.catalogue import unknown
from openward.problems import BadInput, Problem
from openward.rates import files
from openward.reports.places import Parents


class Reader(StrEnum):
    """Who reads it; see `READERS`."""

    WARD = "ward"
    BOARD = "board"
    MINISTRY = "ministry"


For = Annotated[
    Reader,
    typer.Option(
        "--for", help="ward: a ward; board: a facility; ministry: a region, a country or all."
    ),
]
Month = Annotated[
    datetime,
    typer.Option(
        formats=["%Y-%m"],
        help="As 2026-10. The shortest period that holds it is reported, and nothing later.",
    ),
]
Paper = Annotated[Path, typer.Option("-o", "--output", help="Write to this file: .pdf or .html.")]
Areas = Annotated[
    Path | None,
    typer.Option(help="Which area belongs to which (area_id, area_type, parent_id), as CSV."),
]
Policy = Annotated[
    str | None,
    typer.Option(
        help=f"Hide small numbers first, by {', '.join(policies())}. Without it a ministry's "
        f"report takes {DEFAULT}, others hide nothing."
    ),
]
Released = Annotated[
    bool, typer.Option("--released", help="The table was released: small numbers are hidden.")
]


def report(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    reader: For,
    area: Annotated[str, typer.Option(help="The area_id of the place.")],
    month: Month,
    output: Paper,
    areas: Areas = None,
    policy: Policy = None,
    released: Released = False,
    source: Source = None,
) -> None:
    """Put one month of a place on paper, with sentences that follow from the statistics.

    "Fell" and "rose" are said only where the statistics say so. No place is ranked. A ministry
    reads only what is protected: released tables (--released), or this table after --policy.

    Examples:

        openward report rates.csv --for board --area north --month 2026-10 -o report.pdf

        openward report released.csv --for ministry --released --area SK --month 2026-10 -o sk.pdf
    """
    _check_usage(output, policy, released)
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
        parents = read_parents(areas) if areas else {}
    say(
        f"note: {note}"
        for note in [*read.notes, *unknown(set(read.table["indicator"].to_pylist()))]
    )
    try:
        table = selected(read.table, source=source)
        table, protected = _protected(table, reader, policy, released, parents)
        _write(_page(table, reader, area, month, parents, protected), output)
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None


def _check_usage(output: Path, policy: str | None, released: bool) -> None:
    if output.suffix not in (".pdf", ".html"):
        raise typer.BadParameter("end the file in .pdf or .html", param_hint="-o")
    if policy is not None and (released or policy not in policies()):
        wrong = "--released tables are not protected again" if released else "no such policy"
        raise typer.BadParameter(wrong, param_hint="--policy")


def _protected(
    table: pa.Table, reader: str, policy: str | None, released: bool, parents: Parents
) -> tuple[pa.Table, str]:
    """The table as this reader may see it, and how small numbers are hidden in it."""
    if released:
        return table, "hidden by whoever released the table"
    code = policy or (DEFAULT if reader == "ministry" else None)
    if code is None:
        say(["warning: small numbers are not hidden: for the people of this place, not for others"])
        return table, ""
    rules = policy_of(code)
    with working("looking for small numbers and ways around them"):
        found = publish(table, rules, dict(parents), {})
    say([f"note: {found.loss.hidden:,} of {found.loss.figures:,} figures are hidden"])
    return found.table, f"hidden by the policy {rules.name}"


def _page(
    table: pa.Table, reader: str, area: str, month: datetime, parents: Parents, protected: str
) -> str:
    from openward.reports.page import html_of  # the renderer takes a moment to load
    from openward.reports.report import report_of

    with working("looking at the figures and drawing them"):
        return html_of(report_of(
            table, reader=reader, area_id=area, month=month.date(), parents=parents,
            protected=protected,
        ))  # fmt: skip


def _write(html: str, output: Path) -> None:
    if output.suffix == ".pdf":
        from openward_web.design.paper import pdf

        with working("setting the pages"):
            data = pdf(html)
    else:
        data = html.encode()
    try:
        output.write_bytes(data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(output)) from None
