"""What goes on in the demonstration today: a measure, somebody in distress, people on shift."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from openward_web.demonstration.rows import SPACE
from openward_web.ledger.writing import Actor
from openward_web.recording import actions
from openward_web.recording.models import Measure
from openward_web.wards import actions as ward_actions
from openward_web.wards.models import Facility, Stay, Ward

BY = Actor(account_id=None, device_id=None, zone="Europe/Bratislava")


def make_today(ward_ids: Sequence[UUID], now: datetime) -> None:
    """A seclusion that goes on, on the first ward; shifts, notes and contacts on all."""
    ward = Ward.objects.select_related("facility").get(pk=ward_ids[0])
    stay = Stay.objects.filter(ward=ward, ended_at=None).select_related("person").first()
    if stay is not None:
        _seclusion(ward, stay, now)
    for each in Ward.objects.select_related("facility"):
        _life(each, now)
    for facility in Facility.objects.all():
        _contacts(facility, now)


def _seclusion(ward: Ward, stay: Stay, now: datetime) -> None:
    began = now - timedelta(minutes=47)
    _, key = actions.start_measure(
        entry_id=_entry("start"), by=BY, at=began, person=stay.person, ward_id=ward.pk,
        kind="seclusion", place="seclusion_room", technique="locked_room",
    )  # fmt: skip
    measure = Measure.objects.get(pk=key)
    actions.order(
        entry_id=_entry("order"), by=BY, at=began + timedelta(minutes=3), measure=measure,
        kind="order", role="psychiatrist", in_person=True,
    )  # fmt: skip
    actions.observe(
        entry_id=_entry("look"), by=BY, at=began + timedelta(minutes=21), measure=measure,
        mode="in_sight", role="nurse", offered="drink",
    )  # fmt: skip


def _life(ward: Ward, now: datetime) -> None:
    until = now + timedelta(hours=8)
    for name, role in (("Nina", "nurse"), ("Tomas", "nursing_assistant"), ("Eva", "peer_worker")):
        ward_actions.put_on_shift(
            entry_id=_entry(f"{ward.pk}{name}"), by=BY, at=now, ward=ward, name=name, role=role,
            ends_at=until,
        )  # fmt: skip
    for kind, text in (
        ("said_did", "You said the evenings are long. The kitchen is open until ten now."),
        ("activity", "14:00 walk by the river. Everybody is welcome."),
        ("advocate", "The advocate is here on Tuesdays. Ask for a call at any time."),
    ):
        ward_actions.put_on_wall(
            entry_id=_entry(f"{ward.pk}{kind}"), by=BY, at=now, ward=ward, kind=kind, text=text,
            shown_from=now.date(),
        )  # fmt: skip


def _contacts(facility: Facility, now: datetime) -> None:
    for kind, name, reach in (
        ("advocate", "Advocate of people in psychiatry (invented)", "0800 000 001"),
        ("complaint", "Complaints body of the region (invented)", "0800 000 002"),
        ("monitor", "National preventive mechanism (invented)", "0800 000 003"),
    ):
        ward_actions.set_contact(
            entry_id=_entry(f"{facility.pk}{kind}"), by=BY, at=now, facility=facility, kind=kind,
            name=name, reach=reach,
        )  # fmt: skip


def _entry(part: str) -> UUID:
    return uuid5(SPACE, f"today-{part}")
