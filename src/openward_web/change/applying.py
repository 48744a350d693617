"""Which entries make changes and what is noted of them: rows, all of them."""

from openward_web.change import models
from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows

domain(
    models.Change, models.Done, models.Check, models.Cycle, models.Story, models.Hold,
    models.Question, models.ShiftTally, models.Staff, models.Training, models.StaffingRule,
)  # fmt: skip
writes_rows(
    "start_change", "stop_change", "share_change", "note_done", "check_practice", "plan_cycle",
    "finish_cycle", "tell_story", "seal_question", "hold_change", "count_shift",
    "keep_staff", "keep_courses", "hold_course", "keep_hours", "set_staffing_rule",
)  # fmt: skip
