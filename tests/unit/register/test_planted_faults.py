"""Every kind of fault is named once, with file, row and column, in both formats."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bench.made_up_dataset import made_up
from bench.planted_faults import FAULTS, Fault, planted

from openward.problems import BadInput
from openward.register.check import read_dataset
from openward.table_files import write_table


@pytest.fixture(scope="module")
def sound() -> dict[str, pa.Table]:
    return made_up(measures=600)


def refused(tables: dict[str, pa.Table], folder: Path, ending: str) -> list[str]:
    for name, table in tables.items():
        if ending == "csv":
            write_table(table, folder / f"{name}.csv")
        else:
            pq.write_table(table, folder / f"{name}.parquet")
    with pytest.raises(BadInput) as bad:
        read_dataset(folder)
    return bad.value.sentences()


def test_there_are_at_least_thirty_kinds_and_each_has_a_row_of_its_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30
    assert max(Counter((f.table, f.place) for f in FAULTS).values()) == 1


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_a_fault_is_one_line_that_names_its_place(
    fault: Fault, ending: str, sound: dict[str, pa.Table], tmp_path: Path
) -> None:
    (line,) = refused(planted(sound, (fault,)), tmp_path, ending)
    place = f"{tmp_path}/{fault.table}.{ending}:{fault.row(sound)}:{fault.column}: "
    assert line.startswith(place)
    assert fault.says in line
    assert line.isprintable()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_all_faults_together_are_each_named_once(
    ending: str, sound: dict[str, pa.Table], tmp_path: Path
) -> None:
    lines = refused(planted(sound, FAULTS), tmp_path, ending)
    assert len(lines) == len(FAULTS)


def test_the_dataset_they_are_planted_in_is_sound(
    sound: dict[str, pa.Table], tmp_path: Path
) -> None:
    for name, table in sound.items():
        write_table(table, tmp_path / f"{name}.parquet")
    assert read_dataset(tmp_path).count("measures") == 600
