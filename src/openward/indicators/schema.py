"""The rate table as the register gives it: with what is missing from its hours."""

from __future__ import annotations

import pyarrow as pa

from openward.rates.schema import SCHEMA

#: hours_not_known: measures whose length would be in the numerator and is not known.
RATES = SCHEMA.append(pa.field("hours_not_known", pa.int64()))
