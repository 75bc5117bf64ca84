"""The parts without a window: undo steps, marks, clean find, word changes, words."""

from __future__ import annotations

import pytest

from app.checks.report import Severity
from app.domain.journal import EditKind
from app.domain.timecode import Timecode
from app.ui.caption import words
from app.ui.caption.chipobject import chip_words
from app.ui.caption.find_bar import find_matches
from app.ui.caption.plaintext import plain_text
from app.ui.caption.textmarks import TextMark, moved, pieces_of, without
from app.ui.caption.undo import Change, UndoSteps
from app.ui.caption.worddiff import Run, RunKind, word_changes
from app.ui.common.underlines import Underline
from tests.ui.caption.conftest import HandClock


def type_text(steps: UndoSteps, text: str, at: int = 0) -> None:
    for number, char in enumerate(text):
        steps.push(Change(position=at + number, removed="", inserted=char, kind=EditKind.TYPED))


def undone(steps: UndoSteps) -> list[str]:
    found: list[str] = []
    while steps.can_undo:
        found.append("|".join(change.removed or change.inserted for change in steps.undo()))
    return found


def test_typing_breaks_at_the_word_end_after_twenty_keys():
    steps = UndoSteps(HandClock())
    type_text(steps, "a woman walks along the quiet river")
    assert undone(steps) == ["the quiet river", "a woman walks along "]


def test_typing_breaks_at_a_pause_of_a_second():
    clock = HandClock()
    steps = UndoSteps(clock)
    type_text(steps, "one ")
    clock.ms += 999
    type_text(steps, "two ", 4)
    clock.ms += 1000
    type_text(steps, "three", 8)
    assert undone(steps) == ["three", "one two "]


@pytest.mark.parametrize("kind", [EditKind.PASTED, EditKind.FIX, EditKind.TOKEN])
def test_paste_token_and_fix_are_steps_of_their_own(kind):
    steps = UndoSteps(HandClock())
    type_text(steps, "ab")
    steps.push(Change(position=2, removed="", inserted="XY", kind=kind))
    type_text(steps, "cd", 4)
    assert undone(steps) == ["cd", "XY", "ab"]


def test_erasing_joins_backward_and_forward_but_not_with_typing():
    steps = UndoSteps(HandClock())
    type_text(steps, "abcdef")
    for position in (5, 4, 3):
        removed = "abcdef"[position]
        steps.push(Change(position=position, removed=removed, inserted="", kind=EditKind.DELETED))
    assert undone(steps) == ["def", "abcdef"]


def test_typing_elsewhere_and_a_bracket_begin_a_step():
    steps = UndoSteps(HandClock())
    type_text(steps, "ab")
    type_text(steps, "xy", 0)
    type_text(steps, "[1", 2)
    assert undone(steps) == ["[1", "xy", "ab"]


def test_a_new_change_forgets_what_was_undone():
    steps = UndoSteps(HandClock())
    type_text(steps, "a")
    steps.undo()
    assert steps.can_redo
    type_text(steps, "b")
    assert not steps.can_redo
    assert steps.redo() == ()


def mark(start: int, end: int, severity: Severity, *, language: bool = False) -> TextMark:
    return TextMark(start, end, severity, language)


def test_the_graver_line_wins_where_two_overlap():
    pieces = pieces_of([mark(0, 10, Severity.MINOR), mark(4, 6, Severity.CRITICAL)])
    found = [(piece.start, piece.end, piece.underline, piece.index) for piece in pieces]
    assert found == [
        (0, 4, Underline.MINOR, 0),
        (4, 6, Underline.CRITICAL, 1),
        (6, 10, Underline.MINOR, 0),
    ]


def test_cutting_spans():
    assert without((0, 10), [(2, 4), (8, 20), (5, 5)]) == [(0, 2), (4, 8)]
    assert without((0, 10), [(0, 10)]) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((0, 0, 3), (8, 13)),
        ((10, 0, 3), (5, 10)),
        ((7, 0, 2), (5, 12)),
        ((7, 1, 0), (5, 9)),
        ((4, 6, 0), None),
        ((4, 3, 0), (4, 7)),
    ],
)
def test_a_mark_goes_along_with_an_edit(edit, expected):
    new = moved(mark(5, 10, Severity.MINOR), *edit)
    assert (None if new is None else (new.start_cp, new.end_cp)) == expected


def test_find_looks_in_the_clean_text_in_any_case():
    raw = "The net [00:02.000] is green. THE NET is (wet)."
    assert find_matches(raw, "the net") == ((0, 7), (30, 37))
    assert find_matches(raw, "net is g") == ((4, 24),)
    assert find_matches(raw, "00:02") == ()
    assert find_matches(raw, "(wet)") == ((41, 46),)
    assert find_matches(raw, "") == ()


def test_word_changes_keep_phrases_together():
    runs = word_changes("He mends a net.", "He mends two old nets.")
    assert runs == (
        Run(RunKind.SAME, "He mends "),
        Run(RunKind.REMOVED, "a net"),
        Run(RunKind.ADDED, "two old nets"),
        Run(RunKind.SAME, "."),
    )
    assert word_changes("same", "same") == (Run(RunKind.SAME, "same"),)
    assert word_changes("", "") == ()


def test_word_changes_hold_both_texts():
    before, after = "one  two, three.", "zero one two; three four."
    runs = word_changes(before, after)
    assert "".join(run.text for run in runs if run.kind is not RunKind.ADDED) == before
    assert "".join(run.text for run in runs if run.kind is not RunKind.REMOVED) == after


def test_plain_text_keeps_every_script_and_drops_the_invisible():
    text = "שלום 😀 e\u0301\u00a0\t"
    assert plain_text(text) == text
    assert plain_text("a\r\nb\rc\u2028d\x0ce\x07\ufffc") == "a\nb\nc\nd\ne"


def test_words_of_a_chip():
    assert chip_words(Timecode(12_400, 14_000)) == "0:12.4–14.0"
    assert words.spoken_timecode(Timecode(12_400, 14_000)) == "Timecode 12.4 to 14 seconds"
    assert words.spoken_timecode(Timecode(62_000)) == "Timecode 1 minute 2 seconds"
