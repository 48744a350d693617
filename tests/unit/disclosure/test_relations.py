"""What adds up to what."""

from __future__ import annotations

from datetime import date

import pytest

from openward.disclosure.cells import cells_of
from openward.disclosure.policy import linked_indicators
from openward.disclosure.relations import Parents, relations
from openward.problems import BadInput
from tests.rate_tables import rate_table

MONTH = {"period_start": date(2022, 1, 1), "period_end": date(2022, 2, 1)}


def joined(*changes: dict[str, object], parents: Parents | None = None) -> list[tuple[object, ...]]:
    cells, _ = cells_of(rate_table(*changes))
    found = relations(cells, parents or {}, linked_indicators())
    return [(relation.total, relation.parts, relation.partial) for relation in found]


def test_facilities_add_up_to_their_region_and_regions_to_the_country() -> None:
    rows = [{"area_id": name, "area_type": "facility"} for name in ("F1", "F2")]
    region = {"area_type": "region", "area_id": "XX-A"}
    country = {"area_type": "country", "area_id": "XX", "region": None}
    assert joined(*rows, region, country) == [(2, (0, 1), False), (3, (2,), False)]
    assert joined(*rows, country) == [(2, (0, 1), False)]


def test_wards_belong_to_the_facility_that_the_file_of_areas_names() -> None:
    rows = [{"area_type": "ward", "area_id": "W1"}, {"area_id": "F1"}, {"area_id": "F2"}]
    assert joined(*rows, parents={"W1": ("facility", "F2")}) == [(2, (0,), False)]


def test_wards_belong_to_the_only_facility_of_their_region() -> None:
    assert joined({"area_type": "ward", "area_id": "W1"}, {"area_id": "F1"}) == [(1, (0,), False)]


def test_wards_beside_two_facilities_are_refused_when_nobody_says_which() -> None:
    rows = [{"area_type": "ward", "area_id": "W1"}, {"area_id": "F1"}, {"area_id": "F2"}]
    with pytest.raises(BadInput, match="--areas"):
        joined(*rows)


def test_a_ward_without_a_region_may_lie_in_any_of_them() -> None:
    ward = {"area_type": "ward", "area_id": "W1", "region": None}
    assert joined(ward, {"area_id": "F1"}) == [(1, (0,), False)]
    with pytest.raises(BadInput, match="--areas"):
        joined(ward, {"area_id": "F1"}, {"area_id": "F2", "region": "XX-B"})


def test_months_add_up_to_a_year_only_when_all_are_there() -> None:
    months = [
        {"period_start": date(2022, m, 1), "period_end": date(2022, m + 1, 1)} for m in (1, 2, 3)
    ]
    quarter = {"period_start": date(2022, 1, 1), "period_end": date(2022, 4, 1)}
    assert joined(*months, quarter) == [(3, (0, 1, 2), False)]
    assert joined(*months[:2], quarter) == [(2, (0, 1), True)]


def test_periods_that_overlap_are_refused() -> None:
    other = {"period_start": date(2022, 1, 15), "period_end": date(2022, 2, 15)}
    with pytest.raises(BadInput, match="overlaps"):
        joined(MONTH, other)


def test_groups_add_up_name_by_name_and_through_groups_that_are_not_there() -> None:
    women, men = {"stratum": "sex=F"}, {"stratum": "sex=M"}
    young = {"stratum": "age=0-17;sex=F"}
    assert joined({}, women, men, young) == [(0, (1, 2), False), (1, (3,), False)]
    assert joined({}, young) == [(0, (1,), False)]


def test_linked_indicators_are_joined_and_medians_are_not() -> None:
    rows = [{"indicator": code} for code in ("gb-mhs-77", "gb-mhs-96", "gb-mhs-98a")]
    assert joined(*rows) == [(0, (1,), False)]
    medians = [{"indicator": "gb-mhs-98a"},
               {"indicator": "gb-mhs-98a", "area_type": "region", "area_id": "XX-A"}]  # fmt: skip
    assert joined(*medians) == []
