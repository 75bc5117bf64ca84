"""What the commands answer to what is wrong: a sentence, an exit code, and never a traceback."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import COMMANDS, main
from app.bootstrap import checking
from app.bootstrap.media import diagnosis_lines
from app.checks.matches import CheckerName, CheckerState, CheckerStatus
from app.commandline.parser import make_parser
from app.desk.commands.analyse import Diagnosis
from app.desk.ports.analysis import Preflight, PreflightFinding
from app.domain.errors import EnvironmentFailureError, RefusedError
from app.ui.common.words.commandline import CHECKERS, SAID_HERE, absent_line, problem_line
from app.ui.common.words.errors import WORDS

APP = Path(__file__).resolve().parents[2] / "app"
RAISED = re.compile(r"(?:Refused|EnvironmentFailure)Error\(\s*\"([a-z]+[.-][a-z.-]+)\"")
A_CODE = re.compile(r"\b(store|clip|guide|file|facts|check|frame|window)\.[a-z]+(-[a-z]+)*\b")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that may be named by mistake; also the home of this person."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCENEWRIGHT_DATABASE", str(tmp_path / "home" / "none.db"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").write_text("", "utf-8")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "text").write_text("A man waits.", "utf-8")
    (tmp_path / "half.json").write_text('{"a', "utf-8")
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    (tmp_path / "fact.json").write_text('{"speech": "maybe"}', "utf-8")
    (tmp_path / "key.json").write_text('{"spch": true}', "utf-8")
    connection = sqlite3.connect(tmp_path / "foreign.db")
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("check none", "There is no file none."),
        ("check folder", "folder cannot be read: Is a directory."),
        ("check binary", "binary is no text in UTF-8."),
        ("check text --facts none", "There is no file none."),
        ("check text --facts half.json", "The facts in half.json are no JSON object"),
        ("check text --facts list.json", "The facts in list.json are no JSON object"),
        ("check text --facts fact.json", "The fact “speech” is “maybe”"),
        ("check text --facts key.json", "Known are speech, music,"),
        ("check text --guide nope", "There are ad-strict, base-narrative, uk-english."),
        ("check text --guide folder", "folder holds no guide.yml"),
        ("check --batch none", "There is no file none."),
        ("check --batch binary", "binary is no text in UTF-8."),
        ("check --batch half.json", "Row 1 of the batch cannot be read: it is not JSON."),
        ("check --batch list.json", "Row 1 of the batch cannot be read: it is no JSON object."),
        ("guide show nope", "There is no style guide nope here."),
        ("guide show base-narrative@2", "There is base-narrative@1.0.0."),
        ("guide show base-narrative 99", "Its sections are 1.1, 1.2,"),
        ("guide validate folder", "folder holds no guide.yml"),
        ("guide new Bad", "A guide cannot be called Bad."),
        ("guide new folder", "There is folder already."),
        ("guide new acme text", "text/acme was not written: Not a directory."),
        ("export", "none.db. Nothing was made."),
        ("export --database foreign.db", "foreign.db belongs to another program."),
        ("export --database binary", "binary is no database."),
        ("export --database folder", "folder cannot be opened."),
        ("hours --database empty", "There is no database"),
        ("database check --database foreign.db", "It was left as it is."),
        ("database restore", "There is no backup yet."),
        ("database restore none", "There is no file none."),
        ("database restore folder", "The file folder is no good backup."),
        ("database restore --database new.db foreign.db", "Your database was not touched."),
        ("frame none --at 1", "There is no file none."),
        ("frame http://a.example/b.mp4 --at 1", "is an address"),
        ("doctor --clip none", "There is no file none."),
        ("analyse none", "There is no file none."),
        ("text", "There is no display here"),
        ("demo", "There is no display here"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_more(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = words.split()
    if arguments[0] == "check":
        arguments.append("--no-languagetool")
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert err.startswith("scenewright: ")
    assert err.count("\n") == 1
    assert not A_CODE.search(err.replace("guide.yml", ""))
    assert not err.rstrip().endswith(")")


def test_a_display_that_does_not_answer_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    code, _out, err = answer(capsys, "text")
    assert code == 1
    assert "There is no display here" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("check text --batch in.jsonl", "either FILE or --batch"),
        ("check --batch in.jsonl --format text", "answered in JSON"),
        ("check --stage late", "choose from 'draft', 'submit'"),
        ("hours --from 2026-13-01", "write it as 2026-11-01"),
        ("frame text --at nan", "write it as 62.5 or 1:02.5"),
        ("frame text --at -1", "write it as 62.5 or 1:02.5"),
        ("frame text --at 1 --out a.jpg", "end its name in .png"),
        ("guide diff one", "required: OTHER"),
        ("guide new", "required: NAME"),
        ("database", "required: ACTION"),
        ("database check more", "unrecognized arguments: more"),
        ("--nope", "unrecognized arguments: --nope"),
        ("--database", "expected one argument"),
        ("--database=", "expected one argument"),
    ],
)
def test_what_does_not_fit_ends_with_two(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, *words.split())
    assert (code, out) == (2, "")
    assert said in err


def test_a_database_can_be_named_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        "--database foreign.db database check",
        "database --database foreign.db check",
        "database check --database foreign.db",
    ):
        assert "foreign.db belongs" in answer(capsys, *words.split())[2]


def test_what_a_clip_suffers_from_is_said_in_words() -> None:
    found = Diagnosis(
        frames_shown=250,
        frames_lost=0,
        seek_p50_ms=30,
        seek_p95_ms=60,
        timecode_error_ms=0,
        wrong_seeks=0,
        preflight=tuple(
            PreflightFinding(code=code, value=12, at_ms=0)
            for code in (Preflight.LONG_GROUPS, Preflight.NO_SOUND)
        ),
    )
    told = diagnosis_lines(found)[-1]
    assert told.startswith("the file       Key frames are up to 12 s apart")
    assert told.endswith("; there is no sound.")


def test_a_time_is_seconds_or_minutes_and_seconds() -> None:
    parser = make_parser()
    for text, ms in (("62.5", 62_500), ("1:02.5", 62_500), ("0", 0), ("3600", 3_600_000)):
        assert parser.parse_args(["frame", "a", "--at", text]).at_ms == ms


def test_a_section_is_shown_by_the_number_that_the_window_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = answer(capsys, "guide", "show", "base-narrative@1.0", "6.1")
    assert (code, err) == (0, "")
    assert out.startswith("Base narrative 1.0.0, section 6.1\n")


def test_a_broken_guide_is_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "folder" / "guide.yml").write_text("schema: caption-guide/1\nwrong: 1\n", "utf-8")
    code, out, _ = answer(capsys, "guide", "validate", "folder")
    assert code == 1
    assert out == "folder/guide.yml:2: the key wrong is not known. Mend the file and try again.\n"


def test_every_help_says_what_each_option_is(capsys: pytest.CaptureFixture[str]) -> None:
    more = {"guide": ("show", "validate", "new", "diff")}
    more["database"] = ("check", "backup", "backups", "restore")
    for name in COMMANDS:
        for words in ((name,), *((name, action) for action in more.get(name, ()))):
            code, out, _ = answer(capsys, *words, "--help")
            assert code == 0
            lines = out.splitlines()
            for line, after in zip(lines, [*lines[1:], ""], strict=True):
                if re.match(r"  (-|[A-Z]+$|[A-Z]+ {2,})", line) and "ACTION" not in line:
                    told = re.split(r" {2,}", line.strip())
                    assert len(told) > 1 or after.startswith("      "), f"{words}: {line}"


def test_the_input_is_read_in_utf_8_whatever_the_locale(folder: Path) -> None:
    def run(given: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "app", "check", "--no-languagetool", "--format", "json"],
            cwd=APP.parent,
            env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8:surrogateescape"},
            input=given,
            capture_output=True,
            check=False,
        )

    bad = run(b"A lake \xff.")
    assert bad.returncode == 1
    assert b"scenewright: the input is no text in UTF-8." in bad.stderr
    good = run("\ufeff“Perhaps” not".encode())
    assert good.returncode == 0
    assert b'"words": 2' in good.stdout


def test_whoever_has_read_enough_may_go(folder: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m app guide validate ad-strict | head -c 1"],
        cwd=APP.parent,
        capture_output=True,
        check=False,
    )
    assert (ended.stdout, ended.stderr) == (b"a", b"")


def test_every_code_of_the_command_line_has_words() -> None:
    files = [*(APP / "bootstrap").rglob("*.py"), *(APP / "desk" / "commands").rglob("*.py")]
    raised = {code for path in files for code in RAISED.findall(path.read_text("utf-8"))}
    assert len(raised) > 15
    assert sorted(raised - WORDS.keys() - SAID_HERE.keys()) == []


@pytest.mark.parametrize(("code", "words"), SAID_HERE.items())
def test_problems_are_plain_sentences(code: str, words: tuple[str, str]) -> None:
    for part in words:
        assert part.endswith(".")
        assert "!" not in part
        assert not re.search(r"\b(please|oops|error|sorry|invalid|failed)\b", part)
        assert "." not in code or code not in part


def test_a_fact_is_said_once_and_with_its_label() -> None:
    locked = EnvironmentFailureError("store.window-open", path="/a.db")
    assert problem_line(locked).count("/a.db") == 1
    broken = EnvironmentFailureError("store.failed", path="/a.db", detail="disk I/O", sqlite="X")
    assert problem_line(broken).endswith("Reason: disk I/O.")
    other = RefusedError("clip.no-media", path="/b.mp4")
    assert problem_line(other).endswith("File: /b.mp4.")


@pytest.mark.parametrize("reason", [*CHECKERS, "something new"])
def test_a_checker_that_is_missing_is_said_in_words(reason: str) -> None:
    state = CheckerState.MISSING
    for name in (CheckerName.LANGUAGETOOL, CheckerName.HARPER):
        said = absent_line(CheckerStatus(name=name, version="", state=state, reason=reason))
        assert reason not in said
        assert said.startswith(("LanguageTool takes no part: ", "Harper takes no part: "))
        assert said.endswith("The other checks go on.")


def test_a_missing_languagetool_is_named_and_the_check_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "LANGUAGETOOL", folder / "folder")
    code, out, err = answer(capsys, "check", "text")
    assert code == 0
    assert "Must have" in out
    assert out.rstrip().endswith("Without LanguageTool.")
    assert "scenewright: LanguageTool takes no part: " in err
    assert "make setup" in err or "Install a Java" in err
