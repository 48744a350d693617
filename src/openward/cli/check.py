"""`openward check`: is this a rate table or a dataset, and what does it hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.check_dataset import PROBLEM_COLUMNS, check_dataset, problem_row
from openward.cli.output import put_rows, say, working
from openward.indicators.catalogue import unknown
from openward.problems import BadInput
from openward.rates import files
from openward.rates.schema import STATUSES

CheckPath = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to this file (.csv, .parquet, .json): every "
                 "problem; without problems what a rate table holds, or the questions to a "
                 "dataset. With --skip-bad-rows: a folder for the dataset that remains."),
]  # fmt: skip
COLUMNS = ("indicator", "area_type", "rows", "areas", "periods", *STATUSES)


def check_file(
    path: Annotated[
        Path, typer.Argument(help="A rate table (CSV or Parquet), or the folder of a dataset.")
    ],
    output: CheckPath = None,
    skip_bad_rows: Annotated[
        Path | None,
        typer.Option(metavar="REJECTED", help="For a dataset: leave out rows with errors, and the "
                     "rows that refer to them, and write them to this file."),
    ] = None,
) -> None:  # fmt: skip
    """Check a rate table or a dataset, and say what it holds.

    Exit 1 with one line per error; with -o all of them are written to that file. A dataset without
    errors is asked questions: what is unusual but possible is listed and counted, never refused.
    Measures without stay, end or reason are told as "not placed" and stay in every count.

    Examples:

        openward check rates.csv

        openward check dataset -o questions.csv

        openward check dataset --skip-bad-rows rejected.csv -o remaining
    """
    if skip_bad_rows is not None and not path.is_dir():
        raise typer.BadParameter("only a dataset folder can be read without its bad rows")
    try:
        if path.is_dir():
            check_dataset(path, output, skip_bad_rows)
        else:
            _check_rates(path, output)
    except BadInput as bad:
        if output is not None and skip_bad_rows is None and bad.file == str(path):
            rows = [problem_row(problem, bad.file) for problem in bad.problems]
            put_rows(PROBLEM_COLUMNS, rows, output)
        raise


def _check_rates(path: Path, output: Path | None) -> None:
    with working(f"reading and checking {path}"):
        read = files.read(path)
    say(f"note: {note}" for note in [*read.notes, *unknown(read.table["indicator"].to_pylist())])
    put_rows(COLUMNS, _summary(read.table.to_pylist()), output)


def _summary(rows: list[dict[str, object]]) -> list[list[str]]:
    groups: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in rows:
        groups.setdefault((str(row["indicator"]), str(row["area_type"])), []).append(row)
    return [
        [*key, *(str(number) for number in _counts(group))] for key, group in sorted(groups.items())
    ]


def _counts(rows: list[dict[str, object]]) -> list[int]:
    statuses = [row["status"] for row in rows]
    return [
        len(rows),
        len({row["area_id"] for row in rows}),
        len({row["period_start"] for row in rows}),
        *(statuses.count(status) for status in STATUSES),
    ]
