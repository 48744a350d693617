"""What the law asks about one measure: every rule that holds, its clocks, and how they stand.

A pure function of what is recorded, the rules, and the moment from which one looks. It never says
that something may be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from openward.law import afterwards, authority, courts, intervals, lengths, notices, reviews
from openward.law.case import Case, Context, Force, RegimeSpan
from openward.law.obligation import Obligation, Owed
from openward.law.rule import LENGTHS, LIMITS, Jurisdiction, Rule
from openward.law.working_days import Days
from openward.register.happened import Measure

Laws = Mapping[str, Jurisdiction]
PLAIN: dict[str, Callable[[Rule, Case, Force], Iterator[Owed]]] = {
    "prohibited": lengths.prohibited,
    "renewal_limit": lengths.renewal_limit,
    "total_limit": lengths.total_limit,
    "cumulative_limit": lengths.cumulative_limit,
    "min_gap": lengths.min_gap,
    "observe": intervals.observe,
    "review": reviews.review,
    "authorise": authority.authorise,
    "record": afterwards.record,
}
WITH_DAYS: dict[str, Callable[[Rule, Case, Force, Days], Iterator[Owed]]] = {
    "notify": notices.notify,
    "inform_person": notices.inform_person,
    "judicial": courts.judicial,
    "debrief": afterwards.debrief,
}
#: Types that ask something of each moment of a measure.
WHILE_IT_LASTS = (*LENGTHS, "prohibited", "observe", "review")
#: Words without a number that no single act fulfils.
NEVER_DONE = ("short", "regularly", "no_number")
MISSING = ("missed", "late", "open", "breach")
NOT_DONE = ("missed", "late", "open", "due", "breach")


def obligations(
    measure: Measure, context: Context, laws: Laws, as_of: datetime
) -> list[Obligation]:
    """Everything that the laws in force ask about this measure, as seen at `as_of`.

    laws: by code; a regime names the code, and its file may name another `within` which it stands.
    Rows are in the order of the regimes and of the rules in their files.
    """
    if measure.started_at > as_of:
        return []
    case = Case(measure, context, as_of)
    rows: list[Obligation] = []
    regimes = [r for r in context.regimes if _touches(case, Force(r.from_at, r.to_at))]
    if not regimes:
        rows.append(_unknown(case, "", "no law is named for this ward at that time"))
    for code in sorted({regime.jurisdiction for regime in regimes}):
        if code in laws:
            spans = [regime for regime in context.regimes if regime.jurisdiction == code]
            rows.extend(_under(code, spans, case, laws))
        else:
            rows.append(_unknown(case, code, f"the law of {code} is not known to us"))
    return rows


def _joined(spans: Iterable[RegimeSpan]) -> list[RegimeSpan]:
    """Spans that touch are one: a move within one law begins nothing anew."""
    joined: list[RegimeSpan] = []
    for span in sorted(spans, key=lambda r: (r.setting or "", r.from_at)):
        last = joined[-1] if joined else None
        if last and last.setting == span.setting and span.from_at <= last.to_at:
            joined[-1] = replace(last, to_at=max(last.to_at, span.to_at))
        else:
            joined.append(span)
    return joined


def _under(code: str, spans: Sequence[RegimeSpan], case: Case, laws: Laws) -> Iterator[Obligation]:
    """Under one law and those within which it stands. Only a rule that asks is cut by settings."""
    law: Jurisdiction | None = laws[code]
    known = False
    by_setting = _joined(spans)
    whole = _joined(replace(span, setting=None) for span in spans)
    while law is not None:
        held = [
            (rule, regime, force)
            for rule in law.clocks.get(case.measure.kind, ())
            for regime in (by_setting if rule.applies.setting else whole)
            if _touches(case, force := _force(rule, regime))
        ]
        known = known or bool(held)
        yield from _judged(law, held, case)
        law = laws.get(law.within) if law.within else None
    if not known:
        yield _unknown(case, code, f"no rule on {case.measure.kind} is known to us for that day")


def _force(rule: Rule, regime: RegimeSpan) -> Force:
    return Force(max(rule.from_at, regime.from_at), min(rule.to_at, regime.to_at))


def _touches(case: Case, force: Force) -> bool:
    """Whether the rule or regime holds at some moment of the measure."""
    if force.from_at >= force.to_at or force.to_at <= case.start:
        return False
    if case.is_point:
        return force.holds_at(case.start)
    return force.from_at <= case.start or force.from_at < (case.end or case.as_of)


def _judged(
    law: Jurisdiction, held: list[tuple[Rule, RegimeSpan, Force]], case: Case
) -> Iterator[Obligation]:
    found: dict[str, list[tuple[Rule, Owed, str]]] = {}
    asked = [(rule, force, _concerns(rule, regime, case)) for rule, regime, force in held]
    apart = any(rule.type == "renewal_limit" and concerned is True for rule, _, concerned in asked)
    for rule, force, concerned in asked:
        if concerned is not False:
            owed = _owed(rule, force, concerned, case, law.days, apart)
            judged = [(rule, row, _status(rule, row, case)) for row in owed]
            found.setdefault(rule.id, []).extend(judged)
    for rows in found.values():
        for number, (rule, row, status) in enumerate(rows, 1):
            yield _obligation(rule, case, row, _softened(rule, status, found), number)


def _owed(  # noqa: PLR0913, PLR0917
    rule: Rule, force: Force, concerned: bool | str, case: Case, days: Days, apart: bool
) -> list[Owed]:
    missing = "what the law asks here is not known to us" if rule.unknown else concerned
    if isinstance(missing, str):
        nothing = rule.type == "renewal_limit" and not notices.extensions(case)
        return [] if nothing else [Owed(case.start, None, None, "unknown", missing)]
    if case.lost and force.from_at > case.until and rule.type in WHILE_IT_LASTS:
        why = "the end was not recorded"
        return [Owed(force.from_at, None, None, "unknown", why)]
    case.lenient, case.doubted = False, False
    strict = _rows(rule, force, case, days, apart)
    if not case.doubted:
        return strict
    case.lenient = True
    found = {_outcome(rule, row, case) for row in _rows(rule, force, case, days, apart)}
    return [
        row if _outcome(rule, row, case) in found else _doubtful(rule, row, case) for row in strict
    ]


def _rows(rule: Rule, force: Force, case: Case, days: Days, apart: bool) -> list[Owed]:
    if rule.type == "order_limit":
        return list(lengths.order_limit(rule, case, force, renewals_apart=apart))
    if rule.type in PLAIN:
        return list(PLAIN[rule.type](rule, case, force))
    return list(WITH_DAYS[rule.type](rule, case, force, days))


def _outcome(rule: Rule, row: Owed, case: Case) -> tuple[object, ...]:
    """What of a row does not change with who exactly did it."""
    return row.opened_at, row.due_at, row.reading, _status(rule, row, case)


def _doubtful(rule: Rule, row: Owed, case: Case) -> Owed:
    """A row that would look otherwise if what was not recorded fitted."""
    if _status(rule, row, case) not in NOT_DONE:
        return row
    why = "a role or a way of doing it was not recorded"
    return Owed(row.opened_at, row.due_at, None, "unknown", why, row.order_id, row.reading)


def _concerns(rule: Rule, regime: RegimeSpan, case: Case) -> bool | str:
    """True, False, or what is missing to know it."""
    applies, measure = rule.applies, case.measure
    missing = ""
    if rule.techniques is not None:
        if measure.technique in (None, "not_recorded"):
            missing = "the technique was not recorded"
        elif measure.technique not in rule.techniques:
            return False
    if applies.age_from is not None or applies.age_below is not None:
        if measure.age_years is None:
            missing = "the age was not recorded"
        elif not _in_age(measure.age_years, applies.age_from, applies.age_below):
            return False
    if applies.setting is not None:
        if regime.setting is None:
            missing = "the setting of the ward was not recorded"
        elif regime.setting not in applies.setting:
            return False
    if applies.status is not None:
        status = case.legal_status()
        if status is None:
            missing = "the legal status was not recorded"
        elif status not in applies.status:
            return False
    return missing or True


def _in_age(age: int, age_from: int | None, age_below: int | None) -> bool:
    return (age_from is None or age >= age_from) and (age_below is None or age < age_below)


def _status(rule: Rule, row: Owed, case: Case) -> str:
    status = row.status or _by_time(row, case.as_of)
    if status == "met" and row.due_at is None and rule.qualitative in NEVER_DONE:
        status = "open"
    return "breach" if status in ("late", "missed") and rule.can_be_breached else status


def _by_time(row: Owed, as_of: datetime) -> str:
    if row.met_at is not None:
        return "late" if row.due_at is not None and row.met_at > row.due_at else "met"
    if row.due_at is None:
        return "open"
    return "missed" if as_of > row.due_at else "due"


def _softened(rule: Rule, status: str, found: Mapping[str, list[tuple[Rule, Owed, str]]]) -> str:
    """A soft limit passed is kept when the duties that the law asks then were done."""
    if (
        rule.effect != "soft"
        or rule.type not in LIMITS
        or status not in ("breach", "late", "missed")
    ):
        return status
    duties = [judged for other in rule.unless for _, _, judged in found.get(other, [])]
    if not duties or any(judged in MISSING for judged in duties):
        return status
    return "unknown" if "unknown" in duties else "met"


def _obligation(rule: Rule, case: Case, row: Owed, status: str, number: int) -> Obligation:
    measure = case.measure
    return Obligation(
        obligation_id=f"{measure.measure_id}/{rule.id}/{number}",
        measure_id=measure.measure_id,
        order_id=row.order_id,
        stay_id=measure.stay_id,
        jurisdiction=rule.jurisdiction,
        rule_id=rule.id,
        type=rule.type,
        opened_at=row.opened_at,
        due_at=row.due_at,
        met_at=row.met_at,
        status=status,
        reading=row.reading,
        force=rule.force,
        source=rule.cite,
        verified=rule.verified,
        signed=rule.signed,
        why=_why(rule, row, status),
    )


def _why(rule: Rule, row: Owed, status: str) -> str:
    unchecked = "" if rule.verified and rule.signed else "not checked by a lawyer"
    softened = status == "met" and row.due_at and row.met_at and row.met_at > row.due_at
    if not row.why and not softened:
        return unchecked
    passed = "passed, and the duties that the law asks then were done" if softened else ""
    return "; ".join(part for part in (row.why, passed, unchecked) if part)


def _unknown(case: Case, jurisdiction: str, why: str) -> Obligation:
    measure = case.measure
    return Obligation(
        obligation_id=f"{measure.measure_id}/{jurisdiction or 'no-law'}/unknown",
        measure_id=measure.measure_id, order_id=None, stay_id=measure.stay_id,
        jurisdiction=jurisdiction, rule_id="", type="unknown", opened_at=case.start, due_at=None,
        met_at=None, status="unknown", reading="as_counted", force="", source="", verified=False,
        signed=False, why=why,
    )  # fmt: skip
