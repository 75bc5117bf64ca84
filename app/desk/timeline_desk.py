"""The timeline at the desk: puts its content together, jumps along it, plays parts of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from app.desk.playback import PlaybackDesk
from app.desk.playback_state import PlaybackState
from app.desk.timeline import (
    DescribedMark,
    LineBlock,
    StopKind,
    TimelineContent,
    described_marks,
    line_blocks,
    next_stop,
    previous_stop,
    stops,
)
from app.desk.waveform import Waveform
from app.domain.coverage import Span
from app.domain.dialogue import DialogueLine
from app.domain.timecode import Timecode

SLACK_MS: Final = 700
"""While the clip plays, a place this little behind does not count as the previous one."""
SECOND_MS: Final = 1000


class TimelineDesk:
    """Holds what the lanes show. MAIN only; every call returns at once."""

    def __init__(
        self, playback: PlaybackDesk, *, on_content: Callable[[TimelineContent], None]
    ) -> None:
        self._playback = playback
        self._on_content = on_content
        self._content = TimelineContent()
        self._lines: tuple[DialogueLine, ...] = ()
        self._wave = Waveform()
        self._went_ms = 0
        self._frame_ms = 0.0

    @property
    def content(self) -> TimelineContent:
        """What was told last."""
        return self._content

    def set_playback(self, state: PlaybackState, duration_ms: int = 0) -> None:
        """Take the media and the loop; ``duration_ms`` stands in where nothing is loaded."""
        info = state.info
        self._frame_ms = 1000 / info.fps if info is not None and info.fps else 0.0
        self._tell(
            replace(
                self._content,
                duration_ms=info.duration_ms if info else duration_ms,
                has_picture=info is not None and info.has_video,
                has_sound=info is not None and info.has_audio,
                loop=state.loop,
            )
        )

    def set_text(self, raw_text: str) -> None:
        """Take the caption, whose tokens are the marks."""
        marks = described_marks(raw_text, self._lines)
        self._tell(replace(self._content, marks=marks))

    def set_lines(self, lines: Sequence[DialogueLine], used: frozenset[str], raw_text: str) -> None:
        """Take the dialogue lines."""
        self._lines = tuple(lines)
        self._tell(
            replace(
                self._content,
                lines=line_blocks(self._lines, used),
                marks=described_marks(raw_text, self._lines),
            )
        )

    def set_watched(self, watched: Sequence[Span]) -> None:
        """Take what was watched."""
        self._tell(replace(self._content, watched=tuple(watched)))

    def set_cuts(self, cuts_ms: tuple[int, ...]) -> None:
        """Take where shots begin."""
        self._tell(replace(self._content, cuts_ms=cuts_ms))

    def set_waveform(self, wave: Waveform) -> None:
        """Take the sound, for its silences."""
        self._wave = wave

    # -- moving and playing

    def jump(self, kind: StopKind, direction: int) -> bool:
        """Go to the next place of a kind, or back; gives whether there was one."""
        silences = self._wave.silences() if kind is StopKind.SILENCE else ()
        places = stops(self._content, silences, kind)
        at = self._place_ms()
        if direction > 0:
            to = next_stop(places, at)
        else:
            to = previous_stop(places, at, slack_ms=SLACK_MS if self._playback.playing else 0)
        if to is None:
            return False
        self._went_ms = to
        self._playback.seek(to)
        return True

    def _place_ms(self) -> int:
        """Where the playhead is; the place jumped to, while the frame it lies in shows."""
        at = self._playback.playhead_ms()
        return self._went_ms if at < self._went_ms < at + self._frame_ms else at

    def play_line(self) -> bool:
        """Play the line at the playhead, or the last one before it; gives whether there was one."""
        at = self._playback.playhead_ms()
        block = _line_at(self._content.lines, at)
        if block is None:
            return False
        self._playback.play_span(Timecode(block.line.in_ms, block.end_ms))
        return True

    def play_before(self) -> None:
        """Play the second that ends here."""
        at = self._playback.playhead_ms()
        if at > 0:
            self._playback.play_span(Timecode(max(0, at - SECOND_MS), at))

    def play_after(self) -> None:
        """Play the second that starts here."""
        at = self._playback.playhead_ms()
        end = min(at + SECOND_MS, self._content.duration_ms or at + SECOND_MS)
        if end > at:
            self._playback.play_span(Timecode(at, end))

    def play_mark(self, mark: DescribedMark) -> None:
        """Play what a token names."""
        self._playback.play_span(Timecode(mark.start_ms, mark.end_ms))

    def _tell(self, content: TimelineContent) -> None:
        if content != self._content:
            self._content = content
            self._on_content(content)


def _line_at(blocks: Sequence[LineBlock], at_ms: int) -> LineBlock | None:
    """The line that sounds at a time, else the one heard last before it."""
    begun = [block for block in blocks if block.line.in_ms <= at_ms]
    sounding = [block for block in begun if at_ms <= block.end_ms]
    return (sounding or begun or [None])[-1]
