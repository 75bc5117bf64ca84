"""The picture elsewhere, closer and lighter; a pedal; captions under the picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desk.keymap import Keymap
from app.desk.ports.player import FrameView, MediaInfo
from app.exchange.captions_in import Cue
from app.ui.common.theme import ThemeHub
from app.ui.video.own_window import FullPicture, PictureWindow
from app.ui.video.pedal import HoldToPlay
from app.ui.video.picture import MAX_ZOOM, PictureView
from app.ui.video.reference import ReferenceStrip
from app.ui.video_comfort import frame_name

INFO = MediaInfo(duration_ms=1000, display_width=160, display_height=90, has_video=True)


class StillPlayer:
    """One frame: dark gray, white in its right half."""

    def __init__(self) -> None:
        row = b"\x20\x20\x20\xff" * 80 + b"\xff\xff\xff\xff" * 80
        self._pixels = memoryview(row * 90)

    def frame(self) -> FrameView:
        return FrameView(
            pixels=self._pixels,
            width=160,
            height=90,
            stride=640,
            slot=0,
            sequence=1,
            media_ms=0,
            frame_index=0,
            exact=True,
            generation=1,
        )

    def still_valid(self, _view: FrameView) -> bool:
        return True


@pytest.fixture
def picture(hub: ThemeHub, qtbot: QtBot) -> PictureView:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(320, 180)
    player = StillPlayer()
    view.set_player(lambda: player)  # type: ignore[arg-type, return-value] # only what is painted
    view.set_info(INFO)
    return view


def gray(view: PictureView, x: int, y: int = 90) -> int:
    return view.grab().toImage().pixelColor(x, y).red()


def test_brightness_lifts_dark_parts_and_leaves_the_frame_alone(picture: PictureView) -> None:
    before = gray(picture, 40)
    picture.set_brightness(60)
    assert gray(picture, 40) > before + 20
    assert gray(picture, 300) == 255
    frame = picture.grab_frame()
    assert frame is not None
    assert frame.pixelColor(40, 40).red() == 0x20


def test_zoom_shows_the_middle_and_is_dragged_to_the_edges(
    picture: PictureView, qtbot: QtBot
) -> None:
    picture.set_zoom(4)
    assert gray(picture, 100) == 0x20
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(300, 90))
    for x in (200, 100, 10):
        QTest.mouseMove(picture, QPoint(x, 90))
    with qtbot.assertNotEmitted(picture.clicked):
        qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=QPoint(10, 90))
    assert gray(picture, 100) == 255
    assert picture.shown_rect().contains(picture.rect().toRectF())


def test_zoom_is_bounded(picture: PictureView) -> None:
    picture.set_zoom(100)
    assert picture.zoom == MAX_ZOOM
    picture.set_zoom(0.1)
    assert picture.shown_rect() == picture.picture_rect()


def test_a_mirror_shows_the_same(picture: PictureView, qtbot: QtBot) -> None:
    other = PictureView()
    qtbot.addWidget(other)
    other.resize(320, 180)
    other.mirror(picture)
    assert gray(other, 40) == gray(picture, 40)


# -- windows


def test_keys_act_in_the_picture_window(hub: ThemeHub, qtbot: QtBot) -> None:
    window = PictureWindow()
    qtbot.addWidget(window)
    window.set_keys(Keymap())
    for key, modifier, action in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "play_pause"),
        (Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier, "mark_dialogue"),
    ):
        with qtbot.waitSignal(window.asked) as told:
            qtbot.keyClick(window, key, modifier)
        assert told.args == [action]


def test_closing_the_picture_window_is_told(hub: ThemeHub, qtbot: QtBot) -> None:
    window = PictureWindow()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_editor_is_lent_to_the_full_picture_and_comes_back(hub: ThemeHub, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    splitter = QSplitter()
    column.addWidget(splitter)
    left, pane = QWidget(), QWidget()
    editor = QLineEdit(pane)
    splitter.addWidget(left)
    splitter.addWidget(pane)
    host.resize(900, 600)
    host.show()
    qtbot.waitExposed(host)
    editor.setFocus()
    full = FullPicture(host)
    full.open(pane)
    assert pane.parentWidget() is full
    assert full.geometry() == host.rect()
    assert host.rect().contains(pane.geometry())
    full.open(pane)
    full.shut()
    assert not full.is_open
    assert full.isHidden()
    assert (splitter.indexOf(left), splitter.indexOf(pane)) == (0, 1)
    assert pane.isVisible()
    full.shut()


# -- the pedal


class Pedal:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QLineEdit()
        qtbot.addWidget(self.window)
        self.hold = HoldToPlay()
        self.hold.set_keys(Keymap())
        self.hold.watch(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.told: list[str] = []
        self.hold.pressed.connect(lambda: self.told.append("down"))
        self.hold.released.connect(lambda: self.told.append("up"))

    def send(self, kind: QEvent.Type, key: Qt.Key, *, repeat: bool = False, text: str = "") -> None:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat)
        QApplication.sendEvent(self.window.windowHandle(), event)


@pytest.fixture
def pedal(hub: ThemeHub, qtbot: QtBot) -> Pedal:
    return Pedal(qtbot)


DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def test_it_plays_while_the_key_is_down(pedal: Pedal, qtbot: QtBot) -> None:
    pedal.send(DOWN, Qt.Key.Key_F5)
    for _ in range(3):
        pedal.send(UP, Qt.Key.Key_F5, repeat=True)
        pedal.send(DOWN, Qt.Key.Key_F5, repeat=True)
    assert pedal.told == ["down"]
    with qtbot.waitSignal(pedal.hold.released):
        pedal.send(UP, Qt.Key.Key_F5)
    assert pedal.told == ["down", "up"]


def test_repeats_that_are_not_marked_do_not_stop_it(pedal: Pedal, qtbot: QtBot) -> None:
    pedal.send(DOWN, Qt.Key.Key_F5)
    for _ in range(5):
        pedal.send(UP, Qt.Key.Key_F5)
        pedal.send(DOWN, Qt.Key.Key_F5)
    with qtbot.waitSignal(pedal.hold.released):
        pedal.send(UP, Qt.Key.Key_F5)
    assert pedal.told == ["down", "up"]


def test_it_stops_when_the_window_loses_the_keys(pedal: Pedal) -> None:
    pedal.send(DOWN, Qt.Key.Key_F5)
    QApplication.sendEvent(pedal.window.windowHandle(), QEvent(QEvent.Type.FocusOut))
    pedal.send(UP, Qt.Key.Key_F5)
    assert pedal.told == ["down", "up"]


def test_other_keys_reach_the_text(pedal: Pedal) -> None:
    pedal.window.setFocus()
    pedal.send(DOWN, Qt.Key.Key_A, text="a")
    pedal.send(UP, Qt.Key.Key_A, text="a")
    assert pedal.told == []
    assert pedal.window.text() == "a"


def test_the_key_can_be_another_one(pedal: Pedal) -> None:
    pedal.hold.set_keys(Keymap().rebound("hold_to_play", ["F9"]))
    pedal.send(DOWN, Qt.Key.Key_F5)
    pedal.send(DOWN, Qt.Key.Key_F9)
    assert pedal.told == ["down"]


# -- captions and names


def test_captions_are_shown_at_their_time(hub: ThemeHub, qtbot: QtBot) -> None:
    strip = ReferenceStrip()
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.set_cues(
        (
            Cue(start_ms=1000, end_ms=2000, words="Hi\nyou", speaker="Girl"),
            Cue(start_ms=1500, end_ms=2000, words="Yes."),
        ),
        "pier.srt",
    )
    assert not strip.isHidden()
    strip.set_place(1200)
    assert strip.lines == ("Girl: Hi", "you")
    strip.set_place(1600)
    assert strip.lines == ("Girl: Hi you", "Yes.")
    assert strip.accessibleDescription() == "Girl: Hi you Yes."
    strip.set_place(2000)
    assert strip.lines == ()
    with qtbot.waitSignal(strip.closed):
        strip._close.click()
    strip.set_cues(())
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("title", "at_ms", "name"),
    [
        ("pier-at-dusk.mp4", 18_640, "pier-at-dusk 00-18.640.png"),
        ('a/b: "c"?.mov', 3_723_004, "a-b- -c-- 01-02-03.004.png"),
        ("...", 0, "frame 00-00.000.png"),
    ],
)
def test_the_name_of_a_saved_frame_holds_its_time(title: str, at_ms: int, name: str) -> None:
    assert frame_name(title, at_ms) == name


def test_the_window_of_the_picture_lies_above_the_main_one(
    hub: ThemeHub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    main, own = QWidget(), PictureWindow()
    for widget in (main, own):
        qtbot.addWidget(widget)
    for name in ("raise_", "activateWindow"):
        monkeypatch.setattr(own, name, lambda name=name: told.append(name))
    main.show()
    own.show_above(main)
    assert own.isVisible()
    assert told == ["raise_", "activateWindow"]
    assert own.windowHandle().transientParent() is main.windowHandle()
