"""Which moment an entry is about, and identifiers that follow from the entry's own."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from openward_web.ledger.models import Entry


def derived(entry_id: UUID, part: str) -> UUID:
    """The identifier of something that the entry makes: the same whenever it is sent again."""
    return uuid5(entry_id, part)


def occurred(entry_id: UUID, stated: datetime | None, now: datetime) -> datetime:
    """When it happened, in whole seconds: as stated; else now, or as it was when first sent."""
    if stated is None:
        sent = Entry.objects.filter(entry_id=entry_id).values_list("occurred_at", flat=True)
        stated = sent.first() or now
    return stated.astimezone(UTC).replace(microsecond=0)
