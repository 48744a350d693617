"""Which entries make people and their plans: rows, all of them.

Here stands the rule that nobody but the person takes back the person's words: it holds for every
entry, whichever page, program or replay it came from.
"""

from uuid import UUID

from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import apply_rows, writes_rows
from openward_web.people import models
from openward_web.people.permissions import check_is_the_person

domain(
    models.Person, models.Identity, models.ChosenLine, models.Plan, models.PlanLine,
    models.LineTranslation, models.PlanSignature, models.PartReaders, models.ReviewAsked,
    models.BroughtWords, models.PlanCard,
)  # fmt: skip
writes_rows("correct_identity", "ask_review", "make_card")


@applies("end_line")
@applies("put_first")
def change_line(entry: Applied) -> None:
    """Lines of the person end, and stand before others, by the person alone."""
    keys = [row["line_id"] for row in entry.payload.get("changed", {}).get("plan_lines", ())]
    for line in models.PlanLine.objects.filter(pk__in=keys, voice="mine"):
        check_is_the_person(entry.actor_id, line.person_id, entry.occurred_at)
    apply_rows(entry)


@applies("add_line")
def add_line(entry: Applied) -> None:
    """Words that are said to be written by the person were written by the person."""
    for row in entry.payload["new"]["plan_lines"]:
        if row["written_by"] == "person":
            check_is_the_person(entry.actor_id, UUID(row["person_id"]), entry.occurred_at)
    apply_rows(entry)


@applies("translate_line")
def translate_line(entry: Applied) -> None:
    """What is said to be the person's own translation is theirs."""
    for row in entry.payload["new"]["line_translations"]:
        if row["by_whom"] == "self" and entry.person_id is not None:
            check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)


@applies("bring_words")
@applies("choose_readers")
@applies("agree_with_line")
@applies("choose_line")
def by_the_person(entry: Applied) -> None:
    """The person's own choices."""
    if entry.person_id is not None:
        check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)


@applies("sign_plan")
def sign_plan(entry: Applied) -> None:
    """Nobody signs as the person but the person; what they signed on paper says so."""
    for row in entry.payload["new"]["plan_signatures"]:
        if (row["who"], row["how"]) == ("person", "here") and entry.person_id is not None:
            check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)
