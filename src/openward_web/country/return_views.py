"""Monthly returns of hospitals without OpenWard: true numbers, for the ministry alone."""

from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.countries.loading import Country
from openward.countries.returns import COLUMNS, KINDS, Return, rate_table, read_returns
from openward.problems import BadInput, Problem, shown
from openward.rates.files import csv_text
from openward_web.accounts.access import actor_at, reach_of
from openward_web.country import actions, presenters, selectors
from openward_web.country.permissions import country_to_keep_or_404
from openward_web.country.return_form import ReturnForm
from openward_web.design.uploads import sent_file
from openward_web.recording.sent import sent_by

EXAMPLE = """\
hospital,hospital_name,month,kind,status,measures,bed_days
h1,Northern hospital,2026-03,seclusion,reported,0,310
h1,Northern hospital,2026-03,manual_restraint,suppressed,,310
h1,Northern hospital,2026-03,mechanical_restraint,not_reported,,
"""


def returns(request: HttpRequest, code: str) -> HttpResponse:
    """What came in, the form of one hospital and month, and the file of many."""
    found = country_to_keep_or_404(reach_of(request), code)
    form = ReturnForm(request.POST or None, today=_today())
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, found, form.returns)
        except BadInput as bad:
            form.add_error(None, bad.sentences())
        else:
            return redirect("country:returns", code=found.code)
    return _page(request, found, form)


@require_POST
def returns_file(request: HttpRequest, code: str) -> HttpResponse:
    """A CSV file of many hospitals and months, wholly or not at all."""
    found = country_to_keep_or_404(reach_of(request), code)
    try:
        file = sent_file(request, "table", which=_("choose a CSV file"),
                         if_large=_("send fewer months at once"))  # fmt: skip
        _write(request, found, read_returns(file.read(), shown(file.name or ""), _today()))
    except BadInput as bad:
        return _page(request, found, ReturnForm(today=_today()), bad.sentences())
    return redirect("country:returns", code=found.code)


@require_safe
def returns_csv(request: HttpRequest, code: str) -> HttpResponse:
    """What stands, as a rate table: the true numbers, to be protected before anybody sees them."""
    found = country_to_keep_or_404(reach_of(request), code)
    text = csv_text(rate_table(selectors.returns_of(found), found.iso))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="returns-{found.code}.csv"'
    return response


def _write(request: HttpRequest, found: Country, rows: list[Return]) -> None:
    if reach_of(request).by_pin is not None:
        raise BadInput(Problem(_("a number opens no returns"), _("sign in with your password")))
    said = sent_by(request, actor_at(request, "UTC")).words
    actions.write_returns(**said, country=found, returns=rows)


def _page(
    request: HttpRequest, found: Country, form: ReturnForm, wrong: list[str] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "country": found, "form": form, "wrong": wrong or [], "example": EXAMPLE,
        "columns": COLUMNS, "kinds": KINDS,
        "table": presenters.returns_table(selectors.returns_of(found)),
    }  # fmt: skip
    bad = bool(form.errors or wrong)
    return render(request, "country/returns.jinja", context, status=422 if bad else 200)


def _today() -> date:
    return datetime.now(UTC).date()
