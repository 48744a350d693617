"""Answers and scores. Nothing is added up, and nothing says what a number means for a person."""

from django.db import models

from openward_web.learning.models import ReadBy
from openward_web.ledger.columns import code


class Answers(ReadBy):
    """What the person answered to a free questionnaire, at one time. Never changed.

    answers: question → answer, as JSON; words: what they wrote themselves.
    """

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="answers")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    answers = models.TextField()
    words = models.TextField(default="")
    language = models.CharField(max_length=12)
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "experience_answers"


class ScoreKept(models.Model):
    """A score of a questionnaire that somebody filled in elsewhere. No items are kept."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="scores")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    score = models.CharField(max_length=60)
    value = models.FloatField()
    rated_by = code()
    rated_on = models.DateField()

    class Meta:
        db_table = "experience_scores"
