"""What stands in a visit: which ratings hold, where they conflict, and what is still missing."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from openward.instruments.agreement import Agreement, agreement
from openward.instruments.assessment import Assessment
from openward.instruments.assessment_files import assessments
from openward_web.assessments import wording
from openward_web.assessments.models import Evidence, Member, Rating, Visit

FEWEST_SHOWN = 5


def known_assessments() -> dict[str, Assessment]:
    """The instruments of this installation, with the texts that it holds."""
    return assessments(settings.DATA_FOLDER / "instruments")


@dataclass
class Held:
    """What holds for one item: of the committee, and of each assessor by account.

    More than one rating in one place is a conflict: people wrote at the same time.
    """

    agreed: list[Rating] = field(default_factory=list)
    own: dict[UUID, list[Rating]] = field(default_factory=dict)

    @property
    def level(self) -> str | None:
        """The agreed level; None where there is none, or two that differ."""
        levels = {rating.level for rating in self.agreed}
        return levels.pop() if len(levels) == 1 else None

    @property
    def is_conflict(self) -> bool:
        """Whether two were agreed on at the same time, with different levels."""
        return len({rating.level for rating in self.agreed}) > 1


def held_by_item(visit: Visit) -> dict[str, Held]:
    """Which ratings hold: those after which no other was written."""
    rows = list(visit.ratings.select_related("account").order_by("rated_at", "pk"))
    passed = {key for row in rows for key in json.loads(row.after)}
    found: dict[str, Held] = {}
    for row in rows:
        if str(row.pk) in passed:
            continue
        held = found.setdefault(row.item, Held())
        place = held.agreed if row.agreed else held.own.setdefault(row.account_id, [])
        place.append(row)
    return found


def agreed_levels(visit: Visit) -> dict[str, str]:
    """Level by item, as far as the committee agreed."""
    return {item: held.level for item, held in held_by_item(visit).items() if held.level}


@dataclass(frozen=True)
class Progress:
    """Helpers for the committee, by grain; none of them is a rating.

    agreed, of: items with an agreed level, and all. levels: how many assessors' ratings stand at
    each level. alike: how far assessors agreed before they talked.
    """

    grain: str
    agreed: int
    of: int
    levels: list[tuple[str, int]]
    alike: Agreement


def progress(visit: Visit, known: Assessment, held: dict[str, Held]) -> list[Progress]:
    """How far the visit is, for each grain of the instrument."""
    found = []
    for grain in known.grains:
        items = [item.id for item in known.of_grain(grain)]
        counts: Counter[str] = Counter()
        by_rater: dict[str, dict[str, str]] = {}
        for item in items:
            for account, ratings in held.get(item, Held()).own.items():
                counts[ratings[-1].level] += 1
                by_rater.setdefault(str(account), {})[item] = ratings[-1].level
        levels = [(level.name, counts[level.code]) for level in known.levels]
        agreed = sum(held.get(item, Held()).level is not None for item in items)
        found.append(Progress(grain, agreed, len(items), levels, agreement(by_rater)))
    return found


def without_evidence(visit: Visit, known: Assessment) -> list[str]:
    """The finest items about which nothing was noted."""
    noted = set(visit.evidence.values_list("item", flat=True))
    return [item.id for item in known.of_grain(known.grains[-1]) if item.id not in noted]


def interview_counts(visit: Visit) -> dict[str, int]:
    """How many of each kind; for the committee alone."""
    rows = visit.interviews.values_list("kind").annotate(total=Sum("count"))
    return dict(rows)


def interview_words(visit: Visit) -> list[tuple[str, str]]:
    """The same as the place may read it: nothing below five is told apart, zero among it."""
    counts = interview_counts(visit)
    return [
        (str(words), str(counts[kind]) if counts.get(kind, 0) >= FEWEST_SHOWN else "< 5")
        for kind, words in wording.INTERVIEWS.items()
    ]


def members_of(visit: Visit) -> list[Member]:
    """The committee, in the order of joining."""
    return list(visit.members.select_related("account").order_by("joined_at", "pk"))


def has_lived_experience(members: list[Member]) -> bool:
    """Whether somebody on the committee brings it."""
    return any(member.part == wording.LIVED for member in members)


def evidence_about(visit: Visit, items: list[str]) -> list[Evidence]:
    """What was noted about these items, the first first."""
    found = visit.evidence.filter(item__in=items).select_related("account")
    return list(found.order_by("written_at", "pk"))


def earlier_visit(visit: Visit) -> Visit | None:
    """The released visit to the same place, with the same instrument, before this one."""
    found = Visit.objects.filter(
        facility=visit.facility_id, instrument=visit.instrument, released_at__isnull=False,
        started_on__lt=visit.started_on,
    )  # fmt: skip
    return found.order_by("-started_on", "pk").first()


def last_day(visits: list[Visit]) -> date | None:
    """The latest first day among visits."""
    return max((visit.started_on for visit in visits), default=None)
