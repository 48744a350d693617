"""What happened and what the law looks at: tables of the dataset, column by column."""

from django.db import models

from openward_web.ledger.columns import code, in_order, of_few


class Incident(models.Model):
    """A crisis. It holds zero or more measures: one that ended well is recorded too."""

    id = models.UUIDField(primary_key=True, db_column="incident_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="incidents")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="incidents", null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    danger_to = code(null=True)
    request_refused = models.BooleanField(null=True)
    refusal_reason = code(null=True)
    waiting_minutes = models.PositiveIntegerField(null=True)
    promise_broken = models.BooleanField(null=True)
    noise = code(null=True)
    person_needed = code(null=True)
    recorded_at = models.DateTimeField(null=True)
    #: Was the plan at hand, and was it followed; in no dataset yet.
    plan_at_hand = code(null=True)
    plan_followed = code(null=True)
    #: In words of the staff who were there; in no dataset.
    staff_account = models.TextField(default="")
    #: "paper" when it was copied from the printed sheet; in no dataset.
    written_from = code(default="")
    #: When the whole entry was said to be wrong; such rows are in no count.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents"
        constraints = [in_order("incidents", "started_at", "ended_at")]
        indexes = [
            models.Index(
                fields=["ward"],
                condition=models.Q(ended_at=None, withdrawn_at=None),
                name="incidents_going_on",
            ),
            models.Index(fields=["ward", "started_at"], name="incidents_of_ward"),
        ]


class Attempt(models.Model):
    """What was tried in an incident before, or instead of, a measure."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="attempts")
    what = code()
    from_plan = models.BooleanField(null=True)
    role = code(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    helped = code(null=True)

    class Meta:
        db_table = "attempts"
        constraints = [in_order("attempts", "started_at", "ended_at")]


class Outcome(models.Model):
    """What came of an incident."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="outcomes")
    kind = code()
    severity = code(null=True)

    class Meta:
        db_table = "outcomes"


class Measure(models.Model):
    """One coercive measure from start to end. A chemical measure is a `point`: it has no end, and
    its clocks run from the dose. age_years: completed years on the day of the start."""

    id = models.UUIDField(primary_key=True, db_column="measure_id")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="measures", null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="measures")
    stay = models.ForeignKey("wards.Stay", models.PROTECT, related_name="measures", null=True)
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="measures", null=True)
    place = code(null=True)
    kind = code()
    technique = code(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_state = code()
    time_precision = code(null=True)
    age_years = models.PositiveIntegerField(null=True)
    danger_over_at = models.DateTimeField(null=True)
    ended_by_role = code(null=True)
    ended_reason = code(null=True)
    injury_person = code(null=True)
    injury_staff = code(null=True)
    injury_other = code(null=True)
    police_or_guards = code(null=True)
    recorded_at = models.DateTimeField(null=True)
    #: When the entry was said to be wrong; such rows are in no count.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "measures"
        constraints = [
            in_order("measures", "started_at", "ended_at"),
            models.CheckConstraint(
                name="measures_end_as_stated",
                condition=models.Q(end_state="ended", ended_at__isnull=False)
                | (~models.Q(end_state="ended") & models.Q(ended_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["ward"],
                condition=models.Q(end_state="running", withdrawn_at=None),
                name="measures_running",
            ),
            models.Index(fields=["ward", "started_at"], name="measures_of_ward"),
            models.Index(fields=["person", "started_at"], name="measures_of_person"),
        ]


class MeasurePlace(models.Model):
    """The ward of a measure over an interval, when it moves with the person."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="measure_places")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="measure_places")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "measure_places"
        constraints = [in_order("measure_places", "started_at", "ended_at")]


class Break(models.Model):
    """A measure broken off for a while. free_to_leave: the person could have stayed away."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="breaks")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = code(null=True)
    free_to_leave = models.BooleanField(null=True)

    class Meta:
        db_table = "breaks"
        constraints = [in_order("breaks", "started_at", "ended_at")]


class Dose(models.Model):
    """One dose; drug is its international nonproprietary name."""

    id = models.UUIDField(primary_key=True, db_column="dose_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="doses", null=True)
    drug = models.CharField(max_length=120)
    amount = models.FloatField(null=True)
    unit = code(null=True)
    route = code(null=True)
    given_at = models.DateTimeField()
    as_needed = models.BooleanField(null=True)
    will = code(null=True)
    ordered_by_role = code(null=True)

    class Meta:
        db_table = "doses"


class Death(models.Model):
    """A death during a measure or within the time after it that the law looks at."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="deaths")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="deaths", null=True)
    died_at = models.DateTimeField()
    reported_to = code(null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "deaths"
        constraints = [in_order("deaths", "died_at", "reported_at")]


class SegregationDay(models.Model):
    """One day of long-term segregation: minutes of air, activity and contact."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="segregation_days")
    day = models.DateField()
    air_minutes = models.PositiveIntegerField(null=True)
    activity_minutes = models.PositiveIntegerField(null=True)
    contact_minutes = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "segregation_days"


class Order(models.Model):
    """An order for a measure, its renewal or change. expected_minutes: as foreseen at the start."""

    id = models.UUIDField(primary_key=True, db_column="order_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="orders")
    previous_order = models.ForeignKey("self", models.PROTECT, related_name="later", null=True)
    kind = code()
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    role = code(null=True)
    in_person = models.BooleanField(null=True)
    emergency = models.BooleanField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_role = code(null=True)
    expected_minutes = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders"
        constraints = [in_order("orders", "made_at", "valid_until")]


class Review(models.Model):
    """A review during or after a measure: the legal kind, not the debrief."""

    id = models.UUIDField(primary_key=True, db_column="review_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reviews")
    kind = code(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    mode = code(null=True)
    outcome = code(null=True)
    why_not_ended = code(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reviews"
        constraints = [in_order("reviews", "started_at", "done_at")]


class ReviewPerson(models.Model):
    """Who took part in a review, by role."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    review = models.ForeignKey(Review, models.PROTECT, related_name="review_people")
    role = code()
    involved_in_decision = models.BooleanField(null=True)
    from_outside = models.BooleanField(null=True)

    class Meta:
        db_table = "review_people"


class Observation(models.Model):
    """An observation: a moment when ended_at is empty, else continuous over the interval."""

    id = models.UUIDField(primary_key=True, db_column="observation_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="observations")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    mode = code(null=True)
    role = code(null=True)
    offered = code(null=True)
    person_asked_for = code(null=True)
    answered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "observations"
        constraints = [in_order("observations", "started_at", "ended_at")]


class Notice(models.Model):
    """Somebody was told of a measure or a stay, or was not."""

    id = models.UUIDField(primary_key=True, db_column="notice_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="notices", null=True)
    stay = models.ForeignKey(
        "wards.Stay", models.PROTECT, related_name="notices", null=True, db_index=False
    )
    to = code()
    about = code(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    not_sent_reason = code(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices"
        constraints = [in_order("notices", "sent_at", "received_at")]
        indexes = [of_few("stay", "notices_of_stay")]


class CourtDecision(models.Model):
    """A court was asked, and decided or not."""

    id = models.UUIDField(primary_key=True, db_column="decision_id")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="court_decisions", null=True)
    stay = models.ForeignKey(
        "wards.Stay", models.PROTECT, related_name="court_decisions", null=True, db_index=False
    )
    asked_at = models.DateTimeField(null=True)
    asked_by = code(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = code(null=True)

    class Meta:
        db_table = "court_decisions"
        constraints = [in_order("court_decisions", "asked_at", "decided_at")]
        indexes = [of_few("stay", "court_decisions_of_stay")]


class Present(models.Model):
    """Somebody who was there or took part, by role: never by name."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="present")
    role = code()
    took_part = models.BooleanField()

    class Meta:
        db_table = "present"
