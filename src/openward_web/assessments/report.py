"""The report of a visit, as its place reads it: no evidence, no small count, one agreed rating."""

from dataclasses import dataclass

from openward.instruments.assessment import NOT_ASSESSED, Assessment, Item
from openward.instruments.flows import flows
from openward_web.assessments import selectors, wording
from openward_web.assessments.models import Improvement, Member, Passage, Visit


@dataclass(frozen=True)
class Line:
    """One item with what the committee agreed on.

    spread: (level in words, how many) of the items right below it.
    """

    item: Item
    level: str
    reason: str
    spread: list[tuple[str, int]]


@dataclass(frozen=True)
class Group:
    """One of the widest items: its own line, and those of the items right below it."""

    line: Line
    lines: list[Line]


@dataclass(frozen=True)
class Report:
    """All of it, for the page, the paper and the text."""

    visit: Visit
    known: Assessment
    members: list[Member]
    lived: bool
    interviews: list[tuple[str, str]]
    groups: list[Group]
    passages: list[tuple[str, list[Passage]]]
    improvements: list[tuple[Improvement, str]]


def report_of(visit: Visit, known: Assessment) -> Report:
    """What the place may read about a visit."""
    held = selectors.held_by_item(visit)
    members = selectors.members_of(visit)
    passages = list(visit.passages.filter(withdrawn_at=None).order_by("written_at", "pk"))
    moves = visit.improvements.order_by("due_on", "pk")
    return Report(
        visit=visit, known=known, members=members,
        lived=selectors.has_lived_experience(members),
        interviews=selectors.interview_words(visit),
        groups=[_group(known, item, held) for item in known.below("")],
        passages=[(str(words), [p for p in passages if p.part == part])
                  for part, words in wording.PASSAGES.items()],
        improvements=[(row, str(wording.STATES[row.state])) for row in moves],
    )  # fmt: skip


def _group(known: Assessment, item: Item, held: dict[str, selectors.Held]) -> Group:
    return Group(_line(known, item, held),
                 [_line(known, below, held) for below in known.below(item.id)])  # fmt: skip


def _line(known: Assessment, item: Item, held: dict[str, selectors.Held]) -> Line:
    found = held.get(item.id, selectors.Held())
    reason = found.agreed[-1].reason if found.level else ""
    levels = [level_words(known, below, held.get(below.id, selectors.Held()).level)
              for below in known.below(item.id)]  # fmt: skip
    order = [level.name for level in known.levels] + [str(wording.NOT_ASSESSED_WORDS)]
    spread = [(name, levels.count(name)) for name in order if name in levels]
    return Line(item, level_words(known, item, found.level), reason, spread)


def level_words(known: Assessment, item: Item, code: str | None) -> str:
    """A level as people read it; None: nobody agreed on one."""
    names = {level.code: level.name for level in known.levels_of(item)}
    return names.get(code or "", str(wording.NOT_ASSESSED_WORDS))


@dataclass(frozen=True)
class Moved:
    """How many items of one group went from one level to another."""

    group: Item
    before: str
    after: str
    way: str
    items: int


def moved_between(first: Visit, second: Visit, known: Assessment, grain: str) -> list[Moved]:
    """Two visits to one place: which way items went, never how far."""
    levels = [selectors.agreed_levels(visit) for visit in (first, second)]
    names = {level.code: level.name for level in known.levels}
    names[NOT_ASSESSED] = str(wording.NOT_ASSESSED_WORDS)
    return [
        Moved(known.by_id[flow.group], names[flow.before], names[flow.after],
              str(wording.WAYS[flow.way]), flow.items)
        for flow in flows(known, levels[0], levels[1], grain)
    ]  # fmt: skip
