"""Which entries make steps of countries: rows, all of them."""

from openward_web.country import models
from openward_web.ledger.registry import domain
from openward_web.ledger.rows import writes_rows

domain(models.CountryStep)
writes_rows("write_step")
