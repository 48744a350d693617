"""Which entries make mailboxes and messages: rows, all of them; and who alone may write them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import apply_rows
from openward_web.people.permissions import check_is_the_person
from openward_web.sealed import models

domain(models.Mailbox, models.SealedMessage)


@applies("send_sealed")
def send(entry: Applied) -> None:
    """Only the person writes as the person."""
    for row in entry.payload["new"]["sealed_messages"]:
        check_is_the_person(entry.actor_id, UUID(row["person_id"]), entry.occurred_at)
    apply_rows(entry)


@applies("set_mailbox")
def set_mailbox(entry: Applied) -> None:
    """Nobody puts a key into the mailbox of somebody else: they would read what comes."""
    for rows in entry.payload.values():
        for row in rows["mailboxes"]:
            if entry.actor_id is None or UUID(row["account_id"]) != entry.actor_id:
                raise PermissionDenied("this is the mailbox of somebody else")
    apply_rows(entry)


@applies("open_sealed")
def open_sealed(entry: Applied) -> None:
    """They asked for it, and the person sees when."""
    apply_rows(entry)
