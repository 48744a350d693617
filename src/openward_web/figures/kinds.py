"""The kinds of coercive measures, as they end the codes of our own figures, in words."""

from django.utils.translation import gettext as _


def kinds() -> dict[str, str]:
    """Words by the end of a code."""
    return {
        "seclusion": _("Seclusion"),
        "manual-restraint": _("Manual restraint"),
        "mechanical-restraint": _("Mechanical restraint"),
        "chemical-restraint": _("Chemical restraint"),
        "long-term-segregation": _("Long-term segregation"),
    }
