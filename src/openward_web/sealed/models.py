"""Who can be written to, and what was sent to them. No table holds the words or a secret key."""

from django.db import models


class Mailbox(models.Model):
    """Somebody outside the service who gets messages. Only they have the key that opens them."""

    account_id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    public_key = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "mailboxes"


class SealedMessage(models.Model):
    """A message in its envelope. opened_at: when it was first asked for by whom it was sent to."""

    id = models.UUIDField(primary_key=True, db_column="message_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="sealed_messages")
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="messages")
    sealed = models.TextField()
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sealed_messages"
        indexes = [models.Index(fields=["mailbox", "sent_at"], name="sealed_of_mailbox")]
