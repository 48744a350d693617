"""Where care happens, who is here, and who is on shift: the tables of the dataset, and names."""

from django.db import models

from openward_web.ledger.columns import code, in_order


class Facility(models.Model):
    """One facility. census_time is the local time of day at which people are counted."""

    id = models.UUIDField(primary_key=True, db_column="facility_id")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=10, null=True)
    timezone = models.CharField(max_length=60)
    census_time = models.CharField(max_length=8, null=True)
    kind = code()
    #: What the hospital's own systems call it; in no dataset.
    local_code = models.CharField(max_length=60, default="")

    class Meta:
        db_table = "facilities"


class Ward(models.Model):
    """One ward of a facility."""

    id = models.UUIDField(primary_key=True, db_column="ward_id")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="wards")
    name = models.CharField(max_length=200)
    kind = code(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    #: What the hospital's own systems call it; in no dataset.
    local_code = models.CharField(max_length=60, default="")

    class Meta:
        db_table = "wards"
        constraints = [in_order("wards", "opened_on", "closed_on")]


class WardBeds(models.Model):
    """How many beds a ward had, from a day up to another."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="ward_beds")
    beds = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "ward_beds"
        constraints = [in_order("ward_beds", "valid_from", "valid_to")]


class Regime(models.Model):
    """Which law holds at a facility, or at one ward of it, and in which setting of that law."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="regimes")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="regimes", null=True)
    jurisdiction = models.CharField(max_length=20)
    setting = code(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "regimes"
        constraints = [in_order("regimes", "valid_from", "valid_to")]


class Room(models.Model):
    """A comfort, seclusion or quiet room of a ward."""

    id = models.UUIDField(primary_key=True, db_column="room_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="rooms")
    kind = code()
    area_m2 = models.FloatField(null=True)
    available_from = models.DateField(null=True)
    available_to = models.DateField(null=True)

    class Meta:
        db_table = "rooms"
        constraints = [in_order("rooms", "available_from", "available_to")]


class Admission(models.Model):
    """From arrival at a facility until leaving it."""

    id = models.UUIDField(primary_key=True, db_column="admission_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="admissions")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="admissions")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "admissions"
        constraints = [in_order("admissions", "started_at", "ended_at")]


class Stay(models.Model):
    """An interval on one ward; ended_at is empty while the person is still there."""

    id = models.UUIDField(primary_key=True, db_column="stay_id")
    admission = models.ForeignKey(Admission, models.PROTECT, related_name="stays", null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="stays")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="stays")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stays"
        constraints = [
            in_order("stays", "started_at", "ended_at"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at=None), name="one_ward_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["ward", "ended_at"], name="stays_here")]


class Leave(models.Model):
    """An interval away from the ward within a stay."""

    id = models.UUIDField(primary_key=True, db_column="leave_id")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="leaves")
    kind = code(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "leaves"
        constraints = [in_order("leaves", "started_at", "ended_at")]


class LegalStatus(models.Model):
    """The legal ground of a stay over an interval; basis is the section, as a code."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="legal_statuses")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="legal_statuses", null=True)
    status = code()
    basis = models.CharField(max_length=60, null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "legal_statuses"
        constraints = [in_order("legal_statuses", "started_at", "ended_at")]


class Staffing(models.Model):
    """Planned and worked hours of one role in one shift."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="staffing")
    day = models.DateField()
    shift = code()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    role = code()
    planned_hours = models.FloatField(null=True)
    worked_hours = models.FloatField(null=True)
    agency_hours = models.FloatField(null=True)
    beds_occupied = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "staffing"
        constraints = [
            in_order("staffing", "starts_at", "ends_at"),
            models.UniqueConstraint(
                fields=["ward", "day", "shift", "role"], name="staffing_of_a_shift"
            ),
        ]


class Statement(models.Model):
    """What a ward states about a period. Without `complete` or `none_happened` a period without
    measures is not reported."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="statements")
    period_start = models.DateField()
    period_end = models.DateField()
    kind = code()
    statement = code()
    stated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "statements"
        constraints = [in_order("statements", "period_start", "period_end")]


class ShiftStatement(models.Model):
    """What was said at one hand-over: everything recorded, nothing happened, or not sure."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="shift_statements")
    day = models.DateField()
    shift = code()
    statement = code()
    stated_at = models.DateTimeField()

    class Meta:
        db_table = "shift_statements"
        indexes = [models.Index(fields=["ward", "day"], name="shift_statements_by_day")]


class OnShift(models.Model):
    """Somebody on shift, under the name that they wish on the wall."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="on_shift")
    name = models.CharField(max_length=60)
    role = code()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "on_shift"
        constraints = [in_order("on_shift", "starts_at", "ends_at")]
        indexes = [models.Index(fields=["ward", "ends_at"], name="on_shift_now")]


class HelpCall(models.Model):
    """ "We need help now", or "we are short": when it was called and when it was answered."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="help_calls")
    incident = models.ForeignKey(
        "recording.Incident", models.PROTECT, related_name="help_calls", null=True
    )
    kind = code()
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "help_calls"
        constraints = [in_order("help_calls", "called_at", "answered_at")]
        indexes = [models.Index(fields=["ward", "answered_at"], name="help_calls_open")]


class WallNote(models.Model):
    """A line on the wall: what changed after somebody spoke up, an activity, whom to reach."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    ward = models.ForeignKey(Ward, models.PROTECT, related_name="wall_notes")
    kind = code()
    text = models.CharField(max_length=200)
    shown_from = models.DateField()
    shown_to = models.DateField(null=True)

    class Meta:
        db_table = "wall_notes"
        constraints = [in_order("wall_notes", "shown_from", "shown_to")]


class Contact(models.Model):
    """Whom a person can turn to: advocate, complaints body, monitor, helpline."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="contacts")
    kind = code()
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=160)

    class Meta:
        db_table = "contacts"
