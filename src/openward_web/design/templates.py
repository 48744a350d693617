"""The Jinja2 environment of all pages: escaping on, words translated."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from uuid6 import uuid7

from openward_web.accounts.rules import Capability
from openward_web.accounts.tablets import IDLE_SECONDS
from openward_web.accounts.wording import ROLES
from openward_web.config.oidc import PROVIDER
from openward_web.demonstration.roles import ACCOUNTS, PASSWORD


def environment(**options: Any) -> Environment:
    """Our templates first, then the components of nhsuk-frontend.

    ChainableUndefined is what those components need: they ask for parameters that may be missing.
    """
    own = options.pop("loader")
    made = Environment(  # noqa: S701 - Django passes autoescape=True
        **{**options, "undefined": ChainableUndefined},
        loader=ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=static, url=reverse, languages=settings.LANGUAGES,
        language=translation.get_language, text_direction=_text_direction, pages_of=pages_of,
        said_once=said_once, oidc=PROVIDER if settings.OIDC else None,
        new_entry=lambda: str(uuid7()),
    )  # fmt: skip
    made.filters.update(clock=clock, dated=dated, day=day)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    return made


def pages_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The pages in the head of every page: the ward's for its staff, the public ones for all."""
    shown = []
    reach = getattr(request, "reach", None)
    if reach is not None and reach.may(Capability.SEE_BOARD):
        shown = [("wards:board", _("Ward board"))]
    if reach is not None and reach.may(Capability.ANSWER_CALLS):
        shown += [("wards:calls", _("Calls for help"))]
    if reach is not None and reach.may(Capability.SEE_WARD_FIGURES):
        shown += [("figures:record", _("Our figures"))]
    if reach is not None and reach.may(Capability.SEE_OWN_RECORD):
        shown += [("people:me", _("What is written about me"))]
    if reach is not None and reach.may(Capability.SEE_ASSESSMENTS):
        shown += [("assessments:index", _("Visits"))]
    if reach is not None and reach.may(Capability.SUPPORT_PERSON):
        shown += [("people:supported", _("People whom I support"))]
    if reach is not None and reach.may(Capability.RECEIVE_SEALED):
        shown += [("sealed:inbox", _("Messages to me"))]
    if reach is not None and reach.may(Capability.MANAGE_ACCOUNTS):
        shown += [("accounts:list", _("Accounts")), ("wards:places", _("Facilities and wards"))]
    public = [("figures:index", _("Figures")), ("law:index", _("What the law asks")),
              ("country:index", _("Countries"))]  # fmt: skip
    if reach is None or reach.account_id is None:
        public[1:1] = [
            ("figures:no_number", _("Zero, suppressed, not reported")),
            ("figures:upload", _("Your own table")),
        ]
    return shown + public


def said_once(request: HttpRequest) -> list[str]:
    """Why the page before could not do what was asked; said on one page, then forgotten."""
    return [str(message) for message in get_messages(request)]


def who_is_here(request: HttpRequest) -> dict[str, Any]:
    """For the head of every page: who is signed in, in which role, and what they may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not hasattr(request, "reach"):
        return {"demonstration": _demonstration(), "role_words": ROLES, "shown_password": PASSWORD}
    roles = sorted(str(ROLES[role]) for role in request.reach.roles)
    return {
        "account": user,
        "account_roles": ", ".join(roles),
        "may": request.reach.may,
        "device": getattr(request, "device", None),
        "idle_seconds": IDLE_SECONDS,
        "draft_key": _draft_key(user.pk),
        "draft_seconds": settings.SESSION_COOKIE_AGE,
        "demonstration": _demonstration(),
    }


def _draft_key(account_id: UUID) -> str:
    """What somebody types is kept on the device under this key, which only they are given."""
    return b64encode(
        salted_hmac("openward.drafts", str(account_id), algorithm="sha256").digest()
    ).decode()


def _demonstration() -> "Sequence[object]":
    """The accounts to show on the sign-in page: none in a real service."""
    return ACCOUNTS if settings.DEMONSTRATION else ()


def clock(moment: datetime, zone: str) -> str:
    """A moment on the clock of a place: `14:03` on the same day, else with the day."""
    local = moment.astimezone(ZoneInfo(zone))
    today = datetime.now(ZoneInfo(zone)).date()
    return formats.date_format(local, "H:i" if local.date() == today else "j M Y, H:i")


def dated(moment: datetime, zone: str) -> str:
    """The same always with the day: paper is read on another one."""
    return formats.date_format(moment.astimezone(ZoneInfo(zone)), "j M Y, H:i")


def day(on: date) -> str:
    """A day as people write it."""
    return formats.date_format(on, "j M Y")


def _text_direction() -> str:
    return "rtl" if translation.get_language_bidi() else "ltr"
