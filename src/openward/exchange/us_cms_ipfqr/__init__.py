"""United States: hours of physical restraint and seclusion (HBIPS-2, HBIPS-3).

The Centers for Medicare & Medicaid Services publish one file per level and year: facility, state
and national. `Num` is HOURS, `Den` is patient DAYS, `Rate Per 1000` is per 1,000 patient HOURS, so
rate = 1000 × Num / (24 × Den), printed at two decimals, halves up.

Traps that are met here: columns renamed and padded with blanks over the years, a byte-order mark,
`Not Available` and dashes for "no number", footnotes that say why, rates that disagree with their
own hours and days, denominators that cannot be. Nothing is mended; a warning names the facility.
"""

from openward.exchange.us_cms_ipfqr.importer import import_files

__all__ = ["import_files"]
