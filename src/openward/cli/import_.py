"""`openward import`: public figures → rate table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rates, say, working
from openward.exchange.sources import SOURCES


def import_figures(
    source: Annotated[
        str | None, typer.Argument(help="Where the files come from; see --list.")
    ] = None,
    paths: Annotated[list[Path] | None, typer.Argument(help="One file or several.")] = None,
    output: OutputPath = None,
    list_sources: Annotated[bool, typer.Option("--list", help="List the sources.")] = False,
) -> None:
    """Turn published figures into a rate table.

    Nothing is mended: each doubt is one line on standard error that names the area.

    Examples:

        openward import us-cms-ipfqr IPFQR_QualityMeasures_Facility.csv -o rates.csv

        openward import uk-nhs-mhsds rstr*.csv beds*.csv -o england.parquet
    """
    if list_sources:
        for name, known in SOURCES.items():
            typer.echo(f"{name:14}{known.words}")
        return
    if source is None or not paths:
        raise typer.BadParameter("name a source and at least one file", param_hint="SOURCE PATH…")
    if source not in SOURCES:
        raise typer.BadParameter(
            f"{source} is not one of {', '.join(SOURCES)}", param_hint="SOURCE"
        )
    with working(f"reading {len(paths)} files"):
        imported = SOURCES[source].import_files(paths)
    say(f"warning: {line}" for line in imported.warnings)
    say(f"note: {line}" for line in imported.notes)
    put_rates(imported.table, output)
