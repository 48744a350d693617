"""Everything that is written about sealed messages. Each is one entry; see the ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived
from openward_web.sealed.envelope import seal
from openward_web.sealed.models import Mailbox, SealedMessage


def set_mailbox(*, entry_id: UUID, by: Actor, at: datetime, name: str, public_key: str) -> None:
    """Whoever writes can be written to from now on. What came before opens with the key before."""
    row = {"account_id": by.account_id, "name": name, "public_key": public_key, "set_at": at}

    def rows() -> dict[str, Any]:
        stands = Mailbox.objects.filter(pk=by.account_id).exists()
        return payload_of(**{"changed" if stands else "new": {"mailboxes": [row]}})

    write("set_mailbox", entry_id=entry_id, subject=f"mailbox:{by.account_id}", by=by,
          occurred_at=at, payload=rows)  # fmt: skip


def send_sealed(
    *, entry_id: UUID, by: Actor, at: datetime, person_id: UUID, mailbox: Mailbox, words: str
) -> None:
    """Seal the words and keep the envelope. The words are written nowhere."""
    envelope = seal(words, mailbox.public_key)
    row = {"message_id": derived(entry_id, "message"), "person_id": person_id,
           "mailbox_id": mailbox.pk, "sealed": envelope, "sent_at": at}  # fmt: skip
    # Each envelope is another one, also of the same words: sent again, the first one stands.
    write(
        "send_sealed", entry_id=entry_id, subject=f"messages:{person_id}", by=by, occurred_at=at,
        person_id=person_id, payload=lambda: payload_of(new={"sealed_messages": [row]}),
    )  # fmt: skip


def open_sealed(*, entry_id: UUID, by: Actor, at: datetime, message: SealedMessage) -> None:
    """It was asked for; the first time counts."""

    def rows() -> dict[str, Any]:
        if SealedMessage.objects.exclude(opened_at=None).filter(pk=message.pk).exists():
            return payload_of()
        row = {"message_id": message.pk, "opened_at": at}
        return payload_of(changed={"sealed_messages": [row]})

    write("open_sealed", entry_id=entry_id, subject=f"messages:{message.person_id}", by=by,
          occurred_at=at, person_id=message.person_id, payload=rows)  # fmt: skip
