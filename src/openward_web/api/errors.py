"""Every error of the API is one clear sentence (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from openward.problems import BadInput
from openward_web.ledger.writing import EntryConflict, NewerVersion

TITLES = {
    400: "Bad request", 401: "Sign in first", 403: "Not yours to do", 404: "Not there",
    409: "Conflict", 422: "Cannot be read",
}  # fmt: skip


def problem(status: int, detail: str, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status,
            "detail": detail, "errors": errors or []}  # fmt: skip
    return JsonResponse(body, status=status, content_type="application/problem+json")


def say_in_words(api: NinjaAPI) -> None:
    """Tell the API how each kind of error is said."""
    said: dict[type[Exception], tuple[int, str]] = {
        AuthenticationError: (401, "send a token: Authorization: Bearer …"),
        PermissionDenied: (403, "this token may not do that"),
        Http404: (404, "there is nothing of this identifier in the reach of this token"),
        EntryConflict: (409, "this entry_id was used for something else: make a new one"),
        NewerVersion: (409, "somebody wrote in the meantime: read it again"),
    }
    for kind, (status, detail) in said.items():
        api.add_exception_handler(kind, _says(status, detail))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(BadInput, _refused)
    api.add_exception_handler(HttpError, _http)


def _says(status: int, detail: str) -> Any:
    return lambda request, error: problem(status, detail)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    fields = [
        {"field": ".".join(str(part) for part in one["loc"]), "what": one["msg"]}
        for one in error.errors
    ]
    return problem(422, "some fields cannot be read", fields)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(422, " ".join(error.sentences()))


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))
