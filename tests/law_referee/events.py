"""What is recorded around a measure: orders, reviews, checks, notices, courts, breaks, talks."""

from __future__ import annotations

from typing import Any

from tests.law_referee.random_rules import DAY, HOUR, Generator, Rule, maybe, pick

Row = dict[str, Any]
#: Mostly a role is written down. `None` and `not_recorded` are the two ways in which it is not.
ROLES = (("nurse", "specialist_nurse", "doctor", "psychiatrist", "chief_psychiatrist") * 6
         + ("nursing_assistant", "social_worker", None, "not_recorded"))  # fmt: skip


def draw_events(
    rng: Generator, timeline: Row, subject: Row, figures: list[int], rules: list[Rule]
) -> None:
    """Put into the timeline what happened around the subject; all lists are in no order."""
    start = subject["start"]
    stop = subject["end"] or start + pick(rng, (HOUR, DAY, 2 * DAY))
    span = (rng, start, stop, figures)
    timeline["orders"] = [_order(rng, n, at) for n, at in enumerate(_moments(*span, before=0.3))]
    timeline["reviews"] = [_review(rng, n, at) for n, at in enumerate(_moments(*span))]
    timeline["observations"] = _observations(*span)
    timeline["notices"] = [_notice(rng, n, at, rules) for n, at in enumerate(_moments(*span))]
    timeline["court"] = [_decision(rng, n, at, figures) for n, at in enumerate(_moments(*span)[:3])]
    timeline["breaks"] = _breaks(rng, start, stop)
    timeline["doses"] = [{"at": at} for at in _moments(*span)[:2]]
    timeline["deaths"] = _moments(*span)[:1] if maybe(rng, 0.15) else []
    timeline["debriefs"] = [_talk(rng, n, at) for n, at in enumerate(_moments(*span)[:3])]
    timeline["offers"] = [
        {"debrief_id": talk["debrief_id"], "at": at}
        for talk, at in zip(timeline["debriefs"], _moments(*span), strict=False)
    ]


def _moments(
    rng: Generator, start: int, stop: int, figures: list[int], before: float = 0.1
) -> list[int]:
    """Moments within the measure, after it and sometimes before; many a figure's length apart."""
    at = start - int(rng.integers(HOUR)) if maybe(rng, before) else start
    found = []
    for _ in range(int(rng.integers(0, 9))):
        if figures and maybe(rng, 0.6):
            at += max(1, pick(rng, figures) + pick(rng, (-1, 0, 0, 1)))
        else:
            at += int(rng.integers(0, max(2, (stop - start) // 2)))
        found.append(at)
    if maybe(rng, 0.2):
        found.append(pick(rng, (start, stop, stop + 1)))
    return sorted(set(found), key=lambda _: float(rng.random()))


def _order(rng: Generator, n: int, at: int) -> Row:
    emergency = pick(rng, (True, False, False, None))
    confirmed = at + int(rng.integers(3 * HOUR)) if maybe(rng, 0.6) else None
    return {"order_id": f"o{n}", "at": at, "role": pick(rng, ROLES), "emergency": emergency,
            "kind": pick(rng, ("order", "renewal", "change")), "confirmed": confirmed,
            "confirmed_by": pick(rng, ROLES) if confirmed else None}  # fmt: skip


def _review(rng: Generator, n: int, at: int) -> Row:
    people = [
        {"role": pick(rng, ROLES) or "not_recorded",
         "involved": pick(rng, (True, True, False, None)),
         "outside": pick(rng, (False, False, True, None))}
        for _ in range(int(rng.integers(0, 3)) or int(rng.integers(0, 3)))
    ]  # fmt: skip
    mode = pick(rng, ("in_person", "in_person", "camera", "telephone", "records", None))
    return {"review_id": f"r{n}", "at": at, "mode": mode, "people": people}


def _observations(rng: Generator, start: int, stop: int, figures: list[int]) -> list[Row]:
    modes = ("same_room", "in_sight", "window", "camera") * 2 + (None,)
    steady = pick(rng, modes), pick(rng, ROLES)
    found, at = [], start + pick(rng, (-5, 0, 0, 0, 5))
    for n in range(int(rng.integers(0, 12))):
        long_one = maybe(rng, 0.4)
        end = at + int(rng.integers(1, max(2, stop - start + 2))) if long_one else None
        mode, role = steady if maybe(rng, 0.8) else (pick(rng, modes), pick(rng, ROLES))
        found.append({"id": f"b{n}", "start": at, "end": end, "mode": mode, "role": role})
        step = pick(rng, figures) + pick(rng, (-1, 0, 0, 1)) if figures else HOUR
        at = (end if end and maybe(rng, 0.8) else at) + pick(rng, (0, 1, max(1, step), 30))
    return found


def _notice(rng: Generator, n: int, at: int, rules: list[Rule]) -> Row:
    asked = [to for rule in rules for to in rule.get("to", ())] + ["person"]
    to = pick(rng, asked) if maybe(rng, 0.8) else pick(rng, ("judge", "prosecutor", "family"))
    received = at + int(rng.integers(HOUR)) if maybe(rng, 0.7) else None
    about = pick(rng, ("start", "check", "extension", "total", "count", "end", "death", None))
    return {"notice_id": f"n{n}", "to": to, "about": about, "received": received,
            "sent": None if maybe(rng, 0.1) else at}  # fmt: skip


def _decision(rng: Generator, n: int, at: int, figures: list[int]) -> Row:
    decided = at + pick(rng, [*figures, HOUR]) + pick(rng, (-1, 0, 1)) if maybe(rng, 0.6) else None
    return {"decision_id": f"d{n}", "asked": at, "decided": decided}


def _breaks(rng: Generator, start: int, stop: int) -> list[Row]:
    if maybe(rng, 0.6):
        return []
    found, at = [], start
    for _ in range(int(rng.integers(1, 4))):
        at += int(rng.integers(1, max(2, (stop - start) // 2)))
        end = at + int(rng.integers(1, 2 * HOUR))
        if end > stop:
            break
        found.append({"start": at, "end": end, "free": pick(rng, (True, True, False, None))})
        at = end
    return found


def _talk(rng: Generator, n: int, at: int) -> Row:
    return {"debrief_id": f"t{n}", "whose": pick(rng, ("person", "person", "staff", "team")),
            "held": at if maybe(rng, 0.7) else None}  # fmt: skip
