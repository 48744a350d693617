"""What is written about staff, courses and hours: each is one entry of the ward, with no name."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from openward.problems import BadInput, Problem
from openward_web.ledger.rows import Row, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived
from openward_web.wards.models import Ward


def keep_staff(*, entry_id: UUID, by: Actor, at: datetime, ward: Ward, rows: Sequence[Row]) -> None:
    """Who works on the ward, by their number; who is not in the rows stays as they are.

    Raises
    ------
    BadInput
        Somebody would leave before they came.
    """

    def made() -> dict[str, Any]:
        stands = {one.local_number: one for one in ward.staff.exclude(local_number="")}
        new, changed = [], []
        for row in rows:
            number, said = row["staff_id"], _said(row, "role", "started_on", "ended_on")
            if number in stands:
                _check_order(stands[number], said, "started_on", "ended_on")
                changed += [{"staff_id": stands[number].pk} | said] if said else []
            else:
                new.append({"staff_id": derived(entry_id, f"staff {number}"), "ward_id": ward.pk,
                            "local_number": number} | said)  # fmt: skip
        return payload_of(new={"staff": new}, changed={"staff": changed})

    _keep("keep_staff", entry_id, by, at, ward, made)


def keep_courses(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, rows: Sequence[Row]
) -> None:
    """Who of the staff was on which course; what was said of the same course and day gives way.

    Raises
    ------
    BadInput
        A number that is not on the list of staff.
    """
    unknown = sorted({row["staff_id"] for row in rows} - set(_staff_of(ward)))
    if unknown:
        what = "a number that is not on the list of staff"
        raise BadInput([Problem(what, "send the list of staff first", None, "staff_id", one)
                        for one in unknown])  # fmt: skip

    def made() -> dict[str, Any]:
        staff = _staff_of(ward)
        stands = {(s, c, day): pk for s, c, day, pk in ward.trainings.values_list(
            "staff_id", "course", "completed_on", "pk")}  # fmt: skip
        new: dict[UUID, Row] = {}
        changed: dict[UUID, Row] = {}
        for row in rows:
            who, said = staff[row["staff_id"]], _said(row, "valid_until", "participant_kind")
            same = (who, row["course"], row["completed_on"])
            if same in stands:
                changed[stands[same]] = {"training_id": stands[same]} | said
            else:
                key = derived(entry_id, f"course {same}")
                new[key] = {"training_id": key, "ward_id": ward.pk, "staff_id": who,
                            "participant_kind": "staff", "course": row["course"],
                            "completed_on": row["completed_on"]} | said  # fmt: skip
        more = [row for row in changed.values() if len(row) > 1]
        return payload_of(new={"trainings": [*new.values()]}, changed={"trainings": more})

    _keep("keep_courses", entry_id, by, at, ward, made)


def hold_course(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, course: str, completed_on: date,
    valid_until: date | None, participant_kind: str, people: int,
) -> None:  # fmt: skip
    """So many people were on a course; nobody says who."""
    said = {"ward_id": ward.pk, "course": course, "completed_on": completed_on,
            "valid_until": valid_until, "participant_kind": participant_kind}  # fmt: skip
    rows = [{"training_id": derived(entry_id, f"person {n}")} | said for n in range(people)]
    _keep("hold_course", entry_id, by, at, ward, payload_of(new={"trainings": rows}))


def keep_hours(*, entry_id: UUID, by: Actor, at: datetime, ward: Ward, rows: Sequence[Row]) -> None:
    """Hours of many shifts; what stood there gives way where something new is said.

    Raises
    ------
    BadInput
        A shift would end before it starts.
    """

    def made() -> dict[str, Any]:
        days = [row["day"] for row in rows]
        held = ward.staffing.filter(day__gte=min(days), day__lte=max(days))
        stands = {(one.day, one.shift, one.role): one for one in held}
        new, changed = [], []
        for row in rows:
            said = _said(row, *row)
            same = (row["day"], row["shift"], row["role"])
            if same in stands:
                _check_order(stands[same], said, "starts_at", "ends_at")
                changed.append({"row_id": stands[same].pk} | said)
            else:
                key = derived(entry_id, f"hours {same}")
                new.append({"row_id": key, "ward_id": ward.pk} | said)
        return payload_of(new={"staffing": new}, changed={"staffing": changed})

    _keep("keep_hours", entry_id, by, at, ward, made)


def set_staffing_rule(
    *, entry_id: UUID, by: Actor, at: datetime, ward: Ward, shift: str | None,
    beds_per_staff: float, valid_from: date,
) -> None:  # fmt: skip
    """A rule from a day on; the one before it, of the same shift, ends there."""

    def made() -> dict[str, Any]:
        held = ward.staffing_rules.filter(shift=shift, valid_to=None)
        ended = [{"row_id": pk, "valid_to": max(valid_from, began)}
                 for pk, began in held.values_list("pk", "valid_from")]  # fmt: skip
        row = {"row_id": derived(entry_id, "rule"), "ward_id": ward.pk, "shift": shift,
               "beds_per_staff": beds_per_staff, "valid_from": valid_from}  # fmt: skip
        return payload_of(new={"staffing_rules": [row]}, changed={"staffing_rules": ended})

    _keep("set_staffing_rule", entry_id, by, at, ward, made)


def _staff_of(ward: Ward) -> dict[str, UUID]:
    """The staff of a ward by their number."""
    return dict(ward.staff.exclude(local_number="").values_list("local_number", "pk"))


def _said(row: Row, *columns: str) -> Row:
    """The cells that say something: an empty one takes nothing back."""
    return {column: row[column] for column in columns if row[column] is not None}


def _check_order(stands: Model, said: Row, start: str, end: str) -> None:
    """What is said now and what stands of the same row have to fit together."""
    first, last = (said.get(name) or getattr(stands, name) for name in (start, end))
    if first is not None and last is not None and last < first:
        what = f"{end} would be before {start}, beside what was said before"
        raise BadInput(Problem(what, f"correct {start} or {end}", None, end, str(last)))


def _keep(
    action: str, entry_id: UUID, by: Actor, at: datetime, ward: Ward,
    payload: dict[str, Any] | Callable[[], dict[str, Any]],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=f"ward:{ward.pk}", by=by, occurred_at=at,
          payload=payload)  # fmt: skip
