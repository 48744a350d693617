"""Sending a table as a reader does."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
from django.http import HttpResponse
from django.test import Client

PAGE = "/figures/your-own-table/"
SHOWN = "/figures/uploaded/"
FIGURE = "/figures/uploaded/xx-test/"


def send(client: Client, data: bytes | str, name: str = "rates.csv") -> HttpResponse:
    """Choose a file on the upload page and send the form."""
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    file.name = name
    return client.post(PAGE, {"table": file})


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()
