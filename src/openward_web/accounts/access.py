"""Every page says who may open it; a page that says nothing opens to nobody."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from openward_web.accounts.models import BrokenGlass, Grant
from openward_web.accounts.rules import (
    MAY,
    STAFF,
    Capability,
    Given,
    Narrowed,
    Places,
    Role,
    places_for,
)
from openward_web.accounts.tablets import AS_PERSON, BY_PIN
from openward_web.ledger.writing import Actor
from openward_web.wards.models import Facility, Ward

View = TypeVar("View", bound=Callable[..., Any])
RULE = "access_rule"
PUBLIC, SIGNED_IN = "public", "signed_in"
#: What somebody may open before they changed a password that was set by somebody else.
BEFORE_THE_CHANGE = {"account_change_password", "account_logout", "accounts:lock", "healthz"}


def public(view: View) -> View:
    """Anybody may open it, without signing in."""
    setattr(view, RULE, PUBLIC)
    return view


def signed_in(view: View) -> View:
    """Whoever is signed in may open it: it shows nothing but their own account."""
    setattr(view, RULE, SIGNED_IN)
    return view


def needs(capability: Capability) -> Callable[[View], View]:
    """Only who may do this somewhere; the view itself asks where."""

    def mark(view: View) -> View:
        setattr(view, RULE, capability)
        return view

    return mark


class Reach:
    """What one account may do, and where; its grants are read once for a request.

    by_pin: what six digits open: the work of the ward, or a person's own pages, and no other role
    of the same account. None: whoever asks signed in with more.
    narrowed: a token of another system is for less than its account may do.
    """

    def __init__(
        self,
        account_id: UUID | None,
        now: datetime,
        narrowed: Narrowed | None = None,
        *,
        by_pin: frozenset[Role] | None = None,
    ) -> None:
        self.account_id = account_id
        self.now = now
        self.narrowed = narrowed
        self.by_pin = by_pin

    @cached_property
    def grants(self) -> list[Given]:
        """The grants that hold now."""
        if self.account_id is None:
            return []
        rows = Grant.objects.filter(account_id=self.account_id).values_list(
            "role", "ward_id", "facility_id", "region", "person_id", "valid_from", "valid_to"
        )
        given = (Given(Role(role), *rest) for role, *rest in rows)
        return [
            grant
            for grant in given
            if grant.holds_at(self.now) and (self.by_pin is None or grant.role in self.by_pin)
        ]

    @property
    def roles(self) -> set[Role]:
        """The roles held now, anywhere."""
        return {grant.role for grant in self.grants}

    def places(self, capability: Capability) -> Places:
        """Where this may be done."""
        grants = self.grants if self._is_for(capability) else []
        return places_for(capability, grants, self.now)

    def may(self, capability: Capability) -> bool:
        """Whether this may be done anywhere, for anybody."""
        given = any(capability in MAY[grant.role] for grant in self.grants)
        return given and self._is_for(capability)

    def _is_for(self, capability: Capability) -> bool:
        return self.narrowed is None or capability in self.narrowed.capabilities

    @property
    def only_wards(self) -> frozenset[UUID]:
        """The wards that a token is for; none: it is for all that its account reaches."""
        return self.narrowed.wards if self.narrowed else frozenset()

    def wards(self, capability: Capability) -> "QuerySet[Ward]":
        """The wards where this may be done."""
        return Ward.objects.filter(self.at(capability)).select_related("facility")

    def facilities(self, capability: Capability) -> "QuerySet[Facility]":
        """The facilities where this may be done on all wards."""
        places = self.places(capability)
        if self.only_wards:
            return Facility.objects.none()
        if places.everywhere:
            return Facility.objects.all()
        whole = Q(pk__in=places.facilities) | Q(region__in=places.regions)
        whole |= Q(country__in=places.regions)
        return Facility.objects.filter(whole)

    def at(self, capability: Capability, prefix: str = "") -> Q:
        """The condition on rows of wards, or on what leads to a ward by `prefix`."""
        places = self.places(capability)
        only = Q(**{f"{prefix}pk__in": self.only_wards}) if self.only_wards else Q()
        if places.everywhere:
            return only
        found = Q(**{f"{prefix}pk__in": places.wards})
        if places.facilities:
            found |= Q(**{f"{prefix}facility_id__in": places.facilities})
        if places.regions:
            found |= Q(**{f"{prefix}facility__region__in": places.regions})
            found |= Q(**{f"{prefix}facility__country__in": places.regions})
        return only & found

    def ward_or_404(self, ward_id: UUID, capability: Capability) -> Ward:
        """The ward, or a page that does not say whether there is one."""
        ward = self.wards(capability).filter(pk=ward_id).first()
        if ward is None:
            raise Http404
        return ward

    @cached_property
    def behind_glass(self) -> set[UUID]:
        """People whose record was opened for a reason, for an hour: by somebody, for no system."""
        if self.narrowed is not None:
            return set()
        found = BrokenGlass.objects.filter(
            account_id=self.account_id, started_at__lte=self.now, ends_at__gt=self.now
        )
        return set(found.values_list("person_id", flat=True))


def reach_of(request: HttpRequest) -> Reach:
    """What whoever asks may do; the same object for the whole request."""
    found: Reach = request.reach  # type: ignore[attr-defined]
    return found


def actor_at(request: HttpRequest, zone: str) -> Actor:
    """Who writes, and in the zone of which place."""
    device = getattr(request, "device", None)
    return Actor(reach_of(request).account_id, device.pk if device else None, zone)


class AccessMiddleware:
    """Asks each view for its rule before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        reach = getattr(request, "reach", None)
        if request.user.is_authenticated or (reach and reach.account_id):
            # Nothing about a person stays in a cache of the browser or on the way.
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None lets the view run."""
        rule = getattr(view, RULE, None)
        user = request.user
        account_id = user.pk if user.is_authenticated else None
        by_pin = _roles_by_pin(request) if BY_PIN in request.session else None
        request.reach = Reach(account_id, datetime.now(UTC), by_pin=by_pin)  # type: ignore[attr-defined]
        if account_id and user.must_change_password and _name_of(request) not in BEFORE_THE_CHANGE:
            return change_it_first(request)
        if rule == PUBLIC:
            return None
        if account_id is None:
            return sign_in_first(request)
        may = isinstance(rule, Capability) and reach_of(request).may(rule)
        if rule == SIGNED_IN or may:
            return None
        raise PermissionDenied


def _roles_by_pin(request: HttpRequest) -> frozenset[Role]:
    return frozenset({Role.PERSON}) if AS_PERSON in request.session else STAFF


def _name_of(request: HttpRequest) -> str | None:
    return request.resolver_match.view_name if request.resolver_match else None


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A page leads to signing in; what was sent is refused, so that it is kept and sent again."""
    if _is_sent(request):
        return HttpResponse("sign in first\n", content_type="text/plain", status=401)
    sign_in = "accounts:pin" if getattr(request, "device", None) else "account_login"
    return redirect_to_login(request.get_full_path(), sign_in)


def change_it_first(request: HttpRequest) -> HttpResponse:
    """A page leads to the first password; what a colleague's tablet sends is kept all the same."""
    if _is_sent(request):
        return HttpResponse("change the password first\n", content_type="text/plain", status=401)
    return redirect("account_change_password")


def _is_sent(request: HttpRequest) -> bool:
    return request.method not in {"GET", "HEAD"} or bool(request.headers.get("HX-Request"))
