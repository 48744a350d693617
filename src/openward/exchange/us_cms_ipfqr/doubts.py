"""What a reader of the figures must know: cells that disagree or cannot be. Nothing is mended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from openward.exchange.us_cms_ipfqr.published import Measure, Published
from openward.rates.value import half_up

FEWEST_DAYS, MOST_DAYS = 30, 366 * 1_500
SHORTEST_YEAR, LONGEST_YEAR = 360, 370
#: A published rate stands for everything within half a hundredth of it. Floats decide when they
#: are clearly inside; everything near the edge is decided by exact decimals.
CLEARLY_WITHIN = 0.0049


def doubts(published: Published) -> list[str]:
    """One line per facility and doubt, each naming the area first; without repetition."""
    lines: list[str] = []
    for name, measure in published.measures.items():
        if published.area_type == "facility":
            lines += _impossible_days(published, measure)
        lines += _hours_without_days(published, name, measure)
        lines += _too_many_hours(published, name, measure)
        lines += _rates_that_disagree(published, name, measure)
    return list(dict.fromkeys(lines))  # both measures share their days


def _impossible_days(published: Published, measure: Measure) -> Iterator[str]:
    for index in np.flatnonzero((measure.days < FEWEST_DAYS) | (measure.days > MOST_DAYS)).tolist():
        length = (published.end[index].as_py() - published.start[index].as_py()).days
        if SHORTEST_YEAR <= length <= LONGEST_YEAR:
            yield (
                f"{published.area_id[index]}: {measure.days[index]:,.0f} patient-days in a year "
                "are hardly possible for one facility"
            )


def _hours_without_days(published: Published, name: str, measure: Measure) -> Iterator[str]:
    for index in np.flatnonzero(
        (measure.hours >= 0) & ~(measure.days > 0) & ~((measure.hours == 0) & (measure.days == 0))
    ).tolist():
        yield (
            f"{published.area_id[index]}: {name} has hours and no patient-days, "
            "so it is taken as not reported"
        )


def _too_many_hours(published: Published, name: str, measure: Measure) -> Iterator[str]:
    for index in np.flatnonzero(measure.hours > 24 * measure.days).tolist():
        yield f"{published.area_id[index]}: {name} has more hours than all persons were there"


def _rates_that_disagree(published: Published, name: str, measure: Measure) -> Iterator[str]:
    with np.errstate(divide="ignore", invalid="ignore"):
        computed = 1000 * measure.hours / (24 * measure.days)
    two_decimals = np.abs(measure.rate * 100 - np.rint(measure.rate * 100)) < 1e-6
    near_or_off = ~(two_decimals & (np.abs(computed - measure.rate) < CLEARLY_WITHIN))
    known = ~np.isnan(measure.rate) & ~np.isnan(measure.hours) & (measure.days > 0)
    for index in np.flatnonzero(near_or_off & known).tolist():
        published_rate = Decimal(measure.rate_text[index])
        hours, days = Decimal(measure.hours_text[index]), Decimal(repr(float(measure.days[index])))
        recomputed = half_up(1000 * hours / (24 * days), 2)
        if Decimal(recomputed) != published_rate:
            yield (
                f"{published.area_id[index]}: {name} is published as {published_rate}, but its "
                f"hours and days give {recomputed}"
            )
