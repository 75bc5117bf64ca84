"""What is known of the clip on the desk besides its frames: sound, shots, small pictures.

The analysis runs in a process of its own; here its answers are kept, a few clips long, and told.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisPort,
    AnalysisProgress,
    PeaksFound,
    ShotsFound,
    SmallPicture,
    ThumbnailMade,
)
from app.desk.ports.clock import Timer, Timers
from app.desk.ports.player import MediaInfo
from app.desk.waveform import Waveform

START_AFTER_MS: Final = 300
"""First the picture; a clip that is only passed by is not read at all."""
WORDS_AFTER_MS: Final = 300
CANCEL_AFTER_MS: Final = 2000
KEPT_CLIPS: Final = 8
KEPT_PICTURES: Final = 400
"""Small pictures kept per clip, 37 kB each."""
PICTURE_HEIGHT: Final = 72
"""Twice the lane's height, so that pictures are sharp at 200 %."""


class Job(StrEnum):
    """What is read of a clip."""

    SOUND = "sound"
    SHOTS = "shots"
    PICTURES = "pictures"


class Patience(StrEnum):
    """How long people have waited already."""

    NONE = "none"
    WORDS = "words"
    CANCEL = "cancel"


@dataclass(slots=True)
class ClipSight:
    """What was read of one clip; it grows.

    Attributes:
        cuts_ms: Where each shot but the first begins; None while nobody has looked.
        pictures: By the time asked for, the oldest first.
        done: The jobs that need not be done again.
    """

    waveform: Waveform = field(default_factory=Waveform)
    cuts_ms: tuple[int, ...] | None = None
    pictures: OrderedDict[int, SmallPicture] = field(
        default_factory=lambda: OrderedDict[int, SmallPicture]()
    )
    done: set[Job] = field(default_factory=set[Job])

    def has_picture(self, at_ms: int) -> bool:
        """Whether the right picture of a moment is there."""
        return at_ms in self.pictures and self.pictures[at_ms].exact


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisState:
    """How far the reading is.

    Attributes:
        progress: What is being read, with how much of it is done, 0 to 1.
        patience: Whether words and a way to cancel are to be shown.
        cancelled: A person stopped it; ``read_on`` takes it up again.
        failed: What could not be read.
        possible: Whether the clip can be read at all (streams cannot).
    """

    progress: tuple[tuple[Job, float], ...] = ()
    patience: Patience = Patience.NONE
    cancelled: bool = False
    failed: frozenset[Job] = frozenset()
    possible: bool = True

    def share(self, job: Job) -> float | None:
        """How much of a job is done, None when it is not running."""
        return dict(self.progress).get(job)


class AnalysisDesk:
    """Asks for what the timeline shows, the view first. MAIN only; every call returns at once."""

    def __init__(
        self,
        port: AnalysisPort,
        timers: Timers,
        *,
        on_state: Callable[[AnalysisState], None],
        on_sight: Callable[[ClipSight, Job], None],
    ) -> None:
        """Prepare.

        Args:
            port: The reading process; started at the first clip that needs it.
            timers: Calls made later on MAIN.
            on_state: Hears how far it is.
            on_sight: Hears what was found, and by which job.
        """
        self._port = port
        self._timers = timers
        self._on_state = on_state
        self._on_sight = on_sight
        self._sights: OrderedDict[str, ClipSight] = OrderedDict()
        self._state = AnalysisState()
        self._clip_id = ""
        self._source = ""
        self._info: MediaInfo | None = None
        self._view_from_ms = 0
        self._requests: dict[int, Job] = {}
        self._wanted: tuple[int, ...] = ()
        self._asked: set[int] = set()
        self._timer: Timer | None = None
        self._started = False
        self._begun = False

    @property
    def state(self) -> AnalysisState:
        """How far it is."""
        return self._state

    @property
    def sight(self) -> ClipSight | None:
        """What is known of the clip, None while none is open."""
        return self._sights.get(self._clip_id)

    def open(self, clip_id: str, source: str, info: MediaInfo) -> None:
        """Turn to a clip; what was read of it before is there at once."""
        if clip_id == self._clip_id and self._info is not None:
            return
        self.close()
        self._clip_id, self._source, self._info = clip_id, source, info
        sight = self._sights.setdefault(clip_id, ClipSight())
        self._sights.move_to_end(clip_id)
        while len(self._sights) > KEPT_CLIPS:
            self._sights.popitem(last=False)
        possible = not info.is_stream and (info.has_audio or info.has_video)
        self._tell(AnalysisState(possible=possible))
        for job in Job:
            self._on_sight(sight, job)
        if possible:
            self._later(START_AFTER_MS, self._begin)

    def close(self) -> None:
        """Turn away from the clip; what is being read for it is given up."""
        if not self._clip_id:
            return
        self._give_up()
        self._clip_id, self._source, self._info = "", "", None
        self._wanted, self._asked, self._view_from_ms = (), set(), 0
        self._begun = False
        self._tell(AnalysisState())
        nothing = ClipSight()
        for job in Job:
            self._on_sight(nothing, job)

    def look_at(self, start_ms: int, picture_times_ms: Sequence[int]) -> None:
        """Hear what is in view: where it starts, and of which moments it shows pictures."""
        self._view_from_ms = start_ms
        self._wanted = tuple(picture_times_ms)
        if self._begun and not self._state.cancelled:
            self._ask_pictures()

    def cancel(self) -> None:
        """Stop reading; what is there stays."""
        self._give_up()
        self._tell(replace(self._state, progress=(), patience=Patience.NONE, cancelled=True))

    def read_on(self) -> None:
        """Take the reading up again."""
        if self._info is not None and self._state.possible:
            self._tell(replace(self._state, cancelled=False, failed=frozenset()))
            self._asked.clear()
            self._begin()

    def on_event(self, event: AnalysisEvent) -> None:
        """Take an answer; those of earlier clips are dropped."""
        job = self._requests.get(event.request)
        sight = self.sight
        if job is None or sight is None:
            return
        match event:
            case AnalysisProgress():
                if job is Job.PICTURES and event.done >= 1.0:
                    # The last one could not be decoded: nothing more will come.
                    self._finish(event.request, job)
                else:
                    self._progress(job, event.done)
            case AnalysisFailed():
                self._finish(event.request, job)
                if event.code is not None:
                    self._tell(replace(self._state, failed=self._state.failed | {job}))
            case PeaksFound():
                sight.waveform.add(event.start_ms, event.peaks)
                if event.last:
                    sight.done.add(job)
                    self._finish(event.request, job)
                self._on_sight(sight, job)
            case ShotsFound():
                sight.cuts_ms = event.cuts_ms
                sight.done.add(job)
                self._finish(event.request, job)
                self._on_sight(sight, job)
            case ThumbnailMade():
                sight.pictures[event.media_ms] = event.picture
                while len(sight.pictures) > KEPT_PICTURES:
                    self._asked.discard(sight.pictures.popitem(last=False)[0])
                if event.last:
                    self._finish(event.request, job)
                self._on_sight(sight, job)
            case _:
                pass

    def _begin(self) -> None:
        sight, info = self.sight, self._info
        if sight is None or info is None:
            return
        if not self._started:
            self._port.start()
            self._started = True
        self._begun = True
        if info.has_audio and Job.SOUND not in sight.done:
            self._ask(Job.SOUND, self._port.peaks(self._source, from_ms=self._view_from_ms))
        self._ask_pictures()
        if info.has_video and not info.is_still and Job.SHOTS not in sight.done:
            self._ask(Job.SHOTS, self._port.shots(self._source))

    def _ask_pictures(self) -> None:
        sight, info = self.sight, self._info
        if sight is None or info is None or not info.has_video or info.is_stream:
            return
        missing = tuple(at for at in self._wanted if not sight.has_picture(at))
        if self._asked.issuperset(missing):
            return
        # What went out of view is not worth finishing.
        for request in [r for r, job in self._requests.items() if job is Job.PICTURES]:
            self._port.cancel(request)
            del self._requests[request]
        self._asked = set(missing)
        self._ask(Job.PICTURES, self._port.thumbnails(self._source, missing, height=PICTURE_HEIGHT))

    def _ask(self, job: Job, request: int) -> None:
        self._requests[request] = job
        self._progress(job, 0.0)
        if self._state.patience is Patience.NONE and self._timer is None:
            self._later(WORDS_AFTER_MS, self._wait_with_words)

    def _wait_with_words(self) -> None:
        if self._requests:
            self._tell(replace(self._state, patience=Patience.WORDS))
            self._later(CANCEL_AFTER_MS - WORDS_AFTER_MS, self._wait_with_cancel)

    def _wait_with_cancel(self) -> None:
        if self._requests:
            self._tell(replace(self._state, patience=Patience.CANCEL))

    def _progress(self, job: Job, done: float) -> None:
        shares = dict(self._state.progress)
        shares[job] = done
        self._tell(replace(self._state, progress=tuple(shares.items())))

    def _finish(self, request: int, job: Job) -> None:
        self._requests.pop(request, None)
        rest = tuple(entry for entry in self._state.progress if entry[0] is not job)
        patience = self._state.patience if self._requests else Patience.NONE
        if not self._requests:
            self._stop_timer()
        self._tell(replace(self._state, progress=rest, patience=patience))

    def _give_up(self) -> None:
        self._stop_timer()
        for request in self._requests:
            self._port.cancel(request)
        self._requests.clear()

    def _later(self, delay_ms: int, call: Callable[[], None]) -> None:
        self._stop_timer()

        def due() -> None:
            self._timer = None
            call()

        self._timer = self._timers.call_later(delay_ms, due)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tell(self, state: AnalysisState) -> None:
        if state != self._state:
            self._state = state
            self._on_state(state)
