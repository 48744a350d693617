"""The tablets of wards: a new one gets a code, a lost one is revoked."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import DeviceForm
from openward_web.accounts.models import Device
from openward_web.accounts.rules import Capability
from openward_web.recording.selectors import now


def devices(request: HttpRequest) -> HttpResponse:
    """The tablets of one's wards; a new one gets a code that is shown once."""
    reach = reach_of(request)
    form = DeviceForm(request.POST or None, reach=reach)
    code = ""
    if request.method == "POST" and form.is_valid():
        ward = form.cleaned_data["ward"]
        device = actions.enrol_device(
            entry_id=uuid7(), by=actor_at(request, ward.facility.timezone), at=now(),
            ward_id=ward.pk, name=form.cleaned_data["name"],
        )  # fmt: skip
        code, form = tablets.new_code(device, now()), DeviceForm(reach=reach)
    found = Device.objects.filter(reach.at(Capability.ENROL_DEVICE, "ward__"), revoked_at=None)
    shown = {"devices": found.select_related("ward").order_by("name"), "form": form, "code": code}
    return render(request, "accounts/devices.jinja", shown, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """The tablet is lost, or another ward's now."""
    where = reach_of(request).at(Capability.ENROL_DEVICE, "ward__")
    found = Device.objects.filter(where, pk=device_id, revoked_at=None).first()
    if found is None:
        raise Http404
    actions.revoke_device(
        entry_id=uuid7(), by=actor_at(request, "UTC"), at=now(), device_id=found.pk
    )
    return redirect("accounts:devices")
