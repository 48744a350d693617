"""Columns as codes: each different value once, and one integer per row.

A million rows hold few different texts. What is true of a text is found out once for each, and
rows are compared by their integers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.dictionary(pa.int32(), pa.string())


def coded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with one dictionary in which no value stands twice; nulls have no code."""
    if not pa.types.is_dictionary(column.type):
        return column.dictionary_encode()
    shared = column.unify_dictionaries()  # without a copy of what is alike already
    values = values_of(shared)
    if values.null_count or len(pc.unique(values)) < len(values):
        return column.cast(column.type.value_type).dictionary_encode()
    return shared


def values_of(column: pa.ChunkedArray) -> pa.Array:
    """The different values of a coded column."""
    return column.chunk(0).dictionary if column.num_chunks else pa.nulls(0, column.type.value_type)


def codes_of(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """The code of each row of a coded column; a null has the number of different values."""
    most = len(values_of(column))
    pieces = [chunk.indices.fill_null(most).to_numpy() for chunk in column.chunks]
    return np.concatenate([np.zeros(0, dtype=np.int32), *pieces])


def each_row(column: pa.ChunkedArray, of_values: pa.Array) -> pa.ChunkedArray:
    """For each row of a coded column what was found out of its value; null where it has none."""
    pieces = [of_values.take(chunk.indices) for chunk in column.chunks]
    return pa.chunked_array(pieces, of_values.type)


def recoded(column: pa.ChunkedArray, values: pa.Array) -> pa.ChunkedArray:
    """A coded column with other values in the place of those of its dictionary."""
    other = values.dictionary_encode()
    if len(other.dictionary) == len(values):  # still different, and none is null
        pieces = [pa.DictionaryArray.from_arrays(c.indices, values) for c in column.chunks]
    else:
        pieces = [
            pa.DictionaryArray.from_arrays(other.indices.take(c.indices), other.dictionary)
            for c in column.chunks
        ]
    return pa.chunked_array(pieces, pa.dictionary(pa.int32(), values.type))
