"""The words of the law pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openward.law.rule import Rule
from openward.law.signatures import is_local
from openward.register.codes import code_list

#: Heading → the types of rules under it, in the order of a measure.
SECTIONS = (
    (gettext_lazy("What is forbidden"), ("prohibited",)),
    (gettext_lazy("Who decides"), ("authorise",)),
    (
        gettext_lazy("How long"),
        ("order_limit", "renewal_limit", "total_limit", "cumulative_limit", "min_gap"),
    ),
    (gettext_lazy("Staying with the person"), ("observe",)),
    (gettext_lazy("Reviews"), ("review",)),
    (gettext_lazy("Telling the person"), ("inform_person",)),
    (gettext_lazy("Who else is told"), ("notify",)),
    (gettext_lazy("The court"), ("judicial",)),
    (gettext_lazy("Talking afterwards"), ("debrief",)),
    (gettext_lazy("What is written down"), ("record", "retention", "report")),
    (gettext_lazy("Ending it, and whom the law is about"), ("end_authority", "scope")),
    (gettext_lazy("Rooms, training and the rest"), ("requirement",)),
)
KINDS = {
    "seclusion": gettext_lazy("seclusion"),
    "manual_restraint": gettext_lazy("manual restraint"),
    "mechanical_restraint": gettext_lazy("mechanical restraint"),
    "chemical_restraint": gettext_lazy("chemical restraint"),
    "long_term_segregation": gettext_lazy("long-term segregation"),
}
FORCES = {
    "law": gettext_lazy("Law"),
    "regulation": gettext_lazy("Regulation"),
    "code": gettext_lazy("Code of practice"),
    "standard": gettext_lazy("Standard"),
}
STATUSES = {
    "met": gettext_lazy("done in time"),
    "late": gettext_lazy("done late"),
    "missed": gettext_lazy("not done in time"),
    "due": gettext_lazy("still due"),
    "open": gettext_lazy("open"),
    "breach": gettext_lazy("breach"),
    "unknown": gettext_lazy("not known"),
}


def kinds_words(rule: Rule) -> str:
    """The kinds of measure that a rule is about."""
    if set(rule.kinds) == set(KINDS):
        return _("all coercive measures")
    return ", ".join(str(words) for kind, words in KINDS.items() if kind in rule.kinds)


def validity_words(rule: Rule) -> str:
    """From when until when, as far as known."""
    start, end = rule.valid_from, rule.valid_to
    if start and end:
        return _("in force from %(start)s until %(end)s, that day not included") % {
            "start": _day(start), "end": _day(end),
        }  # fmt: skip
    if end:
        return _("no longer in force since %(end)s") % {"end": _day(end)}
    if start:
        return _("in force since %(start)s") % {"start": _day(start)}
    return _("since when: not known to us")


def standing_words(rule: Rule) -> str:
    """Whether the figure was read in its source, and whether a lawyer stands by it."""
    if is_local(rule):
        return _("A target of this installation, not the law.")
    if not rule.verified:
        return _("Not verified: not read in the source. Ask a lawyer.")
    if not rule.signed:
        return _("Read in the source. Not checked by a lawyer.")
    return _("Signed: %(who)s") % {"who": rule.signed_by}


def term_words(meant: Mapping[str, str]) -> list[str]:
    """What a word of the law itself means here: a kind of measure, and perhaps a technique."""
    kind = KINDS.get(meant.get("kind", ""))
    technique = code_list("technique").codes.get(meant.get("technique", ""))
    return [str(words) for words in (kind, technique and technique.lower()) if words]


def _day(day: date) -> str:
    return day.isoformat()
