"""The parts of each sub-command, put together."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap.places import SystemClock, folders
from app.domain.errors import EnvironmentFailureError, RefusedError, ScenewrightError


def words_of(error: ScenewrightError) -> str:
    """Say a problem in words; the details follow in brackets."""
    from app.checks.guide.errors import GuideError
    from app.ui.common.words.errors import error_words

    if isinstance(error, GuideError):
        return str(error)
    facts = ", ".join(str(value) for value in error.facts.values() if value)
    return error_words(error).words + (f" ({facts})" if facts else "")


def export(given: Namespace) -> int:
    """Export captions; a database that is not there yet exports nothing."""
    from app.desk.commands.export import ExportArguments, Wanted, run_export
    from app.store.database import open_for_reading

    store = open_for_reading(folders(given.database).database, SystemClock())
    try:
        arguments = ExportArguments(
            clips=tuple(given.clips), wanted=Wanted(given.state), as_json=given.format == "json"
        )
        return run_export(store, arguments, sys.stdout)
    finally:
        store.close()


def hours(given: Namespace) -> int:
    """The hours of a period."""
    from app.desk.commands.hours import HoursArguments, HoursContext, HoursFormat, run_hours
    from app.desk.pay import pay_settings
    from app.desk.settings import read_settings
    from app.domain.timesheet import GroupBy
    from app.store.database import open_for_reading

    clock = SystemClock()
    store = open_for_reading(folders(given.database).database, clock)
    try:
        settings = store.read(lambda unit: read_settings(unit.settings.all()))
        titles = store.read(lambda unit: unit.clips.titles())
        pay, rounding = pay_settings(settings, store.read(lambda unit: unit.worklog.rates()))
        context = HoursContext(
            today=datetime.now(UTC).astimezone().date(),
            now_ms=clock.utc_ms(),
            settings=pay,
            rounding=rounding,
            titles=titles,
            person=settings.text("person.name"),
        )
        arguments = HoursArguments(
            first_day=given.first_day,
            last_day=given.last_day,
            by=GroupBy(given.by),
            format=HoursFormat(given.format),
            out=given.out,
        )
        return store.read(
            lambda unit: run_hours(arguments, unit.worklog, context, out=sys.stdout, err=sys.stderr)
        )
    finally:
        store.close()


def database(given: Namespace) -> int:
    """Check, back up or restore; restoring needs the window closed."""
    from app.desk.commands import database as commands
    from app.store.database import backups_of, open_for_reading, restore
    from app.store.lock import try_acquire

    clock = SystemClock()
    path = folders(given.database).database
    backups = backups_of(path)
    if given.action == "backups":
        return commands.list_backups(backups.all)
    if given.action == "restore":
        lock = try_acquire(path)
        if lock is None:
            raise EnvironmentFailureError("store.window-open", path=str(path))
        try:
            return commands.restore(
                given.backup, backups.all, lambda backup: restore(path, backup, clock.utc_ms())
            )
        finally:
            lock.release()
    store = open_for_reading(path, clock)
    try:
        return commands.check(store) if given.action == "check" else commands.backup(store)
    finally:
        store.close()


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

    return save_frame(_file(given.clip), given.at, given.out, as_json=given.json)


def analyse(given: Namespace) -> int:
    """Shots, silences and length."""
    from app.bootstrap.media import analyse_clip

    return analyse_clip(_file(given.clip), as_json=given.json)


def check(given: Namespace) -> int:
    """Check one caption or a batch with the same checkers as the window."""
    from app.bootstrap.checking import run

    return run(given)


def guide(given: Namespace) -> int:
    """Look at, check, make and compare guide packs."""
    from app.bootstrap.checking import run_guide

    return run_guide(given)


def demo(given: Namespace) -> int:
    """Run the main job by itself."""
    from app.bootstrap.window import run_demo

    return run_demo(given.picture)


def _file(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise RefusedError("clip.file-missing", path=name)
    return path
