"""The fairer floor: the same insert behind OpenWard's own middleware, by somebody signed in.

No rule about wards, no ledger, no encryption: what every Django service pays that lets nobody write
without knowing who they are. `python -m bench.signed_in_view` makes its table.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import include, path  # noqa: E402
from uuid6 import uuid7  # noqa: E402

from openward_web.accounts.access import public, signed_in  # noqa: E402


class Noted(models.Model):
    """Something that somebody wrote."""

    id = models.UUIDField(primary_key=True)
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        app_label = "signed_in"


@signed_in
def insert(request: HttpRequest) -> HttpResponse:
    """One row, one commit."""
    Noted.objects.create(id=uuid7(), text=request.POST["text"], written_at=datetime.now(UTC))
    return HttpResponse(status=204)


@public
def ready(request: HttpRequest) -> HttpResponse:
    """The server answers."""
    return HttpResponse("ok")


urlpatterns = [
    path("insert/", insert),
    path("ready", ready),
    path("", include("openward_web.config.urls")),
]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()


def main() -> None:
    """Make the table."""
    with connection.schema_editor() as editor:
        editor.create_model(Noted)


if __name__ == "__main__":
    main()
