"""Everything by and about whoever is signed in, as one ZIP: paper, and a file for programs."""

import io
import zipfile
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.exchange.own_record.bundle import bundle_text
from openward.exchange.own_record.opening import BUNDLE, opened
from openward.exchange.own_record.telling import told
from openward.problems import BadInput
from openward_web.accounts.access import actor_at, reach_of
from openward_web.design.paper import pdf
from openward_web.design.uploads import sent_file
from openward_web.ledger.reading import note_read
from openward_web.people import actions
from openward_web.people.bringing import choices, look_through
from openward_web.people.bringing import shown as kept_as_brought
from openward_web.people.everything import names_around, rows_of
from openward_web.people.models import Person
from openward_web.people.own import own_person_or_404
from openward_web.people.own_paper import html_of
from openward_web.people.plan_views import sent_about
from openward_web.people.selectors import own_contacts, own_person
from openward_web.recording.selectors import now
from openward_web.wards.models import Stay

#: The same for everybody: a name of a file is seen by whoever looks over a shoulder.
ZIP, PAPER = "my-record.zip", "my-record.pdf"


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Everything by and about me. That it was opened is an entry too, and stands in it."""
    person_id = own_person(reach_of(request))
    if person_id is None:
        raise Http404
    note_read(person_id=person_id, page="download", by=actor_at(request, "UTC"))
    response = HttpResponse(everything(person_id, now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{ZIP}"'
    return response


def bring(request: HttpRequest) -> HttpResponse:
    """My own words from a file that I took away: first to look at, then to bring in."""
    person = Person.objects.select_related("identity__facility").get(pk=own_person_or_404(request))
    done = request.GET.get("done", "")
    shown: dict[str, Any] = {"brought": None, "problems": [], "done": done.isdigit() and done}
    if request.method == "POST":
        try:
            file = sent_file(request, "file", which=_("choose the file that you took with you"),
                             if_large=_("ask the ward to help you"))  # fmt: skip
            shown["brought"] = look_through(opened(file.read()), person.pk)
            shown["choices"] = choices(shown["brought"])
        except BadInput as bad:
            shown["problems"] = bad.sentences()
    if shown["brought"] and request.POST.get("do") == "bring":
        said = sent_about(request, person)
        if shown["brought"].count:
            actions.bring_words(**said.words, person_id=person.pk, brought=shown["brought"])
        return redirect(f"{reverse('people:bring')}?done={shown['brought'].count}")
    shown["kept"] = kept_as_brought(person.brought_words.order_by("brought_at", "pk"))
    return render(request, "people/bring.jinja", shown, status=422 if shown["problems"] else 200)


def everything(person_id: UUID, made_at: datetime) -> bytes:
    """The ZIP. made_at: aware, whole seconds."""
    rows = rows_of(person_id)
    record, names = told(rows), names_around(rows)
    stay = Stay.objects.filter(person_id=person_id).select_related("ward__facility")
    last = stay.order_by("-started_at").first()
    facility = last.ward.facility if last else None
    html = html_of(
        record, names, zone=facility.timezone if facility else "UTC", made_at=made_at,
        contacts=own_contacts(person_id),
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_file(PAPER, made_at), pdf(html))
        file.writestr(_file(BUNDLE, made_at),
                      bundle_text(record, names=names, made_at=made_at))  # fmt: skip
    return out.getvalue()


def _file(name: str, made_at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, made_at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
