"""How the parts of this machine are, for ``scenewright doctor``."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from app.bootstrap.places import LANGUAGETOOL, Folders
from app.desk.commands.doctor import PartReport, PartState
from app.domain.errors import ScenewrightError
from app.ui.common.words.commandline import problem_line

ASK_SECONDS = 20
_VLC = (
    "import vlc; i = vlc.Instance('--quiet'); print(vlc.libvlc_get_version().decode() if i else '')"
)


def probes(places: Folders) -> Sequence[Callable[[], PartReport]]:
    """Give a question for every part, needed ones first."""
    return (
        _python,
        lambda: _package("Qt", "PySide6-Essentials", needed=True),
        lambda: _package("PyAV", "av", needed=True),
        _libvlc,
        lambda: _package("Harper", "harper-py", needed=True),
        _java,
        _languagetool,
        lambda: _database(places),
        lambda: _guide(places),
    )


def _python() -> PartReport:
    new_enough = sys.version_info >= (3, 11)
    return PartReport(
        name="Python",
        version=platform.python_version(),
        state=PartState.OK if new_enough else PartState.OLD,
        needed=True,
    )


def _package(name: str, package: str, *, needed: bool) -> PartReport:
    try:
        found, state = version(package), PartState.OK
    except PackageNotFoundError:
        found, state = "", PartState.MISSING
    return PartReport(name=name, version=found, state=state, needed=needed)


def _libvlc() -> PartReport:
    """Ask in a child process: no decoder runs in this one."""
    try:
        answer = subprocess.run(
            [sys.executable, "-c", _VLC],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            check=False,
        )
        found = answer.stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        found = ""
    state = PartState.OK if found else PartState.MISSING
    return PartReport(name="libVLC", version=found, state=state, needed=True)


def _java() -> PartReport:
    from app.checks.language.java import MissingPartError, find_java, java_version

    try:
        path = find_java()
        return PartReport(
            name="Java",
            version=str(java_version(path)),
            state=PartState.OK,
            needed=False,
            detail=path,
        )
    except MissingPartError as error:
        old = error.reason == "java-too-old"
        state = PartState.OLD if old else PartState.MISSING
        return PartReport(name="Java", version="", state=state, needed=False)


def _languagetool() -> PartReport:
    from app.checks.language.java import MissingPartError, jars_version

    try:
        found, state = jars_version(LANGUAGETOOL), PartState.OK
    except MissingPartError:
        found, state = "", PartState.MISSING
    return PartReport(name="LanguageTool", version=found, state=state, needed=False)


def _database(places: Folders) -> PartReport:
    from app.bootstrap.places import SystemClock
    from app.store.database import open_for_reading

    where = str(places.database)
    if not places.database.exists():
        return PartReport(
            name="Database", version="", state=PartState.NOT_YET, needed=True, detail=where
        )
    try:
        store = open_for_reading(places.database, SystemClock())
        try:
            health = store.check()
        finally:
            store.close()
    except ScenewrightError as error:
        return PartReport(
            name="Database",
            version="",
            state=PartState.BROKEN,
            needed=True,
            detail=problem_line(error),
        )
    state = PartState.BROKEN if health.problems else PartState.OK
    return PartReport(
        name="Database", version=health.schema, state=state, needed=True, detail=where
    )


def _guide(places: Folders) -> PartReport:
    from app.bootstrap.guides import checker_for
    from app.checks.guide.loader import BASE_GUIDE

    try:
        stamp = checker_for(BASE_GUIDE, places).guide.stamp
    except ScenewrightError as error:
        return PartReport(
            name="Guide",
            version="",
            state=PartState.BROKEN,
            needed=True,
            detail=problem_line(error),
        )
    return PartReport(name="Guide", version=str(stamp), state=PartState.OK, needed=True)
