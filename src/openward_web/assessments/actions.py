"""Everything that is written about a visit. Each is one entry; see the ledger."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from openward.exchange.field_forms.submissions import Submission
from openward.instruments.assessment import Assessment
from openward.problems import BadInput, Problem
from openward_web.assessments.models import Improvement, Passage, Visit
from openward_web.ledger.models import Entry
from openward_web.ledger.rows import Rows, payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived


def open_visit(
    *, entry_id: UUID, by: Actor, at: datetime, facility_id: UUID, known: Assessment,
    started_on: date, announced: bool, wards: str, part: str,
) -> UUID:  # fmt: skip
    """A visit begins; whoever opens it is the first of its committee."""
    visit_id = derived(entry_id, "visit")
    visit = {
        "visit_id": visit_id, "facility_id": facility_id, "instrument": known.code,
        "version": known.version, "started_on": started_on, "announced": announced,
        "wards": wards, "opened_at": at,
    }  # fmt: skip
    member = _member(entry_id, visit_id, by.account_id, part, at)
    new = {"assessment_visits": [visit], "assessment_members": [member]}
    _write("open_visit", entry_id, by, at, visit_id, new=new)
    return visit_id


def add_member(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, account_id: UUID, part: str
) -> None:
    """One more on the committee."""
    row = _member(entry_id, visit.pk, account_id, part, at)
    _write("add_member", entry_id, by, at, visit.pk, new={"assessment_members": [row]})


def count_interviews(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, kind: str, count: int
) -> None:
    """So many more interviews of a kind were held."""
    row = _row(entry_id, visit, "interviews") | {"kind": kind, "count": count, "written_at": at}
    _write("count_interviews", entry_id, by, at, visit.pk, new={"assessment_interviews": [row]})


def note_evidence(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, item: str, source: str, words: str
) -> None:
    """What was seen, heard or read about an item."""
    row = _row(entry_id, visit, "evidence") | {
        "item": item, "source": source, "words": words, "account_id": by.account_id,
        "written_at": at,
    }  # fmt: skip
    _write("note_evidence", entry_id, by, at, visit.pk, new={"assessment_evidence": [row]})


def rate_items(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, levels: Mapping[str, str],
    seen: Mapping[str, Sequence[str]], agreed: bool = False,
    reasons: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """An assessor rates, or writes down what the committee agreed on.

    levels: by item. seen: by item the ratings that stood there when they looked. reasons: by item,
    in words that the place will read.
    """
    rows = [
        _row(entry_id, visit, f"rating {item}")
        | {"item": item, "level": level, "account_id": by.account_id, "agreed": agreed,
           "reason": (reasons or {}).get(item, ""), "rated_at": at,
           "after": json.dumps(sorted(seen.get(item, ())))}
        for item, level in levels.items()
    ]  # fmt: skip
    if rows:
        _write("rate_items", entry_id, by, at, visit.pk, new={"assessment_ratings": rows})


def bring_form(*, by: Actor, at: datetime, visit: Visit, form: Submission) -> bool:
    """What an assessor filled in on a telephone, as their own ratings and evidence.

    The entry's identifier follows from the instanceID: the same form twice is written once, and
    False says so. It saw no other rating: where one stands already, both are shown.
    """
    entry_id = uuid5(visit.pk, form.instance_id)
    if Entry.objects.filter(entry_id=entry_id).exists():
        return False
    own = {"visit_id": visit.pk, "account_id": by.account_id}
    ratings = [
        own | {"row_id": derived(entry_id, f"rating {item}"), "item": item, "level": level,
               "agreed": False, "reason": "", "after": "[]", "rated_at": at}
        for item, level in form.levels.items()
    ]  # fmt: skip
    evidence = [
        own | {"row_id": derived(entry_id, f"note {item}"), "item": item, "words": words,
               "source": next(iter(form.sources.get(item, ())), "observation"), "written_at": at}
        for item, words in form.notes.items()
    ]  # fmt: skip
    _write("bring_form", entry_id, by, at, visit.pk,
           new={"assessment_ratings": ratings, "assessment_evidence": evidence})  # fmt: skip
    return True


def write_passage(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, part: str, item: str, words: str
) -> None:
    """A part of the report."""
    row = _row(entry_id, visit, "passage") | {
        "part": part, "item": item, "words": words, "account_id": by.account_id,
        "written_at": at,
    }  # fmt: skip
    _write("write_passage", entry_id, by, at, visit.pk, new={"assessment_passages": [row]})


def withdraw_passage(*, entry_id: UUID, by: Actor, at: datetime, passage: Passage) -> None:
    """Leave a passage out of the report; it stays in the ledger."""
    row = {"row_id": passage.pk, "withdrawn_at": at}
    _write("withdraw_passage", entry_id, by, at, passage.visit_id,
           changed={"assessment_passages": [row]})  # fmt: skip


def release_visit(*, entry_id: UUID, by: Actor, at: datetime, visit: Visit, contact: str) -> None:
    """The place may read the report from now on; nothing in it changes any more.

    Raises
    ------
    BadInput
        Nobody is named to whom people can turn who were treated worse for talking.
    """
    if not contact.strip():
        raise BadInput(Problem("no contact is named", "say whom people can turn to who were "
                               "treated worse for talking to you", column="contact"))  # fmt: skip
    row = {"visit_id": visit.pk, "contact": contact, "released_at": at}
    _write("release_visit", entry_id, by, at, visit.pk, changed={"assessment_visits": [row]})


def plan_improvement(
    *, entry_id: UUID, by: Actor, at: datetime, visit: Visit, said: Mapping[str, Any]
) -> None:
    """The place says what it will do: `item`, `what`, `owner`, `due_on`, `resources`."""
    row = _row(entry_id, visit, "improvement") | dict(said) | {"state": "planned",
                                                               "written_at": at}  # fmt: skip
    _write("plan_improvement", entry_id, by, at, visit.pk, new={"assessment_improvements": [row]})


def move_improvement(
    *, entry_id: UUID, by: Actor, at: datetime, improvement: Improvement, state: str
) -> None:
    """How it stands with it."""
    row = {"row_id": improvement.pk, "state": state}
    _write("move_improvement", entry_id, by, at, improvement.visit_id,
           changed={"assessment_improvements": [row]})  # fmt: skip


def load_text(*, entry_id: UUID, by: Actor, at: datetime, code: str, data: bytes) -> None:
    """Somebody loaded an official text: who, when and which bytes; the words stay in their file."""
    payload = {"instrument": code, "sha256": sha256(data).hexdigest()}
    write("load_official_text", entry_id=entry_id, by=by, occurred_at=at, payload=payload,
          subject=f"instrument:{uuid5(NAMESPACE_OID, code)}")  # fmt: skip


def _member(
    entry_id: UUID, visit_id: UUID, account_id: UUID | None, part: str, at: datetime
) -> dict[str, Any]:
    return {"row_id": derived(entry_id, "member"), "visit_id": visit_id, "account_id": account_id,
            "part": part, "joined_at": at}  # fmt: skip


def _row(entry_id: UUID, visit: Visit, part: str) -> dict[str, Any]:
    return {"row_id": derived(entry_id, part), "visit_id": visit.pk}


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, visit_id: UUID,
    new: Rows | None = None, changed: Rows | None = None,
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=f"assessment:{visit_id}", by=by, occurred_at=at,
          payload=payload_of(new=new, changed=changed))  # fmt: skip
