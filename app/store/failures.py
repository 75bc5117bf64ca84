"""SQLite's errors as the codes the rest of the program knows; stdlib only.

An environment failure (disk full, file locked) becomes an ``EnvironmentFailureError``; a broken
constraint is a bug of ours and stays what it is.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.domain.errors import EnvironmentFailureError

_CODES: Final = {
    sqlite3.SQLITE_FULL: "store.disk-full",
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_PERM: "store.read-only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
}
_PRIMARY: Final = 0xFF
"""An extended result code keeps its primary code in the lowest byte."""


def failure_of(error: sqlite3.Error, path: Path) -> EnvironmentFailureError:
    """Give the failure that an error of SQLite means."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = _CODES.get(extended & _PRIMARY, "store.failed")
    if code == "store.cannot-open" and not os.access(path.parent, os.W_OK):
        code = "store.read-only"
    name = getattr(error, "sqlite_errorname", "")
    return EnvironmentFailureError(code, path=str(path), sqlite=name, detail=str(error))


def failure_of_os(error: OSError, path: Path) -> EnvironmentFailureError:
    """Give the failure that an error of the file system means."""
    codes = {
        errno.ENOSPC: "store.disk-full",
        errno.EDQUOT: "store.disk-full",
        errno.EACCES: "store.read-only",
        errno.EPERM: "store.read-only",
        errno.EROFS: "store.read-only",
    }
    code = codes.get(error.errno or 0, "store.cannot-open")
    return EnvironmentFailureError(code, path=str(path), detail=error.strerror or str(error))


@contextmanager
def environment_failures(path: Path) -> Generator[None]:
    """Turn errors of SQLite and of the file system into failures with a code.

    Raises:
        EnvironmentFailureError: ``store.disk-full``, ``store.locked``, ``store.read-only``,
            ``store.cannot-open``, ``store.damaged`` or ``store.failed``.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise failure_of(error, path) from error
    except OSError as error:
        raise failure_of_os(error, path) from error
