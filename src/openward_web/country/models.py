"""Steps and monthly returns that a ministry wrote for its own country. No row is about a person."""

from django.db import models

from openward_web.ledger.columns import code


class CountryStep(models.Model):
    """One step, or a correction of one. It never changes: the database refuses it.

    country: ISO 3166-1. corrects: the step that this one takes the place of, one of ours or of
    `content/countries`; empty: a new one. happened: a year, a month or a day. The rest as in
    `openward.countries.step`.
    """

    id = models.UUIDField(primary_key=True, db_column="step_id")
    country = models.CharField(max_length=2)
    corrects = models.CharField(max_length=80, default="")
    kind = code()
    state = code()
    title = models.CharField(max_length=2000)
    what = models.TextField(default="")
    happened = models.CharField(max_length=10, default="")
    law = models.CharField(max_length=20, default="")
    staff = models.PositiveIntegerField(null=True)
    beds = models.PositiveIntegerField(null=True)
    reason = models.TextField(default="")
    followed = models.TextField(default="")
    until = models.DateField(null=True)
    source = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        db_table = "country_steps"
        constraints = [
            models.UniqueConstraint(
                fields=["country", "corrects"], condition=~models.Q(corrects=""),
                name="one_correction_of_a_step",
            )
        ]  # fmt: skip


class CountryReturn(models.Model):
    """What a hospital without OpenWard said of one kind of measure in one month.

    number: in the order of writing; a later one takes the place of an earlier one about the same
    hospital, month and kind, which stays. It never changes: the database refuses it.
    """

    id = models.UUIDField(primary_key=True, db_column="return_id")
    country = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    hospital = models.CharField(max_length=200)
    hospital_name = models.CharField(max_length=200)
    month = models.DateField()
    kind = code()
    status = code()
    measures = models.PositiveIntegerField(null=True)
    bed_days = models.PositiveIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "country_returns"
        constraints = [
            models.UniqueConstraint(fields=["country", "number"], name="one_return_a_number")
        ]
