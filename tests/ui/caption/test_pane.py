"""The caption pane: counting, bars, find, facets, what gives way, and the history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from app.checks.report import SentenceFacets
from app.desk.ports.store import Snapshot, SnapshotReason
from app.domain.caption import MAX_LENGTH
from app.domain.journal import EditKind, PasteOrigin
from app.ui.caption import words
from app.ui.caption.diffview import WEDGE
from app.ui.caption.history import HistoryPane
from app.ui.caption.measure import Density
from app.ui.caption.pane import CaptionPane

TOKEN = "[00:12.400]"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pane(hub, clock, qtbot) -> CaptionPane:
    pane = CaptionPane(now_ms=clock)
    qtbot.addWidget(pane)
    pane.resize(544, 630)
    pane.show()
    qtbot.waitExposed(pane)
    pane.editor.setFocus()
    return pane


def paste(pane: CaptionPane, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    pane.editor.insertFromMimeData(data)


@pytest.mark.parametrize(
    ("count", "state"),
    [
        (22, "28 to go"),
        (56, "Near 50"),
        (130, "In range"),
        (245, "Near 250"),
        (262, "12 over 250"),
    ],
)
def test_the_heading_says_where_the_length_stands(pane, qtbot, count, state):
    pane.load(f"{TOKEN} " + "word " * count)
    qtbot.waitUntil(lambda: pane.heading.count == count)
    assert pane.heading.state_words == state
    assert pane.heading.accessibleName().startswith(f"{count} words, {state.lower()}")


def test_typing_counts_words_of_the_clean_text(pane, qtbot):
    QTest.keyClicks(pane.editor, f"two words {TOKEN}")
    qtbot.waitUntil(lambda: pane.heading.count == 2)


def test_a_long_paste_asks_where_it_is_from_and_never_blocks(pane):
    told: list[tuple] = []
    pane.paste_origin.connect(lambda *what: told.append(what))
    paste(pane, "word " * 15)
    assert pane.bars.current is None
    paste(pane, "word " * 16)
    assert pane.bars.current.sentence == words.PASTE_QUESTION
    assert pane.editor.hasFocus()
    QTest.keyClicks(pane.editor, "on")
    assert pane.bars.current is not None
    QTest.mouseClick(pane.bars.bar.buttons["own_notes"], LEFT)
    assert told == [(PasteOrigin.OWN_NOTES, 75, 80)]
    assert pane.bars.current is None
    assert pane.editor.hasFocus()


def test_a_refused_paste_says_so_until_the_next_edit(pane):
    paste(pane, "a" * (MAX_LENGTH + 1))
    assert pane.bars.current.sentence == words.REFUSED_TITLE
    assert "20,000" in words.REFUSED_TITLE
    QTest.keyClicks(pane.editor, "a")
    assert pane.bars.current is None
    assert pane.editor.raw_text() == "a"


def test_find_walks_over_all_matches_and_comes_back_to_the_text(pane):
    pane.load(f"The net {TOKEN} is wet. The pier is old.", 0)
    pane.open_find()
    QTest.keyClicks(pane.find_bar.field, "the")
    assert pane.find_bar.count.text() == "1 of 2"
    assert len(pane.editor.extraSelections()) == 3
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "2 of 2"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "1 of 2"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert pane.editor.hasFocus()
    assert pane.editor.selection_cp() == (31, 31)
    assert pane.editor.extraSelections() == []
    QTest.keyClicks(pane.editor, "n")
    assert pane.editor.raw_text() == f"The net {TOKEN} is wet. Then pier is old."


def test_find_follows_the_text_and_says_when_nothing_is_there(pane, qtbot):
    pane.load("a net", 5)
    pane.open_find()
    QTest.keyClicks(pane.find_bar.field, "nets")
    assert pane.find_bar.count.text() == words.NO_MATCH
    pane.editor.text.replace(5, 5, "s", EditKind.TYPED)
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "1 of 1")


def test_escape_closes_the_topmost_thing_first(pane):
    paste(pane, "word " * 16)
    pane.open_find()
    assert pane.close_topmost()
    assert pane.find_bar.isHidden()
    assert pane.close_topmost()
    assert pane.bars.current is None
    assert not pane.close_topmost()


SENTENCES = (
    SentenceFacets(start=0, end=9, words=2, gives=("SET-01",)),
    SentenceFacets(start=9, end=30, words=6, gives=("CHR", "ACT")),
    SentenceFacets(start=30, end=40, words=2, gives=()),
)


def test_facets_know_shares_and_the_sentence_of_the_caret(pane):
    pane.load("One two. Three four five six. Seven eight.", 10)
    pane.set_sentences(SENTENCES)
    assert pane.facets.share_of("SET") == pytest.approx(0.2)
    assert pane.facets.share_of("ACT") == pytest.approx(0.6)
    assert pane.facets.current == 1
    assert pane.facets.accessibleDescription() == "Sentence 2 of 3 gives people, action"
    pane.load("Another text.")
    assert pane.facets.current == -1
    assert pane.facets.share_of("ACT") == 0
    pane.load("One two. Three four five six. Seven eight.", 10)
    pane.set_sentences(SENTENCES)
    pane.editor.set_caret(35)
    assert pane.facets.accessibleDescription() == f"Sentence 3 of 3 {words.GIVES_NOTHING}"


def test_facets_tint_on_hover_and_put_the_caret_on_a_click(pane):
    pane.load("One two. Three four five six. Seven eight.", 0)
    pane.set_sentences(SENTENCES)
    columns = pane.facets.column_rects()
    assert columns[1].width() == pytest.approx(3 * columns[0].width())
    place = columns[1].center()
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, place, QPointF(), Qt.MouseButton.NoButton, LEFT, NONE
    )
    pane.facets.mouseMoveEvent(move)
    (tint,) = pane.editor.extraSelections()
    assert (tint.cursor.selectionStart(), tint.cursor.selectionEnd()) == (9, 30)
    QTest.mouseClick(pane.facets, LEFT, NONE, place.toPoint())
    assert pane.editor.caret_cp() == 9
    assert pane.editor.hasFocus()


def test_what_gives_way(pane):
    roomy = pane.facets.sizeHint().height()
    assert pane.editor._density is Density.ROOMY
    pane.set_compact(narrow=True, low=True)
    assert pane.editor._density is Density.TIGHT
    assert pane.facets.sizeHint().height() < roomy / 2
    pane.resize(544, 421)
    assert pane.editor._density is Density.SMALL
    assert pane.facets.isHidden()
    assert pane.heading.meter.isHidden()
    pane.set_compact(narrow=False, low=False)
    pane.resize(544, 630)
    assert pane.editor._density is Density.ROOMY
    assert pane.facets.isVisible()


def snapshot(number: int, text: str, reason: SnapshotReason) -> Snapshot:
    return Snapshot(
        id=f"s{number}",
        clip_id="c",
        at_ms=1_795_000_000_000 + number,
        reason=reason,
        text=text,
        edit_number=number,
        words=len(text.split()),
    )


@pytest.mark.parametrize("before", ["", "Yes. "])
def test_nobody_asks_for_a_paste_that_is_gone(pane, before: str):
    paste(pane, "word " * 16)
    assert pane.bars.current is not None
    pane.editor.set_caret(0)
    pane.editor.insert_text(before, EditKind.TYPED)
    pane.editor.set_caret(len(before) + 4)
    pane.editor.insert_text("s", EditKind.TYPED)
    assert pane.bars.current is not None
    while pane.bars.current is not None and pane.editor.raw_text():
        pane.editor.undo()
    assert pane.bars.current is None
    assert not pane.editor.raw_text()


def test_history_shows_the_difference_to_now_and_asks_to_restore(hub, qtbot):
    history = HistoryPane()
    qtbot.addWidget(history)
    now = f"He mends a net. {TOKEN}"
    older = snapshot(1, "He mends a green net.", SnapshotReason.PAUSE)
    same = snapshot(2, now, SnapshotReason.SUBMITTED)
    history.set_history([same, older], now)
    assert history.current == older  # the newest that differs from now
    assert history.restore.isEnabled()
    QTest.keyClick(history.list, Qt.Key.Key_Up)
    assert history.current == same
    assert history.legend.text() == words.HISTORY_SAME
    assert not history.restore.isEnabled()
    QTest.keyClick(history.list, Qt.Key.Key_Down)
    assert "green" in history.diff.toPlainText()
    assert WEDGE not in history.diff.toPlainText()
    told: list[str] = []
    history.restore_requested.connect(told.append)
    QTest.mouseClick(history.restore, LEFT)
    assert told == ["s1"]
    row = history.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "5 words, at a pause" in row


def test_history_of_a_text_that_cannot_be_changed_restores_nothing(hub, qtbot):
    pane = HistoryPane()
    qtbot.addWidget(pane)
    pane.set_history([snapshot(1, "Before.", SnapshotReason.PAUSE)], "Now.", locked="Submitted.")
    assert not pane.restore.isEnabled()
    assert pane.restore.reason == "Submitted."


def test_history_without_snapshots_says_so(hub, qtbot):
    history = HistoryPane()
    qtbot.addWidget(history)
    history.set_history([], "text")
    assert history.current is None
    assert history.empty
    history.set_history([snapshot(1, "text", SnapshotReason.PAUSE)], "text")
    assert not history.empty


def test_restoring_is_an_edit_that_can_be_undone(pane):
    pane.load("now")
    told: list[EditKind] = []
    pane.editor.edited.connect(lambda *edit: told.append(edit[3]))
    pane.editor.replace_span(0, 3, f"then {TOKEN}", EditKind.RESTORED)
    assert told == [EditKind.RESTORED]
    pane.editor.undo()
    assert pane.editor.raw_text() == "now"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_both_keys_of_the_sheet_do_a_step_again(pane, key, modifier):
    QTest.keyClicks(pane.editor, "word")
    QTest.keyClick(pane.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.editor.raw_text() == ""
    QTest.keyClick(pane.editor, key, modifier)
    assert pane.editor.raw_text() == "word"


@pytest.mark.parametrize("width", [544, 760])
def test_nothing_in_the_heading_moves_while_the_count_grows(pane, width):
    pane.resize(width, 630)
    heading = pane.heading
    places = set()
    for count, quoted in ((0, 0), (1, 0), (9, 3), (48, 3), (130, 12), (245, 12), (262, 100)):
        heading.set_count(count)
        heading.set_quoted(quoted)
        heading.layout().activate()
        places.add(tuple(part.geometry().getRect() for part in heading.parts))
    assert len(places) == 1


def test_the_text_of_a_snapshot_shows_that_it_has_the_keys(hub, qtbot):
    history = HistoryPane()
    qtbot.addWidget(history)
    history.resize(600, 300)
    history.set_history([snapshot(1, "Before.", SnapshotReason.PAUSE)], "Now.")
    history.show()
    history.activateWindow()
    history.list.setFocus()
    qtbot.waitUntil(history.list.hasFocus)

    def edge() -> str:
        return history.diff.viewport().grab().toImage().pixelColor(1, 100).name()

    before = edge()
    QTest.keyClick(history.list, Qt.Key.Key_Tab)
    qtbot.waitUntil(history.diff.hasFocus)
    assert edge() != before
