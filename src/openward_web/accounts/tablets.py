"""Shared tablets: enrolled once with a code, then signed in to with a name and a short number.

The secrets stand in tables of their own, as hashes; the enrolment stands in the ledger.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from openward_web.accounts.models import Account, Device, DeviceSecret, Grant, Pin
from openward_web.accounts.rules import STAFF

COOKIE = "openward_tablet"
COOKIE_SECONDS = 180 * 24 * 3600
CODE_HOLDS = timedelta(minutes=15)
#: The session of a tablet ends after so long without a tap.
IDLE_SECONDS = 300
WRONG_TRIES, LOCKED_FOR = 5, timedelta(minutes=15)
PIN_DIGITS = 6
#: No letters and digits that look alike.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_code(device_id: UUID, now: datetime) -> str:
    """A code that enrols a tablet once, within 15 minutes; only its hash is kept."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(10))
    DeviceSecret.objects.update_or_create(
        pk=device_id, defaults={"code_hash": _hash(code), "code_until": now + CODE_HOLDS}
    )
    return code


def enrol(code: str, now: datetime) -> tuple[DeviceSecret, str] | None:
    """The tablet that the code belongs to, and the value of its cookie; the code is used up."""
    wanted = _hash(code.strip().upper())
    found = DeviceSecret.objects.filter(code_hash=wanted, code_until__gt=now).first()
    if found is None:
        return None
    secret = secrets.token_urlsafe(32)
    found.code_hash, found.code_until, found.cookie_hash = None, None, _hash(secret)
    found.save()
    return found, f"{found.pk}:{secret}"


def set_cookie(response: HttpResponse, value: str, *, secure: bool) -> None:
    """Remember the tablet; no script can read it."""
    response.set_cookie(COOKIE, value, max_age=COOKIE_SECONDS, httponly=True, secure=secure,
                        samesite="Strict")  # fmt: skip


def device_of(request: HttpRequest) -> Device | None:
    """The enrolled tablet that asks, if it is one and was not revoked."""
    key, _, secret = request.COOKIES.get(COOKIE, "").partition(":")
    try:
        found = DeviceSecret.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
    if found is None or not compare_digest(found.cookie_hash or "", _hash(secret)):
        return None
    return Device.objects.filter(pk=found.pk, revoked_at=None).select_related("ward").first()


def staff_with_pin(device: Device, now: datetime) -> list[Account]:
    """Staff of the tablet's ward who chose a number, by name."""
    grants = Grant.objects.filter(role__in=STAFF, valid_from__lte=now).exclude(valid_to__lte=now)
    here = grants.filter(ward=device.ward) | grants.filter(facility=device.ward.facility_id)
    found = Account.objects.filter(pk__in=here.values("account_id"), pin__isnull=False)
    return list(found.filter(is_active=True).order_by("display_name"))


def set_pin(account: Account, number: str) -> None:
    """Choose a number; wrong tries are forgotten."""
    Pin.objects.update_or_create(
        pk=account.pk,
        defaults={"hash": make_password(number), "wrong_tries": 0, "locked_until": None},
    )


def pin_is_right(account: Account, number: str, now: datetime) -> bool:
    """Whether the number is theirs; after five wrong ones nothing is for 15 minutes."""
    pin = Pin.objects.get(pk=account.pk)
    if pin.locked_until is not None and now < pin.locked_until:
        return False
    right = check_password(number, pin.hash)
    pin.wrong_tries = 0 if right else pin.wrong_tries + 1
    pin.locked_until = now + LOCKED_FOR if pin.wrong_tries >= WRONG_TRIES else None
    if pin.locked_until:
        pin.wrong_tries = 0
    pin.save()
    return right


class TabletMiddleware:
    """Knows the tablet that asks, and lets its session end when nobody taps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        device = device_of(request) if COOKIE in request.COOKIES else None
        request.device = device  # type: ignore[attr-defined]
        # A board that fetches itself again is nobody's tap.
        if device and request.user.is_authenticated and not request.headers.get("HX-Request"):
            request.session.set_expiry(IDLE_SECONDS)
        return self.get_response(request)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
