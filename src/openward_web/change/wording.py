"""Codes of changes in words."""

from django.utils.translation import gettext_lazy as _

STRENGTHS = {
    "supportive": _("A trial speaks for it, but the evidence is not strong."),
    "observed": _("Seen before and after only; nothing was compared."),
    "mixed": _("Studies say different things."),
    "none_shown": _("Studies looked for less coercion and did not find it."),
    "not_known": _("Nobody knows, or we have not read it."),
}
DECISIONS = {"keep": _("Keep it"), "adapt": _("Change it"), "drop": _("Drop it")}
VOICES = {"person": _("Somebody who uses the service"), "staff": _("Somebody of the staff")}
ANSWERS = {"yes": _("Yes"), "no": _("No"), "not_known": _("Not known")}
