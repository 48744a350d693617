"""Writing a dataset: a folder with one CSV or Parquet file per table, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from openward.problems import BadInput, Problem
from openward.register.parquet import write_parquet
from openward.register.schema import complete
from openward.register.tables import TABLES
from openward.table_files import write_table

FORMATS = ("parquet", "csv")


def write_dataset(tables: Mapping[str, pa.Table], folder: Path, format: str = "parquet") -> None:
    """Write the tables, each to `folder/NAME.parquet` or `folder/NAME.csv`.

    Columns that a table lacks are written empty. Other files of the folder stay as they are.

    Raises
    ------
    BadInput
        The folder cannot be written to, or holds a table that is not written anew: the two
        would be taken for one dataset.
    ValueError
        A name that is no table of the dataset, or another format.
    """
    unknown = [name for name in tables if name not in TABLES]
    if unknown or format not in FORMATS:
        raise ValueError(f"no table or format of the dataset: {unknown or format}")
    paths = {name: folder / f"{name}.{format}" for name in TABLES if name in tables}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_others(folder, set(paths.values()))
        for name, path in paths.items():
            _write(complete(name, tables[name]), path)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(folder)) from None


def _refuse_others(folder: Path, ours: set[Path]) -> None:
    known = {folder / f"{name}.{ending}" for name in TABLES for ending in FORMATS}
    others = sorted(path.name for path in known - ours if path.exists())
    if others:
        what = f"the folder holds tables of another dataset ({', '.join(others[:3])})"
        raise BadInput(Problem(what, "choose an empty folder, or remove them"), str(folder))


def _write(table: pa.Table, path: Path) -> None:
    if path.suffix == ".parquet":
        write_parquet(table, path)
    else:
        write_table(table, path)
