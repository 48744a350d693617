"""Which entries make people: rows, all of them."""

from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows
from openward_web.people import models

domain(models.Person, models.Identity, models.ChosenLine)
writes_rows("choose_line", "correct_identity")
