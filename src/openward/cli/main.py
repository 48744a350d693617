"""The command `openward`: which commands there are, and how bad input is said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from openward import __version__
from openward.cli import (
    account,
    assess,
    assess_forms,
    census,
    chart_funnel,
    chart_spc,
    check,
    compare,
    figures,
    impact,
    import_,
    law,
    ledger,
    power,
    publish,
    rates,
    report,
    rollup,
    serve,
    simulate,
)
from openward.problems import BadInput

app = typer.Typer(
    name="openward",
    help="Free software for mental-health services that are ending coercion. The goal is zero.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command("import")(import_.import_figures)
app.command("check")(check.check_file)
app.command("rates")(rates.rates_of_dataset)
app.command("rollup")(rollup.roll_up_file)
app.command("compare")(compare.compare_periods)
app.command("publish")(publish.publish_rates)
app.command("report")(report.report)
chart = typer.Typer(help="Charts of a rate table, as numbers or as pictures.", no_args_is_help=True)
chart.command("spc")(chart_spc.chart_spc)
chart.command("funnel")(chart_funnel.chart_funnel)
app.add_typer(chart, name="chart")
app.command("impact")(impact.impact)
app.command("power")(power.power)
laws = typer.Typer(help="What the law asks, and what was done of it.", no_args_is_help=True)
laws.command("list")(law.list_laws)
laws.command("show")(law.show_law)
laws.command("check")(law.check_law)
app.add_typer(laws, name="law")
app.command("census")(census.read_messages)
assess.app.command("export")(assess_forms.export_form)
assess.app.command("read")(assess_forms.read_forms)
assess.app.command("bring")(assess_forms.bring_form)
app.add_typer(assess.app, name="assess")
app.add_typer(account.app, name="account")
app.add_typer(ledger.app, name="ledger")
app.add_typer(figures.app, name="figures")
app.command("simulate")(simulate.simulate_dataset)
app.command("serve")(serve.serve)
app.command("demo")(serve.demo)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True),
]


@app.callback()
def openward(version: Version = False) -> None:
    """Free software for mental-health services that are ending coercion. The goal is zero."""


def _as_given(file: str) -> str:
    """The path as the user wrote it: a Path has lost a leading `./`."""
    return next((word for word in sys.argv[1:] if str(Path(word)) == file), file)


def run() -> None:
    """Run a command: exit 0 done, 1 bad input, 2 wrong usage; never a traceback for bad input."""
    try:
        app()
    except BadInput as bad:
        bad.file = _as_given(bad.file)
        for line in bad.sentences():
            typer.echo(line, err=True)  # never wrapped, whatever the terminal
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
