"""The link of a clip without a file, where its picture would be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.video.link_panel import LinkPanel

LINK = "https://me:secret@tool.example/clips/4711?key=abc"


@pytest.fixture
def panel(hub, qtbot) -> Iterator[LinkPanel]:
    picture = QWidget()
    qtbot.addWidget(picture)
    picture.resize(576, 324)
    found = LinkPanel(picture)
    picture.show()
    yield found
    picture.close()


def test_the_link_is_shown_without_what_is_secret_in_it(panel: LinkPanel) -> None:
    assert panel.isHidden()
    panel.set_link(LINK)
    assert panel.isVisible()
    assert panel.words == "tool.example/clips/4711"


@pytest.mark.parametrize("link", ["", "file:///etc/passwd", "javascript:alert(1)", "https://"])
def test_what_is_no_web_address_is_not_offered(panel: LinkPanel, link: str) -> None:
    panel.set_link(LINK)
    panel.set_link(link)
    assert panel.isHidden()


def test_it_is_copied_and_opened_whole(panel: LinkPanel, qtbot, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    panel.set_link(LINK)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == LINK
    assert panel.copy.text() == "Copied"
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    assert opened == [LINK]
    panel.set_link(LINK)
    assert panel.copy.text() == "Copy link"


@pytest.mark.parametrize(("width", "percent"), [(576, 100), (336, 100), (336, 200)])
def test_it_stays_inside_the_picture(hub, panel: LinkPanel, width: int, percent: int) -> None:
    hub.set_text_size(percent)
    panel.parentWidget().resize(width, width * 9 // 16)
    panel.set_link(LINK)
    panel.layout().activate()
    for button in (panel.copy, panel.open):
        corner = button.mapTo(panel.parentWidget(), QPoint(button.width(), button.height()))
        assert corner.x() <= width
        assert button.x() > 0, "there is room for the link"
