"""The settings room: every setting has words and a control, and every change acts at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QCheckBox, QLineEdit

from app.desk.settings import TABLE, Kind, Page, fits
from app.ui.common.segmented import Segmented
from app.ui.settings.presenter import GUIDE
from app.ui.settings.words import PAGES, SETTINGS

SHOWN = [key for key, setting in TABLE.items() if setting.page is not Page.HIDDEN]


def test_every_page_of_the_table_is_in_the_room():
    assert {setting.page for setting in TABLE.values()} - {Page.HIDDEN} <= set(PAGES)


def test_words_are_there_for_what_is_shown_and_for_nothing_else():
    assert set(SETTINGS) == set(SHOWN)


@pytest.mark.parametrize("key", SHOWN)
def test_words_are_plain(key):
    said = SETTINGS[key]
    assert said.name
    assert not said.name.endswith(".")
    assert not said.help or said.help.endswith(".")
    assert "!" not in said.name + said.help
    assert set(said.choices) == set(TABLE[key].choices)


@pytest.mark.parametrize("key", [key for key in SHOWN if key != GUIDE])
def test_every_setting_has_a_control_that_shows_its_value(settings, key):
    page = settings.open(TABLE[key].page)
    assert key in page.controls
    assert page.controls[key].widget.accessibleName() == SETTINGS[key].name


def other_value(key):
    setting = TABLE[key]
    match setting.kind:
        case Kind.SWITCH:
            return not setting.default
        case Kind.CHOICE:
            return setting.choices[1]
        case Kind.WHOLE | Kind.DECIMAL:
            return setting.high
    return "Ada"


def choose(widget, value) -> None:
    """Do what a person does to give a control this value."""
    if isinstance(widget, QCheckBox):
        widget.click()
    elif isinstance(widget, Segmented):
        widget._segments[value].click()
    elif isinstance(widget, QAbstractSpinBox):
        widget.setValue(value)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
        widget.editingFinished.emit()
    else:
        widget.setCurrentIndex(widget.findData(value))
        widget.activated.emit(widget.currentIndex())


@pytest.mark.parametrize("key", [key for key in SHOWN if key not in {GUIDE, "writing.font"}])
def test_a_change_acts_at_once_with_a_value_that_fits(settings, key):
    control = settings.open(TABLE[key].page).controls[key]
    wanted = other_value(key)
    shown = wanted / 1000 if SETTINGS[key].seconds else wanted
    choose(control.widget, shown)
    assert settings.host.changes == [(key, wanted)]
    assert fits(TABLE[key], settings.host.settings.values[key])


def test_a_value_that_came_from_elsewhere_is_shown_and_not_told_back(settings):
    settings.open(Page.WRITING)
    settings.host.settings = settings.host.settings.with_value("writing.zoom", 150)
    settings.presenter.refresh()
    assert settings.presenter.pages[Page.WRITING].controls["writing.zoom"].widget.value() == 150
    assert settings.host.changes == []


def test_pages_are_walked_by_keys(settings, qtbot):
    assert settings.room.list.hasFocus()
    assert settings.room.page == Page.LOOK.value
    qtbot.keyClick(settings.room.list, Qt.Key.Key_Down)
    assert settings.room.page == Page.WRITING.value
    qtbot.keyClick(settings.room.list, Qt.Key.Key_End)
    assert settings.room.page == Page.DATA.value


def test_the_page_is_marked_when_the_keys_came_to_the_list_first(settings):
    settings.room.list.setCurrentIndex(QModelIndex())
    settings.room.list.clearFocus()
    settings.room.list.setFocus()
    settings.presenter.entered()
    assert [index.row() for index in settings.room.list.selectedIndexes()] == [0]


def test_scrolling_over_a_number_changes_nothing(settings):
    box = settings.open(Page.PLAYER).controls["player.volume"].widget
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle,
        box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert settings.host.changes == []


@pytest.mark.parametrize("key", [key for key in SHOWN if TABLE[key].kind is Kind.SWITCH])
def test_a_switch_says_what_it_shows(settings, key):
    check = settings.open(TABLE[key].page).controls[key].widget
    for value in (True, False):
        settings.presenter.pages[TABLE[key].page].controls[key].show(value)
        assert (check.isChecked(), check.text()) == (value, "On" if value else "Off")


@pytest.mark.parametrize(("width", "percent"), [(960, 100), (960, 150), (1280, 150), (1280, 200)])
def test_no_control_is_cut_in_large_text(hub, settings, qtbot, width, percent):
    hub.set_text_size(percent)
    settings.room.resize(width, 500)
    for page in PAGES:
        shown = settings.open(page)
        edge = settings.room.width()
        for control in shown.controls.values():
            widget = control.widget
            qtbot.waitUntil(
                lambda widget=widget, edge=edge: (
                    widget.mapTo(settings.room, widget.rect().bottomRight()).x() < edge
                )
            )
            assert widget.width() >= widget.minimumSizeHint().width()
