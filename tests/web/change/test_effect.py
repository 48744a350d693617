"""What a change did: the sentence of the command, on the page, for champions and leads only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openward.impact.asked import Request, interrupted_answers
from openward.rates.files import csv_text, read_csv
from openward.rates.schema import table_from_rows
from openward_web.accounts.rules import Role
from openward_web.change.models import Change, Question
from tests.web.names import HOSPITAL, OTHER_WARD, SECOND_WARD, WARD
from tests.web.people.story import nurse, post
from tests.web.service import account, service, signed_in

pytestmark = pytest.mark.django_db
START = date(2025, 1, 1)
FIGURE = "ow-measures-seclusion"
BEFORE = (21, 18, 22, 19, 20, 23, 18, 21, 19, 20, 22, 17) * 2
AFTER = (10, 9, 11, 8, 10, 12, 9, 10, 8, 11, 10, 9)


def months(
    counts: tuple[int | None, ...] = BEFORE + AFTER, figure: str = FIGURE, stratum: str = ""
) -> pa.Table:
    """A ward of 600 bed-days a month, from January 2023 on."""
    days = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(len(counts) + 1)]
    return table_from_rows([
        {"indicator": figure, "area_type": "ward", "area_id": "w1", "area_name": "Birch",
         "period_start": first, "period_end": end, "stratum": stratum,
         "numerator": None if count is None else float(count), "denominator": 600.0,
         "multiplier": 1000.0, "status": "not_reported" if count is None else "reported",
         "source": "us",
         "numerator_unit": "count"}
        for count, first, end in zip(counts, days, days[1:], strict=False)
    ])  # fmt: skip


def send(client: Client, table: pa.Table) -> None:
    file = SimpleUploadedFile("year.csv", csv_text(table).encode())
    assert client.post("/figures/your-own-table/", {"table": file}).status_code == 302


@pytest.fixture
def champion() -> Client:
    service()
    client = signed_in(account(Role.WARD_CHAMPION, ward_id=WARD))
    post(client, f"/changes/ward/{WARD}/start/?practice=soft-words", started_on=str(START),
         lead_role="nurse")  # fmt: skip
    return client


def place(what: str = "effect/") -> str:
    return f"/changes/{Change.objects.get().pk}/{what}"


def words(client: Client, what: str = "effect/") -> str:
    return client.get(place(what)).content.decode()


def test_before_there_are_figures_the_page_says_so(champion: Client) -> None:
    assert "There are no figures of this ward yet" in words(champion)
    assert "There are no figures of this ward yet" in words(champion, "before/")
    assert champion.get(place("effect.pdf")).status_code == 302


def test_the_page_says_what_the_command_says(champion: Client) -> None:
    send(champion, months())
    table = read_csv(csv_text(months()).encode(), "rates.csv").table
    answers = interrupted_answers(table, table, Request({"": START}))
    says = str(answers.rows[0]["says"])
    assert "fell by" in says
    page = words(champion)
    assert says in page
    assert "Every month was reported." in page
    assert "Before and after only, trusting no trend" in page
    assert f"--change 2025-01-01 --area w1 --indicator {FIGURE}" in page
    found = champion.get(place("effect.csv")).content.decode().splitlines()
    assert len(found) == len(answers.rows) + 1
    data = read_csv(champion.get(place("effect/rates.csv")).content, "rates.csv").table
    assert data.num_rows == len(BEFORE + AFTER)


def test_a_share_of_other_starts_is_a_number_and_a_window_has_words(champion: Client) -> None:
    before = BEFORE * 3
    Change.objects.update(started_on=date(2029, 1, 1))
    send(champion, months(before + AFTER))
    page = words(champion)
    assert "With fewer periods, near the start only" in page
    row = page.split("All days on which it could have begun")[1]
    assert re.search(r"^</th>\s*<td[^>]*>\d+ of 100 as striking<", row)


def test_too_few_months_are_no_answer(champion: Client) -> None:
    send(champion, months(BEFORE + AFTER[:2]))
    assert "We cannot tell yet" in words(champion)


def test_silence_is_no_zero(champion: Client) -> None:
    send(champion, months((None,) * 36))
    page = words(champion)
    assert "That is not zero." in page
    assert "0 in every known period" not in page
    assert champion.get(place("before/")).status_code == 200


def test_of_groups_of_people_one_is_chosen_and_named(champion: Client) -> None:
    groups = [months(stratum=f"sex={sex}") for sex in ("female", "male")]
    send(champion, pa.concat_tables(groups))
    for what in ("effect/", "before/"):
        page = words(champion, what)
        assert "Group of people" in page
        assert "sex=female" in page
    assert "fell by" in words(champion, "effect/?group=sex%3Dmale")


def test_a_day_outside_the_periods_is_said(champion: Client) -> None:
    send(champion, months(BEFORE[:12]))
    assert "the change lies outside its periods" in words(champion)
    assert champion.get(place("effect.svg")).status_code == 302


def test_before_starting_the_own_months_say_what_could_be_seen(champion: Client) -> None:
    send(champion, months(tuple(8 * n for n in BEFORE)))
    page = words(champion, "before/")
    assert "would be seen in four of five cases" in page
    assert "Your ward alone can answer within a year" in page


def test_a_small_ward_is_told_to_begin_with_others(champion: Client) -> None:
    send(champion, months(tuple(n % 2 for n in range(36))))
    page = words(champion, "before/")
    assert "in an order drawn by lot" in page
    assert "Begin in any case, if it helps people" in page


def test_other_kinds_stand_beside_it(champion: Client) -> None:
    more = tuple(2 * n for n in reversed(BEFORE)) + tuple(9 * n for n in AFTER)
    send(champion, pa.concat_tables([months(), months(more, "ow-measures-manual-restraint")]))
    page = champion.get(place(f"effect/?figure={FIGURE}")).content.decode()
    assert "one kind of coercion may have taken the place of another" in page


@pytest.mark.parametrize(("what", "kind"), [("pdf", "application/pdf"), ("svg", "image/svg+xml")])
def test_it_can_be_taken_away(champion: Client, what: str, kind: str) -> None:
    send(champion, months())
    assert champion.get(place(f"effect.{what}"))["Content-Type"] == kind


def test_a_question_written_down_before_stands_beside_the_answer(champion: Client) -> None:
    asked = {"words": "Does it fall by a third?", "figure": FIGURE, "answer_on": "2026-01-01"}
    assert post(champion, place("question/"), **asked).status_code == 302
    assert Question.objects.get().season is False
    send(champion, months())
    assert "This page asks just that." in words(champion)
    assert "by Seclusion: measures per 1,000 bed-days, to be looked at on 1 Jan 2026" in words(
        champion
    )
    assert not re.search(
        r"(?:Written down|Asked) on \d\d:\d\d", words(champion) + words(champion, "")
    )
    assert "This page asks something else." in words(champion, "effect/?season=yes")
    assert "Does it fall by a third?" in words(champion, "")


@pytest.mark.parametrize(
    "what", ["effect/", "before/", "effect.pdf", "effect.csv", "effect/rates.csv"]
)
def test_nobody_else_gets_at_it(champion: Client, what: str) -> None:
    others = [nurse(), signed_in(account(Role.WARD_CHAMPION, ward_id=SECOND_WARD)),
              signed_in(account(Role.WARD_CHAMPION, ward_id=OTHER_WARD)), Client()]  # fmt: skip
    for client in others:
        assert client.get(place(what)).status_code in {302, 403, 404}
        assert "There are no figures" not in client.get(place(what), follow=True).content.decode()
    lead: Any = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    assert lead.get(place("effect/")).status_code == 200
