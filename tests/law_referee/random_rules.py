"""Random rules of every type with a clock: plain dicts, lengths of time in whole minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Rule = dict[str, Any]
Generator = np.random.Generator

KINDS = (
    "seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint",
    "long_term_segregation",
)  # fmt: skip
HOUR = 60
DAY = 24 * HOUR
LIMITS = (10, 30, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY)
WINDOWS = (DAY, 2 * DAY, 4 * DAY)
GAPS = (10, 30, HOUR, 6 * HOUR, DAY, 2 * DAY)
EVERY = (5, 15, 30, HOUR, 2 * HOUR, 4 * HOUR)
WITHIN = (30, HOUR, 2 * HOUR, DAY, 2 * DAY, 3 * DAY)
ROLES = (("nurse",), ("doctor",), ("psychiatrist",), ("nurse", "doctor"), ("health_professional",))


def pick(rng: Generator, choices: Sequence[Any]) -> Any:
    """One of the choices, each as likely."""
    return choices[int(rng.integers(len(choices)))]


def maybe(rng: Generator, share: float) -> bool:
    """True in that share of the cases."""
    return bool(rng.random() < share)


def random_rule(rng: Generator, type_: str, name: str) -> Rule:
    """A rule of one type, with everything that all types share."""
    rule: Rule = {
        "id": name, "type": type_, "jurisdiction": "xx", "force": pick(rng, FORCES),
        "verified": maybe(rng, 0.9), "signed": maybe(rng, 0.8), "kinds": _kinds(rng, type_),
        "techniques": ("belt_5_point", "locked_room", "supine") if maybe(rng, 0.05) else None,
        "applies": _applies(rng), "unknown": maybe(rng, 0.03),
    }  # fmt: skip
    rule |= MAKERS[type_](rng)
    return rule


FORCES = ("law", "law", "regulation", "code", "standard")


def _kinds(rng: Generator, type_: str) -> tuple[str, ...]:
    count = pick(rng, (1, 2, 2, 3))
    kinds = tuple(str(kind) for kind in rng.choice(KINDS, count, replace=False))
    return kinds if maybe(rng, 0.1) else tuple(sorted({*kinds, "seclusion"}))


def _applies(rng: Generator) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if maybe(rng, 0.1):
        keys["age_from"] = 18
    elif maybe(rng, 0.1):
        keys["age_below"] = 18
    if maybe(rng, 0.08):
        keys["status"] = ("voluntary",) if maybe(rng, 0.3) else ("involuntary", "forensic")
    if maybe(rng, 0.08):
        keys["setting"] = ("psychiatric_ward",)
    return keys


def _prohibited(rng: Generator) -> Rule:
    return {}


def _limit(rng: Generator) -> Rule:
    return {"limit": pick(rng, LIMITS)} | ({"effect": "advice"} if maybe(rng, 0.1) else {})


def _order_limit(rng: Generator) -> Rule:
    return _limit(rng) | ({"by": pick(rng, ROLES)} if maybe(rng, 0.3) else {})


def _adding_up(rng: Generator) -> Rule:
    which = int(rng.integers(3))
    clock: Rule = {"window": pick(rng, WINDOWS)} if which != 1 else {}
    return clock | ({"gap": pick(rng, GAPS)} if which else {})


def _cumulative_limit(rng: Generator) -> Rule:
    return _limit(rng) | _adding_up(rng) | {"limit": pick(rng, LIMITS[:-2])}


def _min_gap(rng: Generator) -> Rule:
    return {"gap": pick(rng, GAPS)}


def _observe(rng: Generator) -> Rule:
    form = int(rng.integers(4))
    if form == 0:
        rule: Rule = {"mode": "continuous"}
    else:
        rule = {"mode": pick(rng, ("in_person", "same_room", "any")), "every": pick(rng, EVERY)}
    if form == 2:
        rule["first_phase"] = pick(rng, (30, HOUR))
    if form in (0, 1) and maybe(rng, 0.2):
        rule |= {"after_dose": pick(rng, (30, HOUR)), "kinds": ("chemical_restraint",)}
    return rule | ({"by": pick(rng, ROLES)} if maybe(rng, 0.3) else {})


def _review(rng: Generator) -> Rule:
    form = int(rng.integers(6))
    forms: tuple[Rule, ...] = (
        {"within": pick(rng, WITHIN)},
        {"every": pick(rng, EVERY)},
        {"first": pick(rng, (30, HOUR)), "every": pick(rng, EVERY)},
        {"times": pick(rng, (1, 2, 3)), "per": pick(rng, (6 * HOUR, 12 * HOUR, DAY))},
        {"at": pick(rng, ((8 * HOUR,), (HOUR, 4 * HOUR), (DAY, 2 * DAY)))},
        {"at_cumulative": pick(rng, LIMITS[2:-2])} | _adding_up(rng),
    )
    rule = forms[form]
    if form == 3 and maybe(rng, 0.6):
        rule |= {"max_gap": pick(rng, EVERY)} if maybe(rng, 0.5) else {"spread": True}
    rule |= {"by": pick(rng, ROLES)} if maybe(rng, 0.4) else {}
    rule |= {"mode": "in_person"} if maybe(rng, 0.2) else {}
    return rule | ({"independent": True} if maybe(rng, 0.2) else {})


def _deadline(rng: Generator) -> Rule:
    form = int(rng.integers(4))
    if form == 0:
        return {"within_working_days": pick(rng, (1, 2, 3))}
    if form == 1:
        return {"qualitative": pick(rng, ("at_once", "without_delay", "when_able"))}
    return {"within": pick(rng, WITHIN)}


def _notify(rng: Generator) -> Rule:
    anchor = pick(rng, ("start", "end", "elapsed", "cumulative", "count", "death", "extension"))
    trigger: Rule = {"anchor": anchor}
    if anchor == "elapsed":
        trigger["at"] = pick(rng, LIMITS)
    if anchor == "cumulative":
        trigger |= {"at": pick(rng, LIMITS[:-2])} | _adding_up(rng)
    if anchor == "count":
        trigger |= {"at": pick(rng, (1, 2, 3)), "per": "admission"}
    to = pick(rng, (("judge",), ("prosecutor",), ("family", "chosen_person"), ("inspectorate",)))
    return _deadline(rng) | {"trigger": trigger, "to": to, "received": maybe(rng, 0.2)}


def _judicial(rng: Generator) -> Rule:
    rule: Rule = {"apply_before": pick(rng, LIMITS[3:])}
    if maybe(rng, 0.4):
        rule = {"apply_before": pick(rng, LIMITS[3:-2]), "clock": _adding_up(rng)}
    return rule | ({"decide_within": pick(rng, WITHIN)} if maybe(rng, 0.4) else {})


def _authorise(rng: Generator) -> Rule:
    rule: Rule = {"by": pick(rng, (("doctor",), ("psychiatrist",)))}
    if maybe(rng, 0.6):
        rule |= {"emergency_by": ("nurse",), "confirm_by": ("doctor",)}
        rule |= {"qualitative": "without_delay"} if maybe(rng, 0.4) else {
            "confirm_within": pick(rng, WITHIN)}  # fmt: skip
    return rule


def _inform_person(rng: Generator) -> Rule:
    when = pick(rng, (("start",), ("end",), ("check",), ("start", "check", "end")))
    deadline = _deadline(rng)
    deadline.pop("within_working_days", None)
    return (deadline or {"within": HOUR}) | {"when": when}


def _debrief(rng: Generator) -> Rule:
    whose = pick(rng, ("person", "person", "staff"))
    return _deadline(rng) | {"whose": whose, "offer_is_enough": maybe(rng, 0.4)}


def _record(rng: Generator) -> Rule:
    return {"within": pick(rng, WITHIN)}


MAKERS: dict[str, Callable[[Generator], Rule]] = {
    "prohibited": _prohibited, "order_limit": _order_limit, "renewal_limit": _order_limit,
    "total_limit": _limit, "cumulative_limit": _cumulative_limit, "min_gap": _min_gap,
    "observe": _observe, "review": _review, "notify": _notify, "judicial": _judicial,
    "authorise": _authorise, "inform_person": _inform_person, "debrief": _debrief,
    "record": _record,
}  # fmt: skip
