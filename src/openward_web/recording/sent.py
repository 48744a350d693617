"""What every form that writes sends along: the entry's identifier and, if known, the moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest

from openward.problems import BadInput, Problem
from openward_web.accounts.access import actor_at
from openward_web.ledger.writing import Actor
from openward_web.recording.moments import occurred
from openward_web.wards.models import Ward

#: A clock that is set wrong by more is not believed about what is still to come.
CLOCKS_DIFFER = timedelta(minutes=2)


class Sent(NamedTuple):
    """Who sent which entry, about which moment; the keywords of every action."""

    entry_id: UUID
    by: Actor
    at: datetime

    @property
    def words(self) -> dict[str, Any]:
        """As keywords."""
        return self._asdict()


def sent(request: HttpRequest, ward: Ward) -> Sent:
    """Read it from a form.

    Raises
    ------
    BadInput
        There is no identifier: the form is not one of ours.
    """
    return sent_by(request, actor_at(request, ward.facility.timezone))


def sent_by(request: HttpRequest, actor: Actor) -> Sent:
    """The same where there is no ward: set-up, and facilities."""
    now = datetime.now(UTC)
    entry_id = _identifier(request.POST.get("entry_id", ""))
    stated = _tapped_at(request, now)
    if stated is not None and stated > now + CLOCKS_DIFFER:
        stated = None
    at = occurred(entry_id, stated, now)
    return Sent(entry_id, replace(actor, clock=_wrong_clock(request, now)), at)


def _wrong_clock(request: HttpRequest, now: datetime) -> dict[str, str | int] | None:
    """What the device's clock said of the tap, and by how many seconds it was ahead; None where it
    was right enough, or nobody knows. Kept beside the moment that is believed.
    """
    tapped, sent_at = (_moment(request.POST.get(name, "")) for name in ("occurred_at", "sent_at"))
    if tapped is None or sent_at is None or abs(sent_at - now) <= CLOCKS_DIFFER:
        return None
    return {"said": tapped.isoformat(), "ahead_seconds": round((sent_at - now).total_seconds())}


def _tapped_at(request: HttpRequest, now: datetime) -> datetime | None:
    """When it was tapped. The same clock says when it is sent: how long ago that was is right even
    where the clock of a tablet is wrong.
    """
    tapped, sent_at = (_moment(request.POST.get(name, "")) for name in ("occurred_at", "sent_at"))
    if tapped is None or sent_at is None:
        return tapped
    return now - max(sent_at - tapped, timedelta(0))


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        problem = Problem("the form has no entry number", "open the page again", value=text)
        raise BadInput(problem) from None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
