"""Tables that somebody may send: groups, silence, a new counting rule; a sentence for each."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client
from typer.testing import CliRunner

from openward.cli.main import app
from openward.rates.schema import table_from_rows
from openward_web.change.models import Change
from tests.web.change.test_effect import AFTER, BEFORE, FIGURE, champion, months, place, send, words
from tests.web.people.story import post

pytestmark = pytest.mark.django_db
__all__ = ["champion"]


def told(table: pa.Table, **cells: Any) -> pa.Table:
    """The same rows with other cells; None: an empty one."""
    found = [row | cells for row in table.to_pylist()]
    return table_from_rows([{k: v for k, v in row.items() if v is not None} for row in found])


def of_groups() -> pa.Table:
    fewer = tuple(n // 3 for n in BEFORE + AFTER)
    return pa.concat_tables(
        [told(months(), stratum="sex=F"), told(months(fewer), stratum="sex=M")]
    )  # fmt: skip


def silent() -> pa.Table:
    return told(months(), numerator=None, denominator=None, status="not_reported")


def of_two_rules() -> pa.Table:
    before, after = months()[: len(BEFORE)], months()[len(BEFORE) :]
    return pa.concat_tables([told(before, definition="a"), told(after, definition="b")])


ODD: dict[str, tuple[Callable[[], pa.Table], str]] = {
    "groups": (of_groups, "fell by"),
    "silence": (silent, "no period has a number. That is not zero."),
    "two rules": (of_two_rules, "fewer than 8 periods before it are known"),
    "two sources": (lambda: pa.concat_tables([months(), told(months(), source="uk")]),
                    "one series has several sources"),
    "zeros": (lambda: months((0,) * 36), "0 in every known period"),
    "one month": (lambda: months()[:1], "the change lies outside its periods"),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_every_table_has_a_sentence(champion: Client, odd: str) -> None:
    make, sentence = ODD[odd]
    send(champion, make())
    assert sentence in words(champion)
    for what in ("before/", "effect.pdf", "effect.csv", "effect.svg", "before/rates.csv"):
        assert champion.get(place(what)).status_code in {200, 302}


def test_a_group_of_people_is_chosen_and_named(champion: Client) -> None:
    send(champion, of_groups())
    assert "Group of people" in words(champion)
    women, men = (champion.get(place(f"effect.csv?group=sex%3D{sex}")).content for sex in "FM")
    assert women != men
    send(champion, months())
    assert "Group of people" not in words(champion)


@pytest.mark.parametrize("years, made_up", [(1, 400), (3, 100)])
def test_the_command_gives_the_numbers_of_the_page(
    champion: Client, tmp_path: Path, years: int, made_up: int
) -> None:
    """Of a long history fewer wards are made up, and page and command say how many."""
    before = BEFORE * years
    Change.objects.update(started_on=date(2023 + 2 * years, 1, 1))
    send(champion, months(before + AFTER))
    page = words(champion, "before/")
    found = re.search(r"<code>openward (.*?)</code>", page)
    assert found is not None
    data = champion.get(place("before/rates.csv")).content
    assert len(data.decode().splitlines()) == len(before) + 1
    assert f"counted in {made_up} made-up wards" in page
    assert f"--replicates {made_up}" in page
    (tmp_path / "rates.csv").write_bytes(data)
    words_of_it = shlex.split(unescape(found[1]).replace("rates.csv", str(tmp_path / "rates.csv")))
    done = CliRunner().invoke(app, [*words_of_it, "-o", str(tmp_path / "power.csv")])
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "power.csv").read_text("utf-8").splitlines()
    at = lines[0].split(",").index("power")
    shares = [f"{100 * float(line.split(',')[at]):.0f}" for line in lines[1:]]
    cells = re.findall(r'<td class="nhsuk-table__cell ow-number">(\d+)(?: ✓)?</td>', page)
    by_months = [cells[month::3] for month in range(3)]
    assert [share for row in by_months for share in row] == shares


def test_a_question_says_what_could_have_been_seen(champion: Client) -> None:
    asked = {"words": "Does it fall?", "figure": FIGURE, "answer_on": "2199-01-01"}
    post(champion, place("question/"), **asked)
    send(champion, months())
    page = words(champion)
    assert "months after the start were over, and their figures could have been seen" in page
    assert "who looks early and often finds something" in page
    assert "the ledger does not know it" in page
    Change.objects.update(started_on="2198-12-01")
    assert "No month after the start was over by then." in words(champion)
