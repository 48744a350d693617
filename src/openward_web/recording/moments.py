"""Which moment an entry is about, and identifiers that follow from the entry's own."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from openward_web.ledger.models import Entry


def derived(entry_id: UUID, part: str) -> UUID:
    """The identifier of something that the entry makes: the same whenever it is sent again."""
    return uuid5(entry_id, part)


def occurred(entry_id: UUID, stated: datetime | None, now: datetime) -> datetime:
    """When it happened, in whole seconds: as it was when first sent; else as stated; else now.

    The first comes first: a moment that was not believed then may be believed when it is sent
    again, and would be taken for another content of the same entry.
    """
    sent = Entry.objects.filter(entry_id=entry_id).values_list("occurred_at", flat=True).first()
    try:
        return (sent or stated or now).astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return now.replace(microsecond=0)
