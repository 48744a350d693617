"""Reading a dataset: a folder with one CSV or Parquet file per table.

A table without a file is an empty table. Types are read here; what the rows say is judged in
`errors` and `questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from openward.csv_text import parse, read_file
from openward.problems import BadInput, Problem, listed, shown
from openward.register.cells import typed
from openward.register.dataset import Rows
from openward.register.findings import Finding, texts
from openward.register.parquet import cells_of, read_parquet
from openward.register.schema import required, schema
from openward.register.tables import TABLES
from openward.register.writing import FORMATS

#: What `openward simulate` puts beside the tables: the warning, and what was planted.
SYNTHETIC, TRUTH = "SYNTHETIC.txt", "truth.json"


@dataclass(frozen=True)
class TableFile:
    """One file of a dataset. file: its name within the folder.

    faults: cells that cannot be read; they are null in `table`. unknown: columns that no table of
    this name has; they are left out. row_of: the row in the file, the header being 1, of the
    record with this index.
    """

    name: str
    file: str
    table: pa.Table
    faults: list[Finding]
    unknown: list[str]
    row_of: Callable[[int], int]

    def only(self, kept: Rows) -> TableFile:
        """Some of the records, none of which has a fault."""
        table = self.table.take(pa.array(kept))
        return replace(
            self, table=table, faults=[], row_of=lambda index: self.row_of(int(kept[index]))
        )


@dataclass(frozen=True)
class Folder:
    """The files of a dataset as read, and what should be said about the folder beside them."""

    path: str
    files: Mapping[str, TableFile]
    notes: list[str]

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The tables that have a file, in the order of the contract."""
        return {name: file.table for name, file in self.files.items()}

    def only(self, kept: Mapping[str, Rows]) -> Folder:
        """The same folder with some records of each table; they keep their rows in the file."""
        files = {name: file.only(kept[name]) for name, file in self.files.items()}
        return replace(self, files=files)


def read_folder(folder: Path) -> Folder:
    """Every table of a dataset folder, with the cells that cannot be read.

    Raises
    ------
    BadInput
        No folder, no table in it, a table in two formats, a file that is no table at all, a
        required column missing.
    """
    paths, notes, problems = _paths(folder)
    files: dict[str, TableFile] = {}
    for name in TABLES:
        if name not in paths:
            continue
        try:
            files[name] = _read(name, paths[name])
        except BadInput as bad:
            problems += [replace(problem, within=paths[name].name) for problem in bad.problems]
        else:
            notes += _notes(files[name], paths[name])
    if problems:
        raise BadInput(problems, str(folder))
    return Folder(str(folder), files, notes)


def _paths(folder: Path) -> tuple[dict[str, Path], list[str], list[Problem]]:
    """The file of each table; notes on other files; tables that have two files."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        raise BadInput(Problem("there is no such folder", "check the path"), str(folder)) from None
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror})"
        raise BadInput(Problem(what, "check its permissions"), str(folder)) from None
    paths: dict[str, Path] = {}
    notes, problems = [], []
    for path in found:
        if path.name == SYNTHETIC:
            notes.append(f"{shown(str(folder))}: synthetic, nobody in it exists")
        elif path.name == TRUTH:
            continue
        elif path.suffix[1:] not in FORMATS or path.stem not in TABLES or path.is_dir():
            notes.append(f"{shown(str(path))}: not a table of the dataset, left out")
        elif path.stem in paths:
            what = f"the table {path.stem} is there twice, as CSV and as Parquet"
            problems.append(Problem(what, "keep one of the two files", within=path.name))
        else:
            paths[path.stem] = path
    if not paths:
        what = "no table of the dataset is in this folder"
        remedy = "name the files after the tables, as in measures.csv or stays.parquet"
        raise BadInput(Problem(what, remedy), str(folder))
    return paths, notes, problems


def _read(name: str, path: Path) -> TableFile:
    return _read_parquet(name, path) if path.suffix == ".parquet" else _read_csv(name, path)


def _read_csv(name: str, path: Path) -> TableFile:
    return read_csv(name, read_file(path), str(path), path.name)


def read_csv(
    name: str,
    data: bytes,
    file: str,
    within: str,
    known: Mapping[str, Callable[[int], str]] | None = None,
) -> TableFile:  # fmt: skip
    """One table from the text of a CSV file.

    file: what it is called in sentences about the whole of it; within: in sentences about a row.
    known: columns whose cells are made from the number of the row, whatever the file says.

    Raises
    ------
    BadInput
        No CSV, or a required column is missing.
    """
    given = known or {}
    cells = parse(data, file)
    names = cells.table.column_names
    unknown = _check_columns(name, [*names, *given])
    texts_of = {
        column: _text(cells.column(column))
        for column in TABLES[name].columns
        if column in names and column not in given
    }
    count = cells.table.num_rows
    texts_of |= {column: pa.array(map(made, range(count)), pa.string())
                 for column, made in given.items()}  # fmt: skip
    table, faults = _typed(name, texts_of, count)
    return TableFile(name, within, table, faults, unknown, cells.row)


def _read_parquet(name: str, path: Path) -> TableFile:
    known = TABLES[name].columns
    packed = read_parquet(path)
    unknown = _check_columns(name, packed.column_names)
    cells = {
        column: cells_of(packed[column], known[column])
        for column in known
        if column in packed.column_names
    }
    table, faults = _typed(name, cells, packed.num_rows)
    return TableFile(name, path.name, table, faults, unknown, lambda index: index + 2)


def _check_columns(name: str, names: Sequence[str]) -> list[str]:
    """The columns that are not known. Raises BadInput if a required one is missing."""
    missing = [column for column in required(name) if column not in names]
    if missing:
        one = len(missing) == 1
        what = (
            f"not the table {name}: the column{'' if one else 's'} {', '.join(missing)} "
            f"{'is' if one else 'are'} missing; found {listed(names, 8)}"
        )
        remedy = f"give the columns {', '.join(required(name))}"
        raise BadInput(Problem(what, remedy, 1))
    return [column for column in names if column not in TABLES[name].columns]


def _text(column: pa.ChunkedArray) -> pa.Array:
    return pc.if_else(pc.equal(column, ""), None, column).combine_chunks()


def _typed(name: str, cells: Mapping[str, pa.Array], count: int) -> tuple[pa.Table, list[Finding]]:
    """The table in its schema, and the cells that cannot be read."""
    arrays, faults = [], []
    for column, field in zip(TABLES[name].columns.values(), schema(name), strict=True):
        given = cells.get(column.name)
        if given is None:
            given = pa.nulls(count, field.type)
        elif given.type != field.type:
            text = given
            given, found = typed(text, column.type)
            faults += [
                Finding(name, column.name, fault.what, fault.remedy, rows, texts(text, rows))
                for fault, rows in found
            ]
        arrays.append(given)
    return pa.table(arrays, schema=schema(name)), faults


def _notes(file: TableFile, path: Path) -> list[str]:
    return [
        f"{shown(str(path))}: the column {shown(column)!r} is not known and was left out"
        for column in file.unknown
    ]
