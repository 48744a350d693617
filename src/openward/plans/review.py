"""When a plan is looked at again, and why. Nothing here says that a plan is good or bad."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta

#: At the latest after so many months (our own choice, see docs/explanation/own-plan.md).
MONTHS = 12


class Why(StrEnum):
    """Why a plan is due to be looked at."""

    ASKED = "asked"
    INCIDENT = "incident"
    ADMISSION = "admission"
    DISCHARGE = "discharge"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened since: moments at which the plan was asked to be looked at, incidents began,
    stays began and ended."""

    asked: Iterable[datetime] = ()
    incidents: Iterable[datetime] = ()
    admissions: Iterable[datetime] = ()
    discharges: Iterable[datetime] = ()


def reasons_for_review(
    last_looked_at: datetime, happened: Happened, due_on: date, today: date
) -> list[Why]:
    """Why a plan is to be looked at again, each reason once.

    last_looked_at: when the version was signed, or begun if nobody signed. due_on: the day by which
    it is looked at in any case.
    """
    since = {
        Why.ASKED: happened.asked, Why.INCIDENT: happened.incidents,
        Why.ADMISSION: happened.admissions, Why.DISCHARGE: happened.discharges,
    }  # fmt: skip
    found = [why for why, moments in since.items() if any(at > last_looked_at for at in moments)]
    return found + ([Why.YEAR] if today >= due_on else [])


def due_after(day: date) -> date:
    """The same day MONTHS later; the last of the month where there is no such day."""
    due: date = day + relativedelta(months=MONTHS)
    return due
