"""The rules of the house that no linter knows, each with the way out in its message."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DataGuard

ROOT = Path(__file__).resolve().parents[2]
# Benchmarks and long campaigns measure; only they may wait for the clock on the wall.
MAY_SLEEP = ("tests/bench/", "tests/soak/")
TEXT_LIMIT_BYTES = 1_000_000

# Put together from parts, so that this file is not its own first finding.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("repo", "maven", "apache", "org"),
        ("repo1", "maven", "org"),
        ("deb", "debian", "org"),
    )
)
MACHINE = re.compile(
    r"(?<![\w.~$}*])/(?:work|farm|root|tmp/bash)(?:/|\b(?=[\s\"'`)]))"
    r"|--(?:extra-)?index-url|--find-links|(?:^|\s)(?:localhost|127\.0\.0\.1):\d+/simple"
)


def tracked_files() -> list[str]:
    """The names of all committed or added files, with forward slashes."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def python_files(*folders: str) -> list[str]:
    return [
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def broken_rules(source: str, name: str) -> Iterator[str]:
    """Yields what a Python source does that the house forbids, with its line."""
    for node in ast.walk(ast.parse(source)):
        where = f"{name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield f"{where} bare except: name the error you expect"
        elif isinstance(node, ast.Attribute):
            if node.attr == "processEvents":
                yield f"{where} processEvents: return to the event loop and continue from a signal"
            if (
                node.attr == "sleep"
                and isinstance(node.value, ast.Name)
                and node.value.id == "time"
            ):
                yield f"{where} time.sleep: inject a clock, or wait for a signal or an event"
        elif (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and any(alias.name == "sleep" for alias in node.names)
        ):
            yield f"{where} time.sleep: inject a clock, or wait for a signal or an event"


def broken_lines(text: str, name: str) -> Iterator[str]:
    """Yields each line that names a registry's host or a place on one machine only."""
    for number, line in enumerate(text.splitlines(), 1):
        for host in HOSTS:
            if host in line:
                yield f"{name}:{number} names the host {host}: a package's name is enough"
        if MACHINE.search(line):
            yield f"{name}:{number} names a place of one machine: {line.strip()[:80]}"


def test_no_forbidden_words() -> None:
    found = [
        rule
        for name in python_files("app", "tests")
        if not name.startswith(MAY_SLEEP)
        for rule in broken_rules((ROOT / name).read_text(encoding="utf-8"), name)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "app.processEvents()",
        "try:\n    work()\nexcept:\n    pass",
        "import time\ntime.sleep(1)",
        "from time import sleep",
    ],
)
def test_the_search_for_forbidden_words_finds_them(source: str) -> None:
    assert len(list(broken_rules(source, "x.py"))) == 1


def test_no_host_of_a_registry_and_no_machine_path_is_committed() -> None:
    found: list[str] = []
    for name in tracked_files():
        data = (ROOT / name).read_bytes()
        if b"\0" in data[:8000] or len(data) > TEXT_LIMIT_BYTES:
            continue
        if name != "tests/unit/test_house_rules.py":
            found += broken_lines(data.decode("utf-8", errors="replace"), name)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        f"see https://{HOSTS[0]}/simple",
        "open('/work/main/x')",
        "pip install --index-url X",
        "cd /root/x",
    ],
)
def test_the_search_for_hosts_and_paths_finds_them(line: str) -> None:
    assert list(broken_lines(line, "x.md"))


@pytest.mark.parametrize(
    "line", ["resources/work/x", "the person's work/life", "~/root/x", "a/tmp/b"]
)
def test_the_search_for_paths_lets_others_pass(line: str) -> None:
    assert not list(broken_lines(line, "x.md"))


def strings_in(name: str) -> set[str]:
    """All texts that stand in a Python source."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def icons_asked_for(name: str) -> set[str]:
    """The icons that a Python source names where only an icon can stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        asked = [word.value for word in node.keywords if word.arg in {"icon", "icon_name"}]
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in {"IconButton", "EmptyState", "icon", "show_icon", "set_icon_name"}:
            asked += node.args[:1]
        if called == "paint_icon":
            asked += node.args[2:3]
        found |= {a.value for a in asked if isinstance(a, ast.Constant)}
    return found - {""}


def test_the_icons_are_those_that_the_window_names() -> None:
    shipped = {path.stem for path in (ROOT / "resources/icons").glob("*.svg")}
    named = set().union(*map(strings_in, python_files("app/ui")))
    asked = set().union(*map(icons_asked_for, python_files("app/ui", "tests/ui")))
    assert len(asked) > 20
    assert not asked - shipped - {"no-such-icon"}, "take these from Lucide"
    assert not shipped - named, "nothing names these icons: remove them"


def test_what_the_papers_link_to_is_there() -> None:
    papers = [ROOT / name for name in tracked_files() if name.endswith(".md")]
    links = [
        (paper, link)
        for paper in papers
        for link in re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8"))
    ]
    assert links
    gone = [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).exists()]
    assert gone == []


def test_the_decisions_are_numbered_without_a_gap_and_named_by_their_number() -> None:
    papers = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [int(paper.name[:4]) for paper in papers] == list(range(1, len(papers) + 1))
    for number, paper in enumerate(papers, 1):
        head = paper.read_text(encoding="utf-8").splitlines()
        assert head[0].startswith(f"# {number}. "), paper.name
        assert head[2] == "Accepted.", paper.name


def test_the_lock_file_is_whole() -> None:
    text = (ROOT / "resources/setup/requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[\[<>=;! ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert not names - locked, "run resources/setup/lock: these are not locked"
    entries = re.findall(r"^[a-z0-9-]+==.*?(?=^[a-z0-9-]+==|\Z)", text, re.MULTILINE | re.DOTALL)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_qt_is_held_back_where_it_loses_references() -> None:
    text = (ROOT / "resources/setup/requirements.txt").read_text(encoding="utf-8")
    old = re.search(
        r"^pyside6-essentials==(\d+)\.(\d+)\S* ; python_full_version < '3\.12'", text, re.MULTILINE
    )
    assert old is not None, "PySide6 needs its own line for Python 3.11"
    assert (int(old[1]), int(old[2])) < (6, 12), "PySide6 6.12 aborts on Python 3.11"


def copy_of_app(folder: Path) -> Path:
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the contracts on another tree: -P and the first path entry keep this one out."""
    code = (
        "import sys; sys.path.insert(0, '.'); "
        "from importlinter.cli import lint_imports_command as run; run()"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, "--no-cache"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_imports_of_a_copy_are_in_order(tmp_path: Path) -> None:
    done = lint_imports(copy_of_app(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("app/domain/upward.py", "import app.desk\n", "Imports go one way"),
        ("app/desk/window.py", "import PySide6.QtCore\n", "Qt stays in the window"),
        ("app/ui/database.py", "import sqlalchemy\n", "sqlalchemy has one door"),
        ("app/ui/hours/next_door.py", "import app.ui.queue.words\n", "A room of the window"),
        ("app/elsewhere/__init__.py", "", "Imports go one way"),
    ],
)
def test_an_import_against_the_layers_is_refused(
    tmp_path: Path, place: str, line: str, contract: str
) -> None:
    folder = copy_of_app(tmp_path)
    target = folder / place
    target.parent.mkdir(exist_ok=True)
    target.write_text(line, encoding="utf-8")
    done = lint_imports(folder)
    assert done.returncode != 0
    assert re.search(f"^{contract}.* BROKEN$", done.stdout, re.MULTILINE), done.stdout + done.stderr


def test_the_guard_refuses_the_persons_own_folder(tmp_path: Path) -> None:
    guard = DataGuard([tmp_path / "own"])
    with pytest.raises(PermissionError):
        guard("open", (str(tmp_path / "own" / "captions.db"), "r", 0))
    with pytest.raises(PermissionError):
        guard("sqlite3.connect", (f"file:{tmp_path}/own/captions.db",))
    with pytest.raises(PermissionError):
        guard("os.rename", (str(tmp_path / "x"), str(tmp_path / "own" / "x"), -1, -1))
    guard("open", (str(tmp_path / "other"), "r", 0))
    guard("open", (3, "r", 0))
    assert len(guard.touched) == 3


def test_the_guard_is_at_work() -> None:
    from tests.conftest import GUARD

    own = GUARD.folders[0] / "captions.db"
    with pytest.raises(PermissionError):
        own.open("rb")
    assert GUARD.touched
    GUARD.touched.clear()
