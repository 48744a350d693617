"""What other systems read of countries: public, so any token opens it. By name, never by rank."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from openward_web.api import schemas
from openward_web.api.reading import REFUSALS
from openward_web.api.router import router
from openward_web.country import selectors, wording
from openward_web.country.selectors import Shown


@router.get("/countries", response={200: list[schemas.CountryNamed], **REFUSALS})
def countries(request: HttpRequest) -> list[dict[str, Any]]:
    """The countries whose path is kept here, by name."""
    return [{"code": one.code, "name": one.name} for one in selectors.all_countries()]


@router.get("/countries/{slug:code}", response={200: schemas.CountryOut, **REFUSALS})
def country(request: HttpRequest, code: str) -> dict[str, Any]:
    """The steps of one country as they stand now, with what stood before, and what is not known."""
    found = selectors.country_or_404(code)
    path = selectors.path_of(found)
    gaps = [str(wording.GAPS[gap]) for gap in selectors.gaps(found, path)]
    return {
        "code": found.code,
        "name": found.name,
        "law": found.law or None,
        "steps": [_step(one) for one in path],
        "not_known": [*found.not_known, *gaps],
    }


def _step(one: Shown) -> dict[str, Any]:
    said = {key: None if value == "" else value for key, value in asdict(one.step).items()}
    return said | {"id": one.key, "written_by_ministry_at": one.written_at,
                   "earlier": [_step(old) for old in one.earlier]}  # fmt: skip
