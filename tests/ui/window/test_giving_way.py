"""Header and status line: at every width and text size nothing lies on anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget

from app.desk.work import WorkTotals
from app.desk.writing import SaveStatus
from app.ui.header import Header
from app.ui.status_line import StatusLine, _Part

QUEUE = (
    ("add_stream", "Add a stream…", "link", False, "Ctrl+L"),
    ("add_clips", "Add clips…", "plus", False, "Ctrl+O"),
    ("next_clip", "Next clip", "", True, "Alt+Down"),
)
CAPTION = (
    ("copy_caption", "Copy caption", "copy", False, "Ctrl+Shift+C"),
    ("submit", "Submit", "", True, "Ctrl+Enter"),
)
WIDTHS = (960, 1080, 1180, 1280, 1440, 1920)


def assert_apart(pane: QWidget) -> None:
    """Nothing that is shown overlaps its neighbor, is cut, or lies outside."""
    layout = pane.layout()
    assert layout is not None
    layout.activate()
    shown = [w for w in pane.findChildren(QWidget) if w.isVisible() and w.parent() is pane]
    shown.sort(key=lambda widget: widget.x())
    for widget in shown:
        assert widget.width() >= min(widget.minimumSizeHint().width(), widget.sizeHint().width())
        assert widget.x() >= 0
        assert widget.geometry().right() < pane.width()
    for left, right in pairwise(shown):
        assert left.geometry().right() < right.x(), (left, right)


@pytest.fixture(params=[100, 150, 200])
def percent(hub, request) -> int:
    hub.set_text_size(request.param)
    return request.param


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("room", "buttons"), [("queue", QUEUE), ("caption", CAPTION)])
def test_the_header_gives_way(qtbot, percent: int, width: int, room: str, buttons) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.resize(width, header.height())
    header.show()
    header.show_room(room)
    header.set_buttons(buttons)
    if room == "caption":
        header.show_open("A clip with a name as long as a German word.mp4", "12 of 48", steps=True)
    qtbot.waitUntil(lambda: assert_apart(header))
    button = header.button(buttons[-1][0])
    assert button is not None
    assert button.isVisible()
    assert button.text() == buttons[-1][1]


def test_the_header_takes_everything_back_when_there_is_room(hub, qtbot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.show()
    header.show_room("caption")
    header.set_buttons(CAPTION)
    header.show_open("clip.mp4", "12 of 48", steps=True)
    header.resize(420, header.height())
    assert not any(tab._shows_word() for tab in header.tabs.values())
    narrow = {name: tab.sizeHint().width() for name, tab in header.tabs.items()}
    header.resize(1440, header.height())
    assert all(tab.sizeHint().width() > narrow[name] for name, tab in header.tabs.items())
    qtbot.waitUntil(lambda: assert_apart(header))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("said", ["", "Caption copied, 250 words"])
@pytest.mark.parametrize("code", ["", "store.disk-full"])
def test_the_status_line_gives_way(qtbot, percent: int, width: int, code: str, said: str) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(width, line.height())
    line.show()
    line.show_checkers("Harper ready  ·  LanguageTool starting")
    line.show_keys("Keys go to the text", "F6 to the player")
    line.show_track("Captioner")
    line.show_totals(WorkTotals(clip_ms=3_600_000, today_ms=20_000_000, week_ms=70_000_000))
    line.show_save(
        SaveStatus(saved_ms=1, code=code, failing_since_ms=1, next_try_ms=2)
        if code
        else SaveStatus(saved_ms=1)
    )
    line.say(said)
    qtbot.waitUntil(lambda: assert_apart(line))
    if (width >= 1080 or percent == 100) and not said:
        assert line._saved.shown_words == line._saved.words, "what is saved is said whole"


def test_what_was_done_is_said_for_a_moment_and_moves_nothing_at_the_right(hub, qtbot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1440, line.height())
    line.show()
    line.show_keys("Keys go to the text", "F6 to the player")
    line.show_track("Captioner")
    before = line._clip.geometry()
    line.say("Caption copied, 12 words")
    qtbot.waitUntil(line._said.isVisible)
    assert line.said == "Caption copied, 12 words"
    assert not line._parts[_Part.KEYS].isVisible()
    assert line._clip.geometry() == before
    line._over.timeout.emit()
    assert not line._said.isVisible()
    assert line._parts[_Part.KEYS].isVisible()


def test_the_track_leaves_the_status_line_first(hub, qtbot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_checkers("Harper ready")
    line.show_keys("Keys go to the text", "F6 to the player")
    line.show_track("Captioner")
    order: list[str] = []
    for width in range(1400, 300, -10):
        line.resize(width, line.height())
        for part, group in line._parts.items():
            if not group.isVisible() and part.name not in order:
                order.append(part.name)
    assert order == [part.name for part in sorted(line._parts)]
