"""One table, and one release after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from openward.disclosure.areas import read_parents
from openward.disclosure.policy import policies, policy_of
from openward.disclosure.publish import Published, publish
from openward.disclosure.releases import add_release, read_releases
from openward.problems import BadInput
from tests.rate_tables import absent_row, rate_table

STRICT = policy_of("strict")


def facilities(*numbers: float | None, total: float | None = None) -> pa.Table:
    """Facilities of one region with these counts, and the region with their sum."""
    whole = sum(number or 0 for number in numbers) if total is None else total
    plain = {"numerator_unit": "count", "denominator": None}
    rows = [{**plain, "area_id": f"F{i}", "numerator": n} for i, n in enumerate(numbers)]
    region = {"area_id": "XX-A", "area_type": "region", "numerator": whole}
    return rate_table(*rows, {**plain, **region})


def shown(published: Published) -> list[float | None]:
    return published.table["numerator"].to_pylist()


def then(first: pa.Table, second: pa.Table) -> Published:
    one = publish(first, STRICT, {}, {})
    return publish(second, STRICT, {}, {entry.cell.key: entry for entry in one.entries})


def test_one_small_number_takes_the_cheapest_other_with_it() -> None:
    assert shown(publish(facilities(3, 40, 400), STRICT, {}, {})) == [None, None, 400, 445]


def test_what_is_not_reported_stays_so_and_hides_nobody() -> None:
    rows = [{"numerator_unit": "count", "area_id": f"F{n}", "numerator": n} for n in (3, 40)]
    table = pa.concat_tables([rate_table(*rows), pa.Table.from_pylist(
        [absent_row("not_reported", area_id="F9", denominator=None)],
        schema=rate_table({}).schema)])  # fmt: skip
    found = publish(table, STRICT, {}, {}).table
    assert found["status"].to_pylist() == ["suppressed", "reported", "not_reported"]


@pytest.mark.parametrize("policy", policies())
def test_a_median_goes_with_a_count_that_is_hidden_to_protect_another(policy: str) -> None:
    plain = {"denominator": None, "indicator": "gb-mhs-77", "numerator_unit": "count"}
    counts = [{**plain, "area_id": f"F{n}", "numerator": n} for n in (3, 40, 400)]
    whole = {**plain, "area_type": "region", "area_id": "XX-A", "numerator": 443}
    medians = [{**row, "indicator": "gb-mhs-98a", "numerator_unit": "hours", "numerator": 5.0}
               for row in counts]  # fmt: skip
    table = rate_table(*counts, whole, *medians)
    found = publish(table, policy_of(policy), {}, {}).table["status"].to_pylist()
    assert found == ["suppressed", "suppressed", "reported", "reported",
                     "suppressed", "suppressed", "reported"]  # fmt: skip


def test_a_zero_that_is_shown_is_exact() -> None:
    found = publish(facilities(0, 40), STRICT, {}, {}).table
    assert found["numerator"].to_pylist()[0] == 0
    assert found["rounded_to"].to_pylist()[0] is None


def test_rounded_parts_add_up_to_their_rounded_total_over_areas_and_months() -> None:
    numbers = np.random.default_rng(5).integers(10, 90, size=(7, 3))
    plain = {"numerator_unit": "count", "denominator": None}
    months = [(date(2022, m, 1), date(2022, m + 1, 1)) for m in (1, 2, 3)]
    months.append((months[0][0], months[-1][1]))
    whole = np.pad(numbers, ((0, 1), (0, 1)))
    whole[-1], whole[:, -1] = whole.sum(axis=0), whole.sum(axis=1)
    whole[-1, -1] = numbers.sum()
    rows = [
        {**plain, "area_type": "region" if area == 7 else "facility", "numerator": float(number),
         "area_id": "XX-A" if area == 7 else f"F{area}", "period_start": start, "period_end": end}
        for area, row in enumerate(whole)
        for (start, end), number in zip(months, row, strict=True)
    ]  # fmt: skip
    printed = np.array(shown(publish(rate_table(*rows), STRICT, {}, {})), float).reshape(8, 4)
    assert (printed[:-1].sum(axis=0) == printed[-1]).all()
    assert (printed[:, :-1].sum(axis=1) == printed[:, -1]).all()
    assert (abs(printed - whole) < 5).all()


def test_the_same_table_again_is_printed_the_same() -> None:
    table = facilities(12, 43, 3, 8)
    again = then(table, table)
    assert again.table.equals(publish(table, STRICT, {}, {}).table)


def test_a_number_hidden_once_stays_hidden() -> None:
    later = then(facilities(3, 40, 400), facilities(30, 60, 400))
    assert shown(later)[:2] == [None, None]


def test_a_change_too_small_to_be_told_makes_the_series_wait() -> None:
    later = then(facilities(40, 60), facilities(41, 60))
    assert shown(later) == shown(publish(facilities(40, 60), STRICT, {}, {}))
    assert later.held == {("xx-test", "test")}


def test_a_large_change_is_told() -> None:
    later = then(facilities(40, 60), facilities(80, 60))
    assert shown(later) == [80, 60, 140]
    assert not later.held


def test_a_small_change_of_hidden_numbers_does_not_show_in_their_total() -> None:
    later = then(facilities(3, 40, 400), facilities(4, 40, 420))
    assert later.held


def test_the_loss_is_counted_beside_that_of_whole_rows() -> None:
    loss = publish(facilities(3, 40, 400), STRICT, {}, {}).loss
    assert (loss.figures, loss.hidden, loss.by_whole_rows) == (4, 2, 1)
    assert loss.share == pytest.approx(43 / 886)


def test_a_release_written_and_read_is_the_same(tmp_path: Path) -> None:
    entries = publish(facilities(3, 40, 400), STRICT, {}, {}).entries
    path = tmp_path / "releases.jsonl"
    add_release(path, "strict", entries)
    assert read_releases(path, "strict") == {entry.cell.key: entry for entry in entries}
    assert path.stat().st_mode & 0o077 == 0


def test_the_last_release_of_a_cell_counts(tmp_path: Path) -> None:
    entry = publish(facilities(40), STRICT, {}, {}).entries[0]
    later = replace(entry, numerator=90.0)
    for each in (entry, later):
        add_release(tmp_path / "r", "strict", [each])
    assert list(read_releases(tmp_path / "r", "strict").values()) == [later]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"policy": "strict"}', '{"policy":"strict","cells":[1]}']
)
def test_a_damaged_file_of_releases_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "r").write_text(line + "\n")
    with pytest.raises(BadInput, match="not a release"):
        read_releases(tmp_path / "r", "strict")


def test_releases_of_another_policy_are_refused(tmp_path: Path) -> None:
    add_release(tmp_path / "r", "eurostat", [])
    with pytest.raises(BadInput, match="--policy eurostat"):
        read_releases(tmp_path / "r", "strict")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("area_id,area_type\nW,ward\n", "missing"),
        ("area_id,area_type,parent_id\nW,bed,\n", "not an area type"),
        ("area_id,area_type,parent_id\nW,ward,F\n", "not a larger area"),
        ("area_id,area_type,parent_id\nW,ward,V\nV,ward,\n", "not a larger area"),
        ("area_id,area_type,parent_id\nW,ward,\nW,ward,\n", "stands twice"),
    ],
)
def test_a_file_of_areas_that_cannot_be(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(text)
    with pytest.raises(BadInput, match=what):
        read_parents(tmp_path / "areas.csv")


def test_a_file_of_areas(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("area_id,area_type,parent_id\nW,ward,F\nF,facility,\n")
    assert read_parents(tmp_path / "a.csv") == {"W": ("facility", "F")}
