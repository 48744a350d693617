"""The fairer floor: the same insert behind OpenWard's own middleware, by somebody signed in.

No rule about wards, no ledger, no encryption: what every Django service pays that lets nobody write
without knowing who they are. `python -m bench.signed_in_view` makes its table.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from uuid6 import uuid7

#: Sets Django up, which tables and rules need. The settings stand in the environment.
application = get_wsgi_application()
access = import_module("openward_web.accounts.access")


class Noted(models.Model):
    """Something that somebody wrote."""

    id = models.UUIDField(primary_key=True)
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        app_label = "signed_in"


@access.signed_in
def insert(request: HttpRequest) -> HttpResponse:
    """One row, one commit."""
    Noted.objects.create(id=uuid7(), text=request.POST["text"], written_at=datetime.now(UTC))
    return HttpResponse(status=204)


@access.public
def ready(request: HttpRequest) -> HttpResponse:
    """The server answers."""
    return HttpResponse("ok")


urlpatterns = [
    path("insert/", insert),
    path("ready", ready),
    path("", include("openward_web.config.urls")),
]
settings.ROOT_URLCONF = __name__


def main() -> None:
    """Make the table."""
    with connection.schema_editor() as editor:
        editor.create_model(Noted)


if __name__ == "__main__":
    main()
