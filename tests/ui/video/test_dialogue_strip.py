"""The entry row of a line: whole times, room for the words, and speakers that are known."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from app.desk.dialogue import Entry
from app.ui.common.fields import Field
from app.ui.common.theme import ThemeHub
from app.ui.video.dialogue_strip import DialogueStrip


@pytest.fixture
def column(hub: ThemeHub, qtbot: QtBot) -> QWidget:
    """A place that may be narrower than what the strip would like best, as in the window."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 400)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    return widget


@pytest.fixture
def strip(column: QWidget) -> DialogueStrip:
    widget = DialogueStrip(column)
    widget.show()
    resize(widget, 448)
    widget.set_speakers(("Girl", "Man"))
    return widget


def resize(strip: DialogueStrip, width: int) -> None:
    strip.resize(width, 300)
    QApplication.sendPostedEvents()


def cut(field: Field) -> bool:
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    # Qt keeps 2 px on each side of the text, and 1 for the caret.
    return field.fontMetrics().horizontalAdvance(field.text()) > room.width() - 5


def stands_free(strip: DialogueStrip) -> bool:
    fields = (strip.in_field, strip.out_field, strip.speaker_field, strip.words_field)
    places = [field.geometry() for field in fields]
    pairs = itertools.combinations(places, 2)
    inside = all(place.right() < strip.width() for place in places)
    return inside and not any(one.intersects(other) for one, other in pairs)


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("width", [336, 448, 640])
def test_a_time_is_shown_whole(strip: DialogueStrip, hub: ThemeHub, width: int, size: int) -> None:
    hub.set_text_size(size)
    resize(strip, width)
    for in_ms in (3740, 7_203_740):
        strip.show_entry(Entry(in_ms=in_ms, out_ms=in_ms + 100))
        QApplication.sendPostedEvents()
        for field in (strip.in_field, strip.out_field):
            assert not cut(field)
            field.setFocus()
            assert not cut(field)


@pytest.mark.parametrize(("width", "least"), [(336, 300), (400, 300), (448, 80), (640, 200)])
def test_the_words_have_room_and_nothing_overlaps(
    strip: DialogueStrip, qtbot: QtBot, width: int, least: int
) -> None:
    resize(strip, width)
    qtbot.waitUntil(lambda: stands_free(strip))
    assert strip.words_field.width() >= least


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_key_takes_the_chosen_speaker(strip: DialogueStrip, qtbot: QtBot, key: Qt.Key) -> None:
    logged: list[bool] = []
    strip.log_asked.connect(logged.append)
    strip.speaker_field.setFocus()
    qtbot.keyClicks(strip.speaker_field, "gi")
    popup = strip.speaker_field.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(strip.entry_changed) as told:
        qtbot.keyClick(popup, key)
    assert told.args[0].speaker == "Girl"
    assert strip.speaker_field.text() == "Girl"
    assert not popup.isVisible()
    assert strip.words_field.hasFocus()
    assert logged == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_name_that_begins_another_stays_as_it_is_typed(
    strip: DialogueStrip, qtbot: QtBot, key: Qt.Key
) -> None:
    logged: list[bool] = []
    strip.log_asked.connect(logged.append)
    strip.set_speakers(("Manager", "Girl"))
    strip.speaker_field.setFocus()
    qtbot.keyClicks(strip.speaker_field, "Man")
    popup = strip.speaker_field.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, key)
    assert strip.speaker_field.text() == "Man"
    assert not popup.isVisible()
    assert strip.words_field.hasFocus()
    assert logged == []


def test_a_whole_name_is_written_as_it_is_known(strip: DialogueStrip, qtbot: QtBot) -> None:
    told: list[Entry] = []
    strip.entry_changed.connect(told.append)
    strip.speaker_field.setText("GIRL ")
    qtbot.keyClick(strip.speaker_field, Qt.Key.Key_Return)
    assert told[-1].speaker == "Girl"


def test_a_new_name_stays_as_it_is_typed(strip: DialogueStrip, qtbot: QtBot) -> None:
    strip.speaker_field.setFocus()
    qtbot.keyClicks(strip.speaker_field, "Anna")
    qtbot.keyClick(strip.speaker_field, Qt.Key.Key_Tab)
    assert strip.speaker_field.text() == "Anna"
