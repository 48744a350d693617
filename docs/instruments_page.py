"""The reference page of questionnaires: what is known of each, and what may be shipped."""

from __future__ import annotations

from openward.instruments.instrument import Instrument, Score
from openward.instruments.loading import instruments

ABOUT = """Questionnaires on how coercion and the ward were experienced, from
`content/instruments`. Of those of others OpenWard keeps instrument, version, score, rater and day,
and ships no items: get the form from its owners. *Not verified* means that it was not read in the
source. No score is shown as a cut-off, a norm or a rank, and none is kept to predict anything about
a person.
"""


def registered() -> str:
    """The page without its first line."""
    return f"# Questionnaires\n\n{ABOUT}\n" + "\n".join(map(_one, instruments().values()))


def _one(known: Instrument) -> str:
    read = f", read on {known.read_on}" if known.read_on else ""
    verified = "Verified" if known.verified else "**Not verified**"
    terms = "" if known.licence_read else " (terms not read)"
    ships = "Items are shipped." if known.may_ship_items else f"No items: {known.why_not}"
    limits = "\n".join(f"- {sentence}" for sentence in known.cannot_say)
    return (
        f"## `{known.code}`\n\n{known.official_name}; {known.version}. {known.about}\n\n"
        f"Filled in by: {known.rated_by.replace('_', ' ')}. About: {known.when.replace('_', ' ')}. "
        f"Items: {known.items}. {'' if known.validated else '**Not validated.** '}"
        f"{verified}: {known.source}{read}. {known.note}\n\n"
        f"Licence: {known.licence}{terms}. {ships}\n\n{_scores(known)}{_questions(known)}"
        f"It cannot say:\n\n{limits}\n"
    )


def _scores(known: Instrument) -> str:
    rows = "".join(
        f"| `{s.id}` | {s.name} | {_range(s)} | {s.higher_means} | {s.note} |\n"
        for s in known.scores
    )
    head = "| score | | range | higher means | not verified |\n|---|---|---|---|---|\n"
    return f"{head}{rows}\n" if rows else ""


def _range(score: Score) -> str:
    known = score.low is not None and score.high is not None
    return f"{score.low:g} to {score.high:g}" if known else "not known"


def _questions(known: Instrument) -> str:
    rows = "".join(f"- {question.words}\n" for question in known.questions)
    answers = ", ".join(f"`{answer}`" for answer in known.answers)
    return f"Questions, each answered with {answers} or in own words:\n\n{rows}\n" if rows else ""
