"""An instrument that a committee or a ward answers about a place, never about a person.

One file of `content/instruments/assessments` holds one version. Levels stand in an order and have
no distance: nothing here averages them. "Does not apply" is a level without a rank; "not assessed"
is no level: nobody answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

ANSWERED_BY = ("committee", "ward", "organisation", "user_defined")
#: judgement: the committee itself rates what stands above; none: each item stands for itself.
ROLL_UPS = ("judgement", "none")
EVIDENCE = ("interview_person", "interview_staff", "interview_family", "observation", "documents")
FULL = "full"
NOT_APPLICABLE = "not_applicable"
NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Level:
    """One answer. rank: its place in the order, the highest is best; None: outside the order."""

    code: str
    name: str
    rank: int | None = None
    official: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be rated.

    grain: what it is (theme, standard, criterion, …). title: own short words, or those of the
    official text where its holder loaded it (loaded). verified: whether the title was read.
    scale: which list of levels answers it; empty: that of the instrument.
    """

    id: str
    grain: str
    title: str
    verified: bool
    parent: str = ""
    articles: tuple[int, ...] = ()
    loaded: bool = False
    scale: str = ""


@dataclass(frozen=True)
class Assessment:
    """One version of one instrument on places.

    text_needed: its titles are not to be used on a visit before the official text is loaded.
    levels: of the instrument; scales: of items that have their own, by name.
    """

    code: str
    official_name: str
    version: str
    about: str
    language: str
    answered_by: str
    roll_up: str
    licence: str
    licence_read: bool
    text_needed: bool
    source: str
    verified: bool
    cannot_say: tuple[str, ...]
    levels: tuple[Level, ...]
    items: tuple[Item, ...]
    note: str = ""
    read_on: date | None = None
    evidence: tuple[str, ...] = ()
    scales: tuple[tuple[str, tuple[Level, ...]], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Its items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def grains(self) -> tuple[str, ...]:
        """What there is to rate, from the widest to the finest, as the file has them."""
        return tuple(dict.fromkeys(item.grain for item in self.items))

    def of_grain(self, grain: str) -> tuple[Item, ...]:
        """The items of one grain, in the order of the instrument."""
        return tuple(item for item in self.items if item.grain == grain)

    def below(self, parent: str) -> tuple[Item, ...]:
        """The items right below another one; of "" the widest ones."""
        return tuple(item for item in self.items if item.parent == parent)

    def levels_of(self, item: Item) -> tuple[Level, ...]:
        """What may be answered to an item."""
        return dict(self.scales)[item.scale] if item.scale else self.levels

    def top(self, item_id: str) -> Item:
        """The widest item above an item: the theme of a standard or criterion."""
        item = self.by_id[item_id]
        return self.top(item.parent) if item.parent else item

    @property
    def text_is_loaded(self) -> bool:
        """Whether every item stands in words that can be used on a visit."""
        return not self.text_needed or all(item.loaded for item in self.items)
