"""Words of visits: codes as people read them."""

from django.utils.translation import gettext_lazy as _

#: What somebody brings to a committee.
LIVED = "lived_experience"
PARTS_OF_MEMBERS = {
    LIVED: _("Lived experience"),
    "health": _("Mental-health worker"),
    "law": _("Law or human rights"),
    "family": _("Family"),
    "other": _("Something else"),
}
INTERVIEWS = {
    "person": _("People who use the service"),
    "staff": _("Staff"),
    "family": _("Family and friends"),
}
SOURCES = {
    "interview_person": _("Interview with a person who uses the service"),
    "interview_staff": _("Interview with staff"),
    "interview_family": _("Interview with family or friends"),
    "observation": _("Seen on the visit"),
    "documents": _("Documents"),
}
PASSAGES = {
    "good_practice": _("Good practice found"),
    "finding": _("Findings"),
    "recommendation": _("Recommendations"),
}
STATES = {
    "planned": _("Planned"),
    "begun": _("Begun"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
WAYS = {
    "up": _("higher"),
    "same": _("the same"),
    "down": _("lower"),
    "no_order": _("not comparable"),
}
NOT_ASSESSED_WORDS = _("Not assessed")
