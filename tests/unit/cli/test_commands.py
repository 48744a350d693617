"""What each command prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from openward import __version__
from tests.cms_files import cms_csv
from tests.rate_tables import absent_row, cells_csv, rate_csv

from .conftest import Openward

COMMANDS = (
    "import", "check", "rollup", "compare", "publish", "simulate", "serve", "demo", "census",
    "impact", "power", "rates", "report",
)  # fmt: skip


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, openward: Openward) -> None:
    ran = openward(command, "--help")
    assert ran.code == 0
    assert f"openward {command}" in ran.out.split("Example")[1]


def test_the_commands_tested_here_are_all_there_are() -> None:
    from openward.cli.main import app

    assert {command.name for command in app.registered_commands} == set(COMMANDS)


def test_without_a_command_there_is_help_and_the_goal(openward: Openward) -> None:
    assert "The goal is zero" in openward().out


def test_the_version(openward: Openward) -> None:
    assert openward("--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    "words",
    [("frobnicate",), ("check",), ("import",), ("import", "us-cms-ipfqr"),
     ("import", "no-such-source", "a.csv"), ("rollup", "a.csv"),
     ("rollup", "a.csv", "--to", "ward"), ("compare", "a.csv", "--before", "2022-01-01"),
     ("compare", "a.csv", "--before", "yesterday", "--after", "2022-01-01"),
     ("check", "a.csv", "--no-such-option")],
)  # fmt: skip
def test_wrong_usage_is_exit_2_and_no_traceback(words: tuple[str, ...], openward: Openward) -> None:
    ran = openward(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: " in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("given", ["none.csv", "./none.csv", "deep/../none.csv", "none.parquet"])
def test_a_missing_file_is_exit_1_with_the_path_as_given(given: str, openward: Openward) -> None:
    ran = openward("check", given)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"{given}: there is no such file: check the path\n"


def test_a_long_path_is_never_wrapped(openward: Openward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    name = "a long name " * 15 + ".csv"
    assert openward("check", name).lines == [f"{name}: there is no such file: check the path"]


def test_the_sources_are_listed(openward: Openward) -> None:
    ran = openward("import", "--list")
    assert [line.split()[0] for line in ran.out.splitlines()] == [
        "rate-table", "uk-nhs-mhsds", "us-cms-ipfqr",
    ]  # fmt: skip


def test_import_writes_csv_to_a_pipe_and_says_its_doubts_on_standard_error(
    openward: Openward,
) -> None:
    Path("f.csv").write_text(
        cms_csv({"Facility ID": "454100", "HBIPS-2 Overall Rate Per 1000": "9.99"})
    )
    ran = openward("import", "us-cms-ipfqr", "f.csv")
    assert ran.code == 0
    assert [row["area_id"] for row in rows_of(ran.out)] == ["454100", "454100"]
    assert ran.lines == [
        "warning: 454100: HBIPS-2 is published as 9.99, but its hours and days give 0.25",
        "note: f.csv: 1 areas; HBIPS-2 1 reported; HBIPS-3 1 reported",
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
def test_the_ending_chooses_the_format(ending: str, openward: Openward) -> None:
    Path("f.csv").write_text(cms_csv())
    path = Path(f"rates.{ending}")
    assert openward("import", "us-cms-ipfqr", "f.csv", "-o", path).out == ""
    numbers = {
        "csv": lambda: [float(row["numerator"]) for row in rows_of(path.read_text())],
        "parquet": lambda: list(pq.read_table(path)["numerator"].to_pylist()),
        "json": lambda: [row["numerator"] for row in json.loads(path.read_text())],
    }[ending]()
    assert numbers == [60.0, 0.0]


@pytest.mark.parametrize("output", ["rates.xlsx", "rates", "none/rates.csv"])
def test_where_nothing_can_be_written_is_one_clear_line(output: str, openward: Openward) -> None:
    Path("f.csv").write_text(rate_csv())
    for words in (("check", "f.csv"), ("rollup", "f.csv", "--to", "country")):
        ran = openward(*words, "-o", output)
        assert (ran.code, ran.out) == (1, "")
        assert ran.lines[-1].startswith(f"{output}: ")
        assert "cannot be written" in ran.lines[-1]


def test_check_counts_what_the_file_holds(openward: Openward) -> None:
    Path("f.csv").write_text(rate_csv({}, absent_row("suppressed", area_id="F2")))
    ran = openward("check", "f.csv")
    assert ran.code == 0
    assert rows_of(ran.out) == [{
        "indicator": "xx-test", "area_type": "facility", "rows": "2", "areas": "2",
        "periods": "1", "reported": "1", "suppressed": "1", "not_reported": "0",
        "not_applicable": "0",
    }]  # fmt: skip
    assert ran.lines == [
        "note: the indicator xx-test is not in the catalogue: its name and unit are not known to us"
    ]


def test_an_unknown_column_is_one_note(openward: Openward) -> None:
    Path("f.csv").write_text(cells_csv(indicator="us-hbips-2", remark="x"))
    assert openward("check", "f.csv").lines == [
        "note: f.csv: the column 'remark' is not known and was left out"
    ]


def test_a_hundred_problems_and_a_count_and_all_of_them_with_o(openward: Openward) -> None:
    header, row = cells_csv(numerator="x").splitlines()
    Path("f.csv").write_text("\n".join([header, *[row] * 150]))
    ran = openward("check", "f.csv", "-o", "problems.csv")
    assert (ran.code, len(ran.lines)) == (1, 101)
    assert ran.lines[0].startswith("f.csv:2:numerator: not a number (value x): write digits")
    assert ran.lines[100] == "f.csv: and 50 more problems"
    problems = rows_of(Path("problems.csv").read_text())
    assert len(problems) == 150
    assert problems[149]["row"] == "151"


def test_rollup_says_how_many_reported_and_who_is_counted_twice(openward: Openward) -> None:
    people = {"indicator": "gb-mhs-76", "denominator": None, "numerator_unit": "persons"}
    silent = absent_row("not_reported", area_id="F2", **people)
    Path("f.csv").write_text(rate_csv(people, silent))
    ran = openward("rollup", "f.csv", "--to", "region")
    (row,) = rows_of(ran.out)
    assert (row["areas_reported"], row["areas_not_reported"]) == ("1", "1")
    assert ran.lines == [
        "note: gb-mhs-76 counts people: somebody who was in two of the areas is counted in both"
    ]


def test_rollup_without_a_region_is_bad_input_that_names_the_file(openward: Openward) -> None:
    Path("f.csv").write_text(rate_csv({"region": None}))
    ran = openward("rollup", "./f.csv", "--to", "region")
    assert ran.code == 1
    assert ran.lines == ["./f.csv:region: no region for F1: fill in the column region"]


def test_rollup_from_a_level_that_is_not_there(openward: Openward) -> None:
    Path("f.csv").write_text(rate_csv())
    ran = openward("rollup", "f.csv", "--to", "country", "--from", "ward")
    assert ran.lines == ["f.csv: no rows of area type ward: use one of facility"]


def test_compare_lays_two_periods_side_by_side(openward: Openward) -> None:
    february = {"period_start": "2022-02-01", "period_end": "2022-03-01"}
    lines = [cells_csv(), cells_csv(numerator="1.5", **february).splitlines()[1]]
    Path("f.csv").write_text("".join(lines))
    ran = openward("compare", "f.csv", "--before", "2022-01-01", "--after", "2022-02-01")
    (row,) = rows_of(ran.out)
    assert (row["before"], row["after"], row["change"], row["ratio"]) == ("3", "1.5", "-1.5", "0.5")
    assert row["beyond_rounding"] == "yes"


def test_compare_with_a_day_without_period_names_the_file(openward: Openward) -> None:
    Path("f.csv").write_text(rate_csv())
    ran = openward("compare", "f.csv", "--before", "2022-01-01", "--after", "2022-02-01")
    assert ran.code == 1
    assert ran.lines == [
        "f.csv:period_start: no period starts on 2022-02-01: use one of 2022-01-01"
    ]


def test_a_terminal_gets_a_table_and_the_number_of_rows_left_out(
    openward: Openward, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"area_id": f"F{n}", "area_name": f"[/bold] Ward {n}"} for n in range(50)]
    Path("f.csv").write_text(rate_csv(*rows))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ran = openward("import", "rate-table", "f.csv")
    assert ran.code == 0
    assert "[/bold] Ward 39" in ran.out
    assert "Ward 40" not in ran.out
    assert "and 10 more rows: write them to a file with -o" in ran.out


def test_check_on_a_terminal_is_a_table(
    openward: Openward, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("f.csv").write_text(rate_csv())
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    out = openward("check", "f.csv").out
    assert "xx-test" in out
    assert "," not in out


def test_names_cannot_steer_the_terminal_through_a_note(openward: Openward) -> None:
    header, row = cells_csv(evil="x").splitlines()
    Path("f.csv").write_text(f"{header.replace('evil', chr(27) + '[31mevil')}\n{row}\n")
    ran = openward("check", "f.csv")
    assert chr(27) not in ran.err
    assert "\\x1b[31mevil" in ran.err


def real(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "openward", *words], cwd=folder, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def test_python_m_openward_is_the_same_command(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(cms_csv())
    done = real("import", "us-cms-ipfqr", "./f.csv", folder=tmp_path)
    assert done.returncode == 0
    assert len(rows_of(done.stdout)) == 2


def test_a_real_process_leaves_with_1_for_bad_input(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(b"PK\x03\x04" + bytes(100))
    done = real("check", "./f.csv", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "./f.csv: this is a ZIP archive or an Excel workbook, not CSV text: save it as CSV UTF-8\n"
    )


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    rows = [{"area_id": f"F{n}"} for n in range(5_000)]
    (tmp_path / "f.csv").write_text(rate_csv(*rows))
    command = [sys.executable, "-m", "openward", "import", "rate-table", "f.csv"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert first.startswith("indicator,")
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "Exception" not in said
