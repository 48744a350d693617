"""What the law asks about measures of the register: the same engine as for a dataset.

The rows around some measures become tables of the dataset, and the engine sees nothing else.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import Model, Q

from openward.law.case import Context
from openward.law.dataset import contexts
from openward.law.obligation import Obligation
from openward.law.obligations import obligations
from openward.register.schema import schema
from openward.register.tables import TABLES
from openward_web.law.selectors import laws
from openward_web.ledger.rows import columns_of, model_of
from openward_web.ledger.unchanged import WhileUnchanged
from openward_web.recording.models import Measure
from openward_web.wards.models import Stay

#: Tables whose rows hang on a measure.
OF_MEASURE = ("orders", "reviews", "observations", "breaks", "doses", "deaths")
#: Measures, each with everything that the law looks at.
Around = list[tuple[Any, Context]]
#: The boards of a hospital fetch themselves three times a minute, whether anything happened or not.
AROUND: WhileUnchanged[Around] = WhileUnchanged(most=50)


def obligations_of(
    measure_ids: Collection[UUID], person_ids: Collection[UUID], as_of: datetime
) -> list[Obligation]:
    """What the law asks about these measures of these people, as seen at a moment.

    A constant number of queries, however many measures; one where nothing was written since.
    """
    wanted = {str(key) for key in measure_ids}
    if not wanted:
        return []
    found: list[Obligation] = []
    people = frozenset(person_ids)
    for measure, context in AROUND.get(people, lambda: contexts_around(people)):
        if measure.measure_id in wanted:
            found += obligations(measure, context, laws(), as_of)
    return found


def contexts_around(person_ids: Collection[UUID]) -> Around:
    """The measures of these people, each with everything that the law looks at."""
    return list(contexts(tables_around(person_ids)))


def tables_around(person_ids: Collection[UUID]) -> dict[str, pa.Table]:
    """The tables of the dataset with everything about these people that the law looks at."""
    people = Q(person_id__in=person_ids)
    # Keys, and no joins: "of this measure or of that stay" in one query reads the whole table.
    mine = dict(Measure.objects.filter(people).values_list("pk", "ward_id"))
    stays = list(Stay.objects.filter(people).values_list("pk", flat=True))
    wards, of_either = set(mine.values()), (Q(measure__in=mine), Q(stay__in=stays))
    asked: dict[str, Q | tuple[Q, ...]] = {
        "measures": people & Q(withdrawn_at=None),
        "stays": people,
        "legal_statuses": people,
        "notices": of_either,
        "court_decisions": of_either,
        "review_people": Q(review__measure__in=mine),
        **{name: Q(measure__in=mine) for name in OF_MEASURE},
        "wards": Q(pk__in=wards),
        "facilities": Q(wards__in=wards),
        "regimes": Q(ward__in=wards) | Q(ward=None, facility__wards__in=wards),
    }
    return {
        name: table_of(name, *(where if isinstance(where, tuple) else (where,)))
        for name, where in asked.items()
    }


def table_of(name: str, *wheres: Q) -> pa.Table:
    """The rows of one table of the dataset that fulfil any of the conditions, each row once."""
    model: type[Model] = model_of(name)
    fields = columns_of(model)
    columns = list(TABLES[name].columns)
    names = [fields[column].attname for column in columns]
    found = (model._default_manager.filter(where).values_list(*names) for where in wheres)
    rows = list(dict.fromkeys(chain.from_iterable(found)))
    cells: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        pa.array([_text(cell) for cell in column], field.type)
        for column, field in zip(cells, schema(name), strict=True)
    ]
    return pa.table(arrays, schema=schema(name))


def _text(cell: Any) -> Any:
    return str(cell) if isinstance(cell, UUID) else cell
