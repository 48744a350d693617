"""From a rate table to a funnel: the same way for commands and pages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from openward.charts.distribution import Distribution
from openward.charts.funnel_picture import FunnelLimits, FunnelPicture
from openward.problems import BadInput, Problem
from openward.rates.validation import key_codes
from openward.rates.value import as_floats
from openward.statistics.funnel import Funnel, funnel
from openward.statistics.multiplicity import q_values

#: What all rows of a funnel share, and what to do where they do not.
ONE_OF_EACH = {
    "indicator": "choose one with --indicator",
    "area_type": "choose one with --area-type",
    "period_start": "choose one with --period",
    "period_end": "keep periods of one length",
    "stratum": "choose one with --stratum",
    "source": "choose one with --source",
    "multiplier": "give all rows the same one",
    "numerator_unit": "give all rows the same one",
}
#: What a share is multiplied by; every other multiplier belongs to a rate.
OF_A_SHARE = (1.0, 100.0)


def funnel_of(
    table: pa.Table, overdispersion: str = "predictive", limits: str = "exact",
    kind: str | None = None,
) -> Funnel:  # fmt: skip
    """The funnel of the areas of one indicator and period, in the order of the rows.

    kind: ``rate``, ``proportion`` or ``ratio``; None: see ``kind_of``.

    Raises
    ------
    BadInput
        More than one indicator, level, period, stratum or source; no denominators; hours.
    """
    for column, remedy in ONE_OF_EACH.items():
        if len(np.unique(key_codes(table, (column,)))) > 1:
            what = f"more than one {column}, where a funnel holds one"
            raise BadInput(Problem(what, remedy, column=column))
    first = table.slice(0, 1).to_pylist()[0]
    if table["denominator"].null_count == table.num_rows:
        raise BadInput(Problem("counts without a denominator have no size to compare with",
                               "fill in the denominators", column="denominator"))  # fmt: skip
    multiplier = first["multiplier"]
    try:
        return funnel(
            as_floats(table["numerator"]), as_floats(table["denominator"]),
            kind=kind or kind_of(table),
            multiplier=multiplier, overdispersion=overdispersion, limits=limits,
            numerator_unit=first["numerator_unit"] or "count",
        )  # fmt: skip
    except ValueError as refused:
        what, _, remedy = str(refused).partition("; ")
        raise BadInput(Problem(what, remedy or "choose another option")) from None


def kind_of(table: pa.Table) -> str:
    """A proportion where the multiplier is 1 or 100 and no part exceeds its whole, else a rate."""
    parts = pc.all(pc.less_equal(table["numerator"], table["denominator"])).as_py()
    is_share = table["multiplier"][0].as_py() in OF_A_SHARE
    return "proportion" if is_share and parts else "rate"


def tidy_funnel(table: pa.Table, found: Funnel) -> pa.Table:
    """One row per area, columns as in the contract, sorted by name."""
    names = ("numerator", "denominator", "value", "centre",
             "lower_95", "upper_95", "lower_998", "upper_998")  # fmt: skip
    numbers = {name: _column(getattr(found, name)) for name in names}
    made = pa.table({
        "area_id": table["area_id"], **numbers, "signal": found.signals(),
        "area_name": table["area_name"], "status": table["status"],
        "p_value": _column(found.p_value), "q_value": _column(q_values(found.p_value)),
    })  # fmt: skip
    return made.sort_by([("area_name", "ascending"), ("area_id", "ascending")])


def _column(values: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))


def funnel_picture(areas: Distribution, found: Funnel) -> FunnelPicture:
    """The picture: the areas as they are drawn without limits, and the limits of each."""
    columns = (found.lower_95, found.upper_95, found.lower_998, found.upper_998)
    limits = FunnelLimits(*([None if np.isnan(v) else float(v) for v in c] for c in columns))
    return FunnelPicture(areas, limits, found.signals())


def only_period(table: pa.Table, day: object) -> pa.Table:
    """The rows of the period that starts on a day."""
    return table.filter(pc.equal(table["period_start"], pa.scalar(day, pa.date32())))
