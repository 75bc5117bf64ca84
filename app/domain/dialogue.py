"""Lines heard in a clip."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.timecode import Timecode, format_token


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueLine:
    """A line heard in the clip.

    Attributes:
        id: A UUIDv7.
        clip_id: The clip in which it is heard.
        in_ms: Media time at which it starts.
        out_ms: Media time at which it ends, later than ``in_ms``; None while not marked.
        speaker: Who says it, or "".
        words: The words as heard, without quotation marks.
    """

    id: str
    clip_id: str
    in_ms: int
    out_ms: int | None = None
    speaker: str = ""
    words: str = ""

    @property
    def timecode(self) -> Timecode:
        """The moment or stretch of the line."""
        out = self.out_ms if self.out_ms is not None and self.out_ms > self.in_ms else None
        return Timecode(self.in_ms, out)


def sort_key(line: DialogueLine) -> tuple[int, int, str]:
    """Order lines as they are heard."""
    return (line.in_ms, line.out_ms if line.out_ms is not None else line.in_ms, line.id)


def quotation_with_token(line: DialogueLine) -> str:
    """Write a line as it goes into the caption: ``"words" [00:12.400-00:14.000]``."""
    words = line.words.strip().strip('"“”')
    return f'"{words}" {format_token(line.timecode)}'
