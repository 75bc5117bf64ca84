"""The set-up of LanguageTool: whole or not at all, and never a jar that differs."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from app.bootstrap import places
from tests import conftest

ROOT = Path(__file__).resolve().parents[2]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "languagetool_setup", ROOT / "resources/setup/languagetool.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def setup(tmp_path: Path) -> ModuleType:
    module = load()
    module.FOLDER = tmp_path / "build" / "languagetool"
    module.PARTS = tmp_path / "parts"
    module.PARTS.mkdir()
    return module


def write_sums(parts: Path, **jars: bytes) -> None:
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}.jar\n" for name, data in jars.items()]
    (parts / "jars.sha256").write_text("".join(lines), encoding="utf-8")


def fake_maven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, code: int, **jars: bytes
) -> None:
    """Puts a program named mvn first in the path: it copies these jars, or fails."""
    program = tmp_path / "bin" / "mvn"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "out = next(a for a in sys.argv if a.startswith('-DoutputDirectory=')).split('=', 1)[1]\n"
        "pathlib.Path(out).mkdir()\n"
        f"for name, data in {jars!r}.items():\n"
        "    pathlib.Path(out, name + '.jar').write_bytes(data)\n"
        f"print('no such host')\nsys.exit({code})\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_the_program_looks_where_the_set_up_puts_it() -> None:
    assert load().FOLDER == places.LANGUAGETOOL == conftest.LANGUAGETOOL


def test_the_folder_appears_when_every_jar_matches(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sums(setup.PARTS, one=b"1", two=b"2")
    fake_maven(tmp_path, monkeypatch, code=0, one=b"1", two=b"2")
    assert setup.main() == 0
    assert sorted(p.name for p in setup.FOLDER.iterdir()) == ["jars.sha256", "one.jar", "two.jar"]
    assert setup.is_done(setup.FOLDER, setup.PARTS / "jars.sha256")


def test_it_is_not_fetched_twice(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sums(setup.PARTS, one=b"1")
    fake_maven(tmp_path, monkeypatch, code=0, one=b"1")
    assert setup.main() == 0
    (tmp_path / "bin" / "mvn").unlink()
    assert setup.main() == 0
    assert (setup.FOLDER / "one.jar").exists()


def test_a_new_list_fetches_anew(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.FOLDER.mkdir(parents=True)
    (setup.FOLDER / "old.jar").write_bytes(b"0")
    (setup.FOLDER / "jars.sha256").write_text("old list\n", encoding="utf-8")
    write_sums(setup.PARTS, one=b"1")
    fake_maven(tmp_path, monkeypatch, code=0, one=b"1")
    assert setup.main() == 0
    assert not (setup.FOLDER / "old.jar").exists()


@pytest.mark.parametrize(
    ("jars", "words"),
    [
        ({"one": b"1", "two": b"changed"}, "two.jar has another SHA-256"),
        ({"one": b"1"}, "two.jar is missing"),
        ({"one": b"1", "two": b"2", "three": b"3"}, "three.jar is not in jars.sha256"),
    ],
)
def test_a_jar_that_differs_stops_with_its_name(
    setup: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    jars: dict[str, bytes],
    words: str,
) -> None:
    write_sums(setup.PARTS, one=b"1", two=b"2")
    fake_maven(tmp_path, monkeypatch, code=0, **jars)
    assert setup.main() == 1
    assert words in capsys.readouterr().err
    assert list(setup.FOLDER.parent.iterdir()) == []


def test_without_network_the_set_up_goes_on(
    setup: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_sums(setup.PARTS, one=b"1")
    fake_maven(tmp_path, monkeypatch, code=1, one=b"1")
    assert setup.main() == 0
    said = capsys.readouterr().out
    assert "LanguageTool is not here: Maven failed" in said
    assert "no such host" in said
    assert list(setup.FOLDER.parent.iterdir()) == []


def test_without_maven_the_set_up_goes_on(
    setup: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_sums(setup.PARTS, one=b"1")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert setup.main() == 0
    assert "Maven (mvn) is missing" in capsys.readouterr().out


@pytest.mark.parametrize("script", ["resources/setup/prepare", "resources/setup/run", ".ci/run"])
def test_the_scripts_are_sound(script: str) -> None:
    done = subprocess.run(["bash", "-n", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (ROOT / script).stat().st_mode & 0o111, f"{script} is not executable"
