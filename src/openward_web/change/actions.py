"""Everything that is written about changes. Each is one entry; see the ledger."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from openward.change.cards import Card
from openward.problems import BadInput, Problem
from openward_web.change.models import FEWEST_STAFF, Change, Cycle, ShiftTally
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived
from openward_web.wards.models import Ward


def start_change(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, practice: str, card: Card,
    said: Mapping[str, Any],
) -> UUID:  # fmt: skip
    """The ward begins something. said: started_on, dose, lead_role, money_ends_on."""
    key = derived(entry_id, "change")
    row = {"change_id": key, "ward_id": ward.pk, "practice": practice, "title": card.title,
           "what": card.what, "checks": _json(card.checks), "pitfalls": _json(card.pitfalls),
           **said}  # fmt: skip
    _write("start_change", entry_id, by, at, ward.pk, new={"changes": [row]})
    return key


def stop_change(*, entry_id: UUID, by: Actor, at: datetime, change: Change, day: date) -> None:
    """It is not done any more; what was noted stays.

    Raises
    ------
    BadInput
        It began later, or has stopped before.
    """
    if change.ended_on is not None or day < change.started_on:
        raise BadInput(Problem("it has stopped, or begins later", "choose another day"))
    row = {"change_id": change.pk, "ended_on": day}
    _write("stop_change", entry_id, by, at, change.ward_id, changed={"changes": [row]})


def share_change(*, entry_id: UUID, by: Actor, at: datetime, change: Change, shared: bool) -> None:
    """Other wards of the country may see it, or no longer."""
    row = {"change_id": change.pk, "shared": shared}
    _write("share_change", entry_id, by, at, change.ward_id, changed={"changes": [row]})


def note_done(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, day: date, shift: str, count: int
) -> None:
    """How often it was done in a shift; what was said of that shift before gives way."""
    stands = change.done.filter(day=day, shift=shift).first()
    if stands is not None:
        _write("note_done", entry_id, by, at, change.ward_id,
               changed={"change_done": [{"row_id": stands.pk, "count": count}]})  # fmt: skip
        return
    _noted("note_done", "change_done", entry_id, by, at, change,
           {"day": day, "shift": shift, "count": count})  # fmt: skip


def check_practice(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, day: date,
    answers: Mapping[str, str], note: str,
) -> None:  # fmt: skip
    """The ward asked itself whether it still does it."""
    _noted("check_practice", "change_checks", entry_id, by, at, change,
           {"day": day, "answers": _json(answers), "note": note})  # fmt: skip


def plan_cycle(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, day: date, plan: str,
    prediction: str,
) -> None:  # fmt: skip
    """What is tried, and what is expected: written before the result is seen."""
    row = {"cycle_id": derived(entry_id, "cycle"), "change_id": change.pk, "plan": plan,
           "prediction": prediction, "started_on": day}  # fmt: skip
    _write("plan_cycle", entry_id, by, at, change.ward_id, new={"change_cycles": [row]})


def finish_cycle(
    *, entry_id: UUID, by: Actor, at: datetime, cycle: Cycle, day: date, result: str, decision: str
) -> None:
    """What came of it, and what is decided.

    Raises
    ------
    BadInput
        It was decided before: try again in a new one.
    """
    if cycle.decision:
        raise BadInput(Problem("this trial was decided before", "plan a new one"))
    row = {"cycle_id": cycle.pk, "result": result, "decision": decision, "decided_on": day}
    _write("finish_cycle", entry_id, by, at, cycle.change.ward_id,
           changed={"change_cycles": [row]})  # fmt: skip


def tell_story(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, voice: str, words: str
) -> None:
    """What helped, in somebody's own words."""
    row = {"story_id": derived(entry_id, "story"), "change_id": change.pk, "voice": voice,
           "words": words, "told_at": at}  # fmt: skip
    _write("tell_story", entry_id, by, at, change.ward_id, new={"change_stories": [row]})


def seal_question(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, words: str, figure: str,
    season: bool, answer_on: date,
) -> None:  # fmt: skip
    """What will be asked, of which figure and when, before the answer is seen."""
    row = {"question_id": derived(entry_id, "question"), "change_id": change.pk, "words": words,
           "figure": figure, "season": season, "answer_on": answer_on, "asked_at": at}  # fmt: skip
    _write("seal_question", entry_id, by, at, change.ward_id, new={"change_questions": [row]})


def hold_change(
    *, entry_id: UUID, by: Actor, at: datetime, change: Change, day: date,
    said: Mapping[str, Any],
) -> None:  # fmt: skip
    """Still done, still falling? said: still_done, still_falling, staff_answered, staff_strained.

    Raises
    ------
    BadInput
        Strain of so few staff that it would point at somebody.
    """
    answered, strained = said.get("staff_answered"), said.get("staff_strained")
    if strained is not None and (answered or 0) < FEWEST_STAFF:
        raise BadInput(Problem("too few answered to keep it", f"leave it out below {FEWEST_STAFF}"))
    if strained is not None and strained > (answered or 0):
        raise BadInput(Problem("more are worn out than answered", "check the numbers"))
    _noted("hold_change", "change_holds", entry_id, by, at, change, {"day": day, **said})


def count_shift(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, day: date, shift: str,
    counts: Mapping[str, int],
) -> None:  # fmt: skip
    """What a shift counted, by kind: zero is a number, what is left out is not known."""
    stands = dict(ShiftTally.objects.filter(ward=ward, day=day, shift=shift)
                  .values_list("kind", "pk"))  # fmt: skip
    new = [
        {"row_id": derived(entry_id, kind), "ward_id": ward.pk, "day": day, "shift": shift,
         "kind": kind, "count": count}
        for kind, count in counts.items() if kind not in stands
    ]  # fmt: skip
    changed = [{"row_id": stands[kind], "count": n} for kind, n in counts.items() if kind in stands]
    _write("count_shift", entry_id, by, at, ward.pk,
           new={"shift_tallies": new}, changed={"shift_tallies": changed})  # fmt: skip


def _noted(
    action: str, table: str, entry_id: UUID, by: Actor, at: datetime, change: Change, row: Row
) -> None:
    made = {"row_id": derived(entry_id, action), "change_id": change.pk, **row}
    _write(action, entry_id, by, at, change.ward_id, new={table: [made]})


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, ward_id: UUID,
    **rows: Mapping[str, Sequence[Row]],
) -> None:  # fmt: skip
    payload = payload_of(**{part: {t: list(r) for t, r in of.items()} for part, of in rows.items()})
    write(action, entry_id=entry_id, subject=f"ward:{ward_id}", by=by, occurred_at=at,
          payload=payload)  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
