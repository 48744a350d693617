"""Changes of a ward, what is noted of them, and its staff under numbers. No row is about a person
who uses the service.
"""

from django.db import models

from openward_web.ledger.columns import code, in_order

#: Below this many answers a number of strained staff would point at somebody.
FEWEST_STAFF = 10


class Change(models.Model):
    """What a ward does differently, from a day on.

    practice: a code of the catalogue, or `own`. checks: a JSON list of questions of yes or no, as
    they stood when it began. lead_role: who leads, never a name. shared: other wards may see it.
    """

    id = models.UUIDField(primary_key=True, db_column="change_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="changes")
    practice = models.CharField(max_length=60)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    title = models.CharField(max_length=2000)
    what = models.TextField()
    checks = models.TextField(default="[]")
    pitfalls = models.TextField(default="[]")
    dose = models.TextField(default="")
    lead_role = code()
    money_ends_on = models.DateField(null=True)
    shared = models.BooleanField(default=False)

    class Meta:
        db_table = "changes"
        constraints = [in_order("changes", "started_on", "ended_on")]


class Done(models.Model):
    """How often it was done in a shift. Zero is a number; no row is not known."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="done")
    day = models.DateField()
    shift = code()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "change_done"


class Check(models.Model):
    """The ward asked itself whether it still does it. answers: question → yes or no, as JSON."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="checked")
    day = models.DateField()
    answers = models.TextField()
    note = models.TextField(default="")

    class Meta:
        db_table = "change_checks"


class Cycle(models.Model):
    """Plan, do, study, act: what was tried, what was expected, what came, what was decided."""

    id = models.UUIDField(primary_key=True, db_column="cycle_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="cycles")
    plan = models.TextField()
    prediction = models.TextField()
    started_on = models.DateField()
    result = models.TextField(default="")
    decision = code(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "change_cycles"


class Story(models.Model):
    """What helped, in somebody's own words, which never change: the database refuses it."""

    id = models.UUIDField(primary_key=True, db_column="story_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="stories")
    voice = code()
    words = models.TextField()
    told_at = models.DateTimeField()

    class Meta:
        db_table = "change_stories"


class Hold(models.Model):
    """Still done, still falling? And how many of the staff who answered feel worn out."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="holds")
    day = models.DateField()
    still_done = code()
    still_falling = code()
    staff_answered = models.PositiveIntegerField(null=True)
    staff_strained = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "change_holds"
        constraints = [
            models.CheckConstraint(
                name="strain_of_enough_staff",
                condition=models.Q(staff_strained=None)
                | models.Q(
                    staff_answered__gte=FEWEST_STAFF, staff_strained__lte=models.F("staff_answered")
                ),
            )
        ]


class Question(models.Model):
    """What the ward wants to know of a change, written before the answer is seen: which figure,
    whether the time of year is allowed for, and when it will look. It never changes.
    """

    id = models.UUIDField(primary_key=True, db_column="question_id")
    change = models.ForeignKey(Change, models.PROTECT, related_name="questions")
    words = models.TextField()
    figure = models.CharField(max_length=100)
    season = models.BooleanField(default=False)
    answer_on = models.DateField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "change_questions"


class ShiftTally(models.Model):
    """How often something happened in a shift, as the ward counted."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="shift_tallies")
    day = models.DateField()
    shift = code()
    kind = code()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "shift_tallies"
        constraints = [
            models.UniqueConstraint(fields=["ward", "day", "shift", "kind"], name="tally_of_shift")
        ]


class Staff(models.Model):
    """Somebody who works on a ward: a denominator, never shown as a row, and never a name.

    local_number: what the service calls them, digits; it leads a list to its row, and is in no
    dataset.
    """

    id = models.UUIDField(primary_key=True, db_column="staff_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="staff")
    role = code(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    local_number = models.CharField(max_length=20, default="")

    class Meta:
        db_table = "staff"
        constraints = [
            in_order("staff", "started_on", "ended_on"),
            models.UniqueConstraint(
                fields=["ward", "local_number"], condition=~models.Q(local_number=""),
                name="staff_number_of_ward",
            ),
        ]  # fmt: skip


class Training(models.Model):
    """One completed course; without staff where nobody said whose: it is then in no share."""

    id = models.UUIDField(primary_key=True, db_column="training_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="trainings")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="trainings", null=True)
    participant_kind = code(null=True)
    course = models.CharField(max_length=200)
    cohort_id = models.CharField(max_length=60, null=True)
    trainer_id = models.CharField(max_length=60, null=True)
    completed_on = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "trainings"
        constraints = [in_order("trainings", "completed_on", "valid_until")]


class StaffingRule(models.Model):
    """How many occupied beds one member of staff may have beside them; no shift: in every one."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="staffing_rules")
    shift = code(null=True)
    beds_per_staff = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "staffing_rules"
        constraints = [in_order("staffing_rules", "valid_from", "valid_to")]
