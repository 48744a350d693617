"""Everything by and about whoever is signed in, as one ZIP: paper, and a file for programs."""

import io
import zipfile
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openward.exchange.own_record.bundle import bundle_text
from openward.exchange.own_record.telling import told
from openward_web.accounts.access import actor_at, reach_of
from openward_web.design.paper import pdf
from openward_web.ledger.reading import note_read
from openward_web.people.everything import names_around, rows_of
from openward_web.people.own_paper import html_of
from openward_web.people.selectors import own_contacts, own_person
from openward_web.recording.selectors import now
from openward_web.wards.models import Stay

#: The same for everybody: a name of a file is seen by whoever looks over a shoulder.
ZIP, PAPER, BUNDLE = "my-record.zip", "my-record.pdf", "my-record.fhir.json"


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
