"""One year of one synthetic hospital under every counting rule: a page of numbers, all computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from openward.indicators.counting import rates
from openward.register.schema import schema
from openward.simulate.scenario import read_scenario
from openward.simulate.service import Size, simulate

FIRST, LAST = date(2024, 1, 1), date(2025, 1, 1)
PEOPLE = 200_000
SIZE = Size(wards=6, months=12, seed=7)
#: Code, whose rule it is, and what it asks, in the order of the page.
RULES = (
    ("us-hbips-2", "United States", "hours in restraint per 1,000 patient-hours"),
    ("us-hbips-3", "United States", "hours in seclusion per 1,000 patient-hours"),
    ("au-physical-restraint-rate", "Australia", "holds per 1,000 bed-days"),
    ("au-mechanical-restraint-rate", "Australia", "mechanical restraints per 1,000 bed-days"),
    ("au-seclusion-rate", "Australia", "seclusions per 1,000 bed-days"),
    ("au-seclusion-hours", "Australia", "hours of a seclusion, on average"),
    ("au-seclusion-stays", "Australia", "stays with a seclusion, %"),
    ("au-seclusion-frequency", "Australia", "seclusions of a stay that had one"),
    ("gb-mhs-77", "England", "restrictive interventions"),
    ("gb-mhs-76", "England", "people subject to them"),
    ("gb-mhs-96", "England", "interventions per 1,000 occupied spell days"),
    ("gb-mhs-97", "England", "people subject to them, % of people in hospital"),
    ("gb-mhs-98", "England", "minutes of an intervention, on average"),
    ("gb-mhs-98-mended", "England, mended", "minutes of an intervention, on average"),
    ("gb-mhs-117", "England", "interventions per 1,000 ward-stay days"),
    ("gb-mhs-138", "England", "minutes of an incident, on average"),
    ("de-bw-share", "Baden-Württemberg", "cases with a measure, %"),
    ("de-bw-hours", "Baden-Württemberg", "hours of a case that had one"),
    ("nl-share", "Netherlands", "people with a measure, %"),
    ("nl-hours", "Netherlands", "hours per 1,000 hours of admission"),
    ("no-persons", "Norway", "people with a measure per 100,000 inhabitants"),
    ("ie-restraint-episodes", "Ireland", "holds per 100,000 inhabitants"),
    ("ie-seclusion-episodes", "Ireland", "seclusions per 100,000 inhabitants"),
    ("per-million-day", "Newton-Howes 2020", "mechanical restraints per million people and day"),
    ("ow-measures-manual-restraint", "OpenWard", "holds per 1,000 bed-days"),
    ("ow-measures-mechanical-restraint", "OpenWard", "mechanical restraints per 1,000 bed-days"),
    ("ow-measures-seclusion", "OpenWard", "seclusions per 1,000 bed-days"),
    ("ow-hours-manual-restraint", "OpenWard", "hours of holding per 1,000 bed-days"),
    ("ow-hours-mechanical-restraint", "OpenWard", "hours of mechanical restraint, likewise"),
    ("ow-hours-seclusion", "OpenWard", "hours of seclusion per 1,000 bed-days"),
)  # fmt: skip

Row = Mapping[str, Any]


@cache
def counted() -> dict[str, Row]:
    """The row of each rule, of the hospital with the most wards."""
    tables, _truth = simulate(read_scenario(), SIZE)
    wards = pc.value_counts(tables["wards"]["facility_id"]).to_pylist()
    hospital = max(wards, key=lambda found: (found["counts"], found["values"]))["values"]
    people = [{"area_id": hospital, "day": FIRST, "age_band": "16+", "persons": PEOPLE,
               "source": "made up"}]  # fmt: skip
    populations = pa.Table.from_pylist(people, schema=schema("populations"))
    rows = rates(
        {**tables, "populations": populations}, [code for code, _whose, _what in RULES],
        by=("facility", "year"), first=FIRST, last=LAST,
    ).to_pylist()  # fmt: skip
    return {row["indicator"]: row for row in rows if row["area_id"] == hospital}


def page() -> str:
    """The page as Markdown."""
    lines = [f"| {whose} | {what} | {_cells(counted()[code])} | `{code}` |"
             for code, whose, what in RULES]  # fmt: skip
    why = "\n".join(f"- {sentence}" for sentence in sentences(counted()))
    return (
        "<!-- Made by `make docs`; do not edit. -->\n\n# One year under every rule\n\n"
        "One synthetic hospital, the year 2024: the same stays and the same measures in every row, "
        f"and {PEOPLE:,} people aged 16 or more around it, a number made up for this page. Nobody "
        "in it exists. Almost no two rules give the same number, and none of them is wrong.\n\n"
        "| whose rule | what it asks | above the line | below the line | value | code |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(lines) + "\n\n"
        "## Why they differ\n\n" + why + "\n\n"
        "How each rule is read stands in [How the counting rules are read](counting-rules.md). A "
        "figure under one rule is never to be compared with a figure under another.\n"
    )


def sentences(rows: Mapping[str, Row]) -> list[str]:
    """Why the numbers differ, with the numbers."""
    above = {code: row["numerator"] for code, row in rows.items()}
    below = {code: row["denominator"] for code, row in rows.items()}
    held = above["ow-hours-manual-restraint"] + above["ow-hours-mechanical-restraint"]
    days = below["us-hbips-2"] / 24
    return [
        "**Part minutes, and time counted once.** The hospital's restraints took "
        f"{held:,.1f} hours by the clock; the United States count "
        f"{above['us-hbips-2']:,.1f}: each is rounded up to whole minutes on each date, and where "
        "two overlap the person is restrained once.",
        f"**Restraint comes before seclusion.** {above['ow-hours-seclusion']:,.1f} hours of "
        f"seclusion are {above['us-hbips-3']:,.1f} in the United States: what a person spent in "
        "restraint at the same time is taken off, and minutes are rounded up.",
        f"**What a bed-day is.** {days:,.0f} inpatient days (United States, Australia: the day of "
        f"coming, not that of going, not on leave), {below['gb-mhs-117']:,.0f} ward-stay days "
        f"(England: leave included), {below['ow-measures-seclusion']:,.1f} days of 24 hours on the "
        "ward.",
        f"**What one measure is.** {above['ow-measures-seclusion']:,.0f} seclusions are "
        f"{above['au-seclusion-rate']:,.0f} events in Australia, where coming back after air or a "
        "visit is a new one and a break for washing is none.",
        f"**Records or people.** England has {above['gb-mhs-77']:,.0f} interventions of "
        f"{above['gb-mhs-76']:,.0f} people in this year; every dose against somebody's will is one "
        "of them, and none of Baden-Württemberg's.",
        f"**Which lengths.** England's mean is {value(rows['gb-mhs-98']):,.1f} minutes over "
        f"{below['gb-mhs-98']:,.0f} interventions with an end in time; cut at the year and with "
        f"all known lengths it is {value(rows['gb-mhs-98-mended']):,.1f} over "
        f"{below['gb-mhs-98-mended']:,.0f}. By incident, from the start of the crisis to its end, "
        f"it is {value(rows['gb-mhs-138']):,.1f}: a seclusion goes on when the crisis is over.",
        f"**Cases, people, inhabitants.** {above['de-bw-share']:,.0f} of "
        f"{below['de-bw-share']:,.0f} cases (Baden-Württemberg, without doses), "
        f"{above['nl-share']:,.0f} of {below['nl-share']:,.0f} people in hospital (Netherlands), "
        f"{above['no-persons']:,.0f} of {below['no-persons']:,.0f} inhabitants (Norway). Per "
        "inhabitant says as much about how many beds there are as about what happens in them.",
    ]


def value(row: Row) -> float:
    """Numerator over denominator, times the multiplier."""
    return float(row["numerator"] / row["denominator"] * row["multiplier"])


def _cells(row: Row) -> str:
    above, below = row["numerator"], row["denominator"]
    if below is None:
        return f"{_number(above)} | – | {_number(above)}"
    unit = " hours" if row["numerator_unit"] == "hours" else ""
    return f"{_number(above)}{unit} | {_number(below)} | {value(row):,.2f}"


def _number(cell: float) -> str:
    return f"{cell:,.0f}" if cell == round(cell) else f"{cell:,.1f}"
