"""Releases for everybody, and the page where one is made."""

from datetime import UTC, datetime
from pathlib import PurePath
from uuid import UUID

import pyarrow as pa
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openward.disclosure.areas import parents_of
from openward.disclosure.policy import policy_of
from openward.problems import BadInput, Problem, shown
from openward.rates import files
from openward_web.accounts.access import actor_at, reach_of
from openward_web.figures import reports, wording
from openward_web.figures.selectors import with_values
from openward_web.recording.sent import sent_by
from openward_web.releases import presenters, selectors
from openward_web.releases.actions import release_figures
from openward_web.releases.forms import ReleaseForm
from openward_web.releases.models import Release
from openward_web.releases.permissions import RELEASE, check_may_release

#: Protecting more takes longer than somebody waits for a page.
MOST_ROWS = 600


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All releases, the newest first."""
    found = {
        "releases": selectors.releases(),
        "may_release": reach_of(request).may(RELEASE),
        "say": wording,
    }
    return render(request, "releases/index.jinja", found)


@require_safe
def one(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One release as tables."""
    release = _release_or_404(release_id)
    table = selectors.table_of(release)
    rows = with_values(table)
    found = {
        "release": release,
        "say": wording,
        "policy": policy_of(release.policy),
        "counts": presenters.counts_sentence(rows),
        "tables": presenters.tables(rows),
        "report": reports.choice_of_all(table),
        "cost": selectors.cost_for(release, reach_of(request).account_id),
    }
    return render(request, "releases/one.jinja", found)


@require_safe
def table_csv(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The same as a rate table."""
    release = _release_or_404(release_id)
    response = HttpResponse(release.table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="release-{release.number}.csv"'
    return response


@require_safe
def report(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """One place of a release on paper; as open as the release itself."""
    release = _release_or_404(release_id)
    protected = _("hidden by the policy %(name)s") % {"name": policy_of(release.policy).name}
    table = selectors.table_of(release)
    return reports.report_response(request, table, protected, selectors.parents_of_places())


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, and what stands against the table that was sent."""
    if reach_of(request).by_pin is not None:
        raise PermissionDenied(_("Sign in with your password to release figures."))
    form = ReleaseForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, [], 422 if form.is_bound else 200)
    try:
        key = _release(request, form)
    except BadInput as bad:
        return _form(request, form, bad.sentences(), 422)
    return redirect("releases:one", key)


def _release(request: HttpRequest, form: ReleaseForm) -> UUID:
    cleaned = form.cleaned_data
    table = _table(cleaned["table"])
    check_may_release(reach_of(request), table, datetime.now(UTC).date())
    areas = cleaned["areas"]
    parents = parents_of(areas.read(), shown(areas.name)) if areas else {}
    words = sent_by(request, actor_at(request, "UTC")).words
    return release_figures(
        **words, table=table, title=cleaned["title"], policy=cleaned["policy"], parents=parents
    )


def _table(file: UploadedFile) -> pa.Table:
    data, name = file.read(), shown(file.name or "")
    if PurePath(name).suffix == ".parquet":
        read = files.read_parquet(data, name, settings.UPLOAD_MAX_ROWS)
    else:
        read = files.read_csv(data, name)
    if read.table.num_rows > MOST_ROWS:
        what = _("more than %(most)s rows") % {"most": MOST_ROWS}
        raise BadInput(Problem(what, _("release fewer areas, periods or groups at once")), name)
    return read.with_texts().table


def _form(
    request: HttpRequest, form: ReleaseForm, sentences: list[str], status: int
) -> HttpResponse:
    found = {"form": form, "sentences": sentences, "most_rows": MOST_ROWS}
    return render(request, "releases/new.jinja", found, status=status)


def _release_or_404(release_id: UUID) -> Release:
    found = Release.objects.filter(pk=release_id).first()
    if found is None:
        raise Http404
    return found
