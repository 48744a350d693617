"""Shared tablets: enrolled once with a code, then signed in to with a name and a short number.

The secrets stand in tables of their own, as hashes; the enrolment stands in the ledger.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from time import time
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Case, F, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from openward_web.accounts.models import Account, Device, DeviceSecret, Grant, Pin
from openward_web.accounts.rules import STAFF

#: In the session: on which tablet it was opened with the short number.
BY_PIN = "signed_in_by_pin"
#: In the session: the account of the person to whom staff handed the tablet.
HANDED_TO = "handed_to"
#: In the session: it was the person's own number, which opens their own pages alone.
AS_PERSON = "signed_in_as_person"
TAPPED, TAPS_COUNT_AFTER_SECONDS = "tapped_at", 20
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


def enrol(code: str, now: datetime) -> str | None:
    """The value of the cookie of the tablet that the code belongs to; the code is used up."""
    secret = secrets.token_urlsafe(32)
    offered = DeviceSecret.objects.filter(code_hash=_hash(code.strip().upper()), code_until__gt=now)
    key = offered.values_list("pk", flat=True).first()
    # The code is asked for again as it is used up: of two tablets that send it, one is enrolled.
    if not offered.update(code_hash=None, code_until=None, cookie_hash=_hash(secret)):
        return None
    return f"{key}:{secret}"


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
    theirs = Pin.objects.filter(pk=account.pk)
    theirs.filter(locked_until__lte=now).update(wrong_tries=0, locked_until=None)
    # Counted, and the fifth locked, before it is looked at: guesses that are sent at the same
    # time are not tried for nothing.
    last = When(wrong_tries__gte=WRONG_TRIES - 1, then=Value(now + LOCKED_FOR))
    may_try = theirs.filter(locked_until=None).update(
        wrong_tries=F("wrong_tries") + 1, locked_until=Case(last, default=None)
    )
    if not may_try or not check_password(number, theirs.get().hash):
        return False
    theirs.update(wrong_tries=0, locked_until=None)
    return True


def is_easy(number: str) -> bool:
    """Whether it is among the first that anybody would try: one digit again and again, a row."""
    rows = "01234567890123456789"
    return len(set(number)) < 3 or number in rows or number[::-1] in rows


class TabletMiddleware:
    """Knows the tablet that asks, and lets its session end when nobody taps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        device = device_of(request) if COOKIE in request.COOKIES else None
        request.device = device  # type: ignore[attr-defined]
        if _opened_elsewhere(request, device):
            # The short number opened a session on one tablet: revoked, or elsewhere, it is over.
            logout(request)
        # A board that fetches itself again is nobody's tap.
        if device and request.user.is_authenticated and not request.headers.get("HX-Request"):
            _keep_open(request, int(time()))
        return self.get_response(request)


def _keep_open(request: HttpRequest, now: int) -> None:
    # Not at every tap: each time the session is written to the disk.
    if now - request.session.get(TAPPED, 0) >= TAPS_COUNT_AFTER_SECONDS:
        request.session[TAPPED] = now
        request.session.set_expiry(IDLE_SECONDS)


def _opened_elsewhere(request: HttpRequest, device: Device | None) -> bool:
    opened_on = request.session.get(BY_PIN)
    return opened_on is not None and (device is None or opened_on != str(device.pk))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
