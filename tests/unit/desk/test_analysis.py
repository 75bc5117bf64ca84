"""Reading a clip: the view first, kept, told, cancelled."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.desk.analysis import KEPT_CLIPS, KEPT_PICTURES, AnalysisDesk, ClipSight, Job, Patience
from app.desk.ports.analysis import (
    AnalysisFailed,
    AnalysisProgress,
    PeaksFound,
    ShotsFound,
    SmallPicture,
    ThumbnailMade,
)
from app.desk.ports.player import MediaInfo, PlayerFault
from tests.fakes.time import ManualClock, ManualTimers

FILM = MediaInfo(duration_ms=28_000, has_video=True, has_audio=True)
SOUND = MediaInfo(duration_ms=28_000, has_audio=True)
STREAM = MediaInfo(duration_ms=0, has_video=True, has_audio=True, is_stream=True)
STILL = MediaInfo(duration_ms=1000, has_video=True, is_still=True)


@dataclass
class FakeAnalysis:
    """Numbers requests and remembers them."""

    asked: dict[int, tuple] = field(default_factory=dict)
    cancelled: list[int] = field(default_factory=list)
    started: int = 0

    def start(self) -> None:
        self.started += 1

    def _ask(self, *what) -> int:
        self.asked[len(self.asked) + 1] = what
        return len(self.asked)

    def probe(self, path):
        return self._ask("probe", path)

    def peaks(self, path, *, from_ms=0):
        return self._ask("peaks", path, from_ms)

    def shots(self, path):
        return self._ask("shots", path)

    def thumbnails(self, path, times_ms, *, height):
        return self._ask("thumbnails", path, times_ms)

    def hash_content(self, path):
        return self._ask("hash", path)

    def preflight(self, path):
        return self._ask("preflight", path)

    def make_seekable_copy(self, path):
        return self._ask("copy", path)

    def keep_stream(self, address):
        return self._ask("keep", address)

    def cancel(self, request: int) -> None:
        self.cancelled.append(request)

    def close(self) -> None: ...

    def number(self, kind: str) -> int:
        """The newest request of a kind."""
        return max(n for n, what in self.asked.items() if what[0] == kind)

    def kinds(self) -> list[str]:
        return [what[0] for what in self.asked.values()]


class Bench:
    def __init__(self) -> None:
        self.port = FakeAnalysis()
        self.timers = ManualTimers(ManualClock())
        self.states = []
        self.sights: list[tuple[ClipSight, Job]] = []
        self.desk = AnalysisDesk(
            self.port,
            self.timers,
            on_state=self.states.append,
            on_sight=lambda sight, job: self.sights.append((sight, job)),
        )

    def open(self, clip: str = "c1", info: MediaInfo = FILM) -> None:
        self.desk.open(clip, f"/clips/{clip}", info)

    def read_all(self) -> None:
        """Answer what is open about sound and shots."""
        self.desk.on_event(
            PeaksFound(request=self.port.number("peaks"), start_ms=0, peaks=b"\x05", last=True)
        )
        self.desk.on_event(ShotsFound(request=self.port.number("shots"), cuts_ms=(4200,)))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def picture(request: int, at_ms: int, *, last: bool = False, exact: bool = True) -> ThumbnailMade:
    small = SmallPicture(width=2, height=1, pixels=b"12341234", exact=exact)
    return ThumbnailMade(request=request, media_ms=at_ms, picture=small, last=last)


def test_nothing_is_read_of_a_clip_that_is_passed_by(bench: Bench) -> None:
    bench.open("c1")
    bench.timers.advance(200)
    bench.open("c2")
    bench.timers.advance(299)
    assert bench.port.asked == {}
    bench.timers.advance(1)
    assert {what[1] for what in bench.port.asked.values()} == {"/clips/c2"}


def test_the_view_comes_first(bench: Bench) -> None:
    bench.open()
    bench.desk.look_at(12_000, (13_000, 14_000))
    bench.timers.advance(300)
    assert list(bench.port.asked.values()) == [
        ("peaks", "/clips/c1", 12_000),
        ("thumbnails", "/clips/c1", (13_000, 14_000)),
        ("shots", "/clips/c1"),
    ]


@pytest.mark.parametrize(
    ("info", "kinds"),
    [
        (SOUND, ["peaks"]),
        (STILL, ["thumbnails"]),
        (STREAM, []),
        (FILM, ["peaks", "thumbnails", "shots"]),
    ],
)
def test_only_what_a_clip_has_is_read(bench: Bench, info: MediaInfo, kinds: list[str]) -> None:
    bench.open(info=info)
    bench.desk.look_at(0, (100,))
    bench.timers.advance(300)
    assert bench.port.kinds() == kinds
    assert bench.desk.state.possible == (info is not STREAM)


def test_parts_are_told_as_they_come(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    request = bench.port.number("peaks")
    bench.desk.on_event(PeaksFound(request=request, start_ms=0, peaks=b"\x07" * 10, last=False))
    assert bench.desk.sight is not None
    assert bench.desk.sight.waveform.known == ((0, 100),)
    assert bench.sights[-1] == (bench.desk.sight, Job.SOUND)
    assert bench.desk.state.share(Job.SOUND) is not None
    bench.desk.on_event(PeaksFound(request=request, start_ms=0, peaks=b"", last=True))
    assert bench.desk.state.share(Job.SOUND) is None


def test_a_clip_opened_again_is_not_read_again(bench: Bench) -> None:
    bench.open("c1")
    bench.timers.advance(300)
    bench.read_all()
    bench.open("c2")
    bench.open("c1")
    bench.timers.advance(300)
    assert bench.desk.sight is not None
    assert bench.desk.sight.cuts_ms == (4200,)
    assert [what[1] for what in bench.port.asked.values()].count("/clips/c1") == 2


def test_answers_for_an_earlier_clip_are_dropped(bench: Bench) -> None:
    bench.open("c1")
    bench.timers.advance(300)
    old = bench.port.number("shots")
    bench.open("c2")
    bench.desk.on_event(ShotsFound(request=old, cuts_ms=(1,)))
    assert old in bench.port.cancelled
    assert bench.desk.sight is not None
    assert bench.desk.sight.cuts_ms is None


def test_leaving_a_clip_empties_what_is_shown(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    bench.read_all()
    bench.desk.close()
    shown = {job: sight for sight, job in bench.sights}
    assert all(sight.cuts_ms is None and not sight.waveform.known for sight in shown.values())
    told = len(bench.sights)
    bench.desk.close()
    assert len(bench.sights) == told


def test_words_come_after_a_moment_and_cancel_after_two_seconds(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    assert bench.desk.state.patience is Patience.NONE
    bench.desk.on_event(AnalysisProgress(request=bench.port.number("peaks"), done=0.4))
    bench.timers.advance(300)
    assert bench.desk.state.patience is Patience.WORDS
    assert bench.desk.state.share(Job.SOUND) == 0.4
    bench.timers.advance(1700)
    assert bench.desk.state.patience is Patience.CANCEL
    bench.read_all()
    assert bench.desk.state.patience is Patience.NONE
    assert bench.desk.state.progress == ()


def test_a_quick_answer_needs_no_words(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    bench.read_all()
    bench.timers.advance(5000)
    assert {state.patience for state in bench.states} == {Patience.NONE}


def test_cancel_stops_and_read_on_goes_on(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    peaks, shots = bench.port.number("peaks"), bench.port.number("shots")
    bench.desk.cancel()
    assert {peaks, shots} <= set(bench.port.cancelled)
    assert bench.desk.state.cancelled
    bench.desk.look_at(5000, (5000,))
    assert "thumbnails" not in bench.port.kinds()
    bench.desk.read_on()
    assert not bench.desk.state.cancelled
    assert bench.port.number("peaks") > peaks


def test_what_failed_is_told_and_the_rest_goes_on(bench: Bench) -> None:
    bench.open()
    bench.timers.advance(300)
    failed = AnalysisFailed(
        request=bench.port.number("shots"), code=PlayerFault.DAMAGED, detail="x"
    )
    bench.desk.on_event(failed)
    assert bench.desk.state.failed == {Job.SHOTS}
    bench.desk.on_event(
        PeaksFound(request=bench.port.number("peaks"), start_ms=0, peaks=b"\x01", last=True)
    )
    assert bench.desk.sight is not None
    assert Job.SOUND in bench.desk.sight.done


def test_a_new_view_asks_only_for_new_pictures(bench: Bench) -> None:
    bench.open()
    bench.desk.look_at(0, (100, 200))
    bench.timers.advance(300)
    first = bench.port.number("thumbnails")
    bench.desk.on_event(picture(first, 100))
    bench.desk.look_at(0, (100, 200))
    assert bench.port.number("thumbnails") == first
    bench.desk.look_at(100, (100, 200, 300))
    assert first in bench.port.cancelled
    assert bench.port.asked[bench.port.number("thumbnails")][2] == (200, 300)


def test_a_picture_that_is_not_right_yet_is_asked_for_again(bench: Bench) -> None:
    bench.open()
    bench.desk.look_at(0, (100, 200))
    bench.timers.advance(300)
    first = bench.port.number("thumbnails")
    bench.desk.on_event(picture(first, 100, exact=False))
    bench.desk.on_event(picture(first, 200))
    bench.desk.look_at(0, (100, 200))
    assert bench.port.number("thumbnails") == first
    bench.desk.look_at(100, (100, 200, 300))
    assert bench.port.asked[bench.port.number("thumbnails")][2] == (100, 300)


def test_pictures_end_even_when_the_last_one_cannot_be_made(bench: Bench) -> None:
    bench.open()
    bench.desk.look_at(0, (100, 200))
    bench.timers.advance(300)
    request = bench.port.number("thumbnails")
    bench.desk.on_event(picture(request, 100))
    bench.desk.on_event(AnalysisProgress(request=request, done=1.0))
    assert bench.desk.state.share(Job.PICTURES) is None


def test_memory_is_bounded(bench: Bench) -> None:
    bench.open()
    bench.desk.look_at(0, (0,))
    bench.timers.advance(300)
    request = bench.port.number("thumbnails")
    for at in range(KEPT_PICTURES + 50):
        bench.desk.on_event(picture(request, at))
    assert bench.desk.sight is not None
    assert len(bench.desk.sight.pictures) == KEPT_PICTURES
    first = bench.desk.sight
    for number in range(KEPT_CLIPS + 1):
        bench.open(f"other{number}")
    bench.open("c1")
    assert bench.desk.sight is not first


def test_the_process_is_started_once_and_only_when_needed(bench: Bench) -> None:
    bench.open(info=STREAM)
    bench.timers.advance(1000)
    assert bench.port.started == 0
    for clip in ("c2", "c3"):
        bench.open(clip)
        bench.timers.advance(300)
    assert bench.port.started == 1
