"""The words of the record."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openward.register.codes import code_list

KINDS = {
    "seclusion": gettext_lazy("Seclusion"),
    "manual_restraint": gettext_lazy("Manual restraint (held)"),
    "mechanical_restraint": gettext_lazy("Mechanical restraint (belts, devices)"),
    "chemical_restraint": gettext_lazy("Chemical restraint (medication against the will)"),
    "long_term_segregation": gettext_lazy("Long-term segregation"),
}
END_STATES = {
    "running": gettext_lazy("going on"),
    "ended": gettext_lazy("ended"),
    "not_recorded": gettext_lazy("end not known"),
    "point": gettext_lazy("given"),
}
ACTIONS = {
    "note_distress": gettext_lazy("Somebody in distress"),
    "end_well": gettext_lazy("Ended well, without a measure"),
    "start_measure": gettext_lazy("Measure started"),
    "end_measure": gettext_lazy("Measure ended"),
    "observe": gettext_lazy("Looked in"),
    "review": gettext_lazy("Review"),
    "order": gettext_lazy("Order"),
    "pause": gettext_lazy("Broken off for a while"),
    "resume": gettext_lazy("Went on after a break"),
    "give_dose": gettext_lazy("Dose"),
    "notify": gettext_lazy("Somebody told, or not"),
    "complete_incident": gettext_lazy("Record completed"),
    "record_afterwards": gettext_lazy("Recorded afterwards"),
    "correct_incident": gettext_lazy("Corrected"),
    "correct_measure": gettext_lazy("Corrected"),
    "withdraw_measure": gettext_lazy("Withdrawn as a wrong entry"),
    "withdraw_incident": gettext_lazy("Withdrawn as a wrong entry"),
    "withdraw_distress": gettext_lazy("Distress withdrawn as a wrong entry"),
    "call_for_help": gettext_lazy("Help called"),
}


def label(code_list_name: str, code: str | None) -> str:
    """A code in words; nothing for nothing."""
    return _(code_list(code_list_name).codes[code]) if code else ""


def choices(code_list_name: str, *, empty: str | None = None) -> list[tuple[str, str]]:
    """A code list as the choices of a field, with an empty first one where it may be left out."""
    codes = code_list(code_list_name).codes
    first = [] if empty is None else [("", empty)]
    return first + [(code, _(words)) for code, words in codes.items()]
