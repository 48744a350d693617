"""Which figures a change is asked about: the ward's own record, or a table that somebody sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from django.http import HttpRequest
from django.utils.translation import gettext as _

from openward.indicators.catalogue import catalogue
from openward_web.accounts.access import reach_of
from openward_web.figures.collections import RECORD, UPLOADED, of_record, uploaded
from openward_web.figures.kinds import MEASURES
from openward_web.figures.presenters import Field, Option
from openward_web.figures.selectors import only
from openward_web.wards.models import Ward


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of one place. rows: all figures of the place; fields: what else can be chosen."""

    source: str
    area_id: str
    figure: str
    season: bool
    rows: pa.Table
    fields: list[Field]

    @property
    def of_figure(self) -> pa.Table:
        """The rows of the figure itself."""
        return only(self.rows, indicator=self.figure)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What is asked, in words: for paper, where nothing can be chosen."""
        return [(field.words, option.words) for field in self.fields for option in field.options
                if option.value == field.chosen]  # fmt: skip

    @property
    def query(self) -> dict[str, str]:
        """The same question in an address."""
        return {field.name: field.chosen for field in self.fields}


def asked_of(request: HttpRequest, ward: Ward) -> Asked | None:
    """What the query asks, and where it does not say the first that there is; None where nobody
    has counted anything yet.
    """
    tables = _tables(request, ward)
    if not tables:
        return None
    names = {RECORD: _("The record of the ward"), UPLOADED: _("The table that I sent")}
    source = _chosen(request, "source", {key: names[key] for key in tables})
    areas = _areas(tables[source.chosen])
    area = _chosen(request, "area", areas)
    area_type, _colon, area_id = area.chosen.partition(":")
    rows = only(tables[source.chosen], area_type=area_type, area_id=area_id)
    group = _chosen(request, "group", _groups(rows))
    rows = only(rows, stratum=group.chosen)
    figure = _chosen(request, "figure", _figures(rows))
    season = _chosen(request, "season", {"": _("Leave it out"), "yes": _("Allow for it")})
    words = {"source": _("Figures of"), "area": _("Place"), "figure": _("Figure"),
             "group": _("Group of people"), "season": _("The time of year")}  # fmt: skip
    fields = [Field(one.name, words[one.name], one.options, one.chosen)
              for one in (source, area, group, figure, season)
              if one is not group or len(group.options) > 1 or group.chosen]  # fmt: skip
    return Asked(source.chosen, area_id, figure.chosen, bool(season.chosen), rows, fields)


def _tables(request: HttpRequest, ward: Ward) -> dict[str, pa.Table]:
    found: dict[str, pa.Table] = {}
    record = of_record(reach_of(request))
    if record is not None:
        rows = only(record.table, area_type="ward", area_id=str(ward.pk))
        rows = rows.filter(pc.and_(_is_of_a_kind(rows), pc.equal(pc.day(rows["period_end"]), 1)))
        found |= {RECORD: rows} if rows.num_rows else {}
    sent = uploaded(request.session)
    return found | ({UPLOADED: sent.table} if sent is not None else {})


def _is_of_a_kind(rows: pa.Table) -> pa.Array:
    """Measures of each kind: they are looked at together, so that substitution shows."""
    return pc.is_in(rows["indicator"], pa.array(MEASURES))


def _groups(rows: pa.Table) -> dict[str, str]:
    """Everybody first; a group of people only where it was sent."""
    return {code: code or _("Everybody") for code in sorted(set(rows["stratum"].to_pylist()))}


def _areas(table: pa.Table) -> dict[str, str]:
    names = ("area_type", "area_id", "area_name")
    areas = set(zip(*(table[name].to_pylist() for name in names), strict=True))
    return {f"{kind}:{key}": name for kind, key, name in
            sorted(areas, key=lambda area: (area[2].casefold(), area[:2]))}  # fmt: skip


def _figures(rows: pa.Table) -> dict[str, str]:
    """Those with most events first: of a few nobody can tell anything."""
    codes, numbers = rows["indicator"].to_pylist(), rows["numerator"].to_pylist()
    totals: dict[str, float] = {}
    for code, number in zip(codes, numbers, strict=True):
        totals[code] = totals.get(code, 0) + (number or 0)
    known = catalogue()
    return {code: known[code].short_name if code in known else code
            for code in sorted(totals, key=lambda code: (-totals[code], code))}  # fmt: skip


def _chosen(request: HttpRequest, name: str, possible: Mapping[str, str]) -> Field:
    wanted = request.GET.get(name, "")
    chosen = wanted if wanted in possible else next(iter(possible))
    return Field(name, "", [Option(key, words) for key, words in possible.items()], chosen)
