"""What a ward said at its hand-overs becomes statements on days: a day of which every shift was
said to be recorded is one on which nothing counted is a zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

#: The shifts that make a whole day, in wards with three and with two.
WHOLE_DAYS = (frozenset({"early", "late", "night"}), frozenset({"day", "night"}))
SAID = ("complete", "none_happened")


def statements_of(shifts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `statements`, one for each whole day, by ward and day.

    shifts: rows (ward_id, day, shift, statement, stated_at). What is said last of a shift holds;
    "not sure" makes the day silent, and so does a shift of which nothing was said.
    """
    last: dict[tuple[str, date], dict[str, str]] = defaultdict(dict)
    for row in sorted(shifts, key=lambda row: row["stated_at"]):
        last[row["ward_id"], row["day"]][row["shift"]] = row["statement"]
    return [_statement(ward, day) for (ward, day), said in sorted(last.items()) if _is_whole(said)]


def _is_whole(said: Mapping[str, str]) -> bool:
    sure = {shift for shift, statement in said.items() if statement in SAID}
    return len(sure) == len(said) and any(whole <= sure for whole in WHOLE_DAYS)


def _statement(ward_id: str, day: date) -> dict[str, Any]:
    return {"ward_id": ward_id, "period_start": day, "period_end": day + timedelta(days=1),
            "kind": "all", "statement": "complete"}  # fmt: skip
