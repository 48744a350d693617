"""The kinds of coercive measures, as they end the codes of our own figures, in words."""

from django.utils.translation import gettext as _

from openward.indicators.rule import ALL_KINDS

#: Measures of each kind, for bed-days.
MEASURES = tuple(f"ow-measures-{kind.replace('_', '-')}" for kind in ALL_KINDS)


def kinds() -> dict[str, str]:
    """Words by the end of a code."""
    return {
        "seclusion": _("Seclusion"),
        "manual-restraint": _("Manual restraint"),
        "mechanical-restraint": _("Mechanical restraint"),
        "chemical-restraint": _("Chemical restraint"),
        "long-term-segregation": _("Long-term segregation"),
    }
