"""Looking through a file, and copies: one that seeks quickly, a stream kept for offline.

Works on in the background when another clip is opened. The original is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.desk.harm import UNPLAYABLE, Harm, Harms
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import (
    LONG_GROUP_MS,
    AnalysisEvent,
    AnalysisFailed,
    AnalysisPort,
    AnalysisProgress,
    CopyMade,
    Preflight,
    PreflightDone,
    PreflightFinding,
)
from app.desk.ports.player import MediaInfo, PlayerFault
from app.domain.clip import Clip, SourceKind
from app.domain.coverage import Span

_CURABLE: Final = frozenset({Preflight.LONG_GROUPS})
_LOST: Final = frozenset({Preflight.DAMAGED_PLACES, Preflight.CUT_SHORT})
"""What no copy brings back; but one may play where the file itself does not."""


class Offer(StrEnum):
    """Why a copy is offered."""

    SLOW_SEEKING = "slow-seeking"
    STREAM = "stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareState:
    """What is being done for the clip on the desk.

    Attributes:
        offer: Why a copy would help; None when it would not, was put off or is being made.
        info: What the player knows of the media.
        stream: Whether the clip is a stream.
        checking: How much of the file was looked through, 0 to 1; None when it is not.
        findings: What was found; None when nobody looked.
        unreadable: Whether the file could not be looked through.
        copying: How much of the copy is made, 0 to 1; None when none is being made.
        made: Whether the copy was made since the clip was opened.
        fault: Why it could not be made.
        damage: Stretches that cannot be shown; none once that was put off.
        cut_short: Whether the end of the file is missing and that was not put off.
    """

    offer: Offer | None = None
    info: MediaInfo | None = None
    stream: bool = False
    checking: float | None = None
    findings: tuple[PreflightFinding, ...] | None = None
    unreadable: bool = False
    copying: float | None = None
    made: bool = False
    fault: PlayerFault | None = None
    damage: tuple[Span, ...] = ()
    cut_short: bool = False

    @property
    def harm(self) -> Harm:
        """What is wrong with the file, of what was not put off."""
        info = self.info if self.cut_short else None
        return Harm(
            spans=self.damage,
            ends_ms=info.duration_ms if info is not None else 0,
            told_ms=info.cut_short_ms if info is not None else 0,
        )

    @property
    def curable(self) -> bool:
        """Whether a copy would do away with something that was found."""
        codes = {finding.code for finding in self.findings or ()}
        if self.info is not None and codes & _LOST:
            # It plays, and a copy would only hide what is lost.
            return False
        return bool(codes & (_CURABLE | _LOST))


@dataclass(frozen=True, slots=True)
class _Job:
    """A request: for which clip, and whether it only looks."""

    clip_id: str
    checks: bool
    source: str = ""


def _harm_of(findings: tuple[PreflightFinding, ...]) -> Harm:
    spans: tuple[Span, ...] = ()
    ends_ms = told_ms = 0
    for finding in findings:
        if finding.code is Preflight.DAMAGED_PLACES:
            spans = finding.spans
        elif finding.code is Preflight.CUT_SHORT:
            ends_ms, told_ms = finding.at_ms, round(finding.value * 1000)
    return Harm(spans=spans, ends_ms=ends_ms, told_ms=told_ms)


class ClipCare:
    """Cares for the clip on the desk. MAIN only; every call returns at once."""

    def __init__(
        self,
        port: AnalysisPort,
        *,
        on_state: Callable[[CareState], None],
        on_copied: Callable[[], None],
        harms: Harms | None = None,
    ) -> None:
        """Prepare.

        Args:
            port: A reading process of its own: what is asked here takes minutes.
            on_state: Hears what is being done for the clip on the desk.
            on_copied: The clip on the desk has a copy, which plays once it is loaded anew.
            harms: Is told what is found to be wrong with a file.
        """
        self._port = port
        self._on_state = on_state
        self._on_copied = on_copied
        self._harms = harms if harms is not None else Harms()
        self._states: dict[str, CareState] = {}
        self._put_off: set[str] = set()
        self._clip: Clip | None = None
        self._jobs: dict[int, _Job] = {}

    @property
    def state(self) -> CareState:
        """What is being done for the clip on the desk."""
        return self._states.get(self._clip.id, CareState()) if self._clip else CareState()

    def show(self, clip: Clip | None, playback: PlaybackState) -> None:
        """Hear which clip is on the desk and what the player knows of it."""
        if clip is None or self._clip is None or clip.id != self._clip.id:
            self._clip = clip
            self._on_state(self.state)
        info = playback.info
        self._learn(clip, playback)
        if clip is None or info is None:
            return
        said = clip.id in self._put_off
        known = replace(
            self.state,
            info=info,
            stream=clip.kind is SourceKind.STREAM,
            damage=() if said else playback.damage,
            cut_short=not said and info.cut_short_ms > 0,
        )
        self._tell(clip.id, replace(known, offer=self._offer(clip.id, known)))

    def _learn(self, clip: Clip | None, playback: PlaybackState) -> None:
        """Note what playing shows to be wrong with the file."""
        if clip is None or clip.kind is not SourceKind.FILE:
            return
        info, problem = playback.info, playback.problem
        if problem is not None and problem.code in UNPLAYABLE:
            self._harms.learn(clip.id, clip.source, Harm(fault=problem.code))
        elif info is not None and (playback.damage or info.cut_short_ms):
            told = info.cut_short_ms
            ends = info.duration_ms if told else 0
            harm = Harm(spans=playback.damage, ends_ms=ends, told_ms=told)
            self._harms.learn(clip.id, clip.source, harm)

    def _offer(self, clip_id: str, state: CareState) -> Offer | None:
        info = state.info
        if info is None or clip_id in self._put_off or state.copying is not None or state.made:
            return None
        if info.is_stream:
            return Offer.STREAM
        slow = info.longest_group_ms > LONG_GROUP_MS and not state.stream
        return Offer.SLOW_SEEKING if slow else None

    def check(self) -> None:
        """Look through the whole file."""
        clip = self._clip
        if clip is None or self.state.checking is not None:
            return
        self._port.start()
        self._jobs[self._port.preflight(clip.source)] = _Job(clip.id, True, clip.source)
        self._tell(
            clip.id, replace(self.state, checking=0.0, findings=None, unreadable=False, fault=None)
        )

    def make_copy(self) -> None:
        """Make the copy that helps."""
        clip = self._clip
        if clip is None or self.state.copying is not None:
            return
        self._port.start()
        stream = clip.kind is SourceKind.STREAM
        make = self._port.keep_stream if stream else self._port.make_seekable_copy
        self._jobs[make(clip.source)] = _Job(clip.id, checks=False)
        changed = replace(self.state, copying=0.0, offer=None, findings=None, stream=stream)
        self._tell(clip.id, replace(changed, fault=None))

    def cancel(self) -> None:
        """Stop looking or copying; nothing is left of a copy that is not whole."""
        clip = self._clip
        if clip is None:
            return
        for request in [r for r, job in self._jobs.items() if job.clip_id == clip.id]:
            self._port.cancel(request)
            del self._jobs[request]
        stopped = replace(self.state, checking=None, copying=None)
        self._tell(clip.id, replace(stopped, offer=self._offer(clip.id, stopped)))

    def put_off(self) -> None:
        """Offer nothing more for this clip, and forget what was found and made."""
        clip = self._clip
        if clip is not None:
            self._put_off.add(clip.id)
            changed = replace(
                self.state, offer=None, findings=None, made=False, damage=(), cut_short=False
            )
            self._tell(clip.id, replace(changed, fault=None, unreadable=False))

    def hear(self, event: AnalysisEvent) -> None:
        """Take an answer; what was cancelled is not waited for."""
        job = self._jobs.get(event.request)
        if job is None:
            return
        clip_id = job.clip_id
        state = self._states.get(clip_id, CareState())
        if isinstance(event, AnalysisProgress):
            share = {"checking": event.done} if job.checks else {"copying": event.done}
            self._tell(clip_id, replace(state, **share))
            return
        del self._jobs[event.request]
        match event:
            case PreflightDone():
                self._harms.learn(clip_id, job.source, _harm_of(event.findings))
                self._tell(clip_id, replace(state, checking=None, findings=event.findings))
            case AnalysisFailed() if job.checks:
                self._tell(clip_id, replace(state, checking=None, unreadable=True))
            case AnalysisFailed():
                fault = event.code or PlayerFault.NOT_WRITTEN
                self._tell(clip_id, replace(state, copying=None, fault=fault))
            case CopyMade():
                self._tell(clip_id, replace(state, copying=None, made=True))
                if self._clip is not None and self._clip.id == clip_id:
                    self._on_copied()
            case _:
                pass

    def _tell(self, clip_id: str, state: CareState) -> None:
        if state == self._states.get(clip_id, CareState()):
            return
        self._states[clip_id] = state
        if self._clip is not None and self._clip.id == clip_id:
            self._on_state(state)
