"""What a reader sees when something is wrong: plain words, never a traceback."""

from collections.abc import Callable

from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from openward.problems import BadInput
from openward_web.accounts.access import sign_in_first
from openward_web.ledger.writing import EntryConflict


class BadInputMiddleware:
    """Bad input that a view did not expect becomes a page with its sentences."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, BadInput):
            return _page(request, 400, _("This cannot be shown"), error.sentences())
        if isinstance(error, EntryConflict):
            said = _("This form was sent before with other content. Open the page again.")
            return _page(request, 409, _("This was written before"), [said])
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; but a tap on its way while a colleague locked the tablet is no fault: it is kept."""
    if isinstance(exception, SessionInterrupted):
        return sign_in_first(request)
    return _page(request, 400, _("The request could not be read"), [_("Go back and try again.")])


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason where one was given."""
    said = [str(exception)] if str(exception) else []
    return _page(request, 403, _("This page is not open to you"), said)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return _page(
        request,
        404,
        _("There is no such page"),
        [_("Check the address, or start again from the figures.")],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        [_("Nothing that you entered was kept. Try again in a few minutes.")],
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or cookies are switched off."""
    return _page(
        request,
        403,
        _("The form has expired"),
        [_("Allow cookies for this site, open the page again and send the form again.")],
    )


def _page(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    return render(
        request, "openward/error.jinja", {"title": title, "sentences": sentences}, status=status
    )
