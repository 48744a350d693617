"""`openward rates`: the official counting rules on a dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
import typer

from openward.cli.output import OutputPath, put_rates, say, working
from openward.indicators.schema import RATES
from openward.problems import BadInput, Problem, one_of
from openward.rates.schema import NOT_REPORTED, complete
from openward.register.check import all_errors, problems_of
from openward.register.files import read_folder

AREAS = ("ward", "facility", "region", "country", "all")
PERIODS = ("month", "quarter", "year", "event")
STRATA = ("sex", "age")
Engine = StrEnum("Engine", ["duckdb", "postgresql", "spark", "reference"])
#: Moments that say until when a dataset tells something.
LAST = (("statements", "period_end"), ("measures", "ended_at"), ("measures", "started_at"),
        ("stays", "ended_at"), ("stays", "started_at"))  # fmt: skip


def rates_of_dataset(
    dataset: Annotated[Path, typer.Argument(help="A dataset folder.")],
    indicator: Annotated[list[str], typer.Option(help="A code; give it again for more.")],
    by: Annotated[
        str, typer.Option(help="Area and period, such as ward,month; or ward,event.")
    ] = "ward,month",
    strata: Annotated[str, typer.Option(help="sex, age, or sex,age.")] = "",
    engine: Annotated[
        Engine, typer.Option(help="What counts. reference: plain Python, small and slow.")
    ] = Engine["duckdb"],
    first: Annotated[
        str, typer.Option("--from", help="First day; by default that of the first stay.")
    ] = "",
    last: Annotated[
        str, typer.Option("--until", help="The day after the last one; by default the latest told.")
    ] = "",
    output: OutputPath = None,
) -> None:
    """Count a register by the rules that an authority has published.

    A measure is never left out because its stay, end or reason is missing: it stands in a row
    "not placed". Without a statement a ward without measures is not_reported, not zero.

    ward,event gives the days from one day with a measure to the next day with one, for charts g and
    t; a gap in which the ward was silent is not_reported.

    Examples:

        openward rates dataset/ --indicator us-hbips-2 --by facility,month -o rates.csv
    """
    area, period = _one_pair(by)
    codes = _known(indicator)
    tables = _tables(dataset)
    days = (_day(first, "--from") or _first_day(tables),
            _day(last, "--until") or _last_day(tables))  # fmt: skip
    if days[0] >= days[1]:
        problem = Problem("the first day is not before the last one", "give --from and --until")
        raise BadInput(problem, str(dataset))
    asked: dict[str, Any] = {"by": (area, period), "strata": _strata(strata),
                             "first": days[0], "last": days[1]}  # fmt: skip
    with working("counting"):
        found = _counted(tables, codes, engine, asked)
    say(_missing(found))
    put_rates(complete(found), output)


def _counted(
    tables: Mapping[str, pa.Table], codes: Sequence[str], engine: Engine, asked: dict[str, Any]
) -> pa.Table:
    if engine is Engine["reference"]:
        from openward.indicators import referee
        from openward.indicators.calendar import EVENT
        from openward.indicators.gaps import check_has_gaps
        from openward.indicators.rules import RULES

        if asked["by"][1] == EVENT:
            check_has_gaps({code: RULES[code] for code in codes}, asked["by"][0], asked["strata"])
        rows = {name: table.to_pylist() for name, table in tables.items()}
        return pa.Table.from_pylist(referee.rates(rows, codes, **asked), schema=RATES)
    from openward.indicators.counting import rates

    return rates(tables, codes, backend=engine.value, **asked)


def _one_pair(by: str) -> tuple[str, str]:
    area, _, period = by.partition(",")
    if area not in AREAS or period not in PERIODS:
        remedy = f"an area ({', '.join(AREAS)}), a comma, and {', '.join(PERIODS)}"
        raise BadInput(Problem("is no area and period", remedy, column="--by", value=by))
    return area, period


def _strata(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split(",") if name)
    for name in names:
        if name not in STRATA:
            raise BadInput(Problem("is no stratum", one_of(STRATA), column="--strata", value=name))
    return names


def _known(codes: Sequence[str]) -> list[str]:
    from openward.indicators.referee import RULES

    for code in codes:
        if code not in RULES:
            problem = Problem("there is no counting rule of this code", one_of(sorted(RULES)),
                              column="--indicator", value=code)  # fmt: skip
            raise BadInput(problem)
    return list(dict.fromkeys(codes))


def _tables(folder: Path) -> dict[str, pa.Table]:
    with working(f"reading and checking {folder}"):
        read = read_folder(folder)
        errors = all_errors(read)
    if errors:
        raise BadInput(problems_of(read, errors), str(folder))
    if not read.tables.get("stays"):
        raise BadInput(Problem("nobody stayed on a ward in this dataset", "choose the folder of a "
                               "dataset with a table stays"), str(folder))  # fmt: skip
    return dict(read.tables)


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = Problem("is no day", "write it as 2026-01-31", column=option, value=text)
        raise BadInput(problem) from None


def _first_day(tables: Mapping[str, pa.Table]) -> date:
    first: date = pc.min(tables["stays"]["started_at"]).as_py().date()
    return first.replace(day=1)


def _last_day(tables: Mapping[str, pa.Table]) -> date:
    found = [pc.max(tables[name][column]).as_py() for name, column in LAST if name in tables]
    days = [one if type(one) is date else (one + timedelta(days=1)).date() for one in found if one]
    return max(days)


def _missing(table: pa.Table) -> list[str]:
    unknown: dict[tuple[str, str], int] = defaultdict(int)
    columns = [table[name].to_pylist() for name in ("indicator", "area_id", "hours_not_known")]
    for code, area, number in zip(*columns, strict=True):
        unknown[code, area] += number
    notes = [f"warning: {area}: {code}: the hours of {count} measures are not known, and not in it"
             for (code, area), count in sorted(unknown.items()) if count]  # fmt: skip
    if pc.any(pc.equal(table["status"], NOT_REPORTED)).as_py():
        notes.append("note: areas without a statement that a period is complete are not_reported")
    return notes
