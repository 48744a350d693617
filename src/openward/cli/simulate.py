"""`openward simulate`: a dataset of services that do not exist."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import say, working

Format = StrEnum("Format", ["parquet", "csv"])


def simulate_dataset(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")],
    wards: Annotated[int, typer.Option(min=1, help="How many wards.")] = 100,
    months: Annotated[int, typer.Option(min=1, help="How many months.")] = 24,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 1,
    scenario: Annotated[
        Path | None,
        typer.Option(help="A scenario file; by default content/scenarios/default.toml."),
    ] = None,
    format: Annotated[Format, typer.Option(help="The format of the tables.")] = Format.parquet,
) -> None:
    """Make a synthetic dataset: every table, a known truth, nobody real.

    The truth that was planted is written beside the tables, in truth.json.

    Example:

        openward simulate -o dataset --wards 100 --months 24 --seed 1
    """
    from openward.simulate.scenario import read_scenario
    from openward.simulate.service import Size, write_simulation

    read = read_scenario(scenario)
    with working(f"simulating {wards} wards over {months} months"):
        truth = write_simulation(read, Size(wards, months, seed), output, format.value)
    say([
        f"synthetic: {truth['measures']:,} measures in {truth['incidents']:,} incidents, "
        f"{truth['bed_days']:,.0f} bed-days; nobody in it exists",
    ])  # fmt: skip
