"""Rows made directly are refused in the words of a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from openward.problems import BadInput
from openward.register.happened import Measure
from openward.register.learned import Support
from openward.register.persons import Person
from openward.register.rows import rows, table_of

from .rows import DEFAULTS, at

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"started_at": at(0).replace(tzinfo=None)}, "started_at: a moment without its offset"),
    ({"started_at": at(0).replace(microsecond=1)}, "started_at: a moment with parts of a second"),
    ({"kind": "isolation"}, "kind: not a code of the list"),
    ({"person_id": None}, "person_id: the cell is empty"),
    ({"measure_id": 5}, "measure_id: not a text"),
    ({"measure_id": "=1"}, "measure_id: a cell that a spreadsheet would run"),
    ({"age_years": -1}, "age_years: a number below 0"),
    ({"age_years": 12.5}, "age_years: not a whole number"),
    ({"age_years": 131}, "age_years: an age over 130 years"),
    ({"ended_at": at(-1)}, "ended_at: ended_at is before started_at"),
    ({"ended_at": None}, "ended_at: the measure has ended, but there is no end"),
    ({"end_state": "running"}, "ended_at: an end that end_state says is not there"),
    ({"technique": "oral"}, "technique: a technique that does not belong"),
    ({"kind": "chemical_restraint"}, "end_state: a chemical measure is a point in time"),
]


@pytest.mark.parametrize(("cells", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_a_measure_that_cannot_be_is_refused(cells: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as bad:
        Measure(**{**DEFAULTS["measures"], **cells})
    assert [line.startswith(f"measures:{says}") for line in bad.value.sentences()] == [True]


def test_a_measure_that_can_be_is_made_and_stays_as_it_is() -> None:
    measure = Measure(**DEFAULTS["measures"])
    assert measure.ended_at - measure.started_at == timedelta(hours=1)  # type: ignore[operator]
    with pytest.raises(AttributeError):
        measure.kind = "manual_restraint"  # type: ignore[misc]


def test_a_year_of_birth_is_a_year() -> None:
    assert Person(person_id="p1", birth_year=1890).birth_year == 1890
    with pytest.raises(BadInput, match="not a year of birth"):
        Person(person_id="p1", birth_year=84)


def test_rows_of_a_table_are_the_rows_it_was_made_of() -> None:
    made = [Support(incident_id="i1", for_="staff", offered_at=at(1)),
            Support(incident_id="i2", for_="person", accepted=False)]  # fmt: skip
    assert table_of("support", made).column_names[1] == "for"
    assert rows("support", table_of("support", made)) == made
