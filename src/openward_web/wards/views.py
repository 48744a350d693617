"""Boards and census. Parse, ask, act or select, present: nothing is written here."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from openward_web.accounts.access import Reach, reach_of
from openward_web.accounts.rules import Capability
from openward_web.learning.selectors import done_actions
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.wards import actions, presenters, selectors, wording
from openward_web.wards.models import Ward

#: What was done stays on the wall for so long.
WALL_SHOWS = timedelta(days=90)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The board of the tablet's ward, or of the first ward; the public figures for others."""
    reach = reach_of(request)
    if not reach.may(Capability.SEE_BOARD):
        return redirect(_first_page(reach))
    wards = selectors.wards_of(reach)
    if not wards:
        raise Http404
    device = getattr(request, "device", None)
    chosen = next((w for w in wards if device and w.pk == device.ward_id), wards[0])
    return _board(request, chosen)


def _first_page(reach: Reach) -> str:
    """Where somebody without a ward begins: their own page, their work, or the public figures."""
    if reach.may(Capability.SEE_OWN_RECORD):
        return "people:me"
    if reach.may(Capability.SUPPORT_PERSON):
        return "people:supported"
    return "accounts:list" if reach.may(Capability.MANAGE_ACCOUNTS) else "figures:index"


@require_safe
def board(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """The staff's board of one ward."""
    return _board(request, reach_of(request).ward_or_404(ward_id, Capability.SEE_BOARD))


@require_GET
def board_part(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """The part of the board that changes, for the page to fetch again."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.SEE_BOARD)
    return render(request, "wards/board_part.jinja", {"board": presenters.board(ward, now())})


def _board(request: HttpRequest, ward: Ward) -> HttpResponse:
    shown = {
        "board": presenters.board(ward, now()),
        "wards": selectors.wards_of(reach_of(request)),
        "statements": wording.STATEMENTS.items(),
        "shifts": wording.SHIFTS.items(),
        "shift_now": selectors.shift_that_ends(ward, now()),
        "calls": wording.CALLS.items(),
    }
    return render(request, "wards/board.jinja", shown)


@require_safe
def wall(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """For everybody on the ward: no person, no measure, no count."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.SEE_BOARD)
    moment = now()
    shown = {
        "ward": ward,
        "on_shift": selectors.on_shift(ward, moment),
        "notes": selectors.wall_notes(ward, selectors.local_day(ward, moment)),
        "headings": wording.WALL,
        "done": done_actions(ward, selectors.local_day(ward, moment) - WALL_SHOWS)[:6],
        "contacts": ward.facility.contacts.order_by("kind", "name"),
    }
    name = "wards/wall_part.jinja" if request.headers.get("HX-Request") else "wards/wall.jinja"
    return render(request, name, shown)


@require_POST
def hand_over(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """What is said of the shift that ends: one tap."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    said = sent(request, ward)
    statement, shift = request.POST.get("statement", ""), request.POST.get("shift", "")
    if statement not in wording.STATEMENTS or shift not in wording.SHIFTS:
        raise Http404
    actions.state_shift(
        **said.words, ward=ward, day=selectors.day_of_shift(ward, shift, said.at), shift=shift,
        statement=statement,
    )  # fmt: skip
    return redirect("wards:board_of", ward_id=ward.pk)


@require_POST
def call(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Help is needed, or there are too few staff: reaches the lead on call."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    kind = request.POST.get("kind", "")
    if kind not in wording.CALLS:
        raise Http404
    actions.call_for_help(**sent(request, ward).words, ward=ward, kind=kind)
    return redirect("wards:board_of", ward_id=ward.pk)


@require_POST
def answer(request: HttpRequest, ward_id: UUID, call_id: UUID) -> HttpResponse:
    """Somebody comes."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.ANSWER_CALLS)
    actions.answer_call(**sent(request, ward).words, ward=ward, call_id=call_id)
    return redirect("wards:calls")


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """For the lead on call: everything that nobody has answered."""
    wards = selectors.wards_of(reach_of(request), Capability.ANSWER_CALLS)
    shown = {"calls": selectors.open_calls(wards), "words": wording.CALLS, "now": now()}
    name = "wards/calls_part.jinja" if request.headers.get("HX-Request") else "wards/calls.jinja"
    return render(request, name, shown)


def day_or_none(text: str) -> date | None:
    """A day as a form sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
