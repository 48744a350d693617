"""Days as publishers write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime


def day_or_none(text: str, forms: Sequence[str]) -> date | None:
    """The day that a text names in one of the forms, tried in order; None where it names none."""
    for form in forms:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    return None
