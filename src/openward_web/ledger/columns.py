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
