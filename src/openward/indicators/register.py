"""The tables of a dataset in an engine, with what many rules need of them made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis import _

from openward.indicators import calendar
from openward.indicators.calendar import DAY, NEVER, Clock, Period
from openward.indicators.columns import at_day, joined, looked_up, seconds
from openward.indicators.rule import Count

SEXES = ("female", "male", "other", "not_recorded")

#: Moments of tables by the name of the table: local days are worked out between the first and last.
MOMENTS = {
    "admissions": ("started_at", "ended_at"), "stays": ("started_at", "ended_at"),
    "leaves": ("started_at", "ended_at"), "incidents": ("started_at", "ended_at"),
    "measures": ("started_at", "ended_at"), "breaks": ("started_at", "ended_at"),
    "observations": ("started_at",), "staffing": ("starts_at", "ends_at"),
}  # fmt: skip


@dataclass
class Register:
    """A dataset up to the day `last`, which is not in it any more.

    tables: Arrow tables, Parquet files, or tables of the engine. put: makes any of them, or the
    rows of an expression, a table of the engine. is_shared: many rules are asked, so that what
    several of them read is put into one.
    """

    tables: Mapping[str, pa.Table | Path | ibis.Table]
    periods: Sequence[Period]
    strata: tuple[str, ...]
    put: Callable[[pa.Table | Path | ibis.Table], ibis.Table]
    is_shared: bool = False
    made: dict[Any, Any] = field(default_factory=dict)
    counts: dict[Any, list[Count]] = field(default_factory=dict)

    def rows(self, make: Callable[[Register], ibis.Table]) -> ibis.Table:
        """A set of rows, made once."""
        if make not in self.made:
            self.made[make] = make(self)
        return self.made[make]

    def kept(self, make: Callable[[Register], ibis.Table]) -> ibis.Table:
        """The same, put into a table of the engine where many rules are asked."""
        key = ("kept", make)
        if key not in self.made:
            rows = self.rows(make)
            self.made[key] = self.put(rows) if self.is_shared else rows
        return self.made[key]

    def small(self, make: Callable[[Register], ibis.Table]) -> ibis.Table:
        """A set of few rows that costs much to find: always put into a table of the engine."""
        if ("small", make) not in self.made:
            self.made["small", make] = self.put(self.rows(make))
        found: ibis.Table = self.made["small", make]
        return found

    def share(self, counts: Iterable[Count]) -> None:
        """Say what will be counted, so that rows that are counted often are put into a table."""
        for count in dict.fromkeys(counts):
            self.counts.setdefault(count.rows, []).append(count)

    def looked_at(self, make: Callable[[Register], ibis.Table]) -> ibis.Table:
        """A set of rows; where a count has a key, and so a query of its own, a table of the columns
        that counts look at.
        """
        counts = self.counts.get(make, [])
        if not self.is_shared or not any(count.key for count in counts):
            return self.rows(make)
        key = ("looked at", make)
        if key not in self.made:
            self.made[key] = self.put(self.rows(make).select(*_columns_of(counts)))
        return self.made[key]

    def table(self, name: str) -> ibis.Table:
        """One table as it is."""
        if ("table", name) not in self.made:
            self.made["table", name] = self.put(self.tables[name])
        return self.made["table", name]

    def has_rows(self, name: str) -> bool:
        """Whether there is any row in it."""
        return bool(self.all_rows(name))

    @property
    def last(self) -> date:
        """The day on which the data end."""
        return self.periods[-1].end

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """The wards with their facility, in the order of their ids."""
        facilities = {row["facility_id"]: row for row in self.all_rows("facilities")}
        wards = sorted(self.all_rows("wards"), key=lambda row: str(row["ward_id"]))
        return [{**row, "facility": facilities[row["facility_id"]]} for row in wards]

    @cached_property
    def facility_ids(self) -> list[str]:
        """Ids of all facilities, also of those without a ward."""
        return sorted(row["facility_id"] for row in self.all_rows("facilities"))

    @cached_property
    def zones(self) -> list[str]:
        """All time zones; the last is that of what is not placed."""
        found = {row["timezone"] for row in self.all_rows("facilities")}
        return [*sorted(found), calendar.NO_ZONE]

    @cached_property
    def clocks(self) -> list[Clock]:
        """All ways of telling the time and of counting people."""
        found = {_clock_of(row) for row in self.all_rows("facilities")}
        return sorted(found, key=lambda clock: (clock.zone, clock.census))

    @cached_property
    def wards(self) -> ibis.Table:
        """place_id and the numbers of WARDS, one row for each ward."""
        rows = [
            {"place_id": row["ward_id"], "ward": number,
             "facility": self.facility_ids.index(row["facility_id"]),
             "zone": self.zones.index(row["facility"]["timezone"]),
             "clock": self.clocks.index(_clock_of(row["facility"])),
             "opened_day": _day(row["opened_on"], -NEVER),
             "closed_day": _day(row["closed_on"], NEVER)}
            for number, row in enumerate(self.places)
        ]  # fmt: skip
        return self.put(_numbers(rows, WARDS))

    @cached_property
    def facilities(self) -> ibis.Table:
        """place_id, facility and zone, one row for each facility."""
        number = {name: place for place, name in enumerate(self.facility_ids)}
        rows = [
            {"place_id": row["facility_id"], "facility": number[row["facility_id"]],
             "zone": self.zones.index(row["timezone"])}
            for row in self.all_rows("facilities")
        ]  # fmt: skip
        return self.put(_numbers(rows, ("facility", "zone")))

    @cached_property
    def not_placed(self) -> int:
        """The number that stands for what is on no known ward."""
        return len(self.places)

    @cached_property
    def no_zone(self) -> int:
        """The place of the zone of what is not placed."""
        return len(self.zones) - 1

    @cached_property
    def bounds(self) -> ibis.Table:
        """When periods begin and end in each zone."""
        return self.put(calendar.bounds(self.periods, self.zones))

    @cached_property
    def steps(self) -> ibis.Table:
        """Which periods an interval touches."""
        return self.put(calendar.steps(len(self.periods)))

    @cached_property
    def day_steps(self) -> ibis.Table:
        """The same for the days of a period."""
        longest = max((period.end - period.start).days for period in self.periods)
        return self.put(calendar.steps(longest))

    @cached_property
    def local_days(self) -> ibis.Table:
        """When local days begin and end."""
        return self.put(calendar.local_days(self.periods, self.zones))

    @cached_property
    def days(self) -> ibis.Table:
        """The local day at every moment."""
        return self.put(calendar.days(self.periods, self.zones, *self.span))

    @cached_property
    def censuses(self) -> ibis.Table:
        """The day on which people are counted next, at every moment."""
        return self.put(calendar.censuses(self.periods, self.clocks, *self.span))

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first and last moment that the dataset has or that is asked for."""
        first = calendar.day_number(self.periods[0].start) * DAY - 2 * DAY
        last = calendar.day_number(self.last) * DAY + 2 * DAY
        found = [self._span_of(name, columns) for name, columns in MOMENTS.items()]
        known = [moment for pair in found for moment in pair if moment is not None]
        return min([first, *known]), max([last, *known])

    def _span_of(self, name: str, columns: Sequence[str]) -> list[int | None]:
        source = self.tables.get(name)
        if source is None:
            return []
        if isinstance(source, pa.Table):
            pairs = [pc.min_max(source[column]).as_py() for column in columns]
            moments = [moment for pair in pairs for moment in pair.values()]
            return [None if moment is None else int(moment.timestamp()) for moment in moments]
        known = _ends_in_file(source, columns) if isinstance(source, Path) else None
        return self._ends(name, columns) if known is None else known

    def _ends(self, name: str, columns: Sequence[str]) -> list[int | None]:
        table = self.table(name)
        ends = {f"{which}{number}": seconds(getattr(table[column], which)())
                for number, column in enumerate(columns) for which in ("min", "max")}  # fmt: skip
        [row] = table.aggregate(**ends).to_pyarrow().to_pylist()
        return [*row.values()]

    def people(self, rows: ibis.Table) -> ibis.Table:
        """The rows with `born` and `sex` of their person; empty where no strata are asked for."""
        if not self.strata:
            unknown = len(SEXES) - 1
            return rows.mutate(born=ibis.null("int64"), sex=ibis.literal(unknown, "int64"))
        persons = self.table("persons")
        sex = ibis.cases(*((persons.sex == name, number) for number, name in enumerate(SEXES[:3])),
                         else_=3)  # fmt: skip
        known = persons.select("person_id", born=persons.birth_year.cast("int64"),
                               sex=sex.cast("int64"))  # fmt: skip
        return joined(rows, known, "person_id").mutate(sex=_.sex.fill_null(3))

    def dated(self, rows: ibis.Table, moment: str, name: str, zone: str = "zone") -> ibis.Table:
        """The rows with the local day, period, and year of a moment, as {name}_day and so on."""
        return looked_up(rows, self.days, moment, name, zone, ("day", "period", "year"))

    def counted_from(self, rows: ibis.Table, moment: str, name: str) -> ibis.Table:
        """The rows with the day on which people are counted next, and its period."""
        return looked_up(rows, self.censuses, moment, name, "clock", ("day", "period"))

    def with_clock(self, rows: ibis.Table, moment: str) -> ibis.Table:
        """The rows with `clock_s`: what the local clock shows, in seconds after midnight."""
        shifts = self.days.select("zone", "utc_day", "shift_0", "shift_1", "shift_s")
        found = at_day(rows, shifts, moment, "zone")
        shift = ibis.ifelse(found[moment] < found.shift_s, found.shift_0, found.shift_1)
        return found.mutate(clock_s=(found[moment] + shift) % DAY).drop(
            "shift_0", "shift_1", "shift_s"
        )

    def in_periods(self, rows: ibis.Table, first: str, last: str) -> ibis.Table:
        """Each row once for each period from `first` to `last` (columns; cut to those asked for).

        Adds `period`, and its columns of `bounds` in the row's zone.
        """
        number = len(self.periods)
        cut = rows.mutate(
            from_period=ibis.greatest(rows[first], 0),
            to_period=ibis.least(rows[last], number - 1),
        )
        cut = cut.filter(cut.from_period <= cut.to_period)
        cut = cut.mutate(more=cut.to_period - cut.from_period)
        found = cut.inner_join(self.steps, "more")
        found = found.mutate(period=found.from_period + found.step)
        found = found.drop("more", "step", "from_period", "to_period")
        return found.inner_join(self.bounds, ["zone", "period"])

    def begin(self, rows: ibis.Table, period: str) -> ibis.Table:
        """Rows whose period (a column) is one of those asked for, as `period`, with its bounds."""
        inside = rows.filter((rows[period] >= 0) & (rows[period] < len(self.periods)))
        return inside.mutate(period=inside[period])

    def all_rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of a small table; none where it is missing."""
        key = ("rows of", name)
        if key not in self.made:
            self.made[key] = self._read(name).to_pylist()
        rows: list[dict[str, Any]] = self.made[key]
        return rows

    def _read(self, name: str) -> pa.Table:
        source = self.tables.get(name)
        if source is None:
            return pa.table({})
        return source if isinstance(source, pa.Table) else self.table(name).to_pyarrow()


WARDS = ("ward", "facility", "zone", "clock", "opened_day", "closed_day")


def _columns_of(counts: Iterable[Count]) -> list[str]:
    named = [name for count in counts for name in (count.amount, count.test, count.key) if name]
    kind = ["kind"] if any(count.kinds for count in counts) else []
    return list(dict.fromkeys(["ward", "period", "person_id", "sex", "age", *kind, *named]))


def _ends_in_file(path: Path, columns: Sequence[str]) -> list[int | None] | None:
    """First and last moments of columns as a Parquet file has noted them; None if it has not."""
    metadata = pq.read_metadata(path)
    places = [metadata.schema.to_arrow_schema().get_field_index(column) for column in columns]
    found: list[int | None] = []
    for group in range(metadata.num_row_groups):
        for place in places:
            noted = metadata.row_group(group).column(place).statistics
            if noted is None or (noted.num_values and not noted.has_min_max):
                return None
            if noted.has_min_max:
                found += [int(noted.min.timestamp()), int(noted.max.timestamp())]
    return found


def _clock_of(facility: Mapping[str, Any]) -> Clock:
    return Clock(facility["timezone"], facility.get("census_time") or calendar.MIDNIGHT)


def _day(value: date | None, other: int) -> int:
    return other if value is None else calendar.day_number(value)


def _numbers(rows: list[dict[str, Any]], names: Sequence[str]) -> pa.Table:
    fields = [pa.field("place_id", pa.string()), *(pa.field(name, pa.int64()) for name in names)]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))
