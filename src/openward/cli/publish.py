"""`openward publish`: what may leave the ward team."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rates, say, working
from openward.disclosure.policy import DEFAULT, policies, policy_of
from openward.disclosure.publish import publish
from openward.problems import BadInput
from openward.rates import files


def publish_rates(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    policy: Annotated[
        str, typer.Option(help=f"How small numbers are protected: {', '.join(policies())}.")
    ] = DEFAULT,
    output: OutputPath = None,
) -> None:
    """Hide small numbers, and what would give them away; round the rest so that totals add up.

    Says on standard error how many figures were hidden and why.

    Examples:

        openward publish rates.csv --policy strict -o published.csv
    """
    try:
        rules = policy_of(policy)
    except BadInput as bad:
        raise typer.BadParameter(bad.problems[0].sentence()) from None
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    with working("looking for small numbers"):
        published = publish(read.table, rules)
    say(f"note: {count:,} hidden: {reason}" for reason, count in published.reasons.most_common())
    put_rates(published.table, output)
