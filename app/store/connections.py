"""Connections to the database: one that writes, some that read; stdlib only."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

BUSY_MS: Final = 2000
"""How long a statement waits for a lock; only scripts write besides the window."""
_LOG_LIMIT: Final = 64 * 1024 * 1024


def file_uri(path: Path, **options: str) -> str:
    """Give the URI of a database file, with SQLite's options."""
    asked = "&".join(f"{name}={value}" for name, value in options.items())
    return path.absolute().as_uri() + (f"?{asked}" if asked else "")


def connect_writer(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open a connection that writes: WAL, every commit on the disk before it returns."""
    connection = sqlite3.connect(
        file_uri(path), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        connection.execute("PRAGMA secure_delete = ON")  # an erased content leaves no trace
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that can't write; in a folder that can't be written to it works as well."""
    connection = _read_only(path)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_still(path: Path) -> sqlite3.Connection:
    """Open a database that nobody writes to, without making any file beside it.

    A write-ahead log that a crash left is not seen: look with ``has_log`` first.
    """
    uri = file_uri(path, mode="ro", immutable="1")
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def has_log(path: Path) -> bool:
    """Tell whether a write-ahead log with content lies beside a database."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _read_only(path: Path) -> sqlite3.Connection:
    """Open read-only; without a write-ahead log and without leave to make one, as it lies."""
    connection = sqlite3.connect(
        file_uri(path, mode="ro"), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if not path.exists() or has_log(path):
            raise
        return connect_still(path)
    except BaseException:
        connection.close()
        raise
    return connection
