"""A reader's own rate table: checked like any other, kept for the session, never stored."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openward.problems import BadInput, shown
from openward.rates import files
from openward_web.design.uploads import sent_file
from openward_web.figures.collections import UPLOADED, forget, keep_for_session, uploaded

EXAMPLE = """\
indicator,area_type,area_id,area_name,period_start,period_end,stratum,\
numerator,denominator,multiplier,status,source
our-seclusions,ward,w1,Birch ward,2025-01-01,2025-02-01,,2,510,1000,reported,our register
our-seclusions,ward,w1,Birch ward,2025-02-01,2025-03-01,,0,498,1000,reported,our register
our-seclusions,ward,w1,Birch ward,2025-03-01,2025-04-01,,,,1000,not_reported,our register
"""


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form, and what is wrong with the file that was sent."""
    if request.method != "POST":
        return _form(request, [])
    try:
        table = _sent_table(request).table
    except BadInput as bad:
        return _form(request, bad.sentences())
    keep_for_session(table, request.session)
    return redirect("figures:collection", UPLOADED)


@require_POST
def forget_upload(request: HttpRequest) -> HttpResponse:
    """Delete the uploaded table now."""
    forget(request.session)
    return redirect("figures:upload")


def _sent_table(request: HttpRequest) -> files.RateFile:
    """The checked table of the form, or BadInput with the sentences of the command line."""
    file = sent_file(request, "table", which=_("choose a CSV or Parquet file"),
                     if_large=_("use the command line"))  # fmt: skip
    is_parquet = PurePath(file.name).suffix == ".parquet"
    data, name = file.read(), shown(file.name)
    if is_parquet:
        return files.read_parquet(data, name, settings.UPLOAD_MAX_ROWS)
    return files.read_csv(data, name)


def _form(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    context = {
        "sentences": sentences,
        "slug": UPLOADED,
        "example": EXAMPLE.strip(),
        "has_table": uploaded(request.session) is not None,
    }
    return render(request, "figures/upload.jinja", context, status=400 if sentences else 200)
