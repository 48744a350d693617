"""England's provider × month extracts and their traps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openward.exchange.imported import Imported
from openward.exchange.uk_nhs_mhsds import import_files, provider_id
from openward.problems import BadInput

ImportNhs = Callable[..., Imported]
RESTRAINT, BEDS = "MHS76", "Bed days in RP"
DETAINED = "People subject to detention at the end of the reporting period"
UNDER_THE_ACT = "People subject to the Mental Health Act at the end of the reporting period"


@pytest.fixture
def import_nhs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportNhs:
    """The import of files with these contents, named 0.csv, 1.csv, …"""
    monkeypatch.chdir(tmp_path)

    def imported(*texts: str) -> Imported:
        paths = [Path(f"{number}.csv") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return import_files(paths)

    return imported


def lines(*rows: tuple[str, str, str, str]) -> str:
    return "".join(f"{','.join(row)}\n" for row in rows)


def refusal(import_nhs: ImportNhs, *texts: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        import_nhs(*texts)
    return refused.value.sentences()


def test_a_row_is_a_plain_count_of_a_provider_in_a_month(import_nhs: ImportNhs) -> None:
    (row,) = import_nhs(lines(("01/09/2021", "ST MATTHEWS", RESTRAINT, "15"))).table.to_pylist()
    assert (row["indicator"], row["area_id"], row["area_name"]) == (
        "gb-mhs-76", "st-matthews", "ST MATTHEWS",
    )  # fmt: skip
    assert (row["period_start"], row["period_end"]) == (date(2021, 9, 1), date(2021, 10, 1))
    assert (row["numerator"], row["denominator"], row["rounded_to"]) == (15, None, 5)
    assert (row["country"], row["region"], row["numerator_unit"]) == ("GB", "GB-ENG", "persons")


def test_both_ways_to_write_a_month_are_read(import_nhs: ImportNhs) -> None:
    english = import_nhs(lines(("01/09/2021", "A", RESTRAINT, "15"))).table
    assert import_nhs(lines(("2021-09-01", "A", RESTRAINT, "15"))).table.equals(english)


def test_the_day_comes_before_the_month(import_nhs: ImportNhs) -> None:
    table = import_nhs(lines(("01/02/2022", "A", RESTRAINT, "5"))).table
    assert table["period_start"][0].as_py() == date(2022, 2, 1)


def test_december_ends_in_january(import_nhs: ImportNhs) -> None:
    table = import_nhs(lines(("01/12/2021", "A", RESTRAINT, "5"))).table
    assert table["period_end"][0].as_py() == date(2022, 1, 1)


def test_a_star_is_suppressed_and_a_zero_is_reported(import_nhs: ImportNhs) -> None:
    table = import_nhs(
        lines(("01/09/2021", "A", RESTRAINT, "*"), ("01/09/2021", "B", RESTRAINT, "0"))
    ).table
    assert table["status"].to_pylist() == ["suppressed", "reported"]
    assert table["numerator"].to_pylist() == [None, 0.0]


def test_a_provider_known_from_another_file_did_not_report(import_nhs: ImportNhs) -> None:
    found = import_nhs(
        lines(("01/09/2021", "A", RESTRAINT, "5")),
        lines(("01/09/2021", "A", BEDS, "900"), ("01/09/2021", "B", BEDS, "*")),
    )
    restraint = {row["area_name"]: row for row in found.table.to_pylist()[2:]}
    assert restraint["B"]["status"] == "not_reported"
    assert restraint["B"]["numerator"] is None
    assert found.notes == [
        "gb-mhs-24: 2 provider-months: 1 reported, 1 suppressed, 0 not_reported",
        "gb-mhs-76: 2 provider-months: 1 reported, 0 suppressed, 1 not_reported",
    ]


def test_a_provider_that_skips_a_month_did_not_report_then(import_nhs: ImportNhs) -> None:
    table = import_nhs(
        lines(("01/09/2021", "A", RESTRAINT, "5"), ("01/09/2021", "B", RESTRAINT, "5")),
        lines(("01/10/2021", "A", RESTRAINT, "5")),
    ).table
    assert [row["status"] for row in table.to_pylist() if row["area_name"] == "B"] == [
        "reported", "not_reported",
    ]  # fmt: skip


def test_a_change_of_definition_between_months_is_said_and_kept_apart(
    import_nhs: ImportNhs,
) -> None:
    found = import_nhs(
        lines(("01/09/2021", "A", DETAINED, "5")), lines(("01/10/2021", "A", UNDER_THE_ACT, "10"))
    )
    assert set(found.table["indicator"].to_pylist()) == {"gb-mhs-08", "gb-mhs-09"}
    assert len(set(found.table["definition"].to_pylist())) == 2
    (warning,) = found.warnings
    assert warning.startswith("GB-ENG: the definition changes between months: ")
    assert "in 2021-10; " in warning
    assert "in 2021-09; the two are not one series" in warning


def test_one_definition_throughout_is_no_change(import_nhs: ImportNhs) -> None:
    texts = [lines((f"01/{month}/2021", "A", DETAINED, "5")) for month in ("09", "10")]
    assert import_nhs(*texts).warnings == []


def test_a_month_that_only_one_measure_lacks_is_missing_not_zero(import_nhs: ImportNhs) -> None:
    found = import_nhs(
        lines(("01/09/2021", "A", BEDS, "5"), ("01/10/2021", "A", BEDS, "5")),
        lines(("01/09/2021", "A", RESTRAINT, "5")),
    )
    assert found.warnings == [
        "GB-ENG: no file of gb-mhs-76 for 2021-10: those months are missing, not zero"
    ]
    assert sum(code == "gb-mhs-76" for code in found.table["indicator"].to_pylist()) == 1


def test_a_month_that_no_file_covers_is_said_too(import_nhs: ImportNhs) -> None:
    found = import_nhs(
        lines(("01/11/2021", "A", RESTRAINT, "5"), ("01/02/2022", "A", RESTRAINT, "5"))
    )
    assert found.warnings == [
        "GB-ENG: no file of gb-mhs-76 for 2021-12, 2022-01: those months are missing, not zero"
    ]


def test_names_may_hold_commas_and_apostrophes(import_nhs: ImportNhs) -> None:
    text = lines(("01/09/2021", '"TEES, ESK AND WEAR VALLEYS"', RESTRAINT, "5"),
                 ("01/09/2021", "ALDER HEY CHILDREN'S", RESTRAINT, "5"))  # fmt: skip
    table = import_nhs(text).table
    assert table["area_id"].to_pylist() == ["alder-hey-childrens", "tees-esk-and-wear-valleys"]
    assert table["area_name"].to_pylist()[1] == "TEES, ESK AND WEAR VALLEYS"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("Priory (Élan)", "priory-elan"), ("  A&B  ", "a-b"), ("ST. MARY'S", "st-marys")],
)  # fmt: skip
def test_identifiers_are_made_from_names(name: str, identifier: str) -> None:
    assert provider_id(name) == identifier


def test_windows_line_ends_and_a_byte_order_mark_are_read(import_nhs: ImportNhs) -> None:
    text = "\ufeff" + lines(("01/09/2021", "A", RESTRAINT, "5")).replace("\n", "\r\n")
    assert import_nhs(text).table.num_rows == 1


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (("02/09/2021", "A", RESTRAINT, "5"), "0.csv:2:period_start: not the first day of a month"),
        (("09/2021", "A", RESTRAINT, "5"), "0.csv:2:period_start: not the first day"),
        (("2021-13-01", "A", RESTRAINT, "5"), "0.csv:2:period_start: not the first day"),
        (("9999-12-01", "A", RESTRAINT, "5"), "0.csv:2:period_start: not the first day"),
        (("01/09/2021", "", RESTRAINT, "5"), "0.csv:2:provider: not a provider"),
        (("01/09/2021", "=1+1", RESTRAINT, "5"), "0.csv:2:provider: not a provider (value =1+1)"),
        (("01/09/2021", "***", RESTRAINT, "5"), "0.csv:2:provider: not a provider"),
        (("01/09/2021", "A", "MHS77", "5"), "0.csv:2:measure: a measure that is not known"),
        (("01/09/2021", "A", RESTRAINT, "-5"), "0.csv:2:value: not a whole number or *"),
        (("01/09/2021", "A", RESTRAINT, ""), "0.csv:2:value: not a whole number or *"),
        (("01/09/2021", "A", RESTRAINT, "5.5"), "0.csv:2:value: not a whole number or *"),
        (("01/09/2021", "A", RESTRAINT, "٥"), "0.csv:2:value: not a whole number or *"),
        (("01/09/2021", "A", RESTRAINT, "9" * 400), "0.csv:2:value: not a whole number or *"),
        (("01/09/2021", "FIRST", RESTRAINT, "5"), "0.csv:2:provider: the same provider, month"),
        (("2021-09-01", "FIRST", RESTRAINT, "9"), "0.csv:2:provider: the same provider, month"),
        (("01/10/2021", "FIRST.", RESTRAINT, "5"), "0.csv:2:provider: nearly the same name"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    row: tuple[str, str, str, str], place: str, import_nhs: ImportNhs
) -> None:
    (line,) = refusal(import_nhs, lines(("01/09/2021", "FIRST", RESTRAINT, "5"), row))
    assert line.startswith(place)


def test_all_bad_rows_of_a_file_are_named(import_nhs: ImportNhs) -> None:
    text = lines(("01/09/2021", "A", RESTRAINT, "x"), ("01/09/2021", "B", "y", "5"))
    assert [line[:7] for line in refusal(import_nhs, text)] == ["0.csv:1", "0.csv:2"]


@pytest.mark.parametrize(
    "text", ["a,b,c,d\n01/09/2021,A,MHS76,5\n", "01/09/2021,A,5\n", "one line\n"]
)
def test_another_layout_says_what_was_expected_and_what_was_found(
    text: str, import_nhs: ImportNhs
) -> None:
    (line,) = refusal(import_nhs, text)
    assert line.startswith("0.csv:1: not an MHSDS extract: expected rows of period start, provider")
    assert f"found {', '.join(text.splitlines()[0].split(','))}: choose" in line
