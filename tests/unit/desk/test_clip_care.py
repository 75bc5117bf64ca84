"""Checks of a file, and copies: offered, made, cancelled, failed, going on in the background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desk.clip_care import CareState, ClipCare, Offer
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import (
    LONG_GROUP_MS,
    AnalysisFailed,
    AnalysisProgress,
    CopyMade,
    Preflight,
    PreflightDone,
    PreflightFinding,
)
from app.desk.ports.player import MediaInfo, PlayerFault
from app.domain.clip import Clip, SourceKind
from tests.fakes.analysis import FakeAnalysis

FILM = Clip(id="film", title="film", kind=SourceKind.FILE, source="/clips/film.mp4")
OTHER = Clip(id="other", title="other", kind=SourceKind.FILE, source="/clips/other.mp4")
STREAM = Clip(id="stream", title="stream", kind=SourceKind.STREAM, source="https://host/a?key=1")
SLOW = PlaybackState(info=MediaInfo(duration_ms=9000, longest_group_ms=LONG_GROUP_MS + 1))
QUICK = PlaybackState(info=MediaInfo(duration_ms=9000, longest_group_ms=LONG_GROUP_MS))
LIVE = PlaybackState(info=MediaInfo(duration_ms=0, is_stream=True))


class Bench:
    def __init__(self) -> None:
        self.port = FakeAnalysis(lambda _event: None)
        self.states: list[CareState] = []
        self.copied = 0
        self.care = ClipCare(self.port, on_state=self.states.append, on_copied=self._copied)

    def _copied(self) -> None:
        self.copied += 1


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_copy_is_offered_where_it_helps_and_not_again_when_it_was_put_off(bench: Bench) -> None:
    bench.care.show(FILM, QUICK)
    assert bench.care.state.offer is None
    bench.care.show(OTHER, SLOW)
    assert bench.states[-1].offer is Offer.SLOW_SEEKING
    bench.care.put_off()
    bench.care.show(OTHER, replace(SLOW, volume=50))
    assert bench.care.state.offer is None
    bench.care.show(STREAM, LIVE)
    assert bench.care.state.offer is Offer.STREAM
    bench.care.show(STREAM, SLOW)  # it was kept
    assert bench.care.state.offer is None
    assert not bench.port.asked


def test_a_copy_tells_its_progress_and_the_clip_is_loaded_anew(bench: Bench) -> None:
    bench.care.show(FILM, SLOW)
    bench.care.make_copy()
    bench.care.make_copy()
    assert bench.port.asked == [("copy", "/clips/film.mp4")]
    bench.care.hear(AnalysisProgress(request=1, done=0.4))
    assert bench.states[-1].copying == 0.4
    bench.care.show(FILM, replace(SLOW, volume=50))
    assert bench.states[-1].offer is None
    bench.care.hear(CopyMade(request=1))
    assert bench.copied == 1
    assert bench.states[-1].made


def test_a_stream_is_kept_by_its_address(bench: Bench) -> None:
    bench.care.show(STREAM, LIVE)
    bench.care.make_copy()
    assert bench.port.asked == [("keep", "https://host/a?key=1")]
    bench.care.hear(AnalysisFailed(request=1, code=PlayerFault.NO_END, detail=""))
    assert bench.states[-1].fault is PlayerFault.NO_END


def test_what_is_cancelled_is_not_waited_for(bench: Bench) -> None:
    bench.care.show(FILM, SLOW)
    bench.care.make_copy()
    bench.care.cancel()
    assert bench.port.cancelled == [1]
    bench.care.hear(CopyMade(request=1))
    assert bench.copied == 0
    assert bench.states[-1].copying is None
    assert bench.states[-1].fault is None
    assert bench.states[-1].offer is Offer.SLOW_SEEKING


def test_a_copy_goes_on_while_another_clip_is_open(bench: Bench) -> None:
    bench.care.show(FILM, SLOW)
    bench.care.make_copy()
    bench.care.show(OTHER, QUICK)
    told = len(bench.states)
    bench.care.hear(AnalysisProgress(request=1, done=0.7))
    assert len(bench.states) == told
    bench.care.show(FILM, SLOW)
    assert bench.states[-1].copying == 0.7
    bench.care.show(OTHER, QUICK)
    bench.care.hear(CopyMade(request=1))
    assert bench.copied == 0


def test_a_check_and_a_copy_run_side_by_side(bench: Bench) -> None:
    bench.care.show(FILM, SLOW)
    bench.care.make_copy()
    bench.care.check()
    bench.care.hear(AnalysisProgress(request=1, done=0.2))
    bench.care.hear(AnalysisProgress(request=2, done=0.6))
    assert (bench.care.state.copying, bench.care.state.checking) == (0.2, 0.6)
    found = (PreflightFinding(code=Preflight.DAMAGED_PLACES, value=1),)
    bench.care.hear(PreflightDone(request=2, findings=found))
    assert bench.care.state.copying == 0.2
    assert bench.care.state.findings == found


@pytest.mark.parametrize(
    ("code", "curable"),
    [(Preflight.DAMAGED_PLACES, False), (Preflight.LONG_GROUPS, True), (Preflight.NO_SOUND, False)],
)
def test_a_copy_cures_damage_and_slow_seeking(bench: Bench, code: Preflight, curable: bool) -> None:
    bench.care.show(FILM, QUICK)
    bench.care.check()
    bench.care.hear(PreflightDone(request=1, findings=(PreflightFinding(code=code),)))
    assert bench.states[-1].curable is curable
    bench.care.put_off()
    assert bench.states[-1].findings is None


def test_a_file_that_cannot_be_looked_through_is_told(bench: Bench) -> None:
    bench.care.show(FILM, QUICK)
    bench.care.check()
    bench.care.hear(AnalysisFailed(request=1, code=PlayerFault.DAMAGED, detail=""))
    assert bench.states[-1].unreadable
    assert bench.states[-1].checking is None
