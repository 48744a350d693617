"""The words of boards and census."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

SHIFTS = {"early": _("Early"), "late": _("Late"), "night": _("Night"), "day": _("Day (12 hours)")}
STATEMENTS = {
    "complete": _("Everything of this shift is recorded"),
    "none_happened": _("No measure was used in this shift"),
    "not_checked": _("Not sure"),
}
STATED = {
    "complete": _("everything recorded: yes"),
    "none_happened": _("everything recorded: yes"),
    "not_checked": _("everything recorded: not sure"),
}
NOT_STATED = _("everything recorded: not stated")
CALLS = {"help": _("We need help now"), "short": _("We are short of staff")}
CONTACTS = {
    "advocate": _("Advocate"),
    "complaint": _("Complaints body"),
    "monitor": _("National preventive mechanism"),
    "helpline": _("Helpline"),
}
WALL = {
    "said_did": _("You said, we did"),
    "activity": _("Today"),
    "advocate": _("Somebody on your side"),
}


def elapsed_words(since: datetime, now: datetime) -> str:
    """Time counted up, in minutes and hours: `1 h 23 min`."""
    minutes = max(int((now - since).total_seconds()) // 60, 0)
    hours, rest = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return ngettext("%(days)s day %(hours)s h", "%(days)s days %(hours)s h", days) % {
            "days": days, "hours": hours_left,
        }  # fmt: skip
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def days_words(since: datetime | None, now: datetime) -> str:
    """Whole days since something; never a score of anybody."""
    if since is None:
        return ""
    days = (now - since) // timedelta(days=1)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
