"""The timeline as a person uses it: with the pointer, the wheel, the keys, a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.analysis import AnalysisState, ClipSight, Job, Patience
from app.desk.keymap import Keymap
from app.desk.ports.analysis import SmallPicture
from app.desk.timeline import TimelineContent, described_marks, line_blocks
from app.domain.dialogue import DialogueLine
from app.ui.common.theme import ThemeHub, ThemeSetting, current_theme
from app.ui.video.timeline import Timeline
from app.ui.video.timeline_lanes import GUTTER, Lane

DURATION = 20_000
LEFT = GUTTER
WIDTH = 1000
"""Lanes of 1000 pixels: 20 ms a pixel."""
LINES = (
    DialogueLine(id="a", clip_id="c", in_ms=4000, out_ms=6000, speaker="Girl", words="Your light."),
    DialogueLine(id="b", clip_id="c", in_ms=12_000, out_ms=13_000, words="Too big!"),
)
CONTENT = TimelineContent(
    duration_ms=DURATION,
    has_picture=True,
    has_sound=True,
    cuts_ms=(8000,),
    lines=line_blocks(LINES, frozenset({"a"})),
    marks=described_marks("x [00:02.000] y [00:04.000-00:06.000]", LINES),
    watched=((0, 15_000),),
)


class Watched(Timeline):
    """Remembers what was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.regions: list[QRegion] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        self.regions.append(event.region())
        super().paintEvent(event)


@pytest.fixture
def timeline(hub: ThemeHub, qtbot: QtBot) -> Watched:
    widget = Watched()
    qtbot.addWidget(widget)
    widget.resize(LEFT + WIDTH + 12, widget.sizeHint().height())
    widget.set_content(CONTENT)
    sight = ClipSight()
    sight.waveform.add(0, bytes([20] * 600 + [200] * 400 + [20] * 1000))
    widget.set_sight(sight, Job.SOUND)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(lambda: bool(widget.regions))
    return widget


def x_of(ms: int) -> int:
    return LEFT + ms // 20


def lane_y(timeline: Timeline, lane: Lane) -> int:
    return round(timeline._layout.lanes[lane].center().y())


def at(timeline: Timeline, ms: int, lane: Lane) -> QPoint:
    return QPoint(x_of(ms), lane_y(timeline, lane))


def drag(qtbot: QtBot, timeline: Timeline, start: QPoint, end: QPoint, modifier=None) -> None:
    keys = modifier or Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, keys, start)
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    for place in (middle, end):
        event_at(timeline, place, keys)
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, keys, end)


def event_at(timeline: Timeline, place: QPoint, keys: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(timeline.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        keys,
    )
    QApplication.sendEvent(timeline, event)


def wheel(timeline: Timeline, x: int, notches: int, keys: Qt.KeyboardModifier) -> None:
    place = QPointF(x, 80)
    event = QWheelEvent(
        place,
        QPointF(timeline.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline, event)


# -- the playhead


def test_a_playing_clip_paints_two_thin_strips_and_no_lane(timeline: Watched, qtbot: QtBot) -> None:
    timeline.set_playing(playing=True)
    timeline.set_place(9000)
    qtbot.waitUntil(lambda: len(timeline.regions) > 1)
    painted, frames = timeline.pixmaps.layers.painted, len(timeline.regions)
    timeline.set_place(9040)
    qtbot.waitUntil(lambda: len(timeline.regions) > frames)
    assert timeline.pixmaps.layers.painted == painted
    assert timeline.regions[-1].boundingRect().width() <= 24


def test_less_than_a_pixel_paints_nothing(
    timeline: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline.set_place(9000)
    asked: list[object] = []
    monkeypatch.setattr(timeline, "update", lambda *area: asked.append(area))
    timeline.set_place(9004)
    assert asked == []
    timeline.set_place(9020)
    assert len(asked) == 2


def test_an_edit_of_the_caption_paints_only_its_lane(timeline: Watched, qtbot: QtBot) -> None:
    from dataclasses import replace

    painted, frames = timeline.pixmaps.layers.painted, len(timeline.regions)
    timeline.set_content(replace(CONTENT, marks=described_marks("x [00:09.000]", ())))
    qtbot.waitUntil(lambda: len(timeline.regions) > frames)
    assert timeline.pixmaps.layers.painted == painted + 1


def test_the_number_under_the_handle_is_left_out(timeline: Watched) -> None:
    def ruler(ms: int) -> QImage:
        timeline.set_place(ms)
        lane = timeline._layout.lanes[Lane.RULER].toAlignedRect()
        image = timeline.grab().toImage()
        # Right of the handle, where the rest of `0:04` would stand.
        return image.copy(x_of(4000) + 14, lane.y(), 12, lane.height() - 5)

    def ink(image: QImage) -> int:
        ground = current_theme().win.rgb()
        return sum(
            image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height())
        )

    assert ink(ruler(4100)) == 0
    assert ink(ruler(9000)) > 10


def test_played_sound_is_darker_than_sound_to_come(timeline: Watched) -> None:
    timeline.set_place(8500)
    image = timeline.grab().toImage()
    y = lane_y(timeline, Lane.SOUND)
    theme = current_theme()

    def colors(start_ms: int, end_ms: int) -> set[int]:
        return {image.pixel(x, y) for x in range(x_of(start_ms), x_of(end_ms))}

    assert theme.wavep.rgb() in colors(6500, 8000)
    assert theme.wave.rgb() not in colors(6500, 8000)
    assert theme.wave.rgb() in colors(9000, 9900)


# -- the pointer


def test_a_click_goes_there(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.sought) as told:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at(timeline, 10_000, Lane.SOUND))
    assert told.args == [10_000]


def test_the_gutter_goes_nowhere(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(timeline.sought):
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(40, 80))


def test_a_drag_along_the_sound_scrubs(timeline: Watched, qtbot: QtBot) -> None:
    told: list[int] = []
    timeline.sought.connect(told.append)
    drag(qtbot, timeline, at(timeline, 1000, Lane.SOUND), at(timeline, 3000, Lane.SOUND))
    assert told == [1000, 2000, 3000]


def test_an_edge_is_dragged_and_snaps_to_the_shot(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.line_changed) as told:
        drag(qtbot, timeline, at(timeline, 5980, Lane.LINES), at(timeline, 7900, Lane.LINES))
    (line,) = told.args
    assert (line.id, line.in_ms, line.out_ms) == ("a", 4000, 8000)


def test_alt_drags_without_snapping(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.line_changed) as told:
        drag(
            qtbot,
            timeline,
            at(timeline, 5980, Lane.LINES),
            at(timeline, 7900, Lane.LINES),
            Qt.KeyboardModifier.AltModifier,
        )
    assert told.args[0].out_ms == 7920


def test_a_line_is_moved_by_its_middle(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.line_changed) as told:
        drag(qtbot, timeline, at(timeline, 12_500, Lane.LINES), at(timeline, 15_500, Lane.LINES))
    (line,) = told.args
    assert (line.in_ms, line.out_ms) == (15_000, 16_000)


def test_escape_lets_a_drag_go(timeline: Watched, qtbot: QtBot) -> None:
    place = at(timeline, 5000, Lane.LINES)
    with qtbot.assertNotEmitted(timeline.line_changed):
        qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=place)
        event_at(timeline, place + QPoint(50, 0), Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(timeline, Qt.Key.Key_Escape)
        qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=place + QPoint(50, 0))


def test_a_click_on_a_line_goes_there_and_a_double_click_plays_it(
    timeline: Watched, qtbot: QtBot
) -> None:
    place = at(timeline, 5000, Lane.LINES)
    with qtbot.waitSignal(timeline.sought) as sought:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert sought.args == [5000]
    with qtbot.waitSignal(timeline.line_played) as played:
        qtbot.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert played.args == ["a"]


def test_a_pin_goes_to_its_own_time(timeline: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.sought) as told:
        qtbot.mouseClick(
            timeline,
            Qt.MouseButton.LeftButton,
            pos=at(timeline, 2000, Lane.DESCRIBED) + QPoint(3, 0),
        )
    assert told.args == [2000]


def test_shift_draws_a_loop_and_its_handles_move_it(timeline: Watched, qtbot: QtBot) -> None:
    from dataclasses import replace

    with qtbot.waitSignal(timeline.loop_changed) as told:
        drag(
            qtbot,
            timeline,
            at(timeline, 9000, Lane.SOUND),
            at(timeline, 7000, Lane.SOUND),
            Qt.KeyboardModifier.ShiftModifier,
        )
    assert told.args == [7000, 9000]
    timeline.set_content(replace(CONTENT, loop=(7000, 9000)))
    with qtbot.waitSignal(timeline.loop_changed) as moved:
        drag(qtbot, timeline, at(timeline, 9000, Lane.RULER), at(timeline, 10_000, Lane.RULER))
    assert moved.args == [7000, 10_000]


def test_the_timeline_never_takes_the_keys_by_pointer(timeline: Watched, qtbot: QtBot) -> None:
    timeline.clearFocus()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at(timeline, 3000, Lane.SOUND))
    assert not timeline.hasFocus()


# -- zoom


def test_ctrl_and_the_wheel_zoom_where_the_pointer_is(timeline: Watched) -> None:
    before = timeline.zoom.time(700)
    wheel(timeline, LEFT + 700, 4, Qt.KeyboardModifier.ControlModifier)
    assert timeline.zoom.factor > 2
    assert timeline.zoom.time(700) == pytest.approx(before, abs=2)
    wheel(timeline, LEFT + 700, -9, Qt.KeyboardModifier.ControlModifier)
    assert timeline.zoom.whole


def test_the_wheel_scrolls_what_is_zoomed_and_stops_at_the_ends(timeline: Watched) -> None:
    wheel(timeline, LEFT, 5, Qt.KeyboardModifier.ControlModifier)
    assert timeline.zoom.start_ms == 0
    for _ in range(100):
        wheel(timeline, LEFT, -1, Qt.KeyboardModifier.NoModifier)
    assert timeline.zoom.end_ms == pytest.approx(DURATION)


def test_a_zoomed_view_turns_the_page_while_playing(timeline: Watched) -> None:
    wheel(timeline, LEFT, 6, Qt.KeyboardModifier.ControlModifier)
    timeline.set_place(15_000)
    assert timeline.zoom.start_ms == 0, "a paused view stays where it is"
    timeline.set_playing(playing=True)
    timeline.set_place(15_040)
    assert timeline.zoom.start_ms <= 15_040 <= timeline.zoom.end_ms


def test_another_clip_is_shown_whole(timeline: Watched) -> None:
    timeline.zoom_by(5)
    timeline.set_content(TimelineContent(duration_ms=9000))
    assert timeline.zoom.whole


# -- keys


def test_keys(timeline: Watched, qtbot: QtBot) -> None:
    timeline.set_keys(Keymap())
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert not timeline.zoom.whole
    qtbot.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.zoom.whole
    with qtbot.waitSignal(timeline.sought) as told:
        qtbot.keyClick(timeline, Qt.Key.Key_End)
    assert told.args == [DURATION]
    for key, action in (
        (Qt.Key.Key_Space, "play_pause"),
        (Qt.Key.Key_Down, "next_shot"),
        (Qt.Key.Key_Left, "back_5s"),
    ):
        with qtbot.waitSignal(timeline.asked) as asked:
            qtbot.keyClick(timeline, key)
        assert asked.args == [action]


# -- what it says


def test_names_for_screen_readers(timeline: Watched) -> None:
    timeline.set_place(18_600)
    assert timeline.accessibleName() == "Sound timeline, playhead 18.6 of 20 seconds"
    assert "Watched 75 percent, not watched from 15 to 20 seconds" in (
        timeline.accessibleDescription()
    )
    assert "No time from 6 to 20 seconds" in timeline.accessibleDescription()


def test_reading_can_be_stopped_and_taken_up(timeline: Watched, qtbot: QtBot) -> None:
    timeline.set_sight(ClipSight(), Job.SOUND)
    assert not timeline._button.isVisible()
    timeline.set_analysis(AnalysisState(progress=((Job.SOUND, 0.4),), patience=Patience.CANCEL))
    assert timeline._said()[Lane.SOUND] == "Reading sound, 40 %"
    assert timeline._button.isVisible()
    with qtbot.waitSignal(timeline.cancel_asked):
        timeline._button.click()
    timeline.set_analysis(AnalysisState(cancelled=True))
    with qtbot.waitSignal(timeline.read_on_asked):
        timeline._button.click()


@pytest.mark.parametrize(
    ("content", "state", "said"),
    [
        (
            TimelineContent(duration_ms=1000, has_picture=True),
            AnalysisState(),
            "No sound in this clip",
        ),
        (CONTENT, AnalysisState(possible=False), "A stream is not read ahead"),
        (CONTENT, AnalysisState(failed=frozenset({Job.SOUND})), "The sound could not be read"),
        (CONTENT, AnalysisState(), ""),
    ],
)
def test_the_sound_lane_says_why_it_is_empty(
    timeline: Watched, content: TimelineContent, state: AnalysisState, said: str
) -> None:
    timeline.set_content(content)
    timeline.set_analysis(state)
    assert timeline._said()[Lane.SOUND] == said


# -- sizes


@pytest.mark.parametrize(
    ("low", "tiny", "height", "lanes"),
    [
        (False, False, 170, ["ruler", "picture", "sound", "lines", "described", "watched"]),
        (True, False, 122, ["ruler", "sound", "lines", "described", "watched"]),
        (True, True, 53, ["sound", "described", "watched"]),
    ],
)
def test_what_gives_way(
    timeline: Watched, low: bool, tiny: bool, height: int, lanes: list[str]
) -> None:
    timeline.set_compact(low=low, tiny=tiny)
    assert timeline.sizeHint().height() == height
    assert [lane.value for lane in timeline._layout.lanes] == lanes
    timeline.resize(timeline.width(), height)
    assert timeline._layout.bottom <= height


def test_more_room_goes_to_picture_and_sound(timeline: Watched) -> None:
    before = {lane: rect.height() for lane, rect in timeline._layout.lanes.items()}
    timeline.resize(timeline.width(), timeline.height() + 40)
    after = {lane: rect.height() for lane, rect in timeline._layout.lanes.items()}
    grown = {lane: after[lane] - before[lane] for lane in after if after[lane] != before[lane]}
    assert grown == {Lane.PICTURE: 20, Lane.SOUND: 20}


def test_another_theme_paints_every_lane_anew(timeline: Watched, hub: ThemeHub) -> None:
    timeline.grab()
    painted = timeline.pixmaps.layers.painted
    hub.set_setting(ThemeSetting.DARK)
    image = timeline.grab().toImage()
    assert timeline.pixmaps.layers.painted >= painted + 6
    assert image.pixel(50, 3) == current_theme().win.rgb()


def test_pictures_stand_in_their_own_shot(timeline: Watched) -> None:
    sight = ClipSight()
    red, green = b"\x00\x00\xff\xff", b"\x00\xff\x00\xff"
    sight.pictures[1000] = SmallPicture(width=128, height=72, pixels=red * (128 * 72))
    sight.pictures[9000] = SmallPicture(width=128, height=72, pixels=green * (128 * 72))
    timeline.set_sight(sight, Job.PICTURES)
    image = timeline.grab().toImage()
    y = lane_y(timeline, Lane.PICTURE)
    assert image.pixelColor(x_of(7500), y).name() == "#ff0000"
    assert image.pixelColor(x_of(8500), y).name() == "#00ff00"
    sight.pictures[1000] = sight.pictures[9000]
    timeline.set_sight(sight, Job.PICTURES)
    image = timeline.grab().toImage()
    assert image.pixelColor(x_of(7500), y).name() == "#00ff00"


def test_the_view_tells_which_moments_it_needs(timeline: Watched) -> None:
    told: list[tuple[int, tuple[int, ...]]] = []
    timeline.view_changed.connect(lambda start, times: told.append((start, times)))
    timeline.zoom_by(4)
    start, times = told[-1]
    assert times
    assert all(start - 2000 <= ms <= timeline.zoom.end_ms + 2000 for ms in times)
    assert not any(abs(ms - 8000) < 10 for ms in times)
