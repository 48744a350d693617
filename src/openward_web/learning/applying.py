"""Which entries make debriefs and what follows: rows, all of them.

What is said to be a person's own was written by the person: it holds for every entry, whichever
page, program or replay it came from.
"""

from openward_web.learning import models
from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import apply_rows, writes_rows
from openward_web.people.permissions import check_is_the_person

domain(
    models.Debrief, models.DebriefOffer, models.Voice, models.Dispute, models.PlanUse,
    models.HouseRule, models.Action, models.Support, models.SeenByLead,
)  # fmt: skip
writes_rows(
    "offer_debrief", "hold_debrief", "use_plan", "add_house_rule", "decide_house_rule",
    "ask_for_change", "finish_action", "answer_request", "offer_support", "see_incident",
)  # fmt: skip


@applies("add_voice")
def add_voice(entry: Applied) -> None:
    """Nobody writes as the person but the person."""
    for row in entry.payload["new"]["voices"]:
        if (row["whose"], row["written_by"]) == ("person", "self") and entry.person_id:
            check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)


@applies("dispute")
@applies("choose_voice_readers")
def by_the_person(entry: Applied) -> None:
    """The person's own word and choice."""
    if entry.person_id is not None:
        check_is_the_person(entry.actor_id, entry.person_id, entry.occurred_at)
    apply_rows(entry)
