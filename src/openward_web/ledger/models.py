"""Entries, their payloads, the sealed leaves and heads of two trees.

`record` holds every write, `reads` who opened a person's record. Entries, leaves and heads are only
ever inserted; the database itself refuses a change (see guard.py). A payload, or the key of a
person, can be destroyed where the law asks for it, and the tree stays whole.
"""

from django.db import models

RECORD, READS = "record", "reads"


class Entry(models.Model):
    """The header of one entry: who wrote what about whom, and when. Its leaf is made of these."""

    position = models.BigAutoField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    tree = models.CharField(max_length=10)
    action = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    device_id = models.UUIDField(null=True)
    zone = models.CharField(max_length=60)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    base_version = models.PositiveIntegerField(null=True)
    payload_digest = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entries"
        indexes = [
            models.Index(fields=["subject", "position"], name="entries_of_subject"),
            models.Index(fields=["person_id", "tree", "position"], name="entries_of_person"),
        ]


class Payload(models.Model):
    """What was written, encrypted with the key of the person it is about."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    ciphertext = models.BinaryField()

    class Meta:
        db_table = "ledger_payloads"


class Key(models.Model):
    """The key of one person, wrapped by the key of the installation; without it nothing is read.

    owner: the person; the nil UUID for what is about nobody.
    """

    owner = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_keys"


class Leaf(models.Model):
    """The place of one entry in its tree, given by the sealer and never changed.

    It outlives an entry of the reads that expired: no constraint ties the two.
    """

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="leaf"
    )
    tree = models.CharField(max_length=10)
    number = models.BigIntegerField()
    leaf_hash = models.BinaryField(max_length=32)
    running_hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_leaves"
        constraints = [models.UniqueConstraint(fields=["tree", "number"], name="one_leaf_a_number")]


class Head(models.Model):
    """The root of a tree at one size, sealed; peaks let the next head be made without the rest."""

    tree = models.CharField(max_length=10)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    peaks = models.BinaryField()
    running_hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_heads"
        constraints = [models.UniqueConstraint(fields=["tree", "size"], name="one_head_a_size")]
