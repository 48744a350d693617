"""What is read of countries: the reviewed files first, then what their ministries wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.http import Http404

from openward.countries.loading import Country, countries
from openward.countries.returns import Return
from openward.countries.step import KINDS, Step
from openward_web.country.models import CountryReturn, CountryStep
from openward_web.figures.collections import Collection, published
from openward_web.law.selectors import laws


@dataclass(frozen=True)
class Shown:
    """A step as it stands now. written_at: when a ministry wrote it; None: of the files.

    earlier: what stood before, the latest first.
    """

    key: str
    step: Step
    written_at: datetime | None = None
    earlier: list["Shown"] = field(default_factory=list)


def country_or_404(code: str) -> Country:
    """A country that is known here, or whose law is."""
    found = countries().get(code)
    if found is None and len(code) == 2 and code in laws():
        return Country(code, laws()[code].name, code, (), ())
    if found is None:
        raise Http404
    return found


def all_countries() -> list[Country]:
    """Those of the files and those about which a ministry wrote, by name."""
    written = CountryStep.objects.values_list("country", flat=True).distinct()
    more = {code.lower() for code in written} - set(countries())
    found = [*countries().values(), *(country_or_404(code) for code in more)]
    return sorted(found, key=lambda one: one.name)


def path_of(country: Country) -> list[Shown]:
    """The steps as they stand now, in order of time; without a date last, by title."""
    rows = CountryStep.objects.filter(country=country.iso).order_by("written_at", "pk")
    by_key = {step.id: Shown(step.id, step) for step in country.steps}
    for row in rows:
        before = by_key.pop(row.corrects, None)
        earlier = [before, *before.earlier] if before else []
        by_key[str(row.pk)] = Shown(str(row.pk), _step(row), row.written_at, earlier)
    return sorted(by_key.values(), key=lambda one: (one.step.moment, one.step.title, one.key))


def by_kind(path: list[Shown]) -> dict[str, list[Shown]]:
    """The steps of each kind; kinds without any are in it too, since that is not a no."""
    return {kind: [one for one in path if one.step.kind == kind] for kind in KINDS}


def returns_of(country: Country) -> list[Return]:
    """What stands of the monthly returns, by hospital, month and kind: the last one said."""
    rows = CountryReturn.objects.filter(country=country.iso).order_by("number")
    found = {}
    for row in rows:
        one = Return(row.hospital, row.hospital_name, row.month, row.kind, row.status,
                     row.measures, row.bed_days)  # fmt: skip
        found[one.key] = one
    return [found[key] for key in sorted(found)]


def _step(row: CountryStep) -> Step:
    return Step(
        id=str(row.pk), kind=row.kind, state=row.state, title=row.title, source=row.source,
        verified=False, what=row.what, when=row.happened, law=row.law, staff=row.staff,
        beds=row.beds, reason=row.reason, followed=row.followed, until=row.until,
    )  # fmt: skip


def collections_of(country: Country) -> list[tuple[Collection, list[str]]]:
    """Published figures of the country: each collection with the codes of its figures."""
    return [(one, codes) for one in published().values()
            if (codes := _codes_of(one.slug).get(country.iso))]  # fmt: skip


@cache
def _codes_of(slug: str) -> dict[str, list[str]]:
    table = published()[slug].table.select(["country", "indicator"])
    pairs = table.group_by(["country", "indicator"]).aggregate([]).to_pylist()
    found: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda pair: pair["indicator"]):
        found.setdefault(pair["country"], []).append(pair["indicator"])
    return found


def gaps(country: Country, path: list[Shown]) -> Iterator[str]:
    """What follows from the steps that is not known: kinds without a step, ratios without numbers.

    Kinds as their code; a ratio as `ratio`; figures as `figures`.
    """
    for kind, steps in by_kind(path).items():
        if not steps:
            yield kind
    rules = by_kind(path)["staffing_rule"]
    if rules and all(one.step.staff is None for one in rules):
        yield "ratio"
    if not collections_of(country):
        yield "figures"
