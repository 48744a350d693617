"""A person's rights as a page shows them: in plain words, with whom to turn to in one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openward.law.rule import Jurisdiction
from openward.rights.contacts import PublicContact, places
from openward.rights.plain_words import Right, rights
from openward_web.law import selectors
from openward_web.law.presenters import Section, sections

KINDS = {
    "advocate": _("Somebody on your side"),
    "complaint": _("Where you can complain"),
    "monitor": _("Who looks from outside"),
}


@dataclass(frozen=True, slots=True)
class RightsOfPlace:
    """What a person can do there. bodies: by kind in words, the bodies, and why there are none."""

    law: Jurisdiction
    rights: Sequence[Right]
    bodies: Sequence[tuple[str, Sequence[PublicContact], str]]
    sections: Sequence[Section]


def rights_or_404(code: str) -> RightsOfPlace:
    """The rights in one place; 404 where no law of this code is known."""
    law = selectors.law_or_404(code)
    return RightsOfPlace(law, rights(), _bodies(code), [s for s in sections(law) if s.rules])


def _bodies(code: str) -> list[tuple[str, Sequence[PublicContact], str]]:
    place = places().get(code)
    if place is None:
        return [(str(words), (), str(_("We do not know any yet."))) for words in KINDS.values()]
    return [
        (str(words), [one for one in place.contacts if one.kind == kind],
         place.missing.get(kind, ""))
        for kind, words in KINDS.items()
    ]  # fmt: skip
