"""Brings a database to the schema of this version, in one transaction, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.domain.errors import EnvironmentFailureError
from app.store.engines import writer_engine
from app.store.schema import APPLICATION_ID, MIGRATIONS


def newest_revision(migrations: Path = MIGRATIONS) -> str:
    """Give the name of the newest migration: ``0001``."""
    head = ScriptDirectory(str(migrations)).get_current_head()
    if head is None:
        raise ValueError(f"no migrations in {migrations}")
    return head


def migrate(path: Path, migrations: Path = MIGRATIONS) -> None:
    """Migrate a database, or make a new one; a step that fails leaves the file as it was.

    Foreign keys are not enforced in between, so that a step may rebuild a table; they are checked
    before the commit. STORE lane, before anything else uses the file.

    Raises:
        EnvironmentFailureError: ``store.migration-failed`` when a foreign key points nowhere.
        sqlalchemy.exc.SQLAlchemyError: A step failed.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = writer_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            number = int(MigrationContext.configure(connection).get_current_revision() or 0)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
            _check_foreign_keys(connection, path)
    finally:
        engine.dispose()


def _check_foreign_keys(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise EnvironmentFailureError(
            "store.migration-failed", path=str(path), detail=f"foreign key of {broken[0]}"
        )
