"""When an incident is over: with the end of its last measure, unless somebody said so before.

It is written, not worked out on reading: `ended_at` is a column of the dataset (contract, section
4), and the board looks up what goes on among millions by it. A dose has a moment and no end, so
that an incident with nothing but doses does not end by itself; where the end of a measure is not
known, that of the incident is not either.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from openward_web.ledger.rows import Row, payload_of
from openward_web.recording.models import Incident, Measure

#: Changed rows by table, as the ledger writes them.
Changed = dict[str, list[Any]]


def incident_with(measure: Row, incident_id: UUID | None) -> Changed:
    """What changes of the incident once one of its measures stands as in this row.

    measure: `measure_id`, `end_state`, and `ended_at` where it ended, `started_at` for a dose.
    """
    others = Measure.objects.filter(incident_id=incident_id, withdrawn_at=None)
    rows = others.exclude(pk=measure["measure_id"]).values("end_state", "started_at", "ended_at")
    return _until(incident_id, [*rows, measure])


def incident_without(measure: Measure) -> Changed:
    """What changes of the incident once one of its measures is withdrawn: nothing where none is
    left, as nobody has said when the crisis itself was over.
    """
    left = Measure.objects.filter(incident_id=measure.incident_id, withdrawn_at=None)
    rows = left.exclude(pk=measure.pk).values("end_state", "started_at", "ended_at")
    return _until(measure.incident_id, list(rows))


def _until(incident_id: UUID | None, rows: list[Row]) -> Changed:
    incident = Incident.objects.filter(pk=incident_id).first()
    if incident is None or all(row["end_state"] == "point" for row in rows):
        return {}
    moments = [_moment(row) for row in rows]
    known = [moment for moment in moments if moment is not None]
    end = max(*known, incident.started_at) if len(known) == len(moments) else None
    if end == incident.ended_at:
        return {}
    row = {"incident_id": incident.pk, "ended_at": end}
    changed: Changed = payload_of(changed={"incidents": [row]})["changed"]
    return changed


def _moment(row: Row) -> datetime | None:
    found: datetime | None = row.get("ended_at")
    return row.get("started_at") if row["end_state"] == "point" else found
