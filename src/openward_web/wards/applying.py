"""Which entries make places and census: rows, all of them."""

from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows
from openward_web.wards import models

domain(
    models.Facility, models.Ward, models.WardBeds, models.Regime, models.Room, models.Contact,
    models.Staffing, models.Statement, models.ShiftStatement, models.OnShift, models.WallNote,
)  # fmt: skip
writes_rows(
    "set_up_facility", "open_ward", "set_beds", "set_regime", "set_room", "set_contact",
    "admit", "move", "go_on_leave", "return_from_leave", "discharge", "set_legal_status",
    "correct_census", "set_staffing", "state_shift", "state_period", "put_on_shift",
    "put_on_wall", "call_for_help", "answer_call", "load_places", "load_ward",
)  # fmt: skip
