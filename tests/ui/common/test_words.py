"""Codes become words: every code has its sentence, times and counts look as they should."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.checks.report import Severity, State
from app.desk.ports.player import PlayerFault
from app.domain.clip import TICKS
from app.domain.errors import RefusedError
from app.ui.common.marks import Mark
from app.ui.common.underlines import Underline
from app.ui.common.words import formats
from app.ui.common.words.criteria import (
    CRITERION_CODES,
    STATE_COLOR,
    STATE_MARK,
    Group,
    criterion_group,
    criterion_name,
    state_words,
    to_look_at_words,
    underline_of,
)
from app.ui.common.words.errors import UNKNOWN, WORDS, error_words, not_saved_words, problem_words
from app.ui.common.words.facts import FACT_HELP, FACT_WORDS
from app.ui.common.words.length import LengthBand, length_words

APP = Path(__file__).resolve().parents[3] / "app"
RAISED = re.compile(r"(?:Refused|EnvironmentFailure)Error\(\s*\"([a-z]+[.-][a-z.-]+)\"")


def test_every_code_that_is_raised_has_words() -> None:
    raised = {
        code
        for path in sorted(APP.rglob("*.py"))
        # What only the command line meets is said there.
        if "commands" not in path.parts and "bootstrap" not in path.parts
        for code in RAISED.findall(path.read_text("utf-8"))
    }
    assert len(raised) > 20
    assert sorted(raised - WORDS.keys()) == []


def test_every_fault_of_the_player_has_words() -> None:
    assert [fault for fault in PlayerFault if fault.value not in WORDS] == []


@pytest.mark.parametrize(("code", "words"), WORDS.items())
def test_problems_are_plain_sentences(code: str, words: tuple[str, str]) -> None:
    sentence, detail = words
    assert sentence.endswith(".")
    assert not detail or detail.endswith(".")
    said = f"{sentence} {detail}".lower()
    assert "!" not in said
    assert not re.search(r"\b(please|oops|error|sorry|invalid|failed)\b", said)
    assert "." not in code or code not in said


def test_facts_are_filled_in_and_missing_ones_leave_their_sentence_out() -> None:
    error = RefusedError("clip.scheme-refused", scheme="rtmp")
    assert error_words(error).sentence == "Streams of the kind rtmp are not opened."
    bare = problem_words("store.read-only")
    assert "{" not in bare.words
    assert bare.detail == "Your text is safe in this window."
    assert problem_words("nobody.knows-this") == UNKNOWN


def test_not_saved_says_since_when_and_why() -> None:
    said = not_saved_words("14:03:07", "store.disk-full")
    assert said.sentence == "Not saved since 14:03:07: the disk is full."
    assert said.detail == (
        "Your text is safe in this window. Free some space; saving goes on by itself."
    )


@pytest.mark.parametrize(
    ("count", "words", "mark"),
    [
        (0, "50 to go", Mark.DOTTED),
        (22, "28 to go", Mark.DOTTED),
        (49, "1 to go", Mark.DOTTED),
        (50, "near 50", Mark.HALF),
        (59, "near 50", Mark.HALF),
        (60, "in range", Mark.TICK),
        (240, "in range", Mark.TICK),
        (241, "near 250", Mark.HALF),
        (250, "near 250", Mark.HALF),
        (262, "12 over 250", Mark.OCTAGON),
    ],
)
def test_length_in_words(count: int, words: str, mark: Mark) -> None:
    said = length_words(count, LengthBand())
    assert (said.words, said.mark) == (words, mark)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (12_400, None, "0:12.4"),
        (12_400, 14_000, "0:12.4–14.0"),
        (59_900, 61_000, "0:59.9–1:01.0"),
        (3_661_999, None, "1:01:01.9"),
        (-5, None, "0:00.0"),
    ],
)
def test_short_times(start: int, end: int | None, words: str) -> None:
    assert formats.short_range(start, end) == words


def test_times_of_clock_and_work() -> None:
    assert formats.clock_time(12_400) == "00:12.400"
    assert formats.clock_time(3_600_000) == "01:00:00.000"
    assert formats.work_time(3 * 3_600_000 + 5 * 60_000 + 59_999) == "3 h 05"
    assert formats.running_time(12 * 60_000 + 41_999) == "12:41"
    assert formats.running_time(3_723_000) == "1:02:03"
    assert formats.spoken_time(2 * 3_600_000 + 5 * 60_000) == "2 hours 5 minutes"
    assert [formats.told_time(ms) for ms in (0, 1, 999, 1000)] == ["0:00", "<1 s", "<1 s", "0:01"]
    assert [formats.long_time(ms) for ms in (0, 1, 1000)] == ["0 s", "less than 1 s", "1 s"]
    assert formats.spoken_time(0) == "0 minutes"
    assert formats.spoken_time(60_000) == "1 minute"


def test_shares_and_counts() -> None:
    assert formats.percent(0.996) == "99 %"
    assert formats.percent(1.0) == "100 %"
    assert formats.counted(1, "line") == "1 line"
    assert formats.counted(1204, "word") == "1,204 words"


def test_dates_follow_the_locale() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        assert formats.day(date(2026, 11, 22)) == "November 22"
        assert formats.weekday(date(2026, 11, 18)) == "Wednesday 18"
        at = formats.moment(1_795_000_000_000, 0)
        assert formats.clock(at, seconds=True) == f"{at:%H:%M:%S}"
        assert formats.clock(at).endswith(("AM", "PM"))
        QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
        assert formats.day(date(2026, 11, 22)) == "22 November"
        assert formats.clock(at) == f"{at:%H:%M}"
    finally:
        QLocale.setDefault(before)


def test_every_state_has_mark_and_color() -> None:
    assert set(STATE_MARK) == set(STATE_COLOR) == set(State)
    assert len(set(STATE_MARK.values())) == len(State)


def test_all_criteria_of_the_rubric_have_names_in_three_groups() -> None:
    assert len(CRITERION_CODES) == 24
    groups = [criterion_group(f"{code}-01") for code in CRITERION_CODES]
    assert [groups.count(group) for group in Group] == [7, 9, 8]
    assert criterion_name("SPC-01") == "Speculation"
    assert criterion_name("XYZ-01") == "XYZ"
    assert criterion_group("XYZ-01") is Group.FORM


@pytest.mark.parametrize(
    ("criterion", "state", "findings", "notes", "words"),
    [
        ("SET-01", State.SATISFIED, 0, 0, "mentioned"),
        ("DLG-01", State.SATISFIED, 0, 0, "quoted"),
        ("WC-01", State.SATISFIED, 0, 0, "in range"),
        ("TTL-01", State.SATISFIED, 0, 0, "clear"),
        ("IDN-01", State.SATISFIED, 0, 1, "1 note"),
        ("IDN-01", State.SATISFIED, 0, 2, "2 notes"),
        ("FMT-01", State.SATISFIED, 0, 0, "in order"),
        ("EMO-01", State.WEAK, 1, 0, "thin"),
        ("EMO-01", State.VIOLATED, 1, 0, "missing"),
        ("SPC-01", State.VIOLATED, 2, 0, "2 to look at"),
        ("OBJ-01", State.WEAK, 1, 0, "1 to look at"),
        ("WC-01", State.WEAK, 0, 1, "1 note"),
        ("NAM-01", State.NEEDS_HUMAN, 0, 0, "please check"),
        ("DLG-01", State.NOT_APPLICABLE, 0, 0, "not in this clip"),
        ("SET-01", State.TOO_EARLY, 0, 0, "not yet"),
    ],
)
def test_states_in_words(
    criterion: str, state: State, findings: int, notes: int, words: str
) -> None:
    assert state_words(criterion, state, findings=findings, notes=notes) == words


def test_what_is_there_is_not_called_missing() -> None:
    words = state_words("AUD-01", State.VIOLATED, findings=1, present=True)
    assert words == "1 to look at"
    assert state_words("AUD-01", State.WEAK, findings=1, present=True) == "thin"


def test_underline_of_language_is_a_wave_and_of_others_their_severity() -> None:
    assert underline_of("GRM-01", Severity.MAJOR) is Underline.LANGUAGE
    assert underline_of("SPC-01", Severity.MAJOR) is Underline.MAJOR
    assert to_look_at_words(3) == "3 to look at"
    assert to_look_at_words(0) == "in order"


def test_every_tick_has_words() -> None:
    assert set(FACT_WORDS) == set(FACT_HELP) == set(TICKS)
