"""The own plan as it is read: only the parts that the person lets the reader see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from openward.plans.parts import (
    ON_THE_CARD,
    CardWords,
    Part,
    base_language,
    card_words,
    part_on_card,
    parts,
)
from openward.plans.readers import Readers, Relation, may_read
from openward.plans.review import Happened, Why, reasons_for_review
from openward_web.people.models import (
    LineTranslation,
    PartReaders,
    Person,
    Plan,
    PlanLine,
    ReviewAsked,
)
from openward_web.recording.models import Incident
from openward_web.wards.models import Stay


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part with its lines, the two voices apart. is_hidden: the person keeps it from whoever
    reads; then there are no lines, and nothing says whether there are any."""

    part: Part
    readers: Readers
    is_hidden: bool
    mine: Sequence[PlanLine] = ()
    staff: Sequence[PlanLine] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one screen in a crisis. hidden: parts of it that the person keeps. own_words:
    the headings in the person's language, where it is not the reader's."""

    plan: Plan | None
    do: Sequence[PlanLine] = ()
    do_not: Sequence[PlanLine] = ()
    call: Sequence[PlanLine] = ()
    hidden: frozenset[str] = field(default_factory=frozenset)
    own_words: CardWords | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.do or self.do_not or self.call)


def plan_now(person_id: UUID) -> Plan | None:
    """The version that holds."""
    return Plan.objects.filter(person=person_id, ended_on=None).first()


def shown_parts(
    person_id: UUID, relation: Relation, version: int | None = None
) -> "list[PartShown]":
    """Every part of the plan, as it is now or as it stood in a version."""
    chosen = readers_of([person_id])[person_id]
    lines: dict[tuple[str, str], list[PlanLine]] = defaultdict(list)
    for line in _lines([person_id], version):
        lines[line.part, line.voice].append(line)
    found = []
    for code, part in parts().items():
        readers = chosen[code]
        if may_read(readers, relation):
            found.append(PartShown(part, readers, False, lines[code, "mine"],
                                   lines[code, "staff"]))  # fmt: skip
        else:
            found.append(PartShown(part, readers, True))
    return found


def cards(person_ids: Iterable[UUID], relation: Relation) -> dict[UUID, Card]:
    """The cards of some people for one reader, in three queries."""
    keys = list(person_ids)
    plans = {p.person_id: p for p in Plan.objects.filter(person__in=keys, ended_on=None)}
    chosen = readers_of(keys)
    places = {part_on_card(place): place for place in ("do", "do_not", "call")}
    lines: dict[UUID, dict[str, list[PlanLine]]] = {key: defaultdict(list) for key in keys}
    for line in _lines(keys, None, list(places)):
        lines[line.person_id][places[line.part]].append(line)
    return {key: _card(plans.get(key), lines[key], chosen[key], places, relation) for key in keys}


def _card(
    plan: Plan | None, lines: dict[str, list[PlanLine]], chosen: dict[str, Readers],
    places: dict[str, str], relation: Relation,
) -> Card:  # fmt: skip
    hidden = {place for code, place in places.items() if not may_read(chosen[code], relation)}
    # The person's own words come before what staff think, and only the first few are read.
    first = {
        place: sorted(said, key=lambda line: line.voice != "mine")[:ON_THE_CARD]
        for place, said in lines.items() if place not in hidden
    }  # fmt: skip
    three = [first.get(place, ()) for place in ("do", "do_not", "call")]
    return Card(plan, *three, frozenset(hidden), _own_words(three))


def _own_words(lists: Iterable[Sequence[PlanLine]]) -> CardWords | None:
    """The headings in the language of the first words that are the person's own."""
    own = (line.language for lines in lists for line in lines if line.voice == "mine")
    language = base_language(next(own, ""))
    return None if language == _language_here() else card_words().get(language)


def _language_here() -> str:
    return base_language(get_language() or "en")


def readers_of(person_ids: Sequence[UUID]) -> dict[UUID, dict[str, Readers]]:
    """Whom each person lets read each part; without a choice those who work on the ward."""
    found = {key: dict.fromkeys(parts(), Readers.WARD) for key in person_ids}
    for row in PartReaders.objects.filter(person__in=person_ids):
        found[row.person_id][row.part] = Readers(row.readers)
    return found


def versions(person_id: UUID) -> list[Plan]:
    """Every version, the newest first."""
    found = Plan.objects.filter(person=person_id).prefetch_related("signatures")
    return list(found.order_by("-version"))


def reasons(person: Person, plan: Plan, today: date) -> list[Why]:
    """Why the plan is to be looked at again."""
    since = plan.signed_at or plan.begun_at
    stays = Stay.objects.filter(person=person)
    happened = Happened(
        asked=_moments(ReviewAsked.objects.filter(person=person), "asked_at"),
        incidents=_moments(Incident.objects.filter(person=person, withdrawn_at=None), "started_at"),
        admissions=_moments(stays, "started_at"),
        discharges=_moments(stays.exclude(ended_at=None), "ended_at"),
    )
    return reasons_for_review(since, happened, plan.review_due_on or today, today)


def _moments(rows: "QuerySet[Any]", column: str) -> list[datetime]:
    """The latest: whether it was after the plan was looked at is all that is asked."""
    return list(rows.order_by(f"-{column}").values_list(column, flat=True)[:1])


def _lines(
    person_ids: Sequence[UUID], version: int | None, codes: Sequence[str] | None = None
) -> "list[PlanLine]":
    found = PlanLine.objects.filter(person__in=person_ids)
    if version is None:
        found = found.filter(until_version=None)
    else:
        after = Q(until_version=None) | Q(until_version__gt=version)
        found = found.filter(after, from_version__lte=version)
    if codes is not None:
        found = found.filter(part__in=codes)
    lines = list(found.order_by("place", "written_at", "pk"))
    _put_beside(lines)
    return lines


def _put_beside(lines: Iterable[PlanLine]) -> None:
    """To each line in another language than the reader's: is_foreign, and as in_other_words the
    translation into the reader's language: the newest of the person's own, which nobody else's
    takes the place of; else the newest."""
    here, foreign = _language_here(), {}
    for line in lines:
        line.in_other_words = None  # type: ignore[attr-defined]
        line.is_foreign = base_language(line.language) != here  # type: ignore[attr-defined]
        if line.is_foreign:  # type: ignore[attr-defined]
            foreign[line.pk] = line
    if foreign:
        rows = LineTranslation.objects.filter(line__in=foreign, language=here)
        in_turn = sorted(rows.order_by("written_at", "pk"), key=lambda row: row.by_whom == "self")
        for row in in_turn:
            foreign[row.line_id].in_other_words = row  # type: ignore[attr-defined]
