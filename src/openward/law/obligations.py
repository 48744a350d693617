"""What the law asks about one measure: every rule that holds, its clocks, and how they stand.

A pure function of what is recorded, the rules, and the moment from which one looks. It never says
that something may be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from openward.law import afterwards, authority, courts, intervals, lengths, notices, reviews
from openward.law.case import Case, Context, Force, RegimeSpan
from openward.law.concerns import concerns
from openward.law.obligation import END_LOST, Obligation, Owed
from openward.law.rule import Jurisdiction, Rule
from openward.law.standing import WHILE_IT_LASTS, softened, status_of, why_of
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
        touching = [
            rule
            for rule in law.clocks.get(case.measure.kind, ())
            if any(_touches(case, _force(rule, span)) for span in whole)
        ]
        known = known or bool(touching)
        held = [
            (rule, span, force)
            for rule in touching
            for span in (_in_setting(rule, by_setting, case) if rule.applies.setting else whole)
            if _touches(case, force := _force(rule, span))
        ]
        yield from _judged(law, held, case)
        law = laws.get(law.within) if law.within else None
    if not known:
        yield _unknown(case, code, f"no rule on {case.measure.kind} is known to us for that day")


def _in_setting(rule: Rule, spans: list[RegimeSpan], case: Case) -> list[RegimeSpan]:
    """The spans in a setting that the rule asks for; where there is none, one that may be."""
    touched = [span for span in spans if _touches(case, _force(rule, span))]
    asked = [span for span in touched if span.setting in (rule.applies.setting or ())]
    return asked or [span for span in touched if span.setting is None][:1]


def _force(rule: Rule, regime: RegimeSpan) -> Force:
    return Force(max(rule.from_at, regime.from_at), min(rule.to_at, regime.to_at))


def _touches(case: Case, force: Force) -> bool:
    """Whether the rule or regime holds at some moment of the measure."""
    if force.from_at >= force.to_at or force.to_at <= case.start:
        return False
    if case.is_point:
        return force.holds_at(case.start)
    if case.end is None:
        return force.from_at <= case.as_of
    return force.from_at <= case.start or force.from_at < case.end


class Asked(NamedTuple):
    """A rule that holds at the ward. concerned: True, False, or what is missing to know it."""

    rule: Rule
    force: Force
    concerned: bool | str

    def is_of_renewals(self, case: Case) -> bool:
        """Whether later orders have a limit of their own."""
        began = not (case.lost and self.force.from_at > case.until)
        return self.rule.type == "renewal_limit" and self.concerned is True and began


def _judged(
    law: Jurisdiction, held: list[tuple[Rule, RegimeSpan, Force]], case: Case
) -> Iterator[Obligation]:
    asked = [Asked(rule, force, concerns(rule, regime, case)) for rule, regime, force in held]
    apart = any(each.is_of_renewals(case) for each in asked)
    found: dict[str, list[tuple[Rule, Owed, str]]] = {}
    for each in asked:
        if each.concerned is not False:
            rule, owed = each.rule, _owed(each, case, law.days, apart)
            judged = [(rule, row, status_of(rule, row, case)) for row in owed]
            found.setdefault(rule.id, []).extend(judged)
    for rows in found.values():
        for number, (rule, row, status) in enumerate(rows, 1):
            yield _obligation(rule, case, row, softened(rule, status, found), number)


def _owed(asked: Asked, case: Case, days: Days, apart: bool) -> list[Owed]:
    """What a rule asks for; `unknown` where something is missing that would decide."""
    rule, force, concerned = asked
    if rule.type == "renewal_limit" and not lengths.renewed(rule, case, force):
        return []
    if case.lost and force.from_at > case.until:
        return _perhaps_later(rule, force, case, days)
    missing = "what the law asks here is not known to us" if rule.unknown else concerned
    if isinstance(missing, str):
        return [Owed(case.start, None, None, "unknown", missing)]
    case.lenient, case.doubted = False, False
    strict = _rows(rule, force, case, days, apart)
    if not case.doubted:
        return strict
    case.lenient = True
    kind = {_outcome(rule, row, case) for row in _rows(rule, force, case, days, apart)}
    return [row if _outcome(rule, row, case) in kind else _doubtful(rule, row, case)
            for row in strict]  # fmt: skip


def _perhaps_later(rule: Rule, force: Force, case: Case, days: Days) -> list[Owed]:
    """Of a rule that began when nobody knows whether the measure still went on."""
    if rule.type in WHILE_IT_LASTS:
        return [Owed(force.from_at, None, None, "unknown", END_LOST)]
    return [row for row in _rows(rule, force, case, days, False) if row.status == "unknown"]


def _rows(rule: Rule, force: Force, case: Case, days: Days, apart: bool) -> list[Owed]:
    if rule.type == "order_limit":
        return list(lengths.order_limit(rule, case, force, renewals_apart=apart))
    if rule.type in PLAIN:
        return list(PLAIN[rule.type](rule, case, force))
    return list(WITH_DAYS[rule.type](rule, case, force, days))


def _outcome(rule: Rule, row: Owed, case: Case) -> tuple[object, ...]:
    """What of a row does not change with who exactly did it."""
    return row.opened_at, row.due_at, row.reading, status_of(rule, row, case)


def _doubtful(rule: Rule, row: Owed, case: Case) -> Owed:
    """A row that would look otherwise if what was not recorded fitted."""
    if status_of(rule, row, case) not in NOT_DONE:
        return row
    why = "a role or a way of doing it was not recorded"
    return Owed(row.opened_at, row.due_at, None, "unknown", why, row.order_id, row.reading)


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
        why=why_of(rule, row, status),
    )


def _unknown(case: Case, jurisdiction: str, why: str) -> Obligation:
    measure = case.measure
    return Obligation(
        obligation_id=f"{measure.measure_id}/{jurisdiction or 'no-law'}/unknown",
        measure_id=measure.measure_id, order_id=None, stay_id=measure.stay_id,
        jurisdiction=jurisdiction, rule_id="", type="unknown", opened_at=case.start, due_at=None,
        met_at=None, status="unknown", reading="as_counted", force="", source="", verified=False,
        signed=False, why=why,
    )  # fmt: skip
