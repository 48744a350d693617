"""Visits: a committee assesses a place, agrees, and reports to it; the place plans what follows."""
