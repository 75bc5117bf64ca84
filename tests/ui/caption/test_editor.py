"""The editor under real keys and the pointer."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QCursor, QDropEvent, QImage, QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checks.report import Severity
from app.domain.caption import MAX_LENGTH
from app.domain.journal import EditKind
from app.domain.timecode import Timecode
from app.ui.caption.document import TOO_LONG
from app.ui.caption.measure import Density
from app.ui.caption.menu import build_menu
from app.ui.caption.textmarks import TextMark
from app.ui.common.chips import ChipState
from app.ui.common.theme import current_theme
from app.ui.common.underlines import Underline
from tests.ui.caption.conftest import Record

TOKEN = "[00:12.400]"
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT = Qt.MouseButton.LeftButton


def chips(editor) -> int:
    return sum(1 for _ in editor.text.chips())


def colors(editor, area) -> set[str]:
    image = editor.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def mime(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_the_pointer_goes_away_while_typing_and_comes_back_when_it_is_moved(editor):
    view = editor.viewport()
    QTest.mouseMove(view, QPoint(20, 20))
    shape = view.cursor().shape()
    QTest.keyClick(editor, Qt.Key.Key_C, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert view.cursor().shape() == shape, "nothing was typed"
    QTest.keyClicks(editor, "a net")
    assert view.cursor().shape() == Qt.CursorShape.BlankCursor
    still = QCursor.pos()
    for to, expected in (
        (still, Qt.CursorShape.BlankCursor),
        (still + QPoint(1, 0), Qt.CursorShape.IBeamCursor),
    ):
        place = QPointF(view.mapFromGlobal(to))
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(to),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            NONE,
        )
        QApplication.sendEvent(view, move)
        assert view.cursor().shape() == expected
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert view.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseClick(view, LEFT, pos=QPoint(20, 20))
    assert view.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_letters_and_space_always_type(editor):
    record = Record(editor)
    QTest.keyClicks(editor, "k j l 1 , . [ ]")
    assert editor.raw_text() == "k j l 1 , . [ ]" == record.rebuilt()
    assert set(record.kinds) == {EditKind.TYPED}


def test_a_typed_token_becomes_a_chip_with_the_caret_behind_it(editor):
    record = Record(editor)
    QTest.keyClicks(editor, f"He nods. {TOKEN} She")
    assert editor.raw_text() == f"He nods. {TOKEN} She" == record.rebuilt()
    assert chips(editor) == 1
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.raw_text() == "He nods. "
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert editor.raw_text() == f"He nods. {TOKEN}"
    assert chips(editor) == 1
    assert record.rebuilt() == editor.raw_text()
    assert record.kinds[-3:] == [EditKind.UNDO, EditKind.UNDO, EditKind.REDO]


def test_arrows_step_over_a_chip_and_del_removes_it(editor):
    editor.load(f"a {TOKEN} b", 2)
    record = Record(editor)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.caret_cp() == 2 + len(TOKEN)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor.caret_cp() == 2
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.raw_text() == "a  b" == record.rebuilt()
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.raw_text() == f"a {TOKEN} b"
    assert chips(editor) == 1


def test_a_pause_ends_an_undo_step(editor, clock):
    QTest.keyClicks(editor, "one")
    clock.ms += 1000
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.raw_text() == "one"


def test_enter_breaks_the_line_and_ctrl_enter_is_left_to_the_window(editor):
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert editor.raw_text() == "a\n\n"


def test_copy_gives_tokens_and_cut_is_undone_with_its_chip(editor):
    editor.load(f"a {TOKEN} b")
    editor.select_span(0, 2 + len(TOKEN))
    QTest.keyClick(editor, Qt.Key.Key_X, CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == f"a {TOKEN}"
    assert data.formats() == ["text/plain"]
    assert editor.raw_text() == " b"
    editor.undo()
    assert editor.raw_text() == f"a {TOKEN} b"
    assert chips(editor) == 1


def test_a_paste_of_rich_text_is_plain_with_chips(editor):
    editor.load("x y", 2)
    record = Record(editor)
    told: list[tuple[int, int, int]] = []
    editor.pasted.connect(lambda *what: told.append(what))
    editor.insertFromMimeData(mime(html=f"<b>She</b> sings <i>{TOKEN}</i>"))
    assert editor.raw_text() == f"x She sings {TOKEN}y" == record.rebuilt()
    assert chips(editor) == 1
    assert record.kinds == [EditKind.PASTED]
    assert told == [(2, 2, 10 + len(TOKEN))]
    assert editor.caret_cp() == 12 + len(TOKEN)


def test_files_are_left_to_the_window(editor):
    data = mime("file:///tmp/clip.mp4")
    data.setUrls([QUrl.fromLocalFile("/tmp/clip.mp4")])
    assert not editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)
    assert editor.raw_text() == ""


def test_text_dropped_from_elsewhere_is_an_edit_of_its_own_kind(editor):
    editor.load("ab", 0)
    record = Record(editor)
    data = mime(f" c {TOKEN}")  # The event does not keep it alive.
    event = QDropEvent(QPointF(500, 30), Qt.DropAction.CopyAction, data, LEFT, NONE)
    editor.dropEvent(event)
    assert editor.raw_text() == f"ab c {TOKEN}" == record.rebuilt()
    assert record.kinds == [EditKind.DROPPED]


def test_an_input_method_types(editor):
    record = Record(editor)
    event = QInputMethodEvent()
    event.setCommitString("日本 😀")
    QApplication.sendEvent(editor, event)
    assert editor.raw_text() == "日本 😀" == record.rebuilt()


def test_too_much_is_refused(editor):
    editor.load("a" * MAX_LENGTH, 3)
    codes: list[str] = []
    editor.refused.connect(codes.append)
    QTest.keyClicks(editor, "b")
    editor.insertFromMimeData(mime("more"))
    assert codes == [TOO_LONG, TOO_LONG]
    assert editor.raw_text() == "a" * MAX_LENGTH


def test_the_text_is_told_before_the_place_in_it(editor):
    told: list[str] = []
    editor.edited.connect(lambda *_: told.append("edited"))
    editor.caret_moved.connect(lambda at: told.append(f"caret {at}"))
    QTest.keyClicks(editor, "a")
    assert told == ["edited", "caret 1"]


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        ("says", "", "“Hi.”", "says “Hi.”"),
        ("says ", "", "“Hi.”", "says “Hi.”"),
        ("", "he", "“Hi.”", "“Hi.” he"),
        ("(", ")", TOKEN, f"({TOKEN})"),
        ("nods", ".", TOKEN, f"nods {TOKEN}."),
        ("a", f"{TOKEN} b", "“Hi.”", f"a “Hi.” {TOKEN} b"),
    ],
)
def test_inserting_puts_spaces_where_they_are_needed(editor, before, after, text, expected):
    editor.load(before + after, len(before))
    record = Record(editor)
    editor.insert_text(text, EditKind.DIALOGUE)
    assert editor.raw_text() == expected == record.rebuilt()
    assert record.kinds == [EditKind.DIALOGUE]


def test_a_chip_is_played_by_its_triangle_and_marked_by_a_click(editor):
    editor.load(f"He nods. {TOKEN} She sings.")
    played: list[Timecode] = []
    editor.play_requested.connect(played.append)
    chip = next(editor.text.chips())
    rect = editor.chip_rect(chip)
    triangle = QPoint(int(rect.left()) + 6, int(rect.center().y()))
    QTest.mouseClick(editor.viewport(), LEFT, NONE, triangle)
    assert played == [Timecode(12_400)]
    assert editor.caret_cp() == 0
    words = QPoint(int(rect.right()) - 6, int(rect.center().y()))
    QTest.mouseClick(editor.viewport(), LEFT, NONE, words)
    assert editor.caret_cp() == chip.cp + chip.cp_length
    assert editor._chip_state(chip.qt, TOKEN) is ChipState.SELECTED
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor._chip_state(chip.qt, TOKEN) is ChipState.REST
    editor.play_chip_at_caret()
    assert len(played) == 2


def test_a_double_click_edits_a_chip_as_text(editor):
    editor.load(f"He nods. {TOKEN} She sings.")
    record = Record(editor)
    chip = next(editor.text.chips())
    point = editor.chip_rect(chip).center().toPoint()
    QTest.mouseDClick(editor.viewport(), LEFT, NONE, point)
    QTest.mouseRelease(editor.viewport(), LEFT, NONE, point)
    assert chips(editor) == 0
    QTest.keyClicks(editor, "00:13.000")
    assert chips(editor) == 0
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.raw_text() == "He nods. [00:13.000] She sings." == record.rebuilt()
    assert chips(editor) == 1


def test_leaving_an_opened_chip_closes_it(editor):
    editor.load(f"He nods. {TOKEN} She sings.")
    editor.text.open_chip(9)
    editor.set_caret(12)
    assert chips(editor) == 0
    editor.set_caret(0)
    assert chips(editor) == 1


def test_playing_is_shown_on_the_chip_of_the_moment(editor):
    editor.load(f"a {TOKEN} b")
    chip = next(editor.text.chips())
    editor.set_playing(Timecode(12_400))
    assert editor._chip_state(chip.qt, TOKEN) is ChipState.PLAYING
    rect = editor.chip_rect(chip).toRect()
    assert current_theme().accent.name() in colors(editor, rect)
    editor.set_playing(None)
    assert editor._chip_state(chip.qt, TOKEN) is ChipState.REST


def test_a_malformed_token_stays_text_with_a_bad_outline(editor):
    editor.load("a [00:99.100] b", 0)
    assert chips(editor) == 0
    bad = current_theme().bad.name()
    assert bad in colors(editor, editor.viewport().rect())
    editor.load("a (00:99.100) b", 0)
    assert bad not in colors(editor, editor.viewport().rect())


def test_underlines_are_painted_and_leave_with_a_selection(editor):
    editor.load("a girl is probably thinking of home")
    mark = TextMark(7, 27, Severity.MAJOR)
    editor.set_marks([mark])
    bad, area = current_theme().bad.name(), editor.viewport().rect()
    assert bad in colors(editor, area)
    editor.select_span(0, 35)
    assert bad not in colors(editor, area)
    editor.set_caret(0)
    editor.set_marks([])
    assert bad not in colors(editor, area)


def test_marks_go_along_with_typing_until_the_next_check(editor):
    editor.load("a girl is probably thinking", 0)
    editor.set_marks([TextMark(0, 1, Severity.INFO), TextMark(7, 27, Severity.MAJOR)])
    QTest.keyClicks(editor, "On a pier ")
    assert editor.mark(1) == TextMark(17, 37, Severity.MAJOR)
    assert editor.mark_at(20) == 1
    editor.text.replace(10, 12, "", EditKind.DELETED)
    assert editor.mark(0) is None
    assert editor.mark_at(18) == 1


def test_a_click_on_an_underline_is_told(editor):
    editor.load("a girl is probably thinking")
    editor.set_marks([TextMark(0, 1, Severity.INFO), TextMark(7, 27, Severity.MAJOR)])
    clicked: list[int] = []
    editor.mark_clicked.connect(clicked.append)
    point = editor.cursorRect(editor.cursor_over(12, 12)).center()
    QTest.mouseClick(editor.viewport(), LEFT, NONE, point)
    point = editor.cursorRect(editor.cursor_over(4, 4)).center()
    QTest.mouseClick(editor.viewport(), LEFT, NONE, point)
    assert clicked == [1]


def test_the_menu_offers_suggestions_one_at_a_time(editor):
    editor.load("she recieves it")
    mark = TextMark(
        4, 12, Severity.MINOR, is_language=True, suggestions=("receives",), word="recieves"
    )
    editor.set_marks([mark])
    chosen: list[tuple[int, str]] = []
    kept: list[str] = []
    editor.fix_chosen.connect(lambda *what: chosen.append(what))
    editor.dictionary_word.connect(kept.append)
    actions = {action.text(): action for action in build_menu(editor, 0).actions()}
    actions["receives"].trigger()
    actions["Add “recieves” to the dictionary"].trigger()
    assert chosen == [(0, "receives")]
    assert kept == ["recieves"]
    assert editor.raw_text() == "she recieves it"
    assert not actions["Undo"].isEnabled()
    assert "receives" not in [action.text() for action in build_menu(editor, None).actions()]


def test_tints_do_not_touch_the_text_or_grow_with_typing(editor):
    editor.load("a girl is probably thinking", 27)
    record = Record(editor)
    editor.set_current((7, 27), Underline.MAJOR)
    editor.set_cues([(2, 6)])
    editor.set_sentence((0, 27))
    QTest.keyClicks(editor, " aloud")
    assert record.rebuilt() == editor.raw_text()
    spans = {
        (tint.cursor.selectionStart(), tint.cursor.selectionEnd())
        for tint in editor.extraSelections()
    }
    assert spans == {(7, 27), (2, 6), (0, 27)}
    editor.text.replace(0, 0, "Ah, ", EditKind.TYPED)
    editor.set_cues([(6, 9)])
    spans = [tint.cursor.selectionStart() for tint in editor.extraSelections()]
    assert spans == [4, 6, 11]
    editor.set_current(None)
    editor.set_cues([])
    editor.set_sentence(None)
    assert editor.extraSelections() == []


def test_zoom_by_keys_and_its_limits(editor):
    for _ in range(12):
        QTest.keyClick(editor, Qt.Key.Key_Equal, CTRL)
    assert editor.zoom == 200
    assert editor.font().pixelSize() == 36
    QTest.keyClick(editor, Qt.Key.Key_0, CTRL)
    assert editor.zoom == 100
    for _ in range(5):
        QTest.keyClick(editor, Qt.Key.Key_Minus, CTRL)
    assert editor.zoom == 80
    assert editor.raw_text() == ""


def test_the_measure_is_640_and_centered_when_wide(editor):
    frame = editor.text.rootFrame()
    assert frame.frameFormat().leftMargin() == 36
    editor.resize(900, 440)
    assert frame.frameFormat().leftMargin() == 130
    assert frame.frameFormat().rightMargin() == 130
    editor.resize(544, 440)
    editor.set_density(Density.SMALL)
    assert frame.frameFormat().leftMargin() == 24


def test_a_chip_does_not_move_the_lines(editor):
    editor.load("word " * 40)
    heights = [
        editor.text.begin().layout().lineAt(line).y()
        for line in range(editor.text.begin().layout().lineCount())
    ]
    steps = {round(after - before) for before, after in itertools.pairwise(heights)}
    editor.load(f"word {TOKEN} " * 20)
    layout = editor.text.begin().layout()
    heights = [layout.lineAt(line).y() + layout.lineAt(line).ascent() for line in range(3)]
    assert {round(after - before) for before, after in itertools.pairwise(heights)} == {30} == steps


def test_read_only_takes_nothing(editor):
    editor.load(f"a {TOKEN} b", 0)
    editor.setReadOnly(True)
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    editor.insertFromMimeData(mime("y"))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.raw_text() == f"a {TOKEN} b"


def test_revealing_scrolls_and_leaves_the_caret(editor):
    editor.load("word " * 600, 0)
    editor.reveal(2900, 2904)
    assert editor.caret_cp() == 0
    rect = editor.cursorRect(editor.cursor_over(2904, 2904))
    assert editor.viewport().rect().contains(rect.center())


def test_the_caret_stays_in_sight_when_the_room_gets_lower(editor):
    editor.load("word " * 600, 3000)
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    editor.resize(544, 200)
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    editor.verticalScrollBar().setValue(0)
    editor.resize(544, 180)
    assert editor.verticalScrollBar().value() == 0
