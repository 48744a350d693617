"""Which entries make steps and returns of countries: rows, all of them."""

from openward_web.country import models
from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows

domain(models.CountryStep, models.CountryReturn)
writes_rows("write_step", "write_returns")
