"""Everything that is written about experience measures. Each is one entry; see the ledger."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from openward.instruments.instrument import Instrument
from openward.instruments.scores import check_score
from openward_web.experience.models import Answers
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived


def answer_questions(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, instrument: Instrument,
    said: Mapping[str, str], language: str, readers: Mapping[str, bool],
) -> None:  # fmt: skip
    """The person answers, as far as they like; whoever they choose reads it.

    said: by question; what is empty was not answered, what is open is in the person's own words.
    """
    opened = [question.id for question in instrument.questions if question.open]
    answers = {name: cell for name, cell in said.items() if cell and name not in opened}
    words = "\n\n".join(said[name] for name in opened if said.get(name))
    row = {
        "row_id": derived(entry_id, "answers"), "person_id": person_id,
        "instrument": instrument.code, "version": instrument.version, "words": words,
        "answers": json.dumps(answers, sort_keys=True), "language": language, "answered_at": at,
        **readers,
    }  # fmt: skip
    _write("answer_questions", entry_id, by, at, person_id,
           payload_of(new={"experience_answers": [row]}))  # fmt: skip


def choose_readers(
    *, entry_id: UUID, by: Actor, at: datetime, answers: Answers, readers: Mapping[str, bool]
) -> None:
    """The person chooses anew who reads it."""
    row = {"row_id": answers.pk, **readers}
    _write("choose_answers_readers", entry_id, by, at, answers.person_id,
           payload_of(changed={"experience_answers": [row]}))  # fmt: skip


def keep_score(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, instrument: Instrument,
    score: str, value: float, rated_by: str, rated_on: date,
) -> None:  # fmt: skip
    """A score from elsewhere.

    Raises
    ------
    BadInput
        The instrument has no such score, or it cannot have this value.
    """
    check_score(instrument, score, value)
    row = {
        "row_id": derived(entry_id, "score"), "person_id": person_id,
        "instrument": instrument.code, "version": instrument.version, "score": score,
        "value": value, "rated_by": rated_by, "rated_on": rated_on,
    }  # fmt: skip
    _write("keep_score", entry_id, by, at, person_id,
           payload_of(new={"experience_scores": [row]}))  # fmt: skip


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, payload: dict[str, Any]
) -> None:
    write(action, entry_id=entry_id, subject=f"experience:{person_id}", by=by, occurred_at=at,
          person_id=person_id, payload=payload)  # fmt: skip
