"""Codes of steps in words."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "policy_dialogue": _("Policy dialogue"),
    "law": _("Law or guideline"),
    "staffing_rule": _("Rule on staff"),
    "comfort_rooms": _("Comfort rooms"),
    "national_programme": _("National programme"),
    "training": _("Training"),
    "workforce_need": _("Need of the workforce"),
    "commitment": _("Commitment of leaders"),
    "target": _("Target on the way to zero"),
}
STATES = {
    "planned": _("planned"),
    "held": _("held"),
    "drafted": _("being drafted"),
    "adopted": _("adopted"),
    "in_force": _("in force"),
    "available": _("available"),
    "running": _("running"),
    "paused": _("paused"),
    "ended": _("ended"),
    "stated": _("stated"),
    "met": _("met"),
    "made": _("made"),
    "set": _("set"),
    "reached": _("reached"),
    "passed": _("the day has passed, and it is not reached"),
    "not_known": _("how it stands is not known to us"),
}
GAPS = {
    "policy_dialogue": _("whether there was a policy dialogue"),
    "law": _("whether a law or guideline is on its way"),
    "staffing_rule": _("whether there is a rule on staff"),
    "comfort_rooms": _("whether wards have comfort rooms"),
    "national_programme": _("whether there is a national programme"),
    "training": _("whether there was a training"),
    "workforce_need": _("what the workforce needs"),
    "commitment": _("whether leaders have committed themselves"),
    "target": _("whether there is a target on the way to zero"),
    "ratio": _("the numbers of the rule on staff, and whether wards keep it"),
    "figures": _(
        "how much coercion there is: no published figure is known to us, and that is not a zero"
    ),
}
STATUSES = {
    "reported": _("Yes, and zero is a number"),
    "suppressed": _("Yes, but it is too small to be told"),
    "not_reported": _("No: nobody counted, or nobody said"),
    "not_applicable": _("There was nothing to count: the ward was closed, or has none of it"),
}
#: The columns of the table of countries.
COLUMNS = ("training", "law", "staffing_rule", "comfort_rooms", "national_programme")
