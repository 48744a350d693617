"""How large a fall a ward could see, and after how long: simulated on its own months."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from openward.impact.history import history_of
from openward.impact.power import ENOUGH, REPLICATES, Power, least_visible, power_alone
from openward.impact.series import all_series
from openward.impact.words import percent, power_alone_says
from openward.problems import BadInput, Problem
from openward_web.change.figures_of import Asked
from openward_web.design.tables import Cell, Column, Table

MONTHS = (6, 12, 24)
FALLS = (0.2, 0.3, 0.4, 0.5, 0.7)
#: The same seed gives the same numbers; the command has the same one.
SEED = 1
#: With more months before the start fewer wards are made up.
LONG, FEWER = 60, 100


@dataclass(frozen=True, slots=True)
class Before:
    """says: a sentence for each time after the start. alone_is_enough: whether a fall of a third
    or less would be seen within a year. replicates: made-up wards behind each share.
    """

    says: list[str]
    seen: Table
    alone_is_enough: bool
    replicates: int

    @property
    def give_or_take(self) -> int:
        """How far off a share may be by chance, in 100 (95 % interval), at worst."""
        return math.ceil(100 * 1.96 * math.sqrt(0.25 / self.replicates))


def before_of(asked: Asked, day: date) -> Before:
    """What one ward could see of a fall from a day on, judged by the months before it.

    Raises
    ------
    BadInput
        No period before the day, or too few to judge by.
    """
    rows = history_rows(asked, day)
    if not rows.num_rows:
        raise BadInput(Problem(_("no period before the change is known"),
                               _("come back when there are some, or send a table")))  # fmt: skip
    [series] = all_series(rows)
    history = history_of(series)
    replicates = _replicates(history.periods)
    found = [power_alone(history, months, fall, seed=SEED, replicates=replicates)
             for months in MONTHS for fall in FALLS]  # fmt: skip
    least = {months: least_visible(found, months) for months in MONTHS}
    year = least[12]
    return Before(
        [power_alone_says(series, months, fall) for months, fall in least.items()],
        _table(found), year is not None and year < 0.35, replicates,
    )  # fmt: skip


def history_rows(asked: Asked, day: date) -> pa.Table:
    """The months that are over on the day: the history that is simulated."""
    rows = asked.of_figure
    return rows.filter(pc.less_equal(rows["period_end"], day))


def _replicates(periods: int) -> int:
    """The work grows with the square of the months: nobody waits long for a page."""
    return REPLICATES if periods <= LONG else FEWER


def command_before(asked: Asked, day: date) -> str:
    """What gives the same numbers on the command line, from these rows."""
    [series] = all_series(history_rows(asked, day))
    options = [*(f"--months {months}" for months in MONTHS),
               *(f"--fall {100 * fall:.0f}" for fall in FALLS)]  # fmt: skip
    return (f"openward power rates.csv --area {asked.area_id} --indicator {asked.figure} "
            f"{' '.join(options)} --seed {SEED} "
            f"--replicates {_replicates(history_of(series).periods)}")  # fmt: skip


def _table(found: list[Power]) -> Table:
    columns = [Column(_("A fall of"))] + [
        Column(_("seen after %(n)s months, %%") % {"n": months}, is_number=True)
        for months in MONTHS
    ]
    rows = [
        [Cell(f"{percent(fall)} %"), *(_share(one) for one in found if one.fall == fall)]
        for fall in FALLS
    ]
    return Table(_("In how many of 100 such wards it would be seen"), columns, rows)


def _share(one: Power) -> Cell:
    mark = " ✓" if one.power >= ENOUGH else ""
    return Cell(f"{100 * one.power:.0f}{mark}", is_number=True)
