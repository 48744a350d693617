"""The figures of the record: what is in them, who sees them, when they are counted again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.figures import counting
from openward_web.figures.groups import groups_of
from openward_web.figures.kept import counted
from openward_web.figures.week import week_table
from openward_web.people.models import Person
from openward_web.recording import actions
from openward_web.recording.afterwards import withdraw_measure
from openward_web.recording.models import Measure
from openward_web.wards.actions import state_shift
from openward_web.wards.models import Stay, Ward
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_HOSPITAL,
    OTHER_WARD,
    SECOND_WARD,
    WARD,
    account,
    person_here,
    service,
    signed_in,
)

pytestmark = pytest.mark.django_db
CODES = ("ow-measures-seclusion", "ow-hours-seclusion", "ow-persons-seclusion", "ow-statements")
#: When it is counted: everything that a test wrote before is surely committed by then.
LATER = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
PLACE = "/figures/record/"


@pytest.fixture(autouse=True)
def few_rules_and_an_own_folder(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_FOLDER = tmp_path
    monkeypatch.setattr(counting, "RULES", dict.fromkeys(CODES))
    service()


def held(person: Person, ward: UUID = WARD, hours: int = 2) -> Measure:
    """A seclusion since noon, over after so many hours."""
    _incident, measure = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=person, ward_id=ward, kind="seclusion"
    )
    found = Measure.objects.get(pk=measure)
    actions.end_measure(entry_id=uuid7(), by=NURSE, at=NOON + timedelta(hours=hours), measure=found)
    return found


def figure(code: str, area: UUID, hospital: UUID = HOSPITAL, month: int = 3) -> tuple[Any, Any]:
    """Status and numerator of one month."""
    kept = counted(hospital)
    assert kept is not None
    [row] = [row for row in kept.table.to_pylist()
             if (row["indicator"], row["area_id"]) == (code, str(area))
             and row["period_start"].month == month]  # fmt: skip
    return row["status"], row["numerator"]


def words(client: Client, place: str = PLACE) -> str:
    return client.get(place).content.decode()


def test_what_was_recorded_is_counted() -> None:
    held(person_here())
    counting.refresh(LATER)
    assert figure("ow-measures-seclusion", WARD) == ("reported", 1)
    assert figure("ow-hours-seclusion", WARD) == ("reported", 2)
    assert figure("ow-hours-seclusion", HOSPITAL) == ("reported", 2)


def test_what_was_withdrawn_is_not() -> None:
    measure = held(person_here())
    withdraw_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=measure)
    counting.refresh(LATER)
    assert figure("ow-measures-seclusion", WARD) == ("not_reported", None)


def test_a_month_of_sure_hand_overs_is_zero_and_one_of_silence_is_not_reported() -> None:
    person_here()
    ward = Ward.objects.get(pk=WARD)
    first = NOON.date().replace(day=1)
    for day in range(31):
        for shift in ("early", "late", "night"):
            state_shift(entry_id=uuid7(), by=NURSE, at=NOON, ward=ward, shift=shift,
                        day=first + timedelta(days=day), statement="none_happened")  # fmt: skip
    counting.refresh(LATER)
    assert figure("ow-measures-seclusion", WARD) == ("reported", 0)
    assert figure("ow-measures-seclusion", WARD, month=4) == ("not_reported", None)


def test_only_a_facility_where_something_was_written_is_counted_again() -> None:
    here, elsewhere = person_here(1), person_here(2, OTHER_WARD, OTHER_HOSPITAL)
    held(here)
    assert counting.refresh(LATER) == 2
    assert counting.refresh(LATER) == 0
    held(elsewhere, OTHER_WARD)
    assert counting.refresh(LATER) == 1
    assert figure("ow-measures-seclusion", OTHER_WARD, OTHER_HOSPITAL) == ("reported", 1)
    assert counting.refresh(LATER + timedelta(days=1)) == 2


def test_the_page_says_what_is_not_in_it_yet() -> None:
    person = person_here()
    counting.refresh(LATER)
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    assert "in it yet" not in words(champion)
    held(person)
    assert "2 entries were written since, or just before, and may not be in it yet" in words(
        champion
    )


def test_a_champion_sees_the_own_ward_and_a_lead_the_facility() -> None:
    held(person_here())
    held(person_here(2, SECOND_WARD), SECOND_WARD)
    counting.refresh(LATER)
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    assert "Birch" in words(champion)
    assert not {"Oak", "North"} & set(words(champion).split())
    for area, seen in (("ward", WARD), ("ward", SECOND_WARD), ("facility", HOSPITAL)):
        place = f"{PLACE}ow-measures-seclusion/{area}/{seen}/"
        assert champion.get(place).status_code == (200 if seen == WARD else 404)
        assert lead.get(place).status_code == 200
        chosen = f"{PLACE}?place={area}:{seen}"
        assert champion.get(chosen).status_code == (200 if seen == WARD else 404)
        assert lead.get(chosen).status_code == 200


@pytest.mark.parametrize("rest", ["", "table.csv", "distribution.svg", f"series/ward/{WARD}.svg"])
def test_nobody_else_gets_at_them_by_any_address(rest: str) -> None:
    held(person_here())
    counting.refresh(LATER)
    other = account(Role.FACILITY_LEAD, facility_id=OTHER_HOSPITAL)
    for client in (Client(), signed_in(account(Role.WARD_STAFF, ward_id=WARD)), signed_in(other)):
        place = f"{PLACE}ow-measures-seclusion/{rest}"
        assert client.get(place).status_code == 404
        assert client.get(f"{PLACE}report.pdf?place=ward:{WARD}&month=2026-03").status_code == 404


def test_a_table_of_the_own_ward_has_no_other_in_it() -> None:
    held(person_here())
    held(person_here(2, SECOND_WARD), SECOND_WARD)
    counting.refresh(LATER)
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    table = words(champion, f"{PLACE}ow-measures-seclusion/table.csv?period=2026-03-01/2026-04-01")
    assert str(WARD) in table
    assert str(SECOND_WARD) not in table
    assert str(HOSPITAL) not in table


def test_whom_it_happens_to_is_a_question_with_a_range_of_chance() -> None:
    people = [person_here(number) for number in range(1, 13)]
    Person.objects.filter(pk__in=[person.pk for person in people]).update(sex="female")
    held(people[0])
    other = person_here(20)
    Person.objects.filter(pk=other.pk).update(sex="male")
    counting.refresh(LATER)
    kept = counted(HOSPITAL)
    assert kept is not None
    found = groups_of(kept.groups, "ward", str(WARD))
    assert found is not None
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in found.people.rows}
    # Wilson's interval of 1 in 12: 1.5 to 35.4 %.
    assert rows["Women and girls"] == ["12", "1", "8", "1 to 35"]
    assert rows["Men and boys"] == ["1", "0", "too few people", "too few people"]
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    assert "It is no trait of the people" in words(champion)


def test_a_month_that_still_runs_makes_no_report() -> None:
    held(person_here())
    counting.refresh(NOON + timedelta(hours=5))
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    place = f"{PLACE}ow-measures-seclusion/ward/{WARD}/"
    assert "2026-03" not in words(champion, place).split("report.pdf")[1]
    counting.refresh(LATER)
    assert "2026-03" in words(champion, place).split("report.pdf")[1]


def test_a_facility_that_cannot_be_counted_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    held(person_here())
    held(person_here(2, OTHER_WARD, OTHER_HOSPITAL), OTHER_WARD)
    whole = counting.count

    def count(facility: Any, now: datetime) -> Any:
        if facility.pk == HOSPITAL:
            raise ValueError("Jana Novakova")
        return whole(facility, now)

    monkeypatch.setattr(counting, "count", count)
    assert counting.refresh(LATER) == 1
    assert counted(OTHER_HOSPITAL) is not None
    assert "ValueError" in caplog.text
    assert "Novakova" not in caplog.text


def test_what_others_published_by_the_same_rule_stands_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "RULES", dict.fromkeys(["us-hbips-3", "ow-statements"]))
    held(person_here())
    counting.refresh(LATER)
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    page = words(champion, f"{PLACE}us-hbips-3/ward/{WARD}/")
    assert "The same rule, published by others" in page
    assert "nothing to be better than" in page
    published = words(Client(), "/figures/us-cms-ipfqr-2022/us-hbips-3/country/US/")
    assert "The same rule, published by others" not in published


def test_before_the_first_count_the_page_says_so() -> None:
    person_here()
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    assert "Nothing is counted yet" in words(champion)


def test_the_report_of_a_ward_is_a_pdf() -> None:
    held(person_here())
    counting.refresh(LATER)
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    found = champion.get(f"{PLACE}report.pdf?place=ward:{WARD}&month=2026-03")
    assert (found.status_code, found["Content-Type"]) == (200, "application/pdf")


def test_the_week_has_what_began_and_who_was_there() -> None:
    held(person_here())  # since a Monday a week before noon, in Bratislava an hour later
    withdrawn = held(person_here(2))
    withdraw_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=withdrawn)
    held(person_here(3, SECOND_WARD), SECOND_WARD)
    first = NOON.date()
    found = week_table("ward", str(WARD), (first - timedelta(days=14), first + timedelta(days=7)))
    assert (found.all, found.time_unknown) == (1, 0)
    assert found.rows[0][1][4] == (1, 4)  # Monday, 12 to 15
    assert [whole.count for whole in found.columns] == [0, 0, 0, 0, 1, 0, 0, 0]
    # Two people, from 13:00 on the day a week before until the end: 13 days and 11 hours each.
    days = sum(whole.bed_days for _day, _cells, whole in found.rows)
    assert days == pytest.approx(2 * (13 + 11 / 24))
    of_all = week_table("facility", str(HOSPITAL), (first, first + timedelta(days=7)))
    assert of_all.all == 2


def test_months_that_nobody_spoke_for_are_named_though_something_was_recorded() -> None:
    held(person_here())
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    person = person_here(9)
    Stay.objects.filter(person=person).update(started_at=NOON - timedelta(days=400))
    counting.refresh(LATER)
    assert "a 0 in this table may be something that nobody recorded" in words(champion)
    assert "it was not said of every day that all is recorded" in words(champion)
    assert "March 2026" in words(champion).split("They are:")[1].split("</p>")[0]


def test_a_facility_of_the_first_day_has_no_figures_and_stops_nothing() -> None:
    person_here()
    first = datetime(2026, 2, 1, 12, tzinfo=UTC)
    Stay.objects.update(started_at=first)
    assert counting.refresh(first) == 1
    kept = counted(HOSPITAL)
    assert kept is not None
    assert kept.table.num_rows == 0
    champion = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    assert "Nothing is counted yet" in words(champion)
