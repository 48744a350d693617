"""A rule's figure in words, for pages and lists; `not known to us` where there is none."""

from __future__ import annotations

from openward.law.durations import in_words
from openward.law.rule import Rule

NOT_KNOWN = "not known to us"
IN_WORDS = {
    "at_once": "at once",
    "without_delay": "without delay",
    "when_able": "as soon as possible",
    "short": "short, without a number",
    "regularly": "regularly, without a number",
    "no_number": "no figure in the text",
}
LENGTHS = {
    "limit": "at most {}",
    "window": "within any {}",
    "gap": "pauses under {} add up",
    "first": "first after {} at the latest",
    "every": "every {}",
    "within": "within {}",
    "max_gap": "at most {} apart",
    "at_cumulative": "at {} in all",
    "after_dose": "for {} after the dose",
    "first_phase": "continuously for the first {}",
    "confirm_within": "confirmed within {}",
    "apply_before": "the court is asked before {}",
    "decide_within": "the court decides within {}",
    "expected_over": "when it is foreseen to last over {}",
}


def figure(rule: Rule) -> str:
    """The figure of a rule in words: `at most 12 hours`, `2 times per 24 hours`."""
    if rule.unknown:
        return NOT_KNOWN
    parts: list[str] = []
    if rule.type == "min_gap" and rule.gap:
        return f"a pause of at least {in_words(rule.gap)}"
    for key, form in LENGTHS.items():
        length = getattr(rule, key)
        if length is not None:
            parts.append(form.format(in_words(length)))
    if rule.times and rule.per:
        parts.append(f"{rule.times} times per {in_words(rule.per)}")
    if rule.at:
        parts.append("at " + ", ".join(in_words(length) for length in rule.at))
    if rule.within_working_days:
        plural = "" if rule.within_working_days == 1 else "s"
        parts.append(f"within {rule.within_working_days} working day{plural}")
    if rule.trigger and rule.trigger.at is not None:
        parts.append(_trigger(rule))
    if rule.mode == "continuous":
        parts.append("continuously")
    if rule.qualitative:
        parts.append(IN_WORDS[rule.qualitative])
    return "; ".join(parts)


def _trigger(rule: Rule) -> str:
    trigger = rule.trigger
    if trigger is None or trigger.at is None:
        return ""
    if isinstance(trigger.at, int):
        return f"at number {trigger.at}"
    return f"at {in_words(trigger.at)}{' in all' if trigger.anchor == 'cumulative' else ''}"
