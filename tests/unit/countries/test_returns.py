"""Monthly returns: zero, not reported and suppressed apart, or not taken at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.countries.returns import COLUMNS, KINDS, rate_table, read_returns
from openward.problems import BadInput
from openward.rates.files import csv_text, read_csv
from openward.rates.schema import STATUSES

TODAY = date(2026, 5, 1)
HEAD = ",".join(COLUMNS)
GOOD = "h1,Northern hospital,2026-04,seclusion,reported,0,310"


def read(*rows: str) -> list[object]:
    return list(read_returns("\n".join([HEAD, *rows]).encode(), "r.csv", TODAY))


def test_zero_suppressed_and_not_reported_are_three_rows() -> None:
    table = rate_table(read_returns("\n".join([
        HEAD, GOOD, "h1,Northern hospital,2026-04,manual_restraint,suppressed,,310",
        "h1,Northern hospital,2026-04,chemical_restraint,not_reported,,",
        "h1,Northern hospital,2026-04,mechanical_restraint,not_applicable,,310",
    ]).encode(), "r.csv", TODAY), "LT")  # fmt: skip
    rows = {row["indicator"]: (row["status"], row["numerator"]) for row in table.to_pylist()}
    assert rows == {
        "ow-measures-seclusion": ("reported", 0),
        "ow-measures-manual-restraint": ("suppressed", None),
        "ow-measures-chemical-restraint": ("not_reported", None),
        "ow-measures-mechanical-restraint": ("not_applicable", None),
    }  # fmt: skip
    assert read_csv(csv_text(table).encode(), "x.csv").table.num_rows == 4


@pytest.mark.parametrize(("row", "place"), [
    (GOOD.replace("h1", ""), "hospital"),
    (GOOD.replace("Northern", "=Northern"), "hospital_name"),
    (GOOD.replace("2026-04", "April"), "month"),
    (GOOD.replace("2026-04", "2026-05"), "month"),
    (GOOD.replace("2026-04", "0026-04"), "month"),
    (GOOD.replace("seclusion", "isolation"), "kind"),
    (GOOD.replace("reported", "none"), "status"),
    (GOOD.replace(",0,", ",,"), "measures"),
    (GOOD.replace(",0,", ",-1,"), "measures"),
    (GOOD.replace(",0,", ",1.5,"), "measures"),
    (GOOD.replace(",0,", ",²,"), "measures"),
    (GOOD.replace("310", ""), "bed_days"),
    (GOOD.replace(",0,310", ",2,0"), "bed_days"),
    (GOOD.replace("reported", "suppressed"), "measures"),
])  # fmt: skip
def test_a_mistake_is_one_sentence_with_row_column_value_and_remedy(row: str, place: str) -> None:
    with pytest.raises(BadInput) as bad:
        read(GOOD.replace("h1", "h2"), row)
    (sentence,) = bad.value.sentences()
    assert sentence.startswith(f"r.csv:3:{place}: ")
    assert "(value " in sentence and sentence.count(": ") >= 2


def test_every_mistake_is_named_and_the_same_row_twice_is_one() -> None:
    with pytest.raises(BadInput) as bad:
        read(GOOD, GOOD, GOOD.replace("seclusion", "x"))
    assert [(p.row, p.column) for p in bad.value.problems] == [(3, "kind"), (4, "kind")]


@pytest.mark.parametrize("text", ["", HEAD, "a,b\n1,2\n", "PK\x03\x04"])
def test_what_is_no_return_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_returns(text.encode(), "r.csv", TODAY)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(STATUSES),
                          st.integers(0, 9_999), st.integers(1, 9_999), st.integers(1, 12)),
                min_size=1, unique_by=lambda row: (row[0], row[4])))  # fmt: skip
def test_whatever_is_taken_is_a_valid_rate_table(
    rows: list[tuple[str, str, int, int, int]],
) -> None:
    lines = [f"h,H,2025-{month:02},{kind},{status},{n if status == 'reported' else ''},{days}"
             for kind, status, n, days, month in rows]  # fmt: skip
    table = rate_table(read_returns("\n".join([HEAD, *lines]).encode(), "r.csv", TODAY), "LT")
    assert read_csv(csv_text(table).encode(), "x.csv").table.num_rows == len(rows)
