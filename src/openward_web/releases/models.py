"""Releases, and what must never be shown of them."""

from django.db import models

from openward_web.ledger.columns import code


class Release(models.Model):
    """One protected table, as everybody may see it.

    number: 1 for the first release of the installation; two cannot have the same. start, end: the
    first day of its periods and the first day after them. table: a rate table as CSV.
    """

    id = models.UUIDField(primary_key=True, db_column="release_id")
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=120)
    policy = code()
    start = models.DateField()
    end = models.DateField()
    made_at = models.DateTimeField()
    figures = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()
    table = models.TextField()

    class Meta:
        db_table = "releases"


class ReleaseSecret(models.Model):
    """The true numbers, which guard the next release against this one; and what hiding cost.

    Why numbers were hidden, and how much of their sum, would give some of them away: both are for
    whoever made the release. state: a line of the file of releases. cost: JSON.
    """

    release = models.OneToOneField(Release, models.PROTECT, primary_key=True, related_name="secret")
    made_by = models.UUIDField(null=True)
    state = models.TextField()
    cost = models.TextField()

    class Meta:
        db_table = "release_secrets"
