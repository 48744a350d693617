"""Which figure stands in which part of a report: how often, whom and how long are never mixed."""

from __future__ import annotations

from dataclasses import dataclass

from openward.indicators.catalogue import catalogue


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a part. is_coercion: zero is its goal, and its kinds are looked at together."""

    code: str
    title: str
    words: str
    is_coercion: bool = False


HEADINGS = (
    Heading("how_often", _("How often"),
            _("Measures and events, each counted once. All kinds stand together, since one kind "
              "can take the place of another."), True),
    Heading("incidents", _("How many incidents"),
            _("An incident may hold several measures, one after the other or at once."), True),
    Heading("whom", _("How many people"),
            _("People are not measures: one person may have had many."), True),
    Heading("how_long", _("How long"),
            _("Hours are not people: one long measure and many short ones give the same hours."),
            True),
    Heading("safety", _("Safety"),
            _("What happened to anybody on the ward, beside the figures on coercion: it says "
              "whether safety changed, and not why.")),
    Heading("learning", _("Own plans and debriefs"),
            _("Whether people were asked afterwards, and had a plan of their own before. A person "
              "may say no to both, at no cost.")),
    Heading("ward", _("Staff and rooms: questions to the service"),
            _("Staff, training and rooms in the same period. That two numbers move together is no "
              "cause; ask the people who were there.")),
    Heading("records", _("What is written down"),
            _("A figure is as good as the record. These ask the service, never one person.")),
    Heading("beside", _("Beside it"), _("How large the place is, and other figures of the table.")),
)  # fmt: skip

#: How codes begin, where the unit does not tell the part.
BEGINNINGS = {
    "ow-incidents-": "incidents",
    "ow-outcomes-": "safety", "ow-police": "safety", "ow-injuries": "safety",
    "ow-debrief": "learning", "ow-offered-again": "learning", "ow-plan-": "learning",
    "ow-staffing-ratio": "ward", "ow-below-ratio": "ward", "ow-chppd": "ward",
    "ow-training": "ward", "ow-comfort-room": "ward",
    "ow-statements": "records", "ow-late-checks": "records", "ow-even-checks": "records",
    "ow-requests": "records", "ow-answer-minutes": "records", "ow-bunching": "records",
    "ow-no-danger-recorded": "records", "ow-exceeded-limit": "records",
    "ow-after-danger-minutes": "beside", "ow-half-of-hours": "beside", "ow-night": "beside",
    "ow-repeat": "beside", "ow-prone": "beside", "ow-combined": "beside",
    "gb-mhs-08": "beside", "gb-mhs-09": "beside", "gb-mhs-24": "beside",
}  # fmt: skip
PART_OF_UNIT = {"count": "how_often", "persons": "whom", "hours": "how_long"}

KINDS = {
    "seclusion": _("seclusion"),
    "manual-restraint": _("manual restraint"),
    "mechanical-restraint": _("mechanical restraint"),
    "chemical-restraint": _("chemical restraint"),
    "long-term-segregation": _("long-term segregation"),
}
#: What codes count that do not end in the name of a kind.
KINDS_OF = {
    "us-hbips-2": frozenset({"manual-restraint", "mechanical-restraint"}),
    "us-hbips-3": frozenset({"seclusion"}),
    "gb-mhs-76": frozenset(KINDS),
}


def part_of(code: str, unit: str | None) -> str:
    """The code of the part. unit: that of the numerator; None is a count."""
    for beginning, part in BEGINNINGS.items():
        if code.startswith(beginning):
            return part
    return PART_OF_UNIT.get(unit or "count", "beside")


def kinds_of(code: str) -> frozenset[str]:
    """Which kinds of measure a figure counts, as far as its code tells."""
    named = frozenset(kind for kind in KINDS if code.endswith(f"-{kind}"))
    return named or KINDS_OF.get(code, frozenset())


def name_of(code: str) -> str:
    """What the figure is called; its code where the catalogue has no words for it."""
    words = catalogue().get(code)
    return words.short_name if words else code
