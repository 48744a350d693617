"""What is known of the staff of a ward, in sums alone: nobody is a row, and nobody is compared."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from openward_web.change.models import Staff, Training
from openward_web.design.tables import Cell, Column, Table
from openward_web.recording.wording import label
from openward_web.wards.models import Ward

LATELY = timedelta(days=28)


def staff_on(ward: Ward, day: date) -> QuerySet[Staff]:
    """Who works on the ward on a day."""
    begun = Q(started_on=None) | Q(started_on__lte=day)
    return ward.staff.filter(begun, Q(ended_on=None) | Q(ended_on__gt=day))


def valid_on(ward: Ward, day: date) -> QuerySet[Training]:
    """Courses that are valid on a day, wherever they were held."""
    held = Training.objects.filter(Q(ward=ward) | Q(staff__ward=ward), completed_on__lte=day)
    return held.filter(Q(valid_until=None) | Q(valid_until__gt=day))


def coverage(ward: Ward, day: date) -> Table | None:
    """How many of the staff have a valid course, by course; None without a list of staff."""
    staff = staff_on(ward, day)
    everybody = staff.count()
    if not everybody:
        return None
    valid = valid_on(ward, day).filter(staff__in=staff)
    by_course = valid.values_list("course").annotate(n=Count("staff", distinct=True))
    any_course = valid.values("staff").distinct().count()
    lines = [(_("Any course"), any_course), *by_course.order_by("course")]
    columns = [Column(_("Course")), Column(_("Staff with a valid one"), is_number=True),
               Column(_("of"), is_number=True)]  # fmt: skip
    return Table(_("Who has a valid course today"), columns, [
        [Cell(words), _number(n), _number(everybody)] for words, n in lines
    ])  # fmt: skip


def people_trained(ward: Ward) -> list[tuple[str, str]]:
    """Of courses of which nobody said who was there: how many people, by course and kind."""
    found = ward.trainings.filter(staff=None).values_list("course", "participant_kind")
    rows = found.annotate(n=Count("pk")).order_by("course", "participant_kind")
    return [
        (course, ", ".join(f"{label('participant_kind', kind)}: {n}" for _c, kind, n in of_course))
        for course, of_course in groupby(rows, key=lambda row: row[0])
    ]


def hours(ward: Ward, day: date) -> Table | None:
    """Hours of four weeks by role, where some were sent. An empty cell is not known, not zero."""
    rows = ward.staffing.filter(day__gt=day - LATELY, day__lte=day)
    sums: list[dict[str, Any]] = list(rows.values("role").annotate(
        planned=Sum("planned_hours"), worked=Sum("worked_hours"), agency=Sum("agency_hours"),
        shifts=Count("pk"),
    ))  # fmt: skip
    if not sums:
        return None
    columns = [Column(_("Role")), *(Column(words, is_number=True) for words in (
        _("Planned hours"), _("Hours that were there"), _("of these from agencies"),
        _("Shifts written down")))]  # fmt: skip
    lines = [
        [Cell(label("role", one["role"])), *map(_number, (one["planned"], one["worked"],
                                                          one["agency"], one["shifts"]))]
        for one in sorted(sums, key=lambda one: str(label("role", one["role"])))
    ]  # fmt: skip
    return Table(_("Hours of the last four weeks"), columns, lines)


def _number(value: float | None) -> Cell:
    if value is None:
        return Cell(_("not known"), is_number=True, is_missing=True)
    return Cell(f"{value:,.0f}", is_number=True)
