"""Days from a day with a measure to the next day with one: what charts of rare events are made of.

A gap in which the ward was silent on any day is not reported: something may have happened in it.
The time since the last one is no gap yet and has no row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import ibis
import pyarrow as pa
from ibis import Table, _

from openward.indicators.calendar import EPOCH, EVENT
from openward.indicators.register import Register
from openward.indicators.rows.measures import begun, begun_after_others, begun_by_the_clock
from openward.indicators.rows.records import begun_with_incident
from openward.indicators.rows.wards import open_spans, stated_spans
from openward.indicators.rule import Rule
from openward.indicators.schema import RATES
from openward.indicators.totals import condition
from openward.problems import BadInput, Problem
from openward.rates.schema import NOT_REPORTED, REPORTED

#: Rows of which each begins on a day.
WITH_A_DAY = (begun, begun_after_others, begun_by_the_clock, begun_with_incident)
GAP = ["ward", "before", "day"]


def has_gaps(rule: Rule) -> bool:
    """Whether a rule counts something that begins on a day."""
    return rule.how == "sum" and not rule.above.amount and rule.above.rows in WITH_A_DAY


def check_has_gaps(rules: Mapping[str, Rule], area_type: str, strata: Sequence[str]) -> None:
    """Gaps are those of a ward, of everybody, and of what begins on a day.

    Raises
    ------
    BadInput
        One of it is not so.
    """
    if area_type != "ward" or strata:
        what, remedy = "gaps are those of a ward, and of everybody", "give --by ward,event alone"
        raise BadInput(Problem(what, remedy, column="--by", value=f"{area_type},{EVENT}"))
    for code, rule in rules.items():
        if not has_gaps(rule):
            what = (
                "counts nothing that begins on a day, so that there are no gaps between such days"
            )
            remedy = "give a code such as ow-measures-seclusion"
            raise BadInput(Problem(what, remedy, column="--indicator", value=code))


def gaps_of(register: Register, code: str, rule: Rule) -> pa.Table:
    """One row of the rate table for each gap of a ward: numerator its days, no denominator.

    Its period is from the first of its two days to the second. What is on no ward has none.
    """
    gaps = _between(register, rule)
    stated = stated_spans(register).filter(_.kind_stated.isin(rule.kinds))
    open_days = _inside(gaps, open_spans(register), "open_days")
    told_days = _inside(gaps, stated, "told_days")
    found = gaps.left_join(open_days, GAP).left_join(told_days, GAP)
    rows = found.select(
        *GAP, is_told=_.told_days.fill_null(0) == _.open_days.fill_null(0) * len(rule.kinds)
    )
    order = [(name, "ascending") for name in ("ward", "day")]
    return _table(register, code, rows.to_pyarrow().sort_by(order).to_pylist())


def _between(register: Register, rule: Rule) -> Table:
    """ward, before, day: two days with any of what the rule counts, and none between them."""
    rows = register.rows(rule.above.rows)
    where = condition(rows, rule.above)
    rows = (rows if where is None else rows.filter(where)).filter(_.ward < register.not_placed)
    days = rows.select("ward", day=rows.start_day).distinct()
    order = ibis.window(group_by="ward", order_by="day")
    return days.mutate(before=days.day.lag().over(order)).filter(_.before.notnull()).select(*GAP)


def _inside(gaps: Table, spans: Table, name: str) -> Table:
    """How many days of spans (from_day, to_day) lie between the two days of each gap."""
    spans = spans.select("from_day", "to_day", of_ward="ward")
    on = [gaps.ward == spans.of_ward, spans.from_day < gaps.day, spans.to_day > gaps.before + 1]
    found = gaps.inner_join(spans, on)
    days = ibis.least(found.to_day, found.day) - ibis.greatest(found.from_day, found.before + 1)
    return found.mutate(days=days).group_by(GAP).aggregate(**{name: _.days.sum().cast("int64")})


def _table(register: Register, code: str, gaps: Sequence[dict[str, int]]) -> pa.Table:
    rows = []
    for gap in gaps:
        ward = register.places[gap["ward"]]
        rows.append({
            "indicator": code, "area_type": "ward", "area_id": ward["ward_id"],
            "area_name": ward["name"], "period_start": EPOCH + timedelta(days=gap["before"]),
            "period_end": EPOCH + timedelta(days=gap["day"]), "stratum": "",
            "numerator": float(gap["day"] - gap["before"]) if gap["is_told"] else None,
            "multiplier": 1.0, "status": REPORTED if gap["is_told"] else NOT_REPORTED,
            "source": "register", "country": ward["facility"]["country"],
            "region": ward["facility"].get("region"), "numerator_unit": "days",
            "hours_not_known": 0,
        })  # fmt: skip
    return pa.Table.from_pylist(rows, schema=RATES)
