"""The words of learning."""

from django.utils.translation import gettext_lazy as _

WHOSE = {
    "person": _("The person"),
    "staff": _("Staff"),
    "witness": _("Somebody who saw it"),
    "team": _("The whole team"),
}
KINDS = {"immediate": _("Soon after, in the same shift"), "formal": _("Later, in peace")}
ANSWERS = {"yes": _("Yes"), "no": _("No"), "later": _("Later")}
FOR_WHOM = {"person": _("The person"), "staff": _("Staff"), "witness": _("Witnesses")}
AVOIDABLE = {"yes": _("Yes"), "perhaps": _("Perhaps"), "no": _("No")}
HARM = {
    "none": _("None"),
    "body": _("To the body"),
    "mind": _("Fear, shame, memories"),
    "moral_injury": _("Having done, or seen, what goes against one's values"),
    "several": _("Several of these"),
}
KNOWN = {"yes": _("Yes"), "no": _("No"), "not_recorded": _("Not known")}
#: The questions of an account that have a few answers.
ANSWERED = {
    "plan_at_hand": (_("Own plan at hand"), KNOWN),
    "plan_followed": (_("Own plan followed"), KNOWN),
    "avoidable": (_("Could it have been avoided"), AVOIDABLE),
    "harm": (_("Harm"), HARM),
}
DECISIONS = {"keep": _("Keep it"), "change": _("Change it"), "drop": _("Drop it")}
QUESTIONS = {
    "led_up": _("What led up to it?"),
    "helped": _("What helped?"),
    "hurt": _("What hurt?"),
    "needed": _("What was needed and not given?"),
}
READ_BY = {
    "for_ward": _("Those who work on the ward"),
    "for_advocate": _("My advocate and my supporters"),
    "for_monitor": _("The monitor, who visits from outside (there is no page for them yet)"),
}
