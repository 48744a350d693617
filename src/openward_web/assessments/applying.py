"""Which entries make which rows. Who may write holds for every entry, wherever it came from."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from openward_web.assessments import models
from openward_web.assessments.permissions import check_is_member
from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import apply_rows, writes_rows

domain(models.Visit, models.Member, models.Interviews, models.Evidence, models.Rating,
       models.Passage, models.Improvement)  # fmt: skip
writes_rows("open_visit", "plan_improvement", "move_improvement")


@applies("add_member")
@applies("count_interviews")
@applies("note_evidence")
@applies("rate_items")
@applies("bring_form")
@applies("write_passage")
@applies("withdraw_passage")
@applies("release_visit")
def by_the_committee(entry: Applied) -> None:
    """By a member, under their own name, and only until the report is released."""
    visit_id = UUID(entry.subject.partition(":")[2])
    check_is_member(entry.actor_id, visit_id, entry.occurred_at)
    if models.Visit.objects.filter(pk=visit_id, released_at__isnull=False).exists():
        raise PermissionDenied("the report of this visit is released")
    for table, rows in entry.payload.get("new", {}).items():
        for row in rows:
            writer = entry.actor_id if table == "assessment_members" else row.get("account_id")
            in_own_name = writer is None or str(writer) == str(entry.actor_id)
            if row["visit_id"] != str(visit_id) or not in_own_name:
                raise PermissionDenied("about another visit, or in another name")
    apply_rows(entry)


@applies("load_official_text")
def makes_no_row(entry: Applied) -> None:
    """That a text was loaded is kept; the text itself stands in a file of the installation."""
