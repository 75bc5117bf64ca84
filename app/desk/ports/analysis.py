"""The analysis of clips as the desk and the window see it. Standard library only.

Apart from the player's port, because the window needs none of this before its first paint. Times
are media time in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from app.desk.ports.player import MediaInfo, PlayerFault


LONG_GROUP_MS: Final = 8_500
"""Longer than the 250 pictures that encoders put in a group by themselves take at 30 a second."""


class Preflight(StrEnum):
    """What a look through a whole file may find; `detail` of the finding says where or how much."""

    NO_SOUND = "no-sound"
    NO_PICTURE = "no-picture"
    LONG_GROUPS = "long-groups"
    """Groups of pictures of more than `LONG_GROUP_MS`: seeking takes long; value in seconds."""
    VARIABLE_RATE = "variable-rate"
    NO_TIMES = "no-times"
    """Frames carry no times, so that none can be addressed exactly."""
    DAMAGED_PLACES = "damaged-places"
    """Stretches that cannot be shown: `spans`; value is their number, `at_ms` the first."""
    CUT_SHORT = "cut-short"
    """The file ends at `at_ms`, before the length that it tells; value is that, in seconds."""
    LARGE_PICTURE = "large-picture"
    """More than 1920x1088 pixels; value in megapixels."""
    HIGH_RATE = "high-rate"
    """More than 60 frames a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightFinding:
    """One finding of a look through a file."""

    code: Preflight
    value: float = 0.0
    at_ms: int = 0
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisEvent:
    """Anything the analysis tells; `request` is the number its call returned."""

    request: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisProgress(AnalysisEvent):
    """How far a request is, from 0 to 1."""

    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisFailed(AnalysisEvent):
    """A request could not be answered, or was cancelled (`code` is None)."""

    code: PlayerFault | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed(AnalysisEvent):
    """The clip is described."""

    info: MediaInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class PeaksFound(AnalysisEvent):
    """A part of the waveform: one byte for each hundredth of a second, 0 to 255 of full scale."""

    start_ms: int
    peaks: bytes
    last: bool
    unheard: tuple[tuple[int, int], ...] = ()
    """With the last part: stretches in which the file gives no sound at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotsFound(AnalysisEvent):
    """Times of the first frame of each shot but the first."""

    cuts_ms: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPicture:
    """A small picture: four bytes a pixel (blue, green, red, 255), without padding."""

    width: int
    height: int
    pixels: bytes
    exact: bool = True
    """False: the key frame before, until the right one is decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbnailMade(AnalysisEvent):
    """A small picture of the moment asked for; one that is not exact is followed by another."""

    media_ms: int
    picture: SmallPicture
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentHashed(AnalysisEvent):
    """The SHA-256 of the whole file, in hexadecimal."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightDone(AnalysisEvent):
    """The file was looked through; an empty tuple means that nothing was found."""

    findings: tuple[PreflightFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMade(AnalysisEvent):
    """The copy is whole; the player takes it when the clip is loaded anew."""


class AnalysisPort(Protocol):
    """Looks at files in a niced process; each call returns its request's number at once."""

    def start(self) -> None:
        """Start the process in the background."""
        ...

    def probe(self, path: str) -> int:
        """Describe a file; answered by `Probed`."""
        ...

    def peaks(self, path: str, *, from_ms: int = 0) -> int:
        """The waveform in chunks of `PeaksFound`, those from `from_ms` on first."""
        ...

    def shots(self, path: str) -> int:
        """Where one shot ends and the next begins; answered by `ShotsFound`."""
        ...

    def thumbnails(self, path: str, times_ms: tuple[int, ...], *, height: int) -> int:
        """Small pictures in the order asked for, each by a `ThumbnailMade`.

        Those far from a key frame come twice, first quickly and then right.
        """
        ...

    def hash_content(self, path: str) -> int:
        """Hash the whole file; answered by `ContentHashed`."""
        ...

    def preflight(self, path: str) -> int:
        """Look through the whole file; answered by `PreflightDone`."""
        ...

    def make_seekable_copy(self, path: str) -> int:
        """Write a copy that seeks quickly; the original stays untouched; answered by `CopyMade`."""
        ...

    def keep_stream(self, address: str) -> int:
        """Keep a stream on this machine; answered by `CopyMade`."""
        ...

    def cancel(self, request: int) -> None:
        """Give a request up; it is answered by `AnalysisFailed` without a code."""
        ...

    def close(self) -> None:
        """End the process; waits for nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A whole waveform, one byte for each hundredth of a second, and where there was no sound."""

    peaks: bytes
    unheard: tuple[tuple[int, int], ...] = ()


class WaitingAnalysis(Protocol):
    """The analysis for the command line: each call waits for its result."""

    def probe(self, path: str) -> MediaInfo:
        """Describe a file.

        Raises:
            PlayerError: it cannot be used.
        """
        ...

    def peaks(self, path: str) -> Sound:
        """The whole waveform."""
        ...

    def shots(self, path: str) -> tuple[int, ...]:
        """Times in ms of the frames that begin a shot, but the first."""
        ...

    def preflight(self, path: str) -> tuple[PreflightFinding, ...]:
        """What will be troublesome."""
        ...

    def close(self) -> None:
        """End the process."""
        ...
