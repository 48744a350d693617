"""What the places of the tests are called; no Django, so that measurements may use it too."""

from __future__ import annotations

from uuid import UUID

HOSPITAL, OTHER_HOSPITAL = UUID(int=101), UUID(int=102)
WARD, SECOND_WARD, OTHER_WARD = UUID(int=201), UUID(int=202), UUID(int=203)
PASSWORD = "a long story about a ward"  # noqa: S105 - of a test
