"""All questions to a dataset: what is unusual but possible."""

from __future__ import annotations

from openward.register import questions_of_duties, questions_of_measures, questions_of_places
from openward.register.dataset import Dataset
from openward.register.findings import Finding
from openward.register.question import DAY, Question, ask
from openward.register.tables import TABLES

#: What the moment of writing is compared with, where the table has no start.
HAPPENED = {"orders": "made_at", "notices": "sent_at"}


def _writing() -> tuple[Question, ...]:
    """Whether rows were written late, or before what they tell of had begun."""
    tables = [name for name, table in TABLES.items() if "recorded_at" in table.columns]
    return tuple(
        question for name in tables for question in _written(name, HAPPENED.get(name, "started_at"))
    )


def _written(table: str, happened: str) -> tuple[Question, Question]:
    place = f"{table}.recorded_at"
    return (
        ask("written_late", place, f"written more than 24 hours after {happened}",
            "ask what would make writing sooner possible",
            lambda d: d.numbers(table, "recorded_at") - d.numbers(table, happened) > DAY),
        ask("written_before", place, f"written before {happened}", "look at the times of both",
            lambda d: d.numbers(table, "recorded_at") < d.numbers(table, happened)),
    )  # fmt: skip


QUESTIONS: tuple[Question, ...] = (
    *questions_of_measures.QUESTIONS,
    *questions_of_duties.QUESTIONS,
    *questions_of_places.QUESTIONS,
    *_writing(),
)


def questions(dataset: Dataset) -> list[tuple[str, Finding]]:
    """Every question that the rows of a dataset without errors give rise to, by its code."""
    found = (
        (question.code, question.rule.finding(dataset))
        for question in QUESTIONS
        if question.rule.table in dataset
    )
    return [(code, finding) for code, finding in found if finding is not None]
