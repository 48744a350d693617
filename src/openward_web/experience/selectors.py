"""Answers as they are read: only by whom the person chose; and the scores that were kept."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from openward.instruments.loading import instruments
from openward.plans.readers import Relation
from openward_web.experience.forms import ANSWERS, RATERS
from openward_web.experience.models import Answers, ScoreKept

#: One time that a person answered, with its questions and answers in words.
Told = tuple[Answers, list[tuple[str, Any]]]
READABLE = {
    Relation.SELF: Q(),
    Relation.STAFF: Q(for_ward=True),
    Relation.SUPPORTER: Q(for_advocate=True),
}


def answers_of(person_id: UUID, relation: Relation) -> list[Told]:
    """What the person answered, as far as they let this reader read it; the latest first."""
    found = Answers.objects.filter(READABLE[relation], person=person_id)
    return _in_words(found.order_by("-answered_at", "pk")[:200])


def scores_of(person_id: UUID) -> list[tuple[ScoreKept, str, str, str]]:
    """Each score with the names of its questionnaire and of itself, and who filled it in."""
    found = ScoreKept.objects.filter(person=person_id)
    return [
        (row, *_names(row), str(RATERS.get(row.rated_by, row.rated_by)))
        for row in found.order_by("-rated_on", "instrument", "score")[:500]
    ]


def _names(row: ScoreKept) -> tuple[str, str]:
    instrument = instruments().get(row.instrument)
    score = instrument.score(row.score) if instrument else None
    return (instrument.official_name if instrument else row.instrument,
            score.name if score else row.score)  # fmt: skip


def _in_words(rows: Iterable[Answers]) -> list[Told]:
    found = []
    for row in rows:
        instrument = instruments().get(row.instrument)
        questions = {q.id: q.words for q in instrument.questions} if instrument else {}
        said = [(questions.get(name, name), ANSWERS.get(answer, answer))
                for name, answer in json.loads(row.answers).items()]  # fmt: skip
        found.append((row, said))
    return found
