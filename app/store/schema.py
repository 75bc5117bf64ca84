"""The numbers by which a database is known as ours, readable without loading SQLAlchemy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

APPLICATION_ID: Final = 0x53434E57
"""``PRAGMA application_id`` of every database of ours: the letters SCNW."""

SCHEMA_NUMBER: Final = 1
"""``PRAGMA user_version`` of this version; the newest migration sets the same number."""


MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""The folder of Alembic's environment and of the migrations."""


def schema_name(number: int) -> str:
    """Write a schema number as migrations are named: ``0001``."""
    return f"{number:04d}"
