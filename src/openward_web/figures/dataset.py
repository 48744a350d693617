"""The record of one facility as tables of the dataset, as counting rules take them."""

from __future__ import annotations

from uuid import UUID

import pyarrow as pa
from django.db.models import Q

from openward.register.hand_overs import statements_of
from openward.register.schema import schema
from openward_web.learning.models import Debrief
from openward_web.people.models import Person
from openward_web.recording.clocks import table_of
from openward_web.recording.models import Incident, Measure, Review
from openward_web.wards.models import ShiftStatement

OF_WARD = (
    "ward_beds", "rooms", "stays", "staff", "staffing", "staffing_rules", "trainings", "changes",
    "shift_tallies",
)  # fmt: skip
OF_STAY = ("leaves", "legal_statuses")
OF_PERSON = ("plans", "deaths")
OF_INCIDENT = ("attempts", "outcomes", "debriefs", "plan_uses", "actions", "support")
OF_MEASURE = (
    "measure_places", "breaks", "doses", "segregation_days", "orders", "reviews", "observations",
)  # fmt: skip
OF_EITHER = ("notices", "court_decisions")


def tables_of(facility_id: UUID) -> dict[str, pa.Table]:
    """The tables of the dataset with what happened at a facility; without what was withdrawn.

    Of people who were elsewhere too there is only what was here. Days of which every shift was said
    to be recorded at its hand-over are stated.
    """
    tables = {name: table_of(name, where) for name, where in _conditions(facility_id).items()}
    return {**tables, "statements": _statements(facility_id)}


def _conditions(facility_id: UUID) -> dict[str, Q]:
    here = Q(ward__facility=facility_id)
    people = Person.objects.filter(stays__ward__facility=facility_id).values("pk")
    # On no ward: that of the person counts, as "not placed".
    happened = (here | Q(ward=None, person__in=people)) & Q(withdrawn_at=None)
    of_measure = Q(measure__in=Measure.objects.filter(happened).values("pk"))
    of_incident = Q(incident__in=Incident.objects.filter(happened).values("pk"))
    of_stay = Q(stay__ward__facility=facility_id)
    return {
        "facilities": Q(pk=facility_id),
        "wards": Q(facility=facility_id),
        "regimes": Q(facility=facility_id),
        "admissions": Q(facility=facility_id),
        "persons": Q(pk__in=people) | Q(measures__ward__facility=facility_id),
        "incidents": happened,
        "measures": happened,
        "review_people": Q(review__in=Review.objects.filter(of_measure).values("pk")),
        "debrief_offers": Q(debrief__in=Debrief.objects.filter(of_incident).values("pk")),
        **dict.fromkeys(OF_WARD, here),
        **dict.fromkeys(OF_STAY, of_stay),
        **dict.fromkeys(OF_PERSON, Q(person__in=people)),
        **dict.fromkeys(OF_INCIDENT, of_incident),
        **dict.fromkeys(OF_MEASURE, of_measure),
        **dict.fromkeys(OF_EITHER, of_measure | of_stay & Q(measure=None)),
    }  # fmt: skip


def _statements(facility_id: UUID) -> pa.Table:
    stated = table_of("statements", Q(ward__facility=facility_id))
    said = ShiftStatement.objects.filter(ward__facility=facility_id).values(
        "ward_id", "day", "shift", "statement", "stated_at"
    )
    days = statements_of({**row, "ward_id": str(row["ward_id"])} for row in said)
    return pa.concat_tables([stated, pa.Table.from_pylist(days, schema=schema("statements"))])
