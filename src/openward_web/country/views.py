"""Countries by name, one country, and the form of a step. Nothing here ranks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.countries.loading import programme
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput
from openward_web.accounts.access import actor_at, reach_of
from openward_web.country import actions, presenters, selectors, wording
from openward_web.country.assessed import assessed_in
from openward_web.country.forms import StepForm
from openward_web.country.permissions import country_to_keep_or_404, may_keep
from openward_web.country.pictures import map_of
from openward_web.recording.sent import sent_by


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All countries by name, and what is known of the programme."""
    found = [(one, selectors.path_of(one)) for one in selectors.all_countries()]
    shown = {"programme": programme(), "table": presenters.table(found), "words": wording,
             "map": map_of([one for one, _path in found])}  # fmt: skip
    return render(request, "country/index.jinja", shown)


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country: its path, what stands beside it, and what is not known."""
    found = selectors.country_or_404(code)
    path = selectors.path_of(found)
    reach = reach_of(request)
    shown = {
        "country": found, "kinds": selectors.by_kind(path), "words": wording,
        "figures": selectors.collections_of(found), "known": catalogue(),
        "unknown": [*found.not_known, *(wording.GAPS[gap] for gap in selectors.gaps(found, path))],
        "assessed": assessed_in(reach, found), "may_keep": may_keep(reach, found),
    }  # fmt: skip
    return render(request, "country/country.jinja", shown)


def write(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """The form of a step; key: of the one that it takes the place of."""
    found = country_to_keep_or_404(reach_of(request), code)
    before = {one.key: one for one in selectors.path_of(found)}.get(key)
    if key and before is None:
        raise Http404
    form = StepForm(request.POST or None, initial=presenters.initial(before))
    if request.method == "POST" and form.is_valid() and _written(request, form, found, key):
        return redirect("country:country", code=found.code)
    shown: dict[str, Any] = {"country": found, "form": form, "before": before}
    return render(request, "country/write.jinja", shown, status=422 if form.errors else 200)


def _written(request: HttpRequest, form: StepForm, found: Any, key: str) -> bool:
    if reach_of(request).by_pin is not None:
        form.add_error(None, _("Sign in with your password to write about a country."))
        return False
    said = sent_by(request, actor_at(request, "UTC")).words
    try:
        actions.write_step(**said, country=found, said=form.cleaned_data, corrects=key)
    except BadInput as bad:
        form.add_error(None, bad.sentences())
        return False
    return True
