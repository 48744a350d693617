"""The reference page of rights in plain words, and of whom a person can turn to in each place."""

from __future__ import annotations

from openward.rights.contacts import KINDS, Place, PublicContact, places
from openward.rights.plain_words import rights

ABOUT = """What a person can always do, and the bodies outside the ward by place, from
`content/rights`. *Not verified* means that the role or the address was not read in the source; the
note says which. **Nobody has tried these addresses**: do so before you print them, and correct the
file. A facility adds its own contacts on the page of the ward; those come first.
"""


def contacts() -> str:
    """The page without its first line."""
    lines = "\n".join(f"- **{right.title}**: {right.words} *“{right.say}”*" for right in rights())
    body = "\n".join(map(_place, places().values()))
    return f"# Rights and contacts\n\n{ABOUT}\n{lines}\n\n{body}"


def _place(place: Place) -> str:
    ordered = sorted(place.contacts, key=lambda contact: KINDS.index(contact.kind))
    rows = [*map(_row, ordered)]
    rows += [f"- {kind}: none is named. {why}\n" for kind, why in place.missing.items()]
    return f"## `{place.code}` {place.name}\n\n{''.join(rows)}"


def _row(contact: PublicContact) -> str:
    web = f" {contact.web}" if contact.web else " (the ward has to give the address)"
    read = f"{contact.source}, read on {contact.read_on}" if contact.source else "none"
    note = f" {contact.note}" if contact.note else ""
    verified = "Verified" if contact.verified else "**Not verified**"
    return (
        f"- {contact.kind}: {contact.official_name}.{web}\n"
        f"  {contact.does}\n  {verified}. Source: {read}.{note}\n"
    )
