"""The reference page of instruments on places: what is known of each, and their items."""

from __future__ import annotations

from openward.instruments.assessment import Assessment, Item
from openward.instruments.assessment_files import shipped
from openward.instruments.ratings import NEEDED, SCHEMA

ABOUT = """Instruments that a committee, a ward or an organisation answers about a place, never
about a person, from `content/instruments/assessments`. No text of others is shipped: titles are
our own short words. *Remembered* means that a title was not read in a source; it cannot be used
on a visit.
Whoever holds an official text loads it with `openward assess text CODE FILE` into their own
installation, from a CSV file with the columns `id` and `text`.

Levels stand in an order and have no distance: they are counted, never averaged. What does not apply
is a level of its own; what was not assessed is no row.
"""


def listed() -> str:
    """The page without its first line."""
    ratings = "\n".join(
        f"| {name} | {'needs a value' if name in NEEDED else 'may be missing'} |"
        for name in SCHEMA.names
    )
    return (
        f"# Instruments on places\n\n{ABOUT}\n## The file of ratings\n\nOne row per visit, item "
        "and rater; `rated_by` is `committee` for the rating that the committee agreed on.\n\n"
        f"| column | |\n|---|---|\n{ratings}\n\n" + "\n".join(map(_one, shipped().values()))
    )


def _one(known: Assessment) -> str:
    levels = ", ".join(
        f"`{level.code}` ({level.name}{f', {level.official}' if level.official else ''})"
        for level in known.levels
    )
    limits = "\n".join(f"- {sentence}" for sentence in known.cannot_say)
    return (
        f"## `{known.code}`\n\n{known.official_name}; {known.version}. {known.about}\n\n"
        f"Answered by: {known.answered_by}. "
        f"{'Verified' if known.verified else '**Not verified**'}: "
        f"{known.source}. {known.note}\n\nLicence: {known.licence}"
        f"{'' if known.licence_read else ' (terms not read)'}.\n\nLevels: {levels}.\n\n"
        f"It cannot say:\n\n{limits}\n\n| item | | our words | |\n|---|---|---|---|\n"
        f"{''.join(map(_item, known.items))}"
    )


def _item(item: Item) -> str:
    read = "" if item.verified else "remembered"
    return f"| {item.id} | {item.grain} | {item.title} | {read} |\n"
