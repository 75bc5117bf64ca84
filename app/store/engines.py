"""SQLAlchemy's engines on the connections: one that writes, one that reads, both with BEGIN."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from app.store.connections import connect_reader, connect_writer


def writer_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Give the engine of the STORE lane: one connection, which takes the write lock at once."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect_writer(path, foreign_keys=foreign_keys),
        poolclass=StaticPool,
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(path: Path) -> Engine:
    """Give the engine of the READER lane and of scripts; every transaction is one snapshot."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect_reader(path),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=3,
    )
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    """Begin for real: the driver by itself begins late, and not at all around DDL."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
