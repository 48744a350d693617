"""Released assessments of a country, for whoever may read them: ratings and institutions apart."""

from dataclasses import dataclass

from openward.countries.loading import Country
from openward.problems import BadInput
from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.assessments import heat
from openward_web.assessments.permissions import released_visits
from openward_web.assessments.selectors import known_assessments


@dataclass(frozen=True)
class Assessed:
    """One instrument: how many ratings are fully met, of how many; apart from it, institutions."""

    code: str
    name: str
    full: int
    ratings: int
    institutions: int


def assessed_in(reach: Reach, country: Country) -> list[Assessed] | None:
    """By instrument; None: whoever asks may not read assessments."""
    if not reach.may(Capability.SEE_ASSESSMENTS):
        return None
    visits = released_visits(reach).filter(facility__country=country.iso)
    used = set(visits.order_by().values_list("instrument", flat=True))
    found = []
    for code in sorted(used & set(known_assessments())):
        known = known_assessments()[code]
        table = heat.table_of_visits(visits, known)
        grain = known.grains[min(1, len(known.grains) - 1)]
        try:
            shown = heat.heat_of(table, known, "country", grain) if table is not None else None
        except BadInput:
            shown = None
        total = shown.rows[0][2][0] if shown and shown.rows else None
        places = visits.filter(instrument=code).order_by().values("facility").distinct().count()
        found.append(Assessed(code, known.official_name, total.full if total else 0,
                              total.ratings if total else 0, places))  # fmt: skip
    return found
