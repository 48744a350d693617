"""Every attack on one random service: on one release, on two of them, on their difference."""

from __future__ import annotations

from collections import Counter

import numpy as np

from openward.disclosure.cells import cells_of
from openward.disclosure.policy import Policy, policies
from openward.disclosure.publish import Published, publish
from openward.disclosure.releases import Entry
from openward.problems import BadInput
from tests.disclosure.attacker import narrow_ranges
from tests.disclosure.hierarchies import CHANGED, OTHER_ROWS, Hierarchy, hierarchy

Found = list[tuple[str, int]]


def policy_for(seed: int) -> Policy:
    """The policies take turns."""
    return list(policies().values())[seed % len(policies())]


def attacked(seed: int) -> tuple[Found, Counter[str]]:
    """(attack, row) of every number that is known too closely; and what publishing cost.

    `tried` counts the questions: a hidden numerator or denominator in one attack, or a row whose
    change was looked for in the difference of two releases.
    """
    policy, first = policy_for(seed), hierarchy(seed)
    one = publish(first.table, policy, first.parents, {})
    refused = 0
    earlier = {entry.cell.key: entry for entry in one.entries}
    found, tried = _from(first.members, one.entries, policy, "one release")
    for release, name in ((OTHER_ROWS, "overlapping tables"), (CHANGED, "after a change")):
        second = hierarchy(seed, release)
        try:
            two = publish(second.table, policy, second.parents, earlier)
        except BadInput:
            # Nothing is published, so nothing can be found.
            refused += 1
            continue
        rows = _rows_of(second, two.entries)
        if release == OTHER_ROWS:
            both = np.vstack([first.members, rows])
            more, asked = _from(both, [*one.entries, *two.entries], policy, name)
        elif not two.held:
            more, asked = _from(rows, two.entries, policy, name)
        else:
            more, asked = [], 0
        found += more + _from_difference(first.members, one.entries, rows, two.entries, policy)
        tried += asked + len(first.members) + len(rows)
    return found, _cost(one) + Counter(refused=refused, tried=tried)


def _cost(published: Published) -> Counter[str]:
    loss = published.loss
    cost = Counter(figures=loss.figures, hidden=loss.hidden, by_whole_rows=loss.by_whole_rows,
                   per_mille_hidden=round(1_000 * loss.share),
                   per_mille_by_whole_rows=round(1_000 * loss.share_by_whole_rows))  # fmt: skip
    return cost + Counter(published.reasons)


def _from(
    members: np.ndarray, entries: list[Entry], policy: Policy, name: str
) -> tuple[Found, int]:
    """What is known too closely, and after how many hidden numbers the attacker asked."""
    shown = np.array([entry.shown for entry in entries])
    over = np.array([entry.cell.numerator for entry in entries])
    below = np.array([entry.cell.denominator for entry in entries])
    few = below < policy.denominator_threshold
    every = np.ones(len(entries), dtype=bool)
    found = [
        *((name, row) for row, _, _ in
          narrow_ranges(members, over, shown, every, policy.threshold)),
        *((f"{name}, denominators", row) for row, _, _ in
          narrow_ranges(members, below, shown, few, policy.denominator_threshold)),
    ]  # fmt: skip
    return found, int((~shown).sum() + (few & ~shown).sum())


def _rows_of(service: Hierarchy, entries: list[Entry]) -> np.ndarray:
    """The pieces of each entry; rows that wait have none."""
    keys = (cell.key for cell in cells_of(service.table)[0])
    members = dict(zip(keys, service.members, strict=True))
    return np.array([members[entry.cell.key] for entry in entries])


def _from_difference(
    first: np.ndarray, one: list[Entry], second: np.ndarray, two: list[Entry], policy: Policy
) -> Found:
    """Small changes that follow, by adding and subtracting, from rows that both releases show."""
    before = {entry.cell.key: entry for entry in one}
    rows, changes = [], []
    for row, entry in zip(second, two, strict=True):
        old = before.get(entry.cell.key)
        if entry.shown and old is not None and old.shown:
            rows.append(row)
            changes.append(entry.cell.numerator - old.cell.numerator)
    if not rows:
        return []
    known, every = np.array(rows), np.vstack([first, second])
    weights = np.linalg.lstsq(known.T, every.T, rcond=None)[0]
    follows = np.abs(known.T @ weights - every.T).max(axis=0) < 1e-6
    change = np.array(changes) @ weights
    small = follows & (np.abs(change) > 1e-6) & (np.abs(change) < policy.threshold - 1e-6)
    return [("difference of two releases", int(row)) for row in np.flatnonzero(small)]
