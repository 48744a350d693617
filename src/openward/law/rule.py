"""One rule of the law, as its file states it. The file's keys are the field names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from openward.law.working_days import Days

EVER = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)

#: Types with a clock, in the order in which pages show them.
LENGTHS = ("order_limit", "renewal_limit", "total_limit", "cumulative_limit")
CLOCKS = (
    "prohibited", "authorise", *LENGTHS, "min_gap", "observe", "review", "notify", "judicial",
    "inform_person", "debrief", "record",
)  # fmt: skip
#: Types that pages show and that no clock follows.
WORDS_ONLY = ("scope", "end_authority", "requirement", "retention", "report")
TYPES = CLOCKS + WORDS_ONLY

#: Types whose passing is a breach, once a lawyer has signed the verified rule.
LIMITS = ("prohibited", *LENGTHS, "min_gap")
FORCES = ("law", "regulation", "code", "standard")
QUALITATIVE = ("at_once", "without_delay", "when_able", "short", "regularly", "no_number")
MODES = ("continuous", "in_person", "same_room", "any")
EFFECTS = ("hard", "soft", "advice")
ANCHORS = ("start", "end", "elapsed", "cumulative", "count", "death", "extension")


@dataclass(frozen=True, slots=True)
class Applies:
    """Whom and where a rule is about; None is everyone, everywhere. age_below is exclusive."""

    age_from: int | None = None
    age_below: int | None = None
    status: tuple[str, ...] | None = None
    setting: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How lengths add up: pauses shorter than gap, and whatever lies in the window."""

    window: timedelta | None = None
    gap: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What opens a notice: anchor is one of ANCHORS; at is a length, or a number for `count`."""

    anchor: str
    at: timedelta | int | None = None
    window: timedelta | None = None
    gap: timedelta | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. from_at and to_at are its validity as moments; signed: a lawyer stands by it.

    What each key means for each type stands in `docs/law-files.md`.
    """

    id: str
    type: str
    jurisdiction: str
    words: str
    kinds: frozenset[str] = frozenset()
    techniques: frozenset[str] | None = None
    applies: Applies = Applies()
    force: str
    valid_from: date | None = None
    valid_to: date | None = None
    from_at: datetime = EVER
    to_at: datetime = NEVER
    cite: str = ""
    url: str | None = None
    read_on: date | None = None
    verified: bool
    signed: bool = False
    signed_by: str = ""
    note: str | None = None
    text: str | None = None
    term: str | None = None
    unknown: bool = False
    qualitative: str | None = None
    effect: str = "hard"
    unless: tuple[str, ...] = ()
    limit: timedelta | None = None
    window: timedelta | None = None
    gap: timedelta | None = None
    first: timedelta | None = None
    every: timedelta | None = None
    within: timedelta | None = None
    within_working_days: int | None = None
    per: timedelta | None = None
    times: int | None = None
    max_gap: timedelta | None = None
    spread: bool = False
    at: tuple[timedelta, ...] = ()
    at_cumulative: timedelta | None = None
    after_dose: timedelta | None = None
    first_phase: timedelta | None = None
    mode: str | None = None
    by: tuple[str, ...] = ()
    independent: bool = False
    emergency_by: tuple[str, ...] = ()
    confirm_by: tuple[str, ...] = ()
    confirm_within: timedelta | None = None
    to: tuple[str, ...] = ()
    trigger: Trigger | None = None
    received: bool = False
    apply_before: timedelta | None = None
    clock: Clock | None = None
    decide_within: timedelta | None = None
    expected_over: timedelta | None = None
    court_hours: tuple[int, int] | None = None
    when: tuple[str, ...] = ()
    offer_is_enough: bool = False
    whose: str = "person"
    fields: tuple[str, ...] = ()

    @property
    def can_be_breached(self) -> bool:
        """Whether passing it is a breach: a limit, binding, verified, and signed by a lawyer."""
        binding = self.effect != "advice" and self.force != "standard"
        return self.type in LIMITS and binding and self.verified and self.signed


@dataclass(frozen=True, kw_only=True)
class Jurisdiction:
    """One file of the law: its rules, and its worked examples as written."""

    code: str
    name: str
    timezone: str
    adult_age: int = 18
    weekend: tuple[str, ...] = ("saturday", "sunday")
    holidays: tuple[date, ...] = ()
    within: str | None = None
    beside: str | None = None
    words: str = ""
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    no_examples: dict[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...]
    examples: tuple[dict[str, Any], ...] = ()

    @cached_property
    def clocks(self) -> dict[str, list[Rule]]:
        """The rules that a clock follows, by kind of measure, in the order of the file."""
        timed = [rule for rule in self.rules if rule.type in CLOCKS]
        kinds = frozenset[str]().union(*(rule.kinds for rule in timed))
        return {kind: [rule for rule in timed if kind in rule.kinds] for kind in kinds}

    @cached_property
    def days(self) -> Days:
        """Its calendar."""
        return Days(ZoneInfo(self.timezone), self.weekend, self.holidays)
