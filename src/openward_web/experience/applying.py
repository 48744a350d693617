"""Which entries make answers and scores: rows, all of them."""

from openward_web.experience import models
from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import apply_rows, writes_rows
from openward_web.people.permissions import check_is_the_person

domain(models.Answers, models.ScoreKept)
writes_rows("keep_score")


@applies("answer_questions")
@applies("choose_answers_readers")
def by_the_person(entry: Applied) -> None:
    """The person's own answers and choice: it holds for every entry."""
    if entry.person_id is not None:
        check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)
