"""What a counting rule is made of: counts over sets of rows, above and below the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis import Table

    from openward.indicators.register import Register

SECLUSION = ("seclusion",)
RESTRAINT = ("manual_restraint", "mechanical_restraint")
#: Kinds that last; a chemical measure is a moment.
LASTING = ("seclusion", *RESTRAINT, "long_term_segregation")
ALL_KINDS = (*LASTING, "chemical_restraint")

#: Age bands: name, first and last completed year.
BANDS = (("0-17", 0, 17), ("18-64", 18, 64), ("65+", 65, 999))
HBIPS_BANDS = (("1-12", 1, 12), ("13-17", 13, 17), ("18-64", 18, 64), ("65+", 65, 999))

#: A set of rows: `ward` (its place in the register; the number of wards for what is not placed) or
#: `facility`, `period`, `person_id`, `sex`, `age`, and the columns that counts name.
Rows = Callable[["Register"], "Table"]


@dataclass(frozen=True, slots=True)
class Count:
    """How often, or how much.

    amount: a column of whole seconds, days or minutes; empty: 1 for each row. test: a column of
    booleans; empty: all rows. kinds: of measures; empty: all. key: a column; each of its values is
    added once in an area, so that a person on two wards is one in the facility.
    """

    rows: Rows
    amount: str = ""
    test: str = ""
    kinds: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator.

    kinds: those that a ward has to have stated. unit: of the numerator. above and below: divided by
    parts_above and parts_below, since engines only add whole numbers (60 minutes are an hour);
    times_below multiplies.
    not_known: measures whose length would be in it. population: `all` or `16+` where the
    denominator is people of the area; per_day: times the days of the period. spells: the
    denominator belongs to facilities, so that a ward has no such figure. how: `sum`; `longest`, the
    largest; `half`, the least number of persons with half of the sum. always: of the ward and not
    of what happened there: silence about measures does not matter, and there are no strata. needs:
    a table without which nobody can tell.
    """

    kinds: tuple[str, ...]
    unit: str
    above: Count
    below: Count | None = None
    multiplier: int = 1
    not_known: Count | None = None
    parts_above: int = 1
    parts_below: int = 1
    times_below: int = 1
    population: str = ""
    per_day: bool = False
    spells: bool = False
    how: str = "sum"
    always: bool = False
    needs: str = ""
    bands: tuple[tuple[str, int, int], ...] = BANDS

    @property
    def counts(self) -> tuple[Count, ...]:
        """All that have to be counted for it."""
        return tuple(one for one in (self.above, self.below, self.not_known) if one is not None)
