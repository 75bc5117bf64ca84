"""What the document does with tokens, odd characters, limits and moves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from app.domain.caption import MAX_LENGTH
from app.domain.journal import EditKind
from app.ui.caption.document import TOO_LONG, CaptionDocument

TOKEN = "[00:12.400]"


@pytest.fixture
def document(qapp) -> CaptionDocument:
    return CaptionDocument(now_ms=lambda: 0)


def edits_of(document: CaptionDocument) -> list[tuple]:
    found: list[tuple] = []
    document.edited.connect(lambda *edit: found.append(edit))
    return found


def chip_count(document: CaptionDocument) -> int:
    return sum(1 for _ in document.chips())


def test_loading_makes_chips_and_line_feeds_and_is_no_edit(document):
    edits = edits_of(document)
    held = document.load(f"One\r\ntwo {TOKEN}\u2029three \ufffc\x00\ud83d")
    assert held == document.raw_text() == f"One\ntwo {TOKEN}\nthree "
    assert chip_count(document) == 1
    assert document.blockCount() == 3
    assert not edits
    assert not document.can_undo


def test_a_chip_is_one_position_and_its_code_points_map_to_it(document):
    document.load(f"😀 {TOKEN} end")
    chip = next(document.chips())
    assert (chip.cp, chip.cp_length, chip.qt, chip.qt_length) == (2, len(TOKEN), 3, 1)
    assert document.to_qt(5) == 3
    assert document.to_qt(5, after=True) == 4
    assert document.to_cp(4) == 2 + len(TOKEN)
    assert document.to_cp(1) == 0  # The middle of a pair is no place.


def test_replacing_a_part_of_a_token_undoes_its_chip(document):
    document.load(f"a {TOKEN} b")
    edits = edits_of(document)
    document.replace(2 + 7, 2 + 10, "xyz", EditKind.FIX, "rule")
    assert document.raw_text() == "a [00:12.xyz] b"
    assert chip_count(document) == 0
    assert edits == [(9, "400", "xyz", EditKind.FIX, "rule")]
    document.step_back()
    assert document.raw_text() == f"a {TOKEN} b"
    assert chip_count(document) == 1


def test_words_that_come_together_to_a_token_become_a_chip(document):
    document.load("a [00:1, 2.400] b")
    document.replace(7, 9, "", EditKind.DELETED)
    assert document.raw_text() == f"a {TOKEN} b"
    assert chip_count(document) == 1


def test_a_foreign_object_is_dropped_and_is_no_edit(document):
    document.load("ab")
    edits = edits_of(document)
    cursor = QTextCursor(document)
    cursor.setPosition(1)
    cursor.insertText("\ufffc")
    assert document.raw_text() == "ab"
    assert document.characterCount() - 1 == 2
    assert not edits


def test_more_than_the_limit_is_refused_and_changes_nothing(document):
    document.load("a" * (MAX_LENGTH - 1))
    edits = edits_of(document)
    refused: list[str] = []
    document.refused.connect(refused.append)
    assert document.replace(0, 0, "bb", EditKind.PASTED) is None
    cursor = QTextCursor(document)
    cursor.insertText("bb")
    assert refused == [TOO_LONG, TOO_LONG]
    assert document.raw_text() == "a" * (MAX_LENGTH - 1)
    assert not edits
    cursor.insertText("b")
    assert len(document.raw_text()) == MAX_LENGTH


def test_a_text_that_is_too_long_already_can_be_cut(document):
    document.load("a" * (MAX_LENGTH + 10))
    assert document.replace(0, 5, "", EditKind.DELETED) is not None
    assert len(document.raw_text()) == MAX_LENGTH + 5


def test_moving_takes_chips_along_and_is_one_step(document):
    document.load(f"one {TOKEN} two three")
    start = document.move(4, 4 + len(TOKEN) + 1, 20)
    assert document.raw_text() == f"one two {TOKEN} three"
    assert document.raw_text()[start:].startswith(TOKEN)
    assert chip_count(document) == 1
    document.step_back()
    assert document.raw_text() == f"one {TOKEN} two three"
    assert not document.can_undo


def test_a_chip_opens_as_text_and_closes_as_a_chip(document):
    document.load(f"a {TOKEN} b")
    edits = edits_of(document)
    assert document.open_chip(4) == (2, 2 + len(TOKEN))
    assert chip_count(document) == 0
    cursor = QTextCursor(document)
    cursor.setPosition(9)
    cursor.deleteChar()
    cursor.insertText("5")
    assert document.raw_text() == "a [00:12.500] b"
    assert chip_count(document) == 0
    document.close_chip()
    assert chip_count(document) == 1
    assert [edit[3] for edit in edits] == [EditKind.DELETED, EditKind.TYPED]


def test_half_a_pair_that_is_left_over_goes_too(document):
    document.load("a😀b")
    cursor = QTextCursor(document)
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert document.raw_text() == "ab"
    assert document.characterCount() - 1 == 2


def test_formatting_and_margins_are_no_steps_and_no_edits(document):
    document.load("one\ntwo")
    edits = edits_of(document)
    document.set_line_height(40)
    document.set_margins(36, 22, 22)
    assert not edits
    assert not document.can_undo
    assert document.lastBlock().blockFormat().lineHeight() == 40
    document.replace(7, 7, "\nthree", EditKind.TYPED)
    assert document.lastBlock().blockFormat().lineHeight() == 40


def test_a_listener_that_edits_in_turn_keeps_the_order(document):
    document.load("")
    edits = edits_of(document)

    def answer(position, removed, inserted, kind, note):
        if inserted == "a":
            document.replace(0, 0, "b", EditKind.FIX)

    document.edited.connect(answer)
    document.replace(0, 0, "a", EditKind.TYPED)
    assert document.raw_text() == "ba"
    assert [edit[2] for edit in edits] == ["a", "b"]
