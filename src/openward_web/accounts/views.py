"""The shared tablet, and one's own number."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from uuid6 import uuid7

from openward_web.accounts import tablets, tokens
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.forms import CodeForm, NewPinForm, PinForm, TokenForm
from openward_web.accounts.models import Account, ApiToken
from openward_web.accounts.wording import SYSTEMS_MAY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def tablet(request: HttpRequest) -> HttpResponse:
    """On the tablet itself: type the code once."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cookie = tablets.enrol(form.cleaned_data["code"], datetime.now(UTC))
        if cookie is not None:
            response = redirect("accounts:pin")
            tablets.set_cookie(response, cookie, secure=settings.HTTPS)
            return response
        form.add_error("code", _("This code is not known, or it is too old. Ask for a new one."))
    return render(
        request, "accounts/tablet.jinja", {"form": form}, status=422 if form.errors else 200
    )


def pin(request: HttpRequest) -> HttpResponse:
    """On an enrolled tablet: choose your name, type your number."""
    device, now = getattr(request, "device", None), datetime.now(UTC)
    if device is None:
        return redirect("account_login")
    staff = tablets.staff_with_pin(device, now)
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = next((a for a in staff if str(a.pk) == request.POST.get("account")), None)
        if account and tablets.pin_is_right(account, form.cleaned_data["pin"], now):
            login(request, account, backend=BACKEND)
            request.session[tablets.BY_PIN] = str(device.pk)
            request.session.set_expiry(tablets.IDLE_SECONDS)
            return redirect(_next(request))
        form.add_error("pin", _("Not right, or locked for 15 minutes after five wrong tries."))
    shown = {"form": form, "staff": staff, "device": device, "chosen": request.POST.get("account"),
             "next": _next(request)}  # fmt: skip
    return render(request, "accounts/pin.jinja", shown, status=422 if form.errors else 200)


def own_number(request: HttpRequest) -> HttpResponse:
    """On a tablet that staff handed to a person: their number opens their own pages."""
    device, now = getattr(request, "device", None), datetime.now(UTC)
    account = Account.objects.filter(pk=request.session.get(tablets.HANDED_TO), is_active=True)
    theirs = account.first() if device else None
    if device is None or theirs is None:
        return redirect("account_login")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if tablets.pin_is_right(theirs, form.cleaned_data["pin"], now):
            login(request, theirs, backend=BACKEND)
            request.session[tablets.BY_PIN] = str(device.pk)
            request.session[tablets.AS_PERSON] = True
            request.session.set_expiry(tablets.IDLE_SECONDS)
            return redirect("people:me")
        form.add_error("pin", _("Not right, or locked for 15 minutes after five wrong tries."))
    shown = {"form": form, "theirs": theirs}
    return render(request, "accounts/own_number.jinja", shown, status=422 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else reverse("wards:board")


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Leave the tablet to the next colleague."""
    logout(request)
    return redirect("accounts:pin")


def with_the_password(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that makes a key of one's own: only with the password typed a moment ago, so that
    nobody makes one on a tablet that a colleague left open.
    """

    def asked(request: HttpRequest) -> HttpResponse:
        try:
            return reauthentication_required(view)(request)  # type: ignore[no-any-return]
        except ReauthenticationRequired:
            if request.method == "POST":
                # allauth would keep what was sent in the session until the password is typed.
                return redirect(request.path)
            raise

    return asked


@with_the_password
def my_pin(request: HttpRequest) -> HttpResponse:
    """Choose a number for shared tablets."""
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tablets.set_pin(request.user, form.cleaned_data["pin"])  # type: ignore[arg-type]
        return redirect("mfa_index")
    status = 422 if form.errors else 200
    return render(request, "accounts/my_pin.jinja", {"form": form}, status=status)


@with_the_password
def api_tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of one's own account; a new one is shown once, on this answer."""
    reach, now = reach_of(request), datetime.now(UTC).replace(microsecond=0)
    form = TokenForm(request.POST or None, reach=reach)
    text = ""
    if request.method == "POST" and form.is_valid():
        text = tokens.make_token(
            entry_id=uuid7(), by=actor_at(request, "UTC"), at=now, account=request.user,  # type: ignore[arg-type]
            name=form.cleaned_data["name"], narrowed=form.narrowed,
        )  # fmt: skip
    found = ApiToken.objects.filter(account=request.user.pk, revoked_at=None).order_by("name")
    shown = {"form": form, "tokens": found, "text": text, "words": SYSTEMS_MAY}
    return render(request, "accounts/api_tokens.jinja", shown)


@require_POST
def revoke_api_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """It opens nothing any more. Six digits stop no system that the ward relies on."""
    if tablets.BY_PIN in request.session:
        raise Http404
    found = ApiToken.objects.filter(pk=token_id, account=request.user.pk, revoked_at=None).first()
    if found is None:
        raise Http404
    now = datetime.now(UTC).replace(microsecond=0)
    tokens.revoke_token(entry_id=uuid7(), by=actor_at(request, "UTC"), at=now, token=found)
    return redirect("accounts:api_tokens")
