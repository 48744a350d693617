"""The countries: only what was said, each with its source, and honest about what nobody read."""

from __future__ import annotations

import pytest

from openward.countries.loading import Country, countries, law_codes, programme
from openward.countries.step import Step
from openward.law.loading import read_laws

ALL = [*countries().values(), programme()]
EACH = pytest.mark.parametrize("country", ALL, ids=lambda one: one.code)
ARTICLE = "countries-move-away-from-using-coercive-measures-in-mental-health-care"


def steps(code: str) -> dict[str, Step]:
    return {step.id: step for step in countries()[code].steps}


@EACH
def test_each_step_has_its_source_and_what_was_not_read(country: Country) -> None:
    assert country.steps and country.not_known
    for step in country.steps:
        assert step.source.startswith("https://") and ARTICLE in step.source
        assert not step.verified and "not read there by us" in step.note


def test_eight_countries_by_name() -> None:
    assert list(countries()) == ["bg", "hr", "cz", "lv", "lt", "rs", "sk", "si"]


def test_what_the_article_says() -> None:
    for code in ("bg", "lt", "sk", "si"):
        assert steps(code)["training"].state == "held"
    for code in ("hr", "cz", "lv", "rs"):
        assert "2018" in steps(code)["training-after-2018"].what
    assert steps("hr")["further-training"].when == "2025-03"
    assert (steps("si")["guidelines"].kind, steps("si")["guidelines"].state) == ("law", "drafted")
    assert {"staff-to-bed-ratio", "comfort-rooms"} <= set(steps("lt"))
    assert "safewards" in steps("sk")
    need = {step.id: step for step in programme().steps}["workforce"]
    assert (need.count, need.of, need.when) == (16, 29, "2023")


def test_a_number_that_nobody_read_is_not_made_up() -> None:
    ratio = steps("lt")["staff-to-bed-ratio"]
    assert (ratio.staff, ratio.beds, ratio.state) == (None, None, "not_known")


def test_every_law_that_a_page_leads_to_is_there() -> None:
    assert law_codes() == set(read_laws())
    assert {one.law for one in ALL} - {""} <= law_codes()
