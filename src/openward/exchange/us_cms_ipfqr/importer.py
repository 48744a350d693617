"""CMS files → rate table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from openward.exchange.imported import Imported
from openward.exchange.us_cms_ipfqr.doubts import doubts
from openward.exchange.us_cms_ipfqr.published import Measure, Published, read_published
from openward.rates.combine import concatenate
from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED, SUPPRESSED, complete
from openward.rates.validation import check

SOURCE = "CMS IPFQR"

#: What an absent number means, by CMS footnote: 1 too few cases, 4 suppressed by CMS, 12 does not
#: apply. Every other one, 5 (not available) and 7 (no cases met the criteria) among them, leaves
#: open whether anything happened, and is not reported.
FOOTNOTE_STATUS = {"1": SUPPRESSED, "4": SUPPRESSED, "12": NOT_APPLICABLE}


def import_files(paths: Sequence[Path]) -> Imported:
    """Rate table of facility, state and national files, in the order given.

    numerator in hours, denominator in patient-hours (24 × days), multiplier 1000.

    Raises
    ------
    BadInput
        A file that has another layout, a cell that cannot be read, or an area given twice.
    """
    tables, warnings, notes = [], [], []
    for path in paths:
        published = read_published(path)
        table = _rate_table(published)
        check(table, str(path), published.row_of)
        tables.append(table)
        warnings += doubts(published)
        notes.append(f"{path}: {_counts(published)}")
    if len(tables) == 1:
        return Imported(tables[0], warnings, notes)
    table = concatenate(tables, [str(path) for path in paths])
    return Imported(table, warnings, notes)


def _rate_table(published: Published) -> pa.Table:
    """The rows of an area stand together, one per measure."""
    areas = _area_columns(published)
    tables = [
        complete(pa.table(areas | _measure_columns(name, measure)))
        for name, measure in published.measures.items()
    ]
    order = np.arange(len(published.area_id) * len(tables))
    interleaved = order.reshape(len(tables), -1).T.ravel()
    return pa.concat_tables(tables).take(pa.array(interleaved)).combine_chunks()


def _area_columns(published: Published) -> dict[str, pa.Array]:
    same = {"area_type": published.area_type, "stratum": "", "source": SOURCE, "country": "US"}
    count = len(published.area_id)
    return {
        **{column: pa.repeat(pa.scalar(value), count) for column, value in same.items()},
        "area_id": pa.array(published.area_id),
        "area_name": pa.array(published.area_name),
        "region": pa.array(published.region, pa.string()),
        "period_start": published.start,
        "period_end": published.end,
    }


def _measure_columns(name: str, measure: Measure) -> dict[str, pa.Array]:
    status = statuses(measure)
    numerator = np.where(np.array(status) == REPORTED, measure.hours, np.nan)
    same = {"indicator": f"us-{name.lower()}", "definition": name, "numerator_unit": "hours",
            "multiplier": 1000.0}  # fmt: skip
    return {
        **{column: pa.repeat(pa.scalar(value), len(status)) for column, value in same.items()},
        "numerator": pa.array(numerator, mask=np.isnan(numerator)),
        "denominator": pa.array(measure.days * 24, mask=np.isnan(measure.days)),
        "status": pa.array(status),
    }


def statuses(measure: Measure) -> list[str]:
    """Reported where hours and days are there; else what the footnote says.

    Hours without any day have no rate and cannot be right: not reported, with a warning.
    """
    there = ~np.isnan(measure.hours) & (
        (measure.days > 0) | ((measure.days == 0) & (measure.hours == 0))
    )
    return [
        REPORTED if number else _absent(footnotes)
        for number, footnotes in zip(there.tolist(), measure.footnotes, strict=True)
    ]


def _absent(footnotes: str) -> str:
    notes = [note.strip() for note in footnotes.split(",")]
    return next((FOOTNOTE_STATUS[note] for note in notes if note in FOOTNOTE_STATUS), NOT_REPORTED)


def _counts(published: Published) -> str:
    """How many areas reported, in words."""
    said = []
    for name, measure in published.measures.items():
        counts = Counter(statuses(measure))
        said.append(f"{name} " + ", ".join(f"{counts[s]:,} {s}" for s in sorted(counts)))
    return f"{len(published.area_id):,} areas; {'; '.join(said)}"
