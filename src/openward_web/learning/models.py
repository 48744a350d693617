"""Debriefs and what follows from them: tables of the dataset, and the words beside them, which are
in no dataset."""

from django.db import models

from openward_web.ledger.columns import code


class Debrief(models.Model):
    """A talk after an incident."""

    id = models.UUIDField(primary_key=True, db_column="debrief_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="debriefs")
    whose = code()
    kind = code(null=True)
    held_at = models.DateTimeField(null=True)
    facilitator_role = code(null=True)
    chosen_by_person = models.BooleanField(null=True)

    class Meta:
        db_table = "debriefs"


class DebriefOffer(models.Model):
    """A debrief was offered, and the answer."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    debrief = models.ForeignKey(Debrief, models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField()
    by_role = code(null=True)
    answer = code(null=True)
    reason = code(null=True)

    class Meta:
        db_table = "debrief_offers"


class ReadBy(models.Model):
    """Whom a person lets read what they said; none of them: only the person does."""

    for_ward = models.BooleanField(default=False)
    for_advocate = models.BooleanField(default=False)
    for_monitor = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Voice(ReadBy):
    """Somebody's own account of an incident. Its words never change: the database refuses it.

    whose: `person`, `staff`, `witness`, `team`. written_by: `self`, or `for_them` and read back.
    """

    id = models.UUIDField(primary_key=True, db_column="voice_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="voices")
    whose = code()
    written_by = code()
    language = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    words = models.TextField(default="")
    led_up = models.TextField(default="")
    helped = models.TextField(default="")
    hurt = models.TextField(default="")
    needed = models.TextField(default="")
    plan_at_hand = code(null=True)
    plan_followed = code(null=True)
    avoidable = code(null=True)
    harm = code(null=True)

    class Meta:
        db_table = "voices"


class Dispute(models.Model):
    """What the person says is wrong in the record; it travels with the record. Never changed."""

    id = models.UUIDField(primary_key=True, db_column="dispute_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="disputes")
    words = models.TextField()
    language = models.CharField(max_length=12)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "disputes"


class PlanUse(models.Model):
    """A line of the own plan in an incident: looked at, tried, did it help."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="plan_uses")
    plan = models.ForeignKey("people.Plan", models.PROTECT, related_name="uses")
    entry = code(null=True)
    looked_at = models.BooleanField(null=True)
    tried = models.BooleanField(null=True)
    helped = code(null=True)
    #: Which words; in no dataset. Empty: the card as a whole.
    line = models.ForeignKey("people.PlanLine", models.PROTECT, related_name="uses", null=True)

    class Meta:
        db_table = "plan_uses"


class HouseRule(models.Model):
    """A rule of the ward because of which something was refused, and what becomes of it."""

    id = models.UUIDField(primary_key=True, db_column="rule_id")
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="house_rules")
    text = models.CharField(max_length=300)
    decision = code(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "house_rules"


class Action(models.Model):
    """What is to change after an incident or an assessment: in a plan, or in the service.

    what, you_said, answer: for the ward's pages and its wall, about the service and nobody in it.
    hours, money: what the ward asks its leaders for; answer_due_on: by when they answer.
    """

    id = models.UUIDField(primary_key=True, db_column="action_id")
    incident = models.ForeignKey(
        "recording.Incident", models.PROTECT, related_name="actions", null=True
    )
    assessment_id = models.UUIDField(null=True)
    ward = models.ForeignKey("wards.Ward", models.PROTECT, related_name="actions", null=True)
    kind = code()
    owner_role = code(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    leader_answered_on = models.DateField(null=True)
    what = models.CharField(max_length=300)
    you_said = models.CharField(max_length=300, default="")
    hours = models.PositiveIntegerField(null=True)
    money = models.CharField(max_length=40, default="")
    answer_due_on = models.DateField(null=True)
    answer = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "actions"
        indexes = [models.Index(fields=["ward", "done_on"], name="actions_of_ward")]


class Support(models.Model):
    """Support offered after an incident: to the person, to staff, to witnesses."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="support")
    to = models.CharField(max_length=40, db_column="for")
    offered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        db_table = "support"


class SeenByLead(models.Model):
    """A lead said that they have read what happened."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    incident = models.ForeignKey("recording.Incident", models.PROTECT, related_name="seen_by_lead")
    account_id = models.UUIDField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "seen_by_lead"
