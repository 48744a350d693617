"""The words of own plans."""

from django.utils.translation import gettext_lazy as _

from openward.plans.readers import Readers
from openward.plans.review import Why

READERS = {
    Readers.WARD: _("Those who work with me on the ward, and my supporters"),
    Readers.SUPPORTERS: _("Only my supporters"),
    Readers.ONLY_ME: _("Only me"),
}
WRITTEN_BY = {
    "person": _("written by me"),
    "supporter": _("written by a supporter"),
    "for_person": _("said by the person, written down by staff and read back"),
}
TRANSLATED_BY = {
    "self": _("translated by the person"),
    "supporter": _("translated by a supporter"),
    "staff": _("translated by staff"),
}
MADE = {
    "by_person": _("By the person"),
    "with_person": _("With the person"),
    "without_person": _("Without the person"),
}
SIGNERS = {
    "person": _("The person"),
    "staff": _("Staff"),
    "supporter": _("A supporter"),
    "facilitator": _("A facilitator"),
}
HOW = {"here": _("here"), "paper": _("on paper")}
WHY = {
    Why.ASKED: _("somebody asked for it"),
    Why.INCIDENT: _("there was an incident"),
    Why.ADMISSION: _("a stay began"),
    Why.DISCHARGE: _("a stay ended"),
    Why.YEAR: _("it was last looked at long ago"),
}
VOICES = {"mine": _("In my own words"), "staff": _("What staff think")}
