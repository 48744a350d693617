"""The reference page of practices: what a ward can do, and what is known of it."""

from __future__ import annotations

from openward.change.practices import Family, Practice, families, practices

ABOUT = """What a ward can do differently, from `content/practices`, in our own words. Strength of
the evidence: `supportive` (a trial, not strong), `observed` (before and after, nothing compared),
`mixed`, `none_shown` (looked for and not found), `not_known` (nobody looked, or none
of us has read it).
"""


def catalogue_of_practices() -> str:
    """The page without its first line."""
    return f"# Practices\n\n{ABOUT}\n" + "\n".join(map(_family, families().values()))


def _family(family: Family) -> str:
    inside = [one for one in practices().values() if one.family == family.code]
    return f"## {family.title}\n\n{_known(family)}\n" + "\n".join(map(_one, inside))


def _one(practice: Practice) -> str:
    pitfalls = "".join(f"- {line}\n" for line in practice.pitfalls)
    checks = "".join(f"- {line}\n" for line in practice.checks)
    leads = ", ".join(role.replace("_", " ") for role in practice.leads)
    return (
        f"### `{practice.code}`\n\n**{practice.title}.** {practice.what} Led by: {leads}.\n\n"
        f"{_known(practice)}\nWhere it goes wrong:\n\n{pitfalls}\nStill done?\n\n{checks}"
    )


def _known(one: Family | Practice) -> str:
    verified = "Verified" if one.verified else "**Not verified**"
    note = f" {one.note}" if one.note else ""
    return f"`{one.strength}`: {one.evidence} {verified}: {'; '.join(one.sources)}.{note}\n"
