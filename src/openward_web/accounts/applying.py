"""Which entries make grants, devices and broken glass: rows, all of them."""

from openward_web.accounts import models
from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows

domain(models.Grant, models.Device, models.BrokenGlass)
writes_rows(
    "create_account", "grant_role", "withdraw_role", "enrol_device", "revoke_device",
    "break_glass", "see_broken_glass", "make_token", "revoke_token",
)  # fmt: skip
