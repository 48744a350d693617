"""What the law pages read: the files of the law with this installation's signatures."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import Http404

from openward.law.examples import Example, computed, examples_of
from openward.law.loading import read_laws
from openward.law.obligation import Obligation
from openward.law.rule import Jurisdiction, Rule
from openward.law.signatures import with_local


@cache
def laws() -> dict[str, Jurisdiction]:
    """All jurisdictions by code; read once, since files change only with a new start."""
    return with_local(read_laws(), settings.DATA_FOLDER / "law" / "local")


def law_or_404(code: str) -> Jurisdiction:
    """One jurisdiction."""
    if code not in laws():
        raise Http404
    return laws()[code]


def beside(law: Jurisdiction) -> Jurisdiction | None:
    """The standard that is shown beside it, and never merged."""
    return laws().get(law.beside) if law.beside else None


def by_name() -> tuple[list[Jurisdiction], list[Jurisdiction]]:
    """(the places that have a law, the standards of others), each by name."""
    found = sorted(laws().values(), key=lambda law: law.name)
    standards = [law for law in found if all(rule.force == "standard" for rule in law.rules)]
    return [law for law in found if law not in standards], standards


def example(law: Jurisdiction, number: int) -> tuple[Example, list[Obligation]] | None:
    """A worked example and what follows from it; None where the file has none of this number."""
    if not 0 < number <= len(law.examples):
        return None
    found = examples_of(law)[number - 1]
    return found, computed(found, laws())


def rules_of(law: Jurisdiction, types: tuple[str, ...]) -> list[Rule]:
    """Its rules of these types, in the order of the file; those of the wider law after them."""
    wider = laws().get(law.within) if law.within else None
    own = [rule for rule in law.rules if rule.type in types]
    return own + (rules_of(wider, types) if wider else [])
