"""Which cells of a table are hidden, and why: the small ones, and those that would give them away.

Numerators and denominators are guarded each by themselves, and hidden together; what follows from
one for the other is followed up until nothing more has to be hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from openward.disclosure.cells import Cell, Key
from openward.disclosure.denominators import Denominators
from openward.disclosure.grid import unseen, without_idle
from openward.disclosure.policy import Linked, Policy
from openward.disclosure.primary import HIDDEN_BEFORE, UNSEEN, hide_what_is_made_from_hidden, small
from openward.disclosure.relations import Parents, relations
from openward.disclosure.secondary import GIVES_AWAY, protect
from openward.disclosure.system import System, system_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a table beside its numbers.

    parents: the area above each area. empty: keys of the rows that say that there is no number.
    published: keys of the cells whose number was published before, so that hiding helps nothing.
    hidden: keys of the cells that were hidden before, and stay so.
    """

    parents: Parents = field(default_factory=dict)
    empty: frozenset[Key] = frozenset()
    published: frozenset[Key] = frozenset()
    hidden: frozenset[Key] = frozenset()


def hide(cells: Sequence[Cell], policy: Policy, linked: Linked, known: Known) -> list[str]:
    """For each cell why it is hidden; empty where it is shown.

    Raises
    ------
    BadInput
        It is not said which wards belong to a facility, or periods overlap; or a number follows
        from what was published before.
    """
    reasons = [
        reason or (HIDDEN_BEFORE if cell.key in known.hidden else "")
        for cell, reason in zip(cells, small(cells, policy, linked), strict=True)
    ]
    statistics = {cell.indicator for cell in cells if linked.statistic(cell.indicator)}
    every = [*cells, *unseen(cells, known.empty, statistics)]
    joined = without_idle(relations(every, known.parents, linked), len(cells))
    reasons += [UNSEEN] * (len(every) - len(cells))
    may_hide = np.array([cell.key not in known.published for cell in every])
    numbers = np.array([cell.numerator for cell in every])
    whole = np.array([not cell.is_duration for cell in every])
    overlap = np.array([cell.unit == "persons" for cell in every])
    numerators = system_of(joined, numbers, whole, overlap)
    denominators = Denominators(every, joined)
    count = -1
    while count != sum(map(bool, reasons)):
        count = sum(map(bool, reasons))
        _protect_numerators(numerators, reasons, policy, may_hide)
        denominators.protect(reasons, policy, may_hide)
        hide_what_is_made_from_hidden(cells, reasons, linked)
    return reasons[: len(cells)]


def _protect_numerators(
    system: System, reasons: list[str], policy: Policy, may_hide: np.ndarray
) -> None:
    hidden = np.array([bool(reason) for reason in reasons])
    widths = np.where([reason == UNSEEN for reason in reasons], -1.0, 1.0) * policy.threshold
    for index in np.flatnonzero(protect(system, hidden, widths, may_hide) & ~hidden):
        reasons[index] = GIVES_AWAY
