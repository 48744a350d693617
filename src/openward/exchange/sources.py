"""Which public sources can be imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from openward.exchange import uk_nhs_mhsds, us_cms_ipfqr
from openward.exchange.imported import Imported
from openward.rates import files
from openward.rates.combine import concatenate


@dataclass(frozen=True, slots=True)
class Source:
    """words: what the files are, for `openward import --list`."""

    import_files: Callable[[Sequence[Path]], Imported]
    words: str


def import_rate_tables(paths: Sequence[Path]) -> Imported:
    """Rate tables of others, put together."""
    read = [files.read(path) for path in paths]
    tables: list[pa.Table] = [found.table for found in read]
    table = concatenate(tables, [str(path) for path in paths])
    return Imported(table, notes=[note for found in read for note in found.notes])


SOURCES = {
    "rate-table": Source(import_rate_tables, "rate tables (CSV or Parquet) of any service"),
    "uk-nhs-mhsds": Source(
        uk_nhs_mhsds.import_files,
        "England: NHS England mental health monthly statistics, provider × month extracts"),
    "us-cms-ipfqr": Source(
        us_cms_ipfqr.import_files,
        "United States: CMS inpatient psychiatric facility files (facility, state, national)"),
}  # fmt: skip
