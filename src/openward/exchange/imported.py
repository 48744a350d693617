"""What an importer returns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Imported:
    """A valid rate table, and what must be said about it.

    warnings: one line each, naming the area it is about; nothing was mended.
    notes: what the file does not say about single areas, such as how many did not report.
    """

    table: pa.Table
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
