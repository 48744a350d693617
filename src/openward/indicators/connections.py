"""Engines by name, and how the tables of a dataset get into them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4

import ibis
import pyarrow as pa

from openward.problems import BadInput, Problem

if TYPE_CHECKING:
    from ibis import BaseBackend, DataType, Table

    Put = Callable[[pa.Table | Path | Table], Table]

#: Where the engines are, as settings of the environment.
POSTGRESQL_URL, SPARK_URL = "OPENWARD_POSTGRESQL", "OPENWARD_SPARK"
EXAMPLE = "postgresql://user@host/database"


@contextmanager
def engine(name: str) -> Iterator[Put]:
    """What makes a table of an engine: of an Arrow table, a Parquet file, or an expression's rows.

    All of these are gone afterwards. Raises KeyError for another name.
    """
    with OPENERS[name]() as put:
        yield put


@contextmanager
def _duckdb() -> Iterator[Put]:
    """In memory, embedded; what does not fit goes to a folder beside it."""
    folder = mkdtemp(prefix="openward-duckdb-")
    connection = ibis.duckdb.connect(
        temp_directory=folder, preserve_insertion_order=False, memory_limit="4GB"
    )

    def put(table: pa.Table | Path | Table) -> Table:
        name = _name()
        if not isinstance(table, Path):
            return connection.create_table(name, table, temp=True)
        columns = connection.read_parquet(str(table)).schema()
        return connection.create_view(name, connection.sql(_in_seconds(table, columns)))

    try:
        yield put
    finally:
        connection.disconnect()
        shutil.rmtree(folder, ignore_errors=True)


def _in_seconds(path: Path, columns: Mapping[str, DataType]) -> str:
    """Moments become whole seconds here: DuckDB's own way asks its time zones for each of them."""
    chosen = ", ".join(
        f'epoch_us("{name}") // 1000000 AS "{name}"' if kind.is_timestamp() else f'"{name}"'
        for name, kind in columns.items()
    )
    place = str(path).replace("'", "''")
    return f"SELECT {chosen} FROM '{place}'"  # noqa: S608 - names are those of the file's columns


@contextmanager
def _postgresql() -> Iterator[Put]:
    """At OPENWARD_POSTGRESQL; everything is a temporary table of one connection."""
    import psycopg

    if POSTGRESQL_URL not in os.environ:
        raise BadInput(Problem(f"{POSTGRESQL_URL} is not set", f"set it, such as {EXAMPLE}"))
    connection = ibis.postgres.from_connection(psycopg.connect(os.environ[POSTGRESQL_URL]))

    def put(table: pa.Table | Path | Table) -> Table:
        name = _name()
        if isinstance(table, ibis.Table):
            found = connection.create_table(name, table, temp=True)
        else:
            found = _copied(connection, name, _arrow(table))
        # Without numbers of rows the planner takes every table for a small one.
        with connection.con.cursor() as cursor:
            cursor.execute(f"ANALYZE {name}")
        return found

    try:
        yield put
    finally:
        connection.disconnect()


def _copied(connection: BaseBackend, name: str, table: pa.Table) -> Table:
    found = connection.create_table(name, schema=ibis.schema(table.schema), temp=True)
    columns = [column.to_pylist() for column in table.columns]
    with connection.con.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in zip(*columns, strict=True):
            copy.write_row(row)
    return found


@contextmanager
def _spark() -> Iterator[Put]:
    """At OPENWARD_SPARK (a cluster's address), else within this machine."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadInput(Problem("Spark is not installed", "pip install openward[spark]")) from None
    builder = SparkSession.builder.master(os.environ.get(SPARK_URL, "local[2]"))
    settings = {
        "spark.sql.session.timeZone": "UTC", "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4" if SPARK_URL not in os.environ else "200",
        "spark.sql.ansi.enabled": "false",
    }  # fmt: skip
    session = builder.config(map={**settings}).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    connection = ibis.pyspark.connect(session)
    folder, kept = Path(mkdtemp(prefix="openward-spark-")), []

    def put(table: pa.Table | Path | Table) -> Table:
        name = _name()
        if isinstance(table, ibis.Table):
            frame = session.sql(connection.compile(table)).persist()
        else:
            frame = session.read.parquet(str(_parquet(table, folder / name)))
        kept.append(frame)
        frame.createOrReplaceTempView(name)
        found = connection.table(name)
        # A number written as it is has 32 bits in Spark, whatever it was said to have.
        return found.cast(table.schema()) if isinstance(table, ibis.Table) else found

    try:
        yield put
    finally:
        for frame in kept:
            frame.unpersist()
        shutil.rmtree(folder, ignore_errors=True)


def _arrow(table: pa.Table | Path) -> pa.Table:
    import pyarrow.parquet as pq

    return pq.read_table(table) if isinstance(table, Path) else table


def _parquet(table: pa.Table | Path, path: Path) -> Path:
    import pyarrow.parquet as pq

    if isinstance(table, Path):
        return table
    pq.write_table(table, path)
    return path


def _name() -> str:
    return f"openward_{uuid4().hex}"


OPENERS = {"duckdb": _duckdb, "postgresql": _postgresql, "spark": _spark}
