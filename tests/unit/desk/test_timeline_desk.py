"""Jumping along the timeline and playing around the playhead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.playback_state import PlaybackState
from app.desk.ports.player import MediaInfo
from app.desk.timeline import DescribedMark, StopKind, TimelineContent
from app.desk.timeline_desk import TimelineDesk
from app.desk.waveform import Waveform
from app.domain.dialogue import DialogueLine
from app.domain.timecode import Timecode

LINES = (
    DialogueLine(id="a", clip_id="c", in_ms=4000, out_ms=6000, words="one"),
    DialogueLine(id="b", clip_id="c", in_ms=5000, out_ms=5500, words="two"),
    DialogueLine(id="c", clip_id="c", in_ms=12_000, words="three"),
)
FILM = MediaInfo(duration_ms=20_000, has_video=True, has_audio=True)


class FakePlayback:
    """Remembers where it was sent."""

    def __init__(self) -> None:
        self.at_ms = 0
        self.playing = False
        self.spans: list[Timecode] = []

    def playhead_ms(self) -> int:
        return self.at_ms

    def seek(self, media_ms: int) -> None:
        self.at_ms = media_ms

    def play_span(self, timecode: Timecode) -> None:
        self.spans.append(timecode)


class Bench:
    def __init__(self) -> None:
        self.playback = FakePlayback()
        self.told: list[TimelineContent] = []
        self.desk = TimelineDesk(self.playback, on_content=self.told.append)
        self.desk.set_playback(PlaybackState(info=FILM))
        self.desk.set_lines(LINES, frozenset({"a"}), "x [00:04.000-00:06.000] [00:09.000]")
        self.desk.set_cuts((8000,))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_content_is_put_together_and_told_once(bench: Bench) -> None:
    content = bench.told[-1]
    assert (content.duration_ms, content.has_picture, content.cuts_ms) == (20_000, True, (8000,))
    assert [mark.words for mark in content.marks] == ["one", ""]
    count = len(bench.told)
    bench.desk.set_cuts((8000,))
    bench.desk.set_text("x [00:04.000-00:06.000] [00:09.000]")
    assert len(bench.told) == count


def test_a_clip_without_media_has_the_length_that_is_known(bench: Bench) -> None:
    bench.desk.set_playback(PlaybackState(manual=True), 30_000)
    assert bench.desk.content.duration_ms == 30_000
    assert not bench.desk.content.has_sound


@pytest.mark.parametrize(
    ("kind", "way", "start", "end"),
    [
        (StopKind.SHOT, 1, 100, 8000),
        (StopKind.SHOT, -1, 8000, 0),
        (StopKind.LINE, 1, 4000, 5000),
        (StopKind.PIN, -1, 20_000, 9000),
    ],
)
def test_jumps(bench: Bench, kind: StopKind, way: int, start: int, end: int) -> None:
    bench.playback.at_ms = start
    assert bench.desk.jump(kind, way)
    assert bench.playback.at_ms == end


def test_silences_come_from_the_sound(bench: Bench) -> None:
    wave = Waveform()
    wave.add(0, bytes([150] * 300 + [2] * 100 + [150] * 300))
    assert not bench.desk.jump(StopKind.SILENCE, 1)
    bench.desk.set_waveform(wave)
    assert bench.desk.jump(StopKind.SILENCE, 1)
    assert bench.playback.at_ms == 3000


def test_back_again_while_playing_goes_further(bench: Bench) -> None:
    bench.playback.at_ms, bench.playback.playing = 8300, True
    bench.desk.jump(StopKind.SHOT, -1)
    assert bench.playback.at_ms == 0


def test_a_place_inside_a_frame_is_left_behind(bench: Bench) -> None:
    bench.desk.set_playback(PlaybackState(info=replace(FILM, fps=25.0)))
    lines = [replace(LINES[2], id=str(at), in_ms=at) for at in (1130, 3000)]
    bench.desk.set_lines(lines, frozenset(), "")
    bench.desk.jump(StopKind.LINE, 1)
    assert bench.playback.at_ms == 1130
    bench.playback.at_ms = 1120  # its frame
    bench.desk.jump(StopKind.LINE, 1)
    assert bench.playback.at_ms == 3000
    bench.playback.at_ms = 1080  # a frame before it
    bench.desk.jump(StopKind.LINE, 1)
    assert bench.playback.at_ms == 1130


def test_past_the_last_place_nothing_moves(bench: Bench) -> None:
    bench.playback.at_ms = 15_000
    assert not bench.desk.jump(StopKind.SHOT, 1)
    assert bench.playback.at_ms == 15_000


@pytest.mark.parametrize(
    ("at_ms", "span"),
    [
        (5200, Timecode(5000, 5500)),
        (5800, Timecode(4000, 6000)),
        (9000, Timecode(5000, 5500)),
        (19_000, Timecode(12_000, 13_000)),
    ],
)
def test_the_line_that_sounds_or_was_heard_last(bench: Bench, at_ms: int, span: Timecode) -> None:
    bench.playback.at_ms = at_ms
    assert bench.desk.play_line()
    assert bench.playback.spans == [span]


def test_before_the_first_line_there_is_none_to_play(bench: Bench) -> None:
    bench.playback.at_ms = 1000
    assert not bench.desk.play_line()
    assert bench.playback.spans == []


def test_the_second_before_and_after_stay_inside_the_clip(bench: Bench) -> None:
    for at_ms in (0, 400, 5000, 19_700, 20_000):
        bench.playback.at_ms = at_ms
        bench.desk.play_before()
        bench.desk.play_after()
    assert bench.playback.spans == [
        Timecode(0, 1000),
        Timecode(0, 400),
        Timecode(400, 1400),
        Timecode(4000, 5000),
        Timecode(5000, 6000),
        Timecode(18_700, 19_700),
        Timecode(19_700, 20_000),
        Timecode(19_000, 20_000),
    ]


def test_a_mark_is_played_as_it_stands(bench: Bench) -> None:
    bench.desk.play_mark(DescribedMark(start_ms=9000))
    assert bench.playback.spans == [Timecode(9000)]
