"""Which rate tables can be shown: the published ones, and what this session uploaded."""

from __future__ import annotations

import contextlib
import secrets
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches
from django.http import Http404
from django.utils.translation import gettext as _

from openward.content import content_folder, read_toml
from openward.rates import files

UPLOADED = "uploaded"
_SESSION_KEY = "uploaded_table"


@dataclass(frozen=True, slots=True)
class Collection:
    """A rate table and what must stand beside its figures.

    about: publisher, licence and so on, as in the content file; empty for an upload.
    """

    slug: str
    title: str
    table: pa.Table
    about: dict[str, Any]


@cache
def published() -> dict[str, Collection]:
    """The published collections by slug, in the order of their titles."""
    found = [_read(path) for path in (content_folder() / "published").glob("*.toml")]
    return {c.slug: c for c in sorted(found, key=lambda c: c.title)}


def collection_or_404(slug: str, session: SessionBase) -> Collection:
    """A published collection, or the table that this session uploaded."""
    _drop_expired()
    found = uploaded(session) if slug == UPLOADED else published().get(slug)
    if found is None:
        raise Http404
    return found


def keep_for_session(table: pa.Table, session: SessionBase) -> None:
    """Keep an uploaded table for this session, for an hour. It is never stored or listed."""
    forget(session)
    key = secrets.token_urlsafe(24)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    caches["uploads"].set(key, sink.getvalue().to_pybytes())
    session[_SESSION_KEY] = key


def forget(session: SessionBase) -> None:
    """Delete the uploaded table of this session, if there is one."""
    key = session.pop(_SESSION_KEY, None)
    if key:
        caches["uploads"].delete(key)


def uploaded(session: SessionBase) -> Collection | None:
    """The table that this session sent, unless it is older than an hour."""
    key = session.get(_SESSION_KEY)
    data = caches["uploads"].get(key) if key else None
    if data is None:
        return None
    table = pa.ipc.open_file(pa.BufferReader(data)).read_all()
    return Collection(UPLOADED, _("Your own table"), table, {})


def _drop_expired() -> None:
    """Django's file cache hides what has expired; here it is deleted too."""
    cache = settings.CACHES["uploads"]
    oldest = time.time() - cache["TIMEOUT"]
    for file in Path(cache["LOCATION"]).glob("*.djcache"):
        # Another process may delete it first.
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mtime < oldest:
                file.unlink()


def _read(path: Path) -> Collection:
    about = read_toml(path)
    table = files.read(path.with_suffix(".csv")).table
    return Collection(path.stem, about["title"], table, about)
