"""What OpenWard is measured against: one Django view that inserts one row, and nothing else.

The same database settings, so that the same things are on the disk when it answers; no middleware,
nobody signed in, no rule about who may. `python -m bench.bare_view` makes its table.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uuid6 import uuid7

from openward_web.config.databases import database

if not settings.configured:
    settings.configure(
        DATABASES={
            "default": database(
                os.environ.get("DATABASE_URL", ""), Path(os.environ["OPENWARD_DATA"]) / "bare"
            )
        },
        ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], USE_TZ=True, SECRET_KEY="bare",  # noqa: S106
    )  # fmt: skip
    django.setup()


class Note(models.Model):
    """Something that somebody wrote."""

    id = models.UUIDField(primary_key=True)
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        app_label = "bare"


def insert(request: HttpRequest) -> HttpResponse:
    """One row, one commit."""
    Note.objects.create(id=uuid7(), text=request.POST["text"], written_at=datetime.now(UTC))
    return HttpResponse(status=204)


def ready(request: HttpRequest) -> HttpResponse:
    """The server answers."""
    return HttpResponse("ok")


urlpatterns = [path("insert/", insert), path("ready", ready)]
application = get_wsgi_application()


def main() -> None:
    """Make the table."""
    (Path(os.environ["OPENWARD_DATA"]) / "bare").mkdir(exist_ok=True)
    with connection.schema_editor() as editor:
        editor.create_model(Note)


if __name__ == "__main__":
    main()
