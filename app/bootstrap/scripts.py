"""The parts of each sub-command, put together."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.places import SystemClock, folders
from app.domain.errors import EnvironmentFailureError, RefusedError

if TYPE_CHECKING:
    from app.desk.ports.store import Store


def export(given: Namespace) -> int:
    """Export captions."""
    from app.desk.commands.export import ExportArguments, Wanted, run_export

    arguments = ExportArguments(
        clips=tuple(given.clips), wanted=Wanted(given.state), as_json=given.format == "json"
    )
    with _database(given) as store:
        return run_export(store, arguments, sys.stdout)


def hours(given: Namespace) -> int:
    """The hours of a period."""
    from app.desk.commands.hours import HoursArguments, HoursContext, HoursFormat, run_hours
    from app.desk.pay import pay_settings
    from app.desk.settings import read_settings
    from app.domain.timesheet import GroupBy

    arguments = HoursArguments(
        first_day=given.first_day,
        last_day=given.last_day,
        by=GroupBy(given.by),
        format=HoursFormat(given.format),
        out=given.out,
    )
    with _database(given) as store:
        settings = store.read(lambda unit: read_settings(unit.settings.all()))
        titles = store.read(lambda unit: unit.clips.titles())
        pay, rounding = pay_settings(settings, store.read(lambda unit: unit.worklog.rates()))
        context = HoursContext(
            today=datetime.now(UTC).astimezone().date(),
            now_ms=SystemClock().utc_ms(),
            settings=pay,
            rounding=rounding,
            titles=titles,
            person=settings.text("person.name"),
        )
        return store.read(
            lambda unit: run_hours(arguments, unit.worklog, context, out=sys.stdout, err=sys.stderr)
        )


def check_database(given: Namespace) -> int:
    """Check the database from end to end."""
    from app.desk.commands.database import check

    with _database(given) as store:
        return check(store)


def back_up(given: Namespace) -> int:
    """Make a backup."""
    from app.desk.commands.database import backup

    with _database(given) as store:
        return backup(store)


def list_backups(given: Namespace) -> int:
    """List the good backups."""
    from app.desk.commands.database import list_backups
    from app.store.database import backups_of

    return list_backups(backups_of(folders(given.database).database).all)


def restore(given: Namespace) -> int:
    """Bring a backup back; the window has to be closed."""
    from app.desk.commands import database as commands
    from app.store.database import backups_of, restore
    from app.store.lock import try_acquire

    path = folders(given.database).database
    if given.backup is not None and not given.backup.is_file():
        code = "store.backup-refused" if given.backup.exists() else "file.missing"
        raise RefusedError(code, path=str(given.backup))
    lock = try_acquire(path)
    if lock is None:
        raise EnvironmentFailureError("store.window-open", path=str(path))
    try:
        now_ms = SystemClock().utc_ms()
        return commands.restore(
            given.backup, backups_of(path).all, lambda backup: restore(path, backup, now_ms)
        )
    finally:
        lock.release()


def doctor(given: Namespace) -> int:
    """Each part's version and state; with a clip, how it plays."""
    from app.bootstrap.doctor import probes
    from app.desk.commands.doctor import run_doctor

    if given.clip:
        from app.bootstrap.media import diagnose_clip

        return diagnose_clip(_file(given.clip), as_json=given.json)
    return run_doctor(probes(folders(given.database)), as_json=given.json, out=sys.stdout)


def frame(given: Namespace) -> int:
    """The frame at a time, by the paused path."""
    from app.bootstrap.media import save_frame

    return save_frame(_file(given.clip), given.at_ms, given.out, as_json=given.json)


def analyse(given: Namespace) -> int:
    """Shots, silences and length."""
    from app.bootstrap.media import analyse_clip

    return analyse_clip(_file(given.clip), as_json=given.json)


def demo(given: Namespace) -> int:
    """Run the main job by itself."""
    from app.bootstrap.window import run_demo

    return run_demo(given.picture)


def _file(name: str) -> Path:
    path = Path(name)
    if "://" in name:
        raise RefusedError("clip.address", path=name)
    if not path.exists():
        raise RefusedError("file.missing", path=name)
    return path


@contextmanager
def _database(given: Namespace) -> Generator[Store]:
    """Open the database to read it, also while a window has it open."""
    from app.store.database import open_for_reading

    store = open_for_reading(folders(given.database).database, SystemClock())
    try:
        yield store
    finally:
        store.close()
