"""Which entries make the record of what happened: rows, all of them."""

from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows
from openward_web.recording import models
from openward_web.wards.models import Admission, HelpCall, Leave, LegalStatus, Stay

# Stays hang on people, so they are made after them.
domain(
    Admission, Stay, Leave, LegalStatus,
    models.Incident, HelpCall, models.Attempt, models.Outcome, models.Present, models.Measure,
    models.MeasurePlace, models.Break, models.Dose, models.Death, models.SegregationDay,
    models.Order, models.Review, models.ReviewPerson, models.Observation, models.Notice,
    models.CourtDecision,
)  # fmt: skip
writes_rows(
    "note_distress", "end_well", "start_measure", "end_measure", "observe", "review", "order",
    "pause", "resume", "give_dose", "notify", "complete_incident", "record_afterwards",
    "correct_incident", "correct_measure", "withdraw_measure", "withdraw_incident",
    "withdraw_distress",
)  # fmt: skip
