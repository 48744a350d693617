"""Random timelines of one person: plain dicts, every moment a whole minute after `zero`.

Moments are drawn near the figures of the rules, so that a minute too early, in time and a minute
too late all happen.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from tests.law_referee.calendar import ZONES, clock_changes, midnight
from tests.law_referee.events import draw_events
from tests.law_referee.random_rules import (
    DAY,
    HOUR,
    KINDS,
    Generator,
    Rule,
    maybe,
    pick,
    random_rule,
)

Timeline = dict[str, Any]

#: Two techniques of each kind.
OF_KIND = {
    "seclusion": ("locked_room", "held_door"),
    "manual_restraint": ("seated", "supine"),
    "mechanical_restraint": ("belt_5_point", "chair"),
    "chemical_restraint": ("oral", "injection_rapid"),
    "long_term_segregation": ("locked_room", "held_door"),
}
FAMILIES: dict[str, tuple[str, ...]] = {
    "prohibited": ("prohibited",),
    "orders": ("order_limit", "renewal_limit"),
    "totals": ("total_limit", "notify", "review"),
    "cumulative": ("cumulative_limit",),
    "pauses": ("min_gap",),
    "observe": ("observe",),
    "review": ("review",),
    "notify": ("notify",),
    "judicial": ("judicial",),
    "authorise": ("authorise",),
    "afterwards": ("inform_person", "debrief", "record"),
    "everything": (),
}
FIGURES = ("limit", "every", "first", "within", "gap", "apply_before", "first_phase",
           "at_cumulative", "max_gap", "per", "confirm_within", "decide_within")  # fmt: skip
#: Days before the measure on which earlier ones may lie, and after it until which one may look.
BEFORE, AFTER = 6, 6


def random_case(rng: Generator, family: str) -> tuple[Timeline, list[Rule], int]:
    """A timeline, rules of the family, and the minute from which one looks."""
    rules = _rules(rng, family)
    timeline = _place(rng)
    figures = sorted({n for rule in rules for n in _figures(rule)})
    timeline["measures"] = _measures(rng, figures)
    subject = pick(rng, timeline["measures"])
    timeline["subject"] = subject["measure_id"]
    if subject["end"] and maybe(rng, 0.15):  # where rules and regimes begin and end
        after = local_day(timeline, subject["start"]) + timedelta(days=pick(rng, (1, 1, 2)))
        subject["end"] = day_begins(timeline, after)
    for rule in rules:
        rule["valid_from"], rule["valid_to"] = _validity(rng, timeline, subject["start"])
    timeline["regimes"] = _regimes(rng, timeline, subject["start"])
    timeline["statuses"] = _statuses(rng, subject["start"])
    as_of = _as_of(rng, subject, figures)
    draw_events(rng, timeline, subject, figures, rules)
    return timeline, rules, as_of


def _rules(rng: Generator, family: str) -> list[Rule]:
    types = FAMILIES[family]
    if not types:
        every = sorted({name for names in FAMILIES.values() for name in names})
        types = tuple(str(name) for name in rng.choice(every, 4, replace=False))
    rules = [random_rule(rng, name, f"xx-{n}-{name}") for n, name in enumerate(types)]
    for rule in rules:
        if rule["type"] == "total_limit" and maybe(rng, 0.6):
            duties = tuple(r["id"] for r in rules if r["type"] in ("notify", "review"))
            rule |= {"effect": "soft", "unless": duties}
    return rules


def _figures(rule: Rule) -> list[int]:
    found = [rule[key] for key in FIGURES if rule.get(key)]
    found += list(rule.get("at", ()))
    at = rule.get("trigger", {}).get("at")
    return found + ([at] if at and at > 5 else [])


def _place(rng: Generator) -> Timeline:
    zone = pick(rng, ZONES)
    days = [date(2024, 2, 29), date(2028, 2, 29), date(2026, 1, 1), date(2025, 1, 1)]
    days += clock_changes(zone, 2025) + clock_changes(zone, 2026)
    day = (
        pick(rng, days) if maybe(rng, 0.8) else date(2025, 3, 1) + timedelta(int(rng.integers(500)))
    )
    holidays = tuple(day + timedelta(n) for n in range(-1, 4) if maybe(rng, 0.15))
    zero = midnight(day - timedelta(days=BEFORE), zone)
    return {"zone": zone, "day": day, "zero": zero, "holidays": holidays}


def _validity(rng: Generator, timeline: Timeline, start: int) -> tuple[date | None, date | None]:
    around = local_day(timeline, start)
    begins = around + timedelta(pick(rng, (-30, -1, 0, 1, 1))) if maybe(rng, 0.35) else None
    ends = around + timedelta(pick(rng, (0, 1, 1, 2, 3, 30))) if maybe(rng, 0.25) else None
    return (begins, ends) if not (begins and ends) or begins < ends else (begins, None)


def local_day(timeline: Timeline, minute: int) -> date:
    """The day in the timeline's zone."""
    moment: datetime = timeline["zero"] + timedelta(minutes=minute)
    return moment.astimezone(ZoneInfo(timeline["zone"])).date()


def minute_of(timeline: Timeline, moment: datetime) -> int:
    """Minutes since `zero`."""
    return int((moment.astimezone(UTC) - timeline["zero"]) // timedelta(minutes=1))


def day_begins(timeline: Timeline, day: date) -> int:
    """The minute at which a local day begins."""
    return minute_of(timeline, midnight(day, timeline["zone"]))


def _regimes(rng: Generator, timeline: Timeline, start: int) -> list[dict[str, Any]]:
    """The law at the ward: mostly one setting throughout, else it changes at a midnight."""
    settings = ["psychiatric_ward", "social_care_home"]
    first = None if maybe(rng, 0.05) else pick(rng, settings)
    whole = {"jurisdiction": "xx", "setting": first, "start": -90 * DAY, "end": 90 * DAY}
    if maybe(rng, 0.85):
        return [whole]
    cut = day_begins(timeline, local_day(timeline, start) + timedelta(pick(rng, (0, 1, 1, 2))))
    other = "xx" if maybe(rng, 0.7) else "yy"
    return [whole | {"end": cut},
            whole | {"start": cut, "jurisdiction": other,
                     "setting": pick(rng, settings)}]  # fmt: skip


def _statuses(rng: Generator, start: int) -> list[dict[str, Any]]:
    if maybe(rng, 0.05):
        return []
    names = ("voluntary", "involuntary", "involuntary", "forensic", "unknown")
    change = start + pick(rng, (-HOUR, 0, 0, 1, HOUR))
    return [{"status": pick(rng, names), "start": start - DAY, "end": change},
            {"status": pick(rng, names), "start": change, "end": None}]  # fmt: skip


def _measures(rng: Generator, figures: list[int]) -> list[dict[str, Any]]:
    """One to five measures, in a row or at the same time, the last near the day of the timeline."""
    start, found = int(rng.integers(2 * DAY, BEFORE * DAY)), []
    age = None if maybe(rng, 0.08) else pick(rng, (16, 17, 18, 40))
    admissions = ("a0", "a0") if maybe(rng, 0.8) else ("a0", "a1")
    for n in range(int(rng.integers(1, 6))):
        measure = _measure(rng, n, start, figures) | {"age": age, "admission": admissions[n // 3]}
        found.append(measure)
        end = measure["end"] or start + length(rng, figures)
        together = maybe(rng, 0.25)
        start = int(rng.integers(start, end + 1)) if together else end + pause(rng, figures)
    return found


def _measure(rng: Generator, n: int, start: int, figures: list[int]) -> dict[str, Any]:
    kind = pick(rng, KINDS) if maybe(rng, 0.25) else "seclusion"
    state = pick(rng, ("ended",) * 14 + ("running", "running", "not_recorded"))
    if kind == "chemical_restraint":
        state = "point"
    end = start + length(rng, figures) if state == "ended" else None
    technique = None if maybe(rng, 0.05) else pick(rng, OF_KIND[kind])
    recorded = start + length(rng, figures) if maybe(rng, 0.8) else None
    return {"measure_id": f"m{n}", "kind": kind, "technique": technique, "start": start, "end": end,
            "end_state": state, "incident": f"i{n // 2}", "recorded": recorded,
            "stay": None if maybe(rng, 0.05) else f"s{n // 3}"}  # fmt: skip


def pause(rng: Generator, figures: list[int]) -> int:
    """A pause between measures; sometimes there is none."""
    return 0 if maybe(rng, 0.1) else length(rng, figures)


def length(rng: Generator, figures: list[int]) -> int:
    """A length of time in minutes: often a figure of the law, give or take a minute."""
    if figures and maybe(rng, 0.5):
        return max(1, pick(rng, figures) + pick(rng, (-1, 0, 0, 1)))
    return int(rng.integers(1, pick(rng, (HOUR, 10 * HOUR, 2 * DAY))))


def _as_of(rng: Generator, subject: dict[str, Any], figures: list[int]) -> int:
    """Mostly after the measure, else within it or before it."""
    start, end = subject["start"], subject["end"] or subject["start"]
    choice = rng.random()
    if choice < 0.03:
        return start + pick(rng, (-HOUR, -1, 0))
    if choice < 0.45:
        return start + length(rng, figures)
    return end + (length(rng, figures) if choice < 0.6 else int(rng.integers(AFTER * DAY)))


def moment(timeline: Timeline, minute: int | None) -> datetime | None:
    """A minute of the timeline as a moment in UTC."""
    return None if minute is None else timeline["zero"] + timedelta(minutes=int(minute))


def seeded(family: str, number: int) -> np.random.Generator:
    """The same stream for the same family and number, everywhere."""
    return np.random.default_rng([list(FAMILIES).index(family), number])
