"""`openward assess`: instruments on places, and ratings from visits to a region."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import pyarrow.compute as pc
import typer

from openward.cli.output import OutputPath, put_rows, put_table, say, text_table, working
from openward.csv_text import read_file
from openward.instruments.agreement import agreement
from openward.instruments.assessment import Assessment
from openward.instruments.assessment_files import assessments, with_text
from openward.instruments.flows import flows
from openward.instruments.ratings import COMMITTEE, read_ratings
from openward.instruments.roll_up import roll_up
from openward.problems import BadInput, Problem, one_of

app = typer.Typer(help="Visits with QualityRights and other instruments on places.",
                  no_args_is_help=True)  # fmt: skip
Area = StrEnum("Area", ["kind", "country", "region", "who_region", "all"])
Count = StrEnum("Count", ["ratings", "institutions"])
Code = Annotated[str, typer.Argument(help="A code of `openward assess list`.")]
Ratings = Annotated[Path, typer.Argument(help="A CSV file of ratings.")]
Instrument = Annotated[str, typer.Option(help="The instrument that was used.")]
Grain = Annotated[str, typer.Option(help="Which ratings: theme, standard, criterion, ….")]
LIST = ("code", "official_name", "version", "items", "verified_items", "text_is_loaded", "licence")
SHOW = ("item", "grain", "title", "articles", "verified", "loaded")


def local_texts() -> Path:
    """Where this installation keeps the official texts that it holds."""
    return Path(os.environ.get("OPENWARD_DATA", "var")) / "instruments"


@app.command("list")
def list_assessments(output: OutputPath = None) -> None:
    """List the instruments on places, the code first.

    Example:

        openward assess list
    """
    rows = [
        [one.code, one.official_name, one.version, str(len(one.items)),
         str(sum(item.verified for item in one.items)), str(one.text_is_loaded).lower(),
         one.licence]
        for one in assessments(local_texts()).values()
    ]  # fmt: skip
    put_rows(LIST, rows, output)


@app.command("show")
def show_assessment(code: Code, output: OutputPath = None) -> None:
    """Show every item of one instrument, and what it cannot say.

    Example:

        openward assess show qualityrights-2012
    """
    known = known_or_refused(code)
    say([*_doubts(known), *(f"it cannot say {words}" for words in known.cannot_say)])
    rows = [
        [item.id, item.grain, item.title, " ".join(map(str, item.articles)),
         str(item.verified).lower(), str(item.loaded).lower()]
        for item in known.items
    ]  # fmt: skip
    put_rows(SHOW, rows, output)


@app.command("text")
def load_text(
    code: Code,
    text: Annotated[Path, typer.Argument(help="CSV with the columns id and text.")],
) -> None:
    """Load the official text that you hold into this installation; it goes nowhere else.

    Example:

        openward assess text qualityrights-2012 official.csv
    """
    known, data = known_or_refused(code), read_file(text)
    loaded = with_text(known, data, str(text))
    place = local_texts() / f"{code}.csv"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(place)) from None
    missing = [item.id for item in loaded.items if not item.loaded]
    say([f"loaded: {len(loaded.items) - len(missing)} of {len(loaded.items)} items"])
    if missing:
        say([f"note: without text: {', '.join(missing[:20])}{' …' if missing[20:] else ''}"])


@app.command("rollup")
def roll_up_ratings(
    ratings: Ratings,
    by: Annotated[Area, typer.Option(help="For each of which area.")] = Area["country"],
    count: Annotated[
        Count, typer.Option(help="What is counted: a share of ratings is no share of institutions.")
    ] = Count.ratings,
    instrument: Instrument = "qualityrights-2012",
    grain: Grain = "standard",
    output: OutputPath = None,
) -> None:  # fmt: skip
    """Count the agreed ratings of the latest visit to each institution. Nothing is averaged.

    Example:

        openward assess rollup ratings.csv --by country --count institutions
    """
    known = known_or_refused(instrument)
    _check_grain(known, grain)
    table = _read(ratings)
    try:
        rolled = roll_up(table, known, by=by.value, grain=grain)
    except BadInput as bad:
        raise BadInput(bad.problems, str(ratings)) from None
    if "synthetic" in pc.unique(table["source"]).to_pylist():
        say(["note: synthetic: no such institution exists"])
    if count is Count.ratings:
        say(["note: these are shares of ratings; for institutions: --count institutions"])
    put_table(rolled.ratings if count is Count.ratings else rolled.institutions, output)


@app.command("agree")
def how_alike(ratings: Ratings, output: OutputPath = None) -> None:
    """How alike the assessors rated before they agreed, for each visit and grain.

    Example:

        openward assess agree ratings.csv
    """
    table, rows = _read(ratings), []
    names = ("visit_id", "instrument", "grain", "raters", "items_rated_by_all", "alike", "kappa")
    known = assessments(local_texts())
    for (visit, code, grain), rated in _by_rater(table, known).items():
        found = agreement(rated)
        rows.append([visit, code, grain, str(found.raters), str(found.items), str(found.alike),
                     "" if found.kappa is None else repr(found.kappa)])  # fmt: skip
    put_rows(names, rows, output)


def _by_rater(
    table: pa.Table, known: dict[str, Assessment]
) -> dict[tuple[str, str, str], dict[str, dict[str, str]]]:
    found: dict[tuple[str, str, str], dict[str, dict[str, str]]] = {}
    for row in table.to_pylist():
        if row["rated_by"] != COMMITTEE:
            grain = known[row["instrument"]].by_id[row["item"]].grain
            key = (row["visit_id"], row["instrument"], grain)
            found.setdefault(key, {}).setdefault(row["rated_by"], {})[row["item"]] = row["level"]
    return found


@app.command("compare")
def compare_visits(
    ratings: Ratings,
    before: Annotated[str, typer.Option(help="The earlier visit.")],
    after: Annotated[str, typer.Option(help="The later visit.")],
    instrument: Instrument = "qualityrights-2012",
    grain: Grain = "standard",
    output: OutputPath = None,
) -> None:
    """How many items went from which level to which between two visits.

    Example:

        openward assess compare ratings.csv --before visit-1 --after visit-2
    """
    known = known_or_refused(instrument)
    _check_grain(known, grain)
    rows = _read(ratings).to_pylist()
    first, second = (_agreed(rows, visit, ratings) for visit in (before, after))
    lines = [[flow.group, flow.before, flow.after, flow.way, str(flow.items)]
             for flow in flows(known, first, second, grain)]  # fmt: skip
    put_table(text_table(("group", "before", "after", "way", "items"), lines), output)


def _agreed(rows: list[dict[str, str]], visit: str, file: Path) -> dict[str, str]:
    """What the committee agreed on at one visit: level by item."""
    found = {row["item"]: row["level"] for row in rows
             if (row["visit_id"], row["rated_by"]) == (visit, COMMITTEE)}  # fmt: skip
    if not found:
        raise BadInput(Problem("no agreed rating of this visit", "check its visit_id",
                               column="visit_id", value=visit), str(file))  # fmt: skip
    return found


@app.command("simulate")
def simulate_ratings(
    output: Annotated[Path, typer.Option("-o", "--output", help="The CSV file to write.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same rows.")] = 1,
) -> None:
    """Make a synthetic region: 98 institutions, 24 countries, 2,450 ratings; the truth beside it.

    Example:

        openward assess simulate -o ratings.csv
    """
    from openward.simulate.assessments import region_scenario, simulate_region

    table, truth = simulate_region(region_scenario(), seed)
    put_table(table.cast(pa.schema([(name, pa.string()) for name in table.column_names])), output)
    output.with_suffix(".truth.json").write_text(json.dumps(truth, indent=1) + "\n", "utf-8")
    say([f"synthetic: {truth['ratings']:,} ratings of {truth['institutions']} institutions in "
         f"{truth['countries']} countries; none of them exists"])  # fmt: skip


def known_or_refused(code: str) -> Assessment:
    """The instrument of a code, in this installation's words."""
    known = assessments(local_texts())
    if code not in known:
        raise BadInput(Problem("no instrument has this code", one_of(list(known)), value=code))
    return known[code]


def _doubts(known: Assessment) -> list[str]:
    if known.text_is_loaded:
        return []
    return [f"note: {known.note}"]


def _check_grain(known: Assessment, grain: str) -> None:
    if grain not in known.grains:
        raise BadInput(Problem(f"{known.code} has no such grain", one_of(known.grains),
                               value=grain))  # fmt: skip


def _read(path: Path) -> pa.Table:
    with working(f"reading {path}"):
        return read_ratings(path, assessments(local_texts()))
