from __future__ import annotations

from pathlib import Path

import pytest

from openward.exchange.sources import SOURCES, import_rate_tables
from openward.problems import BadInput
from tests.rate_tables import cells_csv


def test_the_sources_are_those_of_the_contract() -> None:
    assert set(SOURCES) == {"us-cms-ipfqr", "uk-nhs-mhsds", "rate-table"}
    assert all(source.words for source in SOURCES.values())


def test_rate_tables_of_others_are_put_together(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for number, path in enumerate(paths):
        path.write_text(cells_csv(area_id=f"F{number}", remark="x"))
    found = import_rate_tables(paths)
    assert found.table["area_id"].to_pylist() == ["F0", "F1"]
    assert [note.split(": ")[0] for note in found.notes] == [str(path) for path in paths]
    assert found.warnings == []


def test_one_figure_from_two_services_is_refused_with_both_paths(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(cells_csv())
    with pytest.raises(BadInput) as refused:
        import_rate_tables(paths)
    assert refused.value.sentences()[0].startswith(
        f"{paths[1]}: 1 of its figures stand in {paths[0]} too"
    )
