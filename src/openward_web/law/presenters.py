"""Rules and worked examples as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openward.charts.clocks import Clocks, Lane
from openward.law.examples import Example
from openward.law.obligation import Obligation
from openward.law.rule import Jurisdiction, Rule
from openward.law.words import figure
from openward_web.design.pictures import Picture, picture_at
from openward_web.design.tables import Cell, Column, Table
from openward_web.law import selectors, wording

#: A picture with more lanes than this cannot be read on a telephone.
MOST_LANES = 9


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words."""

    id: str
    words: str
    about: str
    figure: str
    force: str
    cite: str
    url: str | None
    validity: str
    standing: str
    is_known: bool
    is_verified: bool
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question, what the law answers, and what the standard beside it says."""

    heading: str
    rules: Sequence[ShownRule]
    beside: Sequence[ShownRule]


def sections(law: Jurisdiction) -> list[Section]:
    """Every question in turn; one without rules says that nothing is known to us."""
    standard = selectors.beside(law)
    return [
        Section(
            str(heading),
            [_shown(rule) for rule in selectors.rules_of(law, types)],
            [_shown(rule) for rule in selectors.rules_of(standard, types)] if standard else [],
        )
        for heading, types in wording.SECTIONS
    ]


def _shown(rule: Rule) -> ShownRule:
    return ShownRule(
        id=rule.id,
        words=rule.words,
        about=wording.kinds_words(rule),
        figure=figure(rule),
        force=str(wording.FORCES[rule.force]),
        cite=rule.cite or _("source not known to us"),
        url=rule.url if rule.url and rule.url.startswith("https://") else None,
        validity=wording.validity_words(rule),
        standing=wording.standing_words(rule),
        is_known=not rule.unknown,
        is_verified=rule.verified,
        note=rule.note or "",
    )


def known_words(law: Jurisdiction) -> str:
    """How much of a law is known: rules with a figure or words, and how many were read."""
    known = sum(not rule.unknown for rule in law.rules)
    if known == 0:
        return _("no figure is known to us")
    read = sum(rule.verified for rule in law.rules)
    rules = ngettext("%(known)s rule", "%(known)s rules", known) % {"known": known}
    return _("%(rules)s, %(read)s read in the source") % {"rules": rules, "read": read}


def terms(law: Jurisdiction) -> list[tuple[str, str]]:
    """The words of the law itself, and what they mean here."""
    return [
        (term, ", ".join(str(word) for word in wording.term_words(meant)))
        for term, meant in law.terms.items()
    ]


@dataclass(frozen=True, slots=True)
class ShownExample:
    """A worked example on a page."""

    words: str
    picture: Picture
    table: Table


def shown_example(law: Jurisdiction, number: int = 1) -> ShownExample | None:
    """A worked example as a picture and a table; None where the file has none."""
    found = selectors.example(law, number)
    if found is None:
        return None
    place = reverse("law:example_svg", args=[law.code, number])
    alt = _("A time line of the example; the table below has the moments.")
    picture = picture_at(place, {}, alt, clocks(law, *found).legend)
    return ShownExample(found[0].words, picture, example_table(law, *found))


def clocks(law: Jurisdiction, example: Example, rows: Sequence[Obligation]) -> Clocks:
    """The example as a picture: its measures, then the duties that have a moment."""
    bars = [
        Lane(_named(measure.kind), measure.started_at, measure.ended_at or example.as_of, True)
        for measure in example.measures
    ]
    duties = [
        Lane(_words(law, row), row.opened_at, row.met_at or row.due_at or row.opened_at,
             due=row.due_at, met=row.met_at)
        for row in rows
        if row.due_at or row.met_at
    ]  # fmt: skip
    return Clocks(
        title=example.words,
        lanes=[*bars, *duties][:MOST_LANES],
        time_label=_("hours since the start"),
        legend=_("Bar: the measure. Square: the moment due. Dot: done, or ended."),
    )


def example_table(law: Jurisdiction, example: Example, rows: Sequence[Obligation]) -> Table:
    """What the law asked in the example, as a table."""
    zone = ZoneInfo(law.timezone)
    heads = (_("What the law asks"), _("From"), _("Due"), _("Done"), _("How it stands"))
    return Table(
        caption=_("The same as a table"),
        columns=[Column(words) for words in heads],
        rows=[
            [
                Cell(_words(law, row)),
                Cell(_moment(row.opened_at, zone)),
                _cell(row.due_at, zone, _("no moment")),
                _cell(row.met_at, zone, _("not done")),
                Cell(str(wording.STATUSES[row.status])),
            ]
            for row in rows
        ],
    )


def _named(kind: str) -> str:
    return str(wording.KINDS[kind]).capitalize()


def _words(law: Jurisdiction, row: Obligation) -> str:
    rules = {rule.id: rule for rule in selectors.rules_of(law, (row.type,))}
    return rules[row.rule_id].words if row.rule_id in rules else row.why


def _cell(moment: datetime | None, zone: ZoneInfo, otherwise: str) -> Cell:
    return Cell(otherwise, is_missing=True) if moment is None else Cell(_moment(moment, zone))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
