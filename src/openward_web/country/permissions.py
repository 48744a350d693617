"""Who may write about which country: a ministry about its own, or one for everywhere."""

from django.http import Http404

from openward.countries.loading import Country
from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.country.selectors import country_or_404

KEEP = Capability.KEEP_COUNTRY


def may_keep(reach: Reach, country: Country) -> bool:
    """Whether somebody may write about this country; a part of it is not enough."""
    places = reach.places(KEEP)
    return places.everywhere or country.iso in places.regions


def country_to_keep_or_404(reach: Reach, code: str) -> Country:
    """The country, or a page that does not say whether there is one."""
    found = country_or_404(code)
    if not may_keep(reach, found):
        raise Http404
    return found
