"""How the columns of the dataset stand in the database."""

from typing import Any

from django.db import models


def code(**options: Any) -> "models.CharField[Any, Any]":
    """A column of codes of `content/codes`; the register's rows refuse others."""
    return models.CharField(max_length=40, **options)


def in_order(table: str, start: str, end: str) -> models.CheckConstraint:
    """The end is not before the start; either may be unknown."""
    return models.CheckConstraint(
        name=f"{table}_in_order",
        condition=models.Q(**{f"{end}__gte": models.F(start)})
        | models.Q(**{f"{start}__isnull": True})
        | models.Q(**{f"{end}__isnull": True}),
    )


def of_few(column: str, name: str) -> models.Index:
    """An index of the rows that have a value there: with the empty ones in it, SQLite takes every
    value for a frequent one and reads the whole table instead."""
    return models.Index(fields=[column], condition=models.Q(**{f"{column}__isnull": False}),
                        name=name)  # fmt: skip
