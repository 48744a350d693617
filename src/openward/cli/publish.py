"""`openward publish`: what may leave the ward team."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rates, say, working
from openward.disclosure.areas import read_parents
from openward.disclosure.loss import Loss
from openward.disclosure.policy import DEFAULT, policies, policy_of
from openward.disclosure.publish import publish
from openward.disclosure.releases import add_release, read_releases
from openward.problems import BadInput
from openward.rates import files


def publish_rates(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    policy: Annotated[
        str, typer.Option(help=f"How small numbers are protected: {', '.join(policies())}.")
    ] = DEFAULT,
    releases: Annotated[
        Path | None,
        typer.Option(help="What was published before; this release is added. Keep it secret."),
    ] = None,
    areas: Annotated[
        Path | None,
        typer.Option(help="Which area belongs to which (area_id, area_type, parent_id), as CSV."),
    ] = None,
    output: OutputPath = None,
) -> None:
    """Hide small numbers, and what would give them away; round the rest so that totals add up.

    Says on standard error how many figures were hidden, why, and what that costs.

    Examples:

        openward publish rates.csv --policy strict -o published.csv

        openward publish rates.csv --policy nhs-england --releases releases.jsonl -o published.csv
    """
    try:
        rules = policy_of(policy)
    except BadInput as bad:
        raise typer.BadParameter(bad.problems[0].sentence()) from None
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
        parents = read_parents(areas) if areas else {}
        earlier = read_releases(releases, policy) if releases else {}
    say(f"note: {note}" for note in read.notes)
    try:
        with working("looking for small numbers and ways around them"):
            published = publish(read.table, rules, parents, earlier)
    except BadInput as bad:
        raise BadInput(bad.problems, str(rates)) from None
    say(f"note: {count:,} hidden: {reason}" for reason, count in published.reasons.most_common())
    say([_loss(published.loss), *map(_held, sorted(published.held))])
    if releases:
        add_release(releases, policy, published.entries)
    put_rates(published.table, output)


def _loss(loss: Loss) -> str:
    return (
        f"note: {loss.hidden:,} of {loss.figures:,} figures are hidden ({loss.share:.0%} of their "
        f"sum); hiding whole series for each small number would hide {loss.by_whole_rows:,} "
        f"({loss.share_by_whole_rows:.0%})"
    )


def _held(series: tuple[str, str]) -> str:
    return (
        f"warning: {series[0]} ({series[1]}) stands as it was published before: it changed by less "
        "than may be told"
    )
