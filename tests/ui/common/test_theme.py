"""The theme follows the setting at once; fonts and marks are there and differ."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.buttons import Button
from app.ui.common.chips import ChipState, chip_size, paint_chip
from app.ui.common.fonts import CAPTION_FAMILY, INTERFACE_FAMILY, Role, load_fonts
from app.ui.common.icons import UnknownIconError, icon, icon_pixmap
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.theme import ThemeHub, ThemeSetting, current_theme, font, scaled
from app.ui.common.tokens import DARK, LIGHT
from app.ui.common.underlines import Underline, paint_underline


def painted(side: int = 48) -> tuple[QImage, QPainter]:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(LIGHT.paper)
    return image, QPainter(image)


def test_setting_changes_theme_and_palette_and_tells(hub: ThemeHub, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hub.changed) as told:
        hub.set_setting(ThemeSetting.DARK)
    assert told.args == [DARK]
    assert current_theme() is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == DARK.win
    hub.set_setting(ThemeSetting.LIGHT)
    assert QApplication.palette().color(QPalette.ColorRole.Base) == LIGHT.paper


def test_same_setting_again_is_silent(hub: ThemeHub, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hub.changed):
        hub.set_setting(ThemeSetting.LIGHT)


def test_install_gives_the_hub_there_is(hub: ThemeHub, qapp: QApplication) -> None:
    assert ThemeHub.install(qapp) is hub


def test_text_size_scales_fonts_and_sizes_up_to_double(hub: ThemeHub) -> None:
    hub.set_text_size(150)
    assert font(Role.BASE).pixelSize() == round(13 * 1.5)
    assert scaled(24) == 36
    hub.set_text_size(400)
    assert hub.scale == 2.0


def test_high_contrast_can_be_forced(hub: ThemeHub) -> None:
    hub.set_high_contrast(True)
    assert current_theme().line == LIGHT.edge


def test_shipped_fonts_load(hub: ThemeHub) -> None:
    assert load_fonts() == (INTERFACE_FAMILY, CAPTION_FAMILY)
    assert QFontInfo(font(Role.BASE)).family() == INTERFACE_FAMILY
    assert QFontInfo(font(Role.CAPTION)).family() == CAPTION_FAMILY


@pytest.mark.parametrize("role", [Role.SMALL, Role.LABEL, Role.BASE, Role.TITLE, Role.FIGURE])
def test_digits_of_numbers_share_one_width(hub: ThemeHub, role: Role) -> None:
    copy = QFont(font(role))
    copy.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(copy)
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_caption_font_can_be_chosen_with_its_fallback(hub: ThemeHub) -> None:
    hub.set_caption_family("Noto Sans Mono")
    families = font(Role.CAPTION).families()
    assert families[:2] == ["Noto Sans Mono", CAPTION_FAMILY]


def test_marks_differ_in_shape_alone(hub: ThemeHub) -> None:
    shapes: dict[bytes, Mark] = {}
    for mark in Mark:
        image, painter = painted()
        paint_mark(painter, QRectF(0, 0, 48, 48), mark, LIGHT, LIGHT.ink)
        painter.end()
        same = shapes.setdefault(bytes(image.constBits()), mark)
        # An octagon means the gravest thing as a state and as a severity.
        assert same is mark or {same, mark} == {Mark.OCTAGON, Mark.CRITICAL}


def test_underlines_differ_in_shape_alone(hub: ThemeHub) -> None:
    shapes: set[bytes] = set()
    for kind in Underline:
        image, painter = painted()
        paint_underline(painter, 4, 44, 30, kind, LIGHT)
        painter.end()
        shapes.add(bytes(image.createMaskFromColor(LIGHT.paper.rgb()).constBits()))
    assert len(shapes) == len(Underline)


def test_chip_has_one_size_in_all_states_of_a_time(hub: ThemeHub) -> None:
    sizes = {
        chip_size("0:12.4", state).toTuple() for state in ChipState if state is not ChipState.ERROR
    }
    assert len(sizes) == 1
    assert chip_size("0:12.4").height() == 20


def test_chip_states_look_different(hub: ThemeHub) -> None:
    seen: set[bytes] = set()
    for state in ChipState:
        image, painter = painted(80)
        paint_chip(painter, QRectF(6, 6, 68, 20), "0:12.4", state, LIGHT)
        painter.end()
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(ChipState)


def test_icons_take_the_color_and_the_pixel_ratio(hub: ThemeHub) -> None:
    pixmap = icon_pixmap("copy", 16, LIGHT.bad, 2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2.0
    image = pixmap.toImage()
    colors = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {LIGHT.bad.name()}


def test_an_icon_that_is_not_shipped_is_an_error(hub: ThemeHub) -> None:
    with pytest.raises(UnknownIconError):
        icon("no-such-icon")


def test_ring_is_for_the_keyboard_and_never_for_fields(hub: ThemeHub, qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, second, field = Button("First"), Button("Second"), QLineEdit()
    for widget in (first, second, field):
        row.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert hub.ring is not None
    assert hub.ring.target is second
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field
    assert hub.ring.target is None
