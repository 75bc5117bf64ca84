"""What the queue tells of one clip beside the list."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk.ports.store import UnitOfWork
from app.domain.caption import CleanText
from app.domain.clip import Clip
from app.domain.coverage import covered_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPreview:
    """A clip with its text so far.

    Attributes:
        text: Clean text.
        watched: Share of the clip that was watched, 0 to 1; None while the length is not known.
    """

    clip: Clip
    text: str
    watched: float | None


def preview(unit: UnitOfWork, clip_id: str) -> ClipPreview:
    """Read what is shown of a clip. READER; raises RefusedError ``clip.unknown``."""
    clip = unit.clips.get(clip_id)
    watched = None
    if clip.duration_ms:
        watched = covered_ms(unit.watched.spans(clip_id), clip.duration_ms) / clip.duration_ms
    return ClipPreview(
        clip=clip, text=CleanText.of(unit.drafts.get(clip_id).text).text, watched=watched
    )
