"""Which database: SQLite in the data folder, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Every commit is on the disk before it is acknowledged.
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


def database(url: str, folder: Path) -> dict[str, Any]:
    """The settings of the one database.

    url: empty for SQLite, else `postgresql://user:password@host:port/name`; a host may be given as
    `?host=/folder/of/a/socket`.

    Raises
    ------
    ImproperlyConfigured
        Another kind of address.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "openward.sqlite3",
            # Opening a connection costs about as much as a small page.
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": SQLITE, "transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL begins with postgresql://, or is left out")
    asked = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or asked.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": asked,
    }
