"""Joins the timeline to the desk: lanes are filled, drags and clicks go back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.desk.analysis import AnalysisDesk, AnalysisState, ClipSight, Job
from app.desk.captioning import CaptioningDesk
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import AnalysisPort
from app.desk.ports.clock import Timers
from app.desk.ports.player import PlayState
from app.desk.timeline import StopKind, TimelineContent
from app.desk.timeline_desk import TimelineDesk
from app.domain.clip import SourceKind
from app.domain.coverage import Span
from app.domain.dialogue import DialogueLine
from app.ui.video.timeline import Timeline

_WATCHED_EVERY_MS = 500
"""How often the lane of what was watched follows a playing clip."""


class TimelinePresenter(QObject):
    """The view of the timeline desk. MAIN."""

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._captioning: CaptioningDesk | None = None
        self._desk: TimelineDesk | None = None
        self._analysis: AnalysisDesk | None = None
        self._watched_at_ms = 0
        self._playing = False

    def connect_desk(self, desk: CaptioningDesk) -> None:
        """Join the timeline to the clip on the desk."""
        self._captioning = desk
        playback, timeline = desk.playback, self._timeline
        self._desk = TimelineDesk(playback, on_content=self._show_content)
        timeline.sought.connect(playback.seek)
        timeline.loop_changed.connect(playback.set_loop)
        timeline.line_changed.connect(desk.lines.retime)
        timeline.line_played.connect(self._play_line)
        timeline.mark_played.connect(self._desk.play_mark)

    def connect_analysis(
        self,
        port: AnalysisPort,
        listen: Callable[[Callable[..., None]], None],
        timers: Timers,
    ) -> None:
        """Join the timeline to what reads clips."""
        analysis = AnalysisDesk(
            port, timers, on_state=self._show_reading, on_sight=self._show_sight
        )
        listen(analysis.on_event)
        self._analysis = analysis
        self._timeline.view_changed.connect(analysis.look_at)
        self._timeline.cancel_asked.connect(analysis.cancel)
        self._timeline.read_on_asked.connect(analysis.read_on)

    def actions(self) -> dict[str, Callable[[], object]]:
        """Give what the keys of the timeline do."""
        table: dict[str, Callable[[], object]] = {
            "play_line": lambda: self._desk and self._desk.play_line(),
            "play_before": lambda: self._desk and self._desk.play_before(),
            "play_after": lambda: self._desk and self._desk.play_after(),
            "timeline_closer": lambda: self._timeline.zoom_by(1),
            "timeline_farther": lambda: self._timeline.zoom_by(-1),
        }
        for kind in StopKind:
            table[f"next_{kind}"] = lambda kind=kind: self._jump(kind, 1)
            table[f"previous_{kind}"] = lambda kind=kind: self._jump(kind, -1)
        return table

    # -- what the desk tells

    def show_lines(self, lines: Sequence[DialogueLine], used: frozenset[str]) -> None:
        """Show the dialogue lines."""
        if self._desk is not None and self._captioning is not None:
            self._desk.set_lines(lines, used, self._captioning.writing.text)

    def show_text(self) -> None:
        """The caption changed: its tokens are the marks."""
        if self._desk is not None and self._captioning is not None:
            self._desk.set_text(self._captioning.writing.text)

    def show_watched(self, watched: Sequence[Span]) -> None:
        """Show which parts were watched."""
        if self._desk is not None:
            self._desk.set_watched(watched)

    def show_playback(self, state: PlaybackState) -> None:
        """Show the media, the loop, and whether it runs."""
        desk, captioning = self._desk, self._captioning
        if desk is None or captioning is None:
            return
        clip = captioning.clip
        self._playing = state.state in {PlayState.PLAYING, PlayState.BUFFERING}
        self._timeline.set_playing(playing=self._playing)
        known = clip.duration_ms if clip is not None and clip.duration_ms else 0
        desk.set_playback(state, known)
        analysis = self._analysis
        if analysis is None:
            return
        if clip is None or state.info is None or clip.kind is SourceKind.NONE:
            analysis.close()
        else:
            analysis.open(clip.id, clip.source, state.info)

    def show_frame(self, media_ms: int) -> None:
        """Move the playhead; what is watched follows now and then."""
        self._timeline.set_place(media_ms)
        captioning = self._captioning
        moved = abs(media_ms - self._watched_at_ms) >= _WATCHED_EVERY_MS
        if self._playing and moved and captioning is not None:
            self._watched_at_ms = media_ms
            self.show_watched(captioning.playback.watched)

    # -- inside

    def _show_content(self, content: TimelineContent) -> None:
        self._timeline.set_content(content)

    def _show_reading(self, state: AnalysisState) -> None:
        self._timeline.set_analysis(state)

    def _show_sight(self, sight: ClipSight, job: Job) -> None:
        if self._desk is not None:
            if job is Job.SOUND:
                self._desk.set_waveform(sight.waveform)
            elif job is Job.SHOTS:
                self._desk.set_cuts(sight.cuts_ms or ())
        self._timeline.set_sight(sight, job)

    def _jump(self, kind: StopKind, direction: int) -> None:
        if self._desk is not None:
            self._desk.jump(kind, direction)

    def _play_line(self, line_id: str) -> None:
        desk = self._captioning
        if desk is None:
            return
        for line in desk.lines.lines:
            if line.id == line_id:
                desk.playback.play_span(line.timecode)
                return
