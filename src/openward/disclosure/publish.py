"""From a rate table to the table that may leave the ward team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from openward.disclosure.cells import Cell, cells_of, keys_without_number
from openward.disclosure.denominators import Denominators
from openward.disclosure.held import Series, series_held
from openward.disclosure.hiding import Known, hide
from openward.disclosure.loss import Loss, loss_of
from openward.disclosure.policy import Policy, linked_indicators
from openward.disclosure.relations import Parents, relations
from openward.disclosure.releases import Entry, Releases
from openward.disclosure.rounding import rounded
from openward.disclosure.system import Floats, system_of
from openward.rates.schema import SUPPRESSED

WAITS = "new, and waits with its series"


@dataclass(frozen=True, slots=True)
class Published:
    """A table that may be published, and what it cost.

    reasons: how many rows were hidden, by reason. held: series that stand as they were published
    before, since they changed by too little to say so. entries: what goes into the releases.
    """

    table: pa.Table
    reasons: Counter[str]
    loss: Loss
    held: set[Series]
    entries: list[Entry]


def publish(table: pa.Table, policy: Policy, parents: Parents, earlier: Releases) -> Published:
    """Hide what is small and what would give it away; round the rest so that totals add up.

    parents: the area above each area, where the table's region and country do not say it. earlier:
    what was published before.

    Raises
    ------
    BadInput
        It is not said which wards belong to a facility, periods overlap, or a number that has to be
        hidden follows from what was published before.
    """
    given, rows = cells_of(table)
    seen = {cell.key for cell in given}
    gone = [entry.cell for key, entry in earlier.items() if key not in seen]
    joined = relations([*given, *gone], parents, linked_indicators())
    held = series_held([*given, *gone], joined, earlier, policy.threshold)
    # A new row of a series that waits would tell of the change; to everybody it has no row yet.
    new = [cell for cell in given if (cell.indicator, cell.source) in held
           and cell.key not in earlier]  # fmt: skip
    waiting = {cell.key for cell in new}
    cells = [_as_held(cell, held, earlier) for cell in given if cell.key not in waiting] + gone
    reasons = hide(cells, policy, linked_indicators(), _known(cells, table, parents, earlier))
    entries = _entries(cells, reasons, policy, parents, earlier)[: len(given) - len(new)]
    reason_of = dict.fromkeys(waiting, WAITS)
    reason_of |= {cell.key: reason for cell, reason in zip(cells, reasons, strict=True)}
    why = [reason_of[cell.key] for cell in given]
    return Published(
        _with_entries(table, rows, given, entries),
        Counter(filter(None, why)),
        loss_of(given, why),
        held,
        entries,
    )


def _as_held(cell: Cell, held: set[Series], earlier: Releases) -> Cell:
    if (cell.indicator, cell.source) not in held or cell.key not in earlier:
        return cell
    before = earlier[cell.key].cell
    return replace(cell, numerator=before.numerator, denominator=before.denominator)


def _known(cells: Sequence[Cell], table: pa.Table, parents: Parents, earlier: Releases) -> Known:
    """A number that was shown and has not changed is known; hiding it again helps nothing."""
    unchanged = [
        cell.key for cell in cells
        if cell.key in earlier and earlier[cell.key].cell.numerator == cell.numerator
    ]  # fmt: skip
    return Known(
        parents,
        frozenset(keys_without_number(table)),
        frozenset(key for key in unchanged if earlier[key].shown),
        frozenset(key for key, entry in earlier.items() if not entry.shown),
    )


def _entries(
    cells: Sequence[Cell], reasons: Sequence[str], policy: Policy, parents: Parents,
    earlier: Releases,
) -> list[Entry]:  # fmt: skip
    joined = relations(cells, parents, linked_indicators())
    steps = np.array([
        float(policy.hours_rounding if cell.is_duration else policy.rounding) for cell in cells
    ])  # fmt: skip
    numbers = np.array([cell.numerator for cell in cells])
    overlap = np.array([cell.unit == "persons" for cell in cells])
    shared = Denominators(cells, joined)
    system = system_of(joined, numbers, np.isfinite(numbers), overlap)
    shown = np.array([not reason for reason in reasons])
    over, widths = rounded(system, steps, _as_before(cells, earlier, "numerator"), shown)
    before = _as_before(cells, earlier, "denominator")
    below = shared.rounded(float(policy.rounding), before, shown)
    found = []
    for index, (cell, reason) in enumerate(zip(cells, reasons, strict=True)):
        last = earlier.get(cell.key)
        if reason:
            found.append(Entry(cell, False, None, None, None))
        elif last is not None and last.shown and last.cell == cell:
            found.append(last)
        else:
            divisor = None if np.isnan(cell.denominator) else float(below[index])
            # A zero is exact, and says so.
            width = float(widths[index]) if cell.numerator else None
            found.append(Entry(cell, True, float(over[index]), divisor, width))
    return found


def _as_before(cells: Sequence[Cell], earlier: Releases, name: str) -> Floats:
    """The printed number where it stands for the same true number as before; NaN elsewhere."""
    found = np.full(len(cells), np.nan)
    for index, cell in enumerate(cells):
        before = earlier.get(cell.key)
        if before is not None and before.shown and before.cell == cell:
            found[index] = np.nan if (n := getattr(before, name)) is None else n
    return found


def _with_entries(
    table: pa.Table, rows: Sequence[int], cells: Sequence[Cell], entries: Sequence[Entry]
) -> pa.Table:
    """The table with numerator, denominator and rounding as they are printed, or nothing."""
    printed = {entry.cell.key: entry for entry in entries}
    found = table.to_pylist()
    for index, cell in zip(rows, cells, strict=True):
        entry = printed.get(cell.key, Entry(cell, False, None, None, None))
        found[index] |= {
            "numerator": entry.numerator,
            "denominator": entry.denominator,
            "rounded_to": _coarser(entry.rounded_to, found[index]["rounded_to"]),
            **({} if entry.shown else {"status": SUPPRESSED}),
        }
    return pa.Table.from_pylist(found, schema=table.schema)


def _coarser(ours: float | None, theirs: float | None) -> float | None:
    return None if ours is None else ours + (theirs or 0.0)
