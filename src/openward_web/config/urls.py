"""Addresses, as the contract names them."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from openward_web.accounts.access import public
from openward_web.api.urls import urls as api_urls

handler400 = "openward_web.config.errors.bad_request"
handler403 = "openward_web.config.errors.forbidden"
handler404 = "openward_web.config.errors.not_found"
handler500 = "openward_web.config.errors.server_error"


def healthz(request: HttpRequest) -> HttpResponse:
    """For the machines that watch the server: does it answer, and does its database?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("", include("openward_web.wards.urls")),
    path("", include("openward_web.recording.urls")),
    path("", include("openward_web.people.urls")),
    path("", include("openward_web.learning.urls")),
    path("", include("openward_web.sealed.urls")),
    path("", include("openward_web.experience.urls")),
    path("assessments/", include("openward_web.assessments.urls")),
    path("", include("openward_web.change.urls")),
    path("accounts/", include("openward_web.accounts.urls")),
    path("accounts/", include("openward_web.accounts.desk_urls")),
    path("api/v1/", api_urls),
    path("figures/releases/", include("openward_web.releases.urls")),
    path("figures/", include("openward_web.figures.urls")),
    path("law/", include("openward_web.law.urls")),
    path("countries/", include("openward_web.country.urls")),
    path("healthz", public(healthz), name="healthz"),
]
