"""Which rate tables can be shown: the published ones, and what this session uploaded."""

from __future__ import annotations

import contextlib
import secrets
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openward.content import content_folder, read_toml
from openward.rates import files
from openward_web.accounts.access import Reach, reach_of
from openward_web.accounts.rules import Capability
from openward_web.figures.kept import Area, Counted, counted, not_placed, written_since

UPLOADED, RECORD = "uploaded", "record"
_SESSION_KEY = "uploaded_table"


@dataclass(frozen=True, slots=True)
class Collection:
    """A rate table and what must stand beside its figures.

    about: publisher, licence and so on, as in the content file; empty for an upload and a record.
    said: what must be known of a record's figures: of when they are, and what is not in them.
    groups: of a record, its last months as one period by groups of people. areas: of a record, all
    that have a row.
    """

    slug: str
    title: str
    table: pa.Table
    about: dict[str, Any]
    said: list[str] = field(default_factory=list)
    groups: pa.Table | None = None
    areas: list[Area] = field(default_factory=list)


@cache
def published() -> dict[str, Collection]:
    """The published collections by slug, in the order of their titles."""
    found = [_read(path) for path in (content_folder() / "published").glob("*.toml")]
    return {c.slug: c for c in sorted(found, key=lambda c: c.title)}


def collection_or_404(slug: str, request: HttpRequest) -> Collection:
    """A published collection, the table that this session uploaded, or the record of the wards
    whose figures this account may see."""
    _drop_expired()
    if slug == RECORD:
        found = of_record(reach_of(request))
    else:
        found = uploaded(request.session) if slug == UPLOADED else published().get(slug)
    if found is None:
        raise Http404
    return found


def of_record(reach: Reach) -> Collection | None:
    """The figures of the record, of the wards and facilities where this account may see them; None
    where there are none, or nothing was counted yet.
    """
    wholes = set(reach.facilities(Capability.SEE_WARD_FIGURES).values_list("pk", flat=True))
    wards: dict[UUID, list[str]] = {}
    for ward in reach.wards(Capability.SEE_WARD_FIGURES):
        wards.setdefault(ward.facility_id, []).append(str(ward.pk))
    kept = {facility_id: counted(facility_id) for facility_id in wards}
    found = {key: one for key, one in kept.items() if one is not None and one.table.num_rows}
    if not found:
        return None
    seen = {key: {*wards[key], *([str(key), not_placed(key)] if key in wholes else [])}
            for key in found}  # fmt: skip
    table = pa.concat_tables(_seen(one.table, one, seen[key]) for key, one in found.items())
    groups = pa.concat_tables(_seen(one.groups, one, seen[key]) for key, one in found.items())
    areas = [area for key, one in found.items() for area in one.areas if area[1] in seen[key]]
    said = [_said(key, one) for key, one in found.items()]
    title = _("From the record of your wards")
    return Collection(RECORD, title, table, {}, said, groups, areas)


def _seen(table: pa.Table, one: Counted, area_ids: set[str]) -> pa.Table:
    """The rows of the areas that may be seen: where these are all, the file as it lies there."""
    if area_ids >= {area_id for _type, area_id, _name in one.areas}:
        return table
    return table.filter(pc.is_in(table["area_id"], pa.array(sorted(area_ids))))


def _said(facility_id: UUID, one: Counted) -> str:
    """Of when the figures are, and how much was written since."""
    waiting = written_since(facility_id, one).count()
    said = _("Counted on %(at)s.") % {"at": date_format(timezone.localtime(one.at), "j F Y, H:i e")}
    more = ngettext(
        "%(n)s entry was written since, or just before, and may not be in it yet.",
        "%(n)s entries were written since, or just before, and may not be in it yet.", waiting,
    )  # fmt: skip
    return f"{said} {more % {'n': f'{waiting:,}'}}" if waiting else said


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
