"""A visit and all that belongs to it. Nothing of it is about a person who uses the service.

Until the report is released, only the committee reads any of it. Evidence and the assessors' own
ratings never leave the committee.
"""

from django.db import models

from openward_web.ledger.columns import code


class Visit(models.Model):
    """One visit to one facility with one version of an instrument.

    wards: what was visited, in words. contact: whom somebody can turn to who was treated worse for
    having talked to the committee.
    """

    id = models.UUIDField(primary_key=True, db_column="visit_id")
    facility = models.ForeignKey("wards.Facility", models.PROTECT, related_name="visits")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    started_on = models.DateField()
    announced = models.BooleanField()
    wards = models.TextField(default="")
    contact = models.TextField(default="")
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assessment_visits"


class Member(models.Model):
    """Somebody on the committee. part: whether they bring lived experience, law, a profession."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="members")
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    part = code()
    joined_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_members"
        constraints = [models.UniqueConstraint(fields=["visit", "account"],
                                               name="assessment_members_once")]  # fmt: skip


class Interviews(models.Model):
    """So many interviews of one kind were held; no name, and no word of them."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="interviews")
    kind = code()
    count = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_interviews"


class Evidence(models.Model):
    """What was seen, heard or read about one item. Only the committee ever reads it."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=60)
    source = code()
    words = models.TextField()
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_evidence"


class Rating(models.Model):
    """One rating of one item, of an assessor or (agreed) of the committee. Never changed.

    after: the ratings that whoever wrote it saw there, as a JSON list of their identifiers. What
    comes after no other is what holds; two that did not see each other both hold, and are shown as
    a conflict. So people may write at the same time, and nothing is lost.
    """

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="ratings")
    item = models.CharField(max_length=60)
    level = code()
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    reason = models.TextField(default="")
    after = models.TextField(default="[]")
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_ratings"


class Passage(models.Model):
    """A part of the report: good practice, a finding, a recommendation."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="passages")
    part = code()
    item = models.CharField(max_length=60, default="")
    words = models.TextField()
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assessment_passages"


class Improvement(models.Model):
    """What the place will do about one item. owner: a role, never a name."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="improvements")
    item = models.CharField(max_length=60)
    what = models.TextField()
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    resources = models.TextField(default="")
    state = code(default="planned")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_improvements"
