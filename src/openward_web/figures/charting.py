"""Which figures can bear limits, and what the charts say of them.

Counts of 12 periods or more are charted; hours, days and rounded rates are a plain line. Counts of
areas with a size make a funnel; hours never do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from openward.charts.funnels import funnel_of
from openward.charts.spc import Charted, Options, charted
from openward.problems import BadInput
from openward.statistics.funnel import Funnel
from openward.statistics.multiplicity import q_values
from openward_web.figures.selectors import Row

FEWEST_PERIODS = 12
FEWEST_AREAS = 10
COUNTED = (None, "count", "persons")
FALSE_FINDINGS = 0.05


@dataclass(frozen=True, slots=True)
class Said:
    """What a chart says, in sentences: why it was chosen, what it shows, what it cannot say."""

    why: str
    shows: str
    cannot_say: str = ""
    proposed: str = ""


def are_counts(table: pa.Table) -> bool:
    """Whether the numerators are whole numbers of events or people."""
    numbers = table["numerator"].drop_null()
    units = set(pc.unique(table["numerator_unit"]).to_pylist())
    return (
        units <= set(COUNTED) and pc.all(pc.equal(pc.floor(numbers), numbers)).as_py() is not False
    )


def control_of(table: pa.Table, rows: Sequence[Row]) -> Charted | None:
    """The chart of one area's periods; None where it would have to be a plain line."""
    if len(rows) < FEWEST_PERIODS or not are_counts(table):
        return None
    if any(b["period_start"] < a["period_end"] for a, b in pairwise(rows)):
        return None
    try:
        (one,) = charted(table.sort_by("period_start"), Options())
    except (BadInput, ValueError):  # rows that differ in multiplier or unit make no series
        return None
    return None if one.chart.kinds[0] == "table" else one


def funnel_of_areas(table: pa.Table) -> Funnel | None:
    """The funnel of one period; None for few areas, plain counts and hours."""
    sized = pc.sum(pc.greater(pc.fill_null(table["denominator"], 0), 0)).as_py() or 0
    if sized < FEWEST_AREAS or not are_counts(table):
        return None
    try:
        return funnel_of(table)
    except BadInput:
        return None


def said_of_control(one: Charted) -> Said:
    """The sentences beside a control chart; English until the catalogues hold them."""
    why = one.chart.reasons[0]
    shows = one.sentences()[0].removeprefix(why).strip()
    proposed = [proposal.reason for proposal in one.proposals()]
    return Said(why, shows, proposed=" ".join(proposed))


def said_of_funnel(found: Funnel) -> Said:
    """The sentences beside a funnel; how many areas stay once many are looked at together."""
    kept = int((q_values(found.p_value) <= FALSE_FINDINGS).sum())
    together = (
        f"Looked at together (Benjamini and Hochberg, 5 %), {kept} of them would still be asked."
    )
    return Said("", f"{found.meaning} {together}", found.cannot_say)
