"""How commands print: a readable table on a terminal, CSV elsewhere, files by their ending."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeGuard

import pyarrow as pa
import typer

from openward.charts.axes import Spec
from openward.indicators.catalogue import unknown
from openward.problems import BadInput, Problem, printable
from openward.rates import files
from openward.table_files import csv_lines, write_table

MOST_ROWS_ON_TERMINAL = 40
PICTURES = (".svg", ".png")

OutputPath = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to this file; its ending chooses the format "
                 "(.csv, .parquet, .json). Without it: a table on a terminal, CSV elsewhere."),
]  # fmt: skip


ChartPath = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to this file; its ending chooses the format "
                 "(.csv, .parquet, .json; .svg, .png for one picture). Without it: a table on a "
                 "terminal, CSV elsewhere."),
]  # fmt: skip


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show on a terminal that something is going on; nothing is shown elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, transient=True, console=Console(stderr=True)) as progress:
        progress.add_task(printable(words), total=None)
        yield


def say(lines: Iterable[str]) -> None:
    """Notes and warnings: one line each on standard error, never wrapped."""
    for line in lines:
        typer.echo(printable(line), err=True)


def put_rates(table: pa.Table, output: Path | None) -> None:
    """A rate table to a file, the terminal or a pipe."""
    say(f"note: {note}" for note in unknown(table["indicator"].unique().to_pylist()))
    put_table(files.used_columns(table), output)


def put_rows(names: Sequence[str], rows: Sequence[Sequence[str]], output: Path | None) -> None:
    """Rows of text to a file, the terminal or a pipe."""
    put_table(text_table(names, rows), output)


def text_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.Table:
    """Rows of text as a table."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.table(arrays, names=list(names))


def put_table(
    table: pa.Table, output: Path | None, on_terminal: Callable[[], pa.Table] | None = None
) -> None:
    """Any table to a file, the terminal or a pipe.

    on_terminal: what to show there instead, where the table is too wide or too long to be read.
    """
    if output is not None:
        write_table(table, output)
    elif sys.stdout.isatty():
        _show(table if on_terminal is None else on_terminal())
    else:
        sys.stdout.write(csv_lines(table))


def is_picture(output: Path | None) -> TypeGuard[Path]:
    """Whether the path asks for a picture."""
    return output is not None and output.suffix in PICTURES


def put_picture(spec: Spec, title: str, output: Path) -> None:
    """A chart to an SVG or PNG file; title is what a screen reader says of it."""
    from openward.charts import render  # the renderer takes a moment to load

    data = render.png(spec) if output.suffix == ".png" else render.svg(spec, title, title).encode()
    try:
        output.write_bytes(data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(output)) from None


def _show(table: pa.Table) -> None:
    names = [name for name in table.column_names if table[name].null_count < table.num_rows]
    rows = [
        ["" if row[name] is None else str(row[name]) for name in names]
        for row in table.slice(0, MOST_ROWS_ON_TERMINAL).to_pylist()
    ]
    _rich_table(names, rows, table.num_rows)


def _rich_table(names: Sequence[str], rows: Sequence[Sequence[str]], count: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*names, box=None, header_style="bold")
    for row in rows:
        # As Text, so that square brackets in a name are not taken for colours.
        shown.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(highlight=False)
    console.print(shown)
    if count > len(rows):
        console.print(f"… and {count - len(rows):,} more rows: write them to a file with -o")
