"""The record is counted by every rule, facility by facility: again when somebody wrote something
that may change it, and on a new day."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
from dateutil.relativedelta import relativedelta
from django.db.models import Min

from openward.indicators.areas import NOT_PLACED, NOT_PLACED_NAME
from openward.indicators.calendar import WHOLE
from openward.indicators.counting import rates
from openward.indicators.rules import RULES
from openward.rates.schema import complete
from openward_web.figures import groups
from openward_web.figures.dataset import tables_of
from openward_web.figures.kept import Counted, areas_of, counted, keep, not_placed, written_since
from openward_web.ledger.models import Entry
from openward_web.wards.models import Facility, Stay

#: An entry may be committed so long after its moment of writing, and is counted again then.
COMMITTED_AFTER = timedelta(seconds=10)
AREAS = ("ward", "facility")
MONTHS = 12
log = logging.getLogger(__name__)


def refresh(now: datetime) -> int:
    """Count again what may have changed; how many facilities were counted.

    One that cannot be counted is tried again the next time, and stops no other one.
    """
    changed = [f for f in Facility.objects.order_by("pk") if _may_have_changed(f, now)]
    return sum(_is_kept(facility, now) for facility in changed)


def _is_kept(facility: Facility, now: datetime) -> bool:
    try:
        keep(facility.pk, count(facility, now))
    except Exception as fault:
        # Its words may tell of a person.
        log.error("facility %s could not be counted: %s", facility.pk, type(fault).__name__)
        return False
    return True


def _may_have_changed(facility: Facility, now: datetime) -> bool:
    kept = counted(facility.pk)
    if kept is None or kept.until != _today(facility, now):
        return _first_day(facility) is not None
    return written_since(facility.pk, kept).exists()


def count(facility: Facility, now: datetime) -> Counted:
    """Every counting rule, by month, for each ward and for the whole facility, up to today."""
    position = _last_position(now)
    first, until = _first_day(facility), _today(facility, now)
    if first is None or first >= until:
        nothing = complete(pa.table({}))
        return Counted(nothing, nothing, [], now, until, position)
    tables = tables_of(facility.pk)
    parts = [rates(tables, list(RULES), by=(area, "month"), first=first, last=until)
             for area in AREAS]  # fmt: skip
    table = _of_this_facility(complete(pa.concat_tables(parts)), facility)
    groups = _by_group(tables, first, until)
    return Counted(table, groups, areas_of(table), now, until, position)


def _by_group(tables: dict[str, pa.Table], first: date, until: date) -> pa.Table:
    """The last whole months as one period, by sex and by age; no rows before a month is over."""
    last = until.replace(day=1)
    first = max(first, last - relativedelta(months=MONTHS))
    if first >= last:
        return complete(pa.table({}))
    return complete(pa.concat_tables(
        rates(tables, groups.CODES, by=(area, WHOLE), strata=(by,), first=first, last=last)
        for area in AREAS for by in groups.STRATA
    ))  # fmt: skip


def _of_this_facility(table: pa.Table, facility: Facility) -> pa.Table:
    """What is on no ward stands under the facility's name: there are other facilities."""
    lost = pc.equal(table["area_id"], NOT_PLACED)
    names = {"area_id": not_placed(facility.pk),
             "area_name": f"{facility.name}: {NOT_PLACED_NAME}"}  # fmt: skip
    for column, words in names.items():
        place = table.schema.get_field_index(column)
        field = table.schema.field(place)
        told = pc.if_else(lost, pa.scalar(words), table[column].cast(pa.string()))
        table = table.set_column(place, field, told.cast(field.type))
    return table


def _last_position(now: datetime) -> int:
    surely = Entry.objects.filter(recorded_at__lt=now - COMMITTED_AFTER).order_by("-position")
    return surely.values_list("position", flat=True).first() or 0


def _first_day(facility: Facility) -> date | None:
    """The first day of the month of the first stay; None before anybody came."""
    first = Stay.objects.filter(ward__facility=facility).aggregate(at=Min("started_at"))["at"]
    return first and first.astimezone(ZoneInfo(facility.timezone)).date().replace(day=1)


def _today(facility: Facility, now: datetime) -> date:
    return now.astimezone(ZoneInfo(facility.timezone)).date()
