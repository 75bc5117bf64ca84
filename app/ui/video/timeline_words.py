"""What the timeline says, on screen and to screen readers."""

from __future__ import annotations

from typing import Final

from app.desk.analysis import AnalysisState, Job, Patience
from app.desk.timeline import TimelineContent
from app.ui.common.words.formats import percent

NO_SOUND: Final = "No sound in this clip"
NO_PICTURE: Final = "No picture in this clip"
STREAM: Final = "A stream is not read ahead"
CANCELLED: Final = "Reading was stopped"
CANCEL: Final = "Cancel"
READ_ON: Final = "Read on"
FAILED: Final = {
    Job.SOUND: "The sound could not be read",
    Job.SHOTS: "The shots could not be found",
    Job.PICTURES: "The pictures could not be made",
}
READING: Final = {
    Job.SOUND: "Reading sound",
    Job.SHOTS: "Finding shots",
    Job.PICTURES: "Making pictures",
}


def seconds(ms: float) -> str:
    """A time as it is read out: `18.6`, `24`, `1 minute 4.5`."""
    whole, tenth = divmod(round(ms / 100), 10)
    minutes, second = divmod(whole, 60)
    tail = f"{second}.{tenth}" if tenth else str(second)
    if not minutes:
        return tail
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'} {tail}"


def name(content: TimelineContent, playhead_ms: int) -> str:
    """The name of the timeline for screen readers."""
    if not content.duration_ms:
        return "Sound timeline, no clip"
    length = seconds(content.duration_ms)
    return f"Sound timeline, playhead {seconds(playhead_ms)} of {length} seconds"


def watched(content: TimelineContent) -> str:
    """How much was watched and what was not."""
    share = content.watched_share
    if share is None:
        return ""
    gaps = content.unwatched(longer_than_ms=500)
    rest = " and ".join(f"from {seconds(start)} to {seconds(end)} seconds" for start, end in gaps)
    head = f"Watched {int(share * 100 + 1e-9)} percent"
    return f"{head}, not watched {rest}" if rest else head


def described(content: TimelineContent) -> str:
    """What part of the clip no token lies in."""
    gap = content.undescribed()
    if not content.marks:
        return "No times in the caption yet"
    if gap is None:
        return "No long stretch without a time"
    return f"No time from {seconds(gap[0])} to {seconds(gap[1])} seconds"


def description(content: TimelineContent) -> str:
    """What the lanes hold, for screen readers."""
    if not content.duration_ms:
        return ""
    lines = len(content.lines)
    shots = len(content.shots)
    counts = (
        f"{shots} shot{'s' * (shots != 1)}, {lines} line{'s' * (lines != 1)}, "
        f"{len(content.marks)} time{'s' * (len(content.marks) != 1)} in the caption"
    )
    return ". ".join(part for part in (watched(content), described(content), counts) if part)


def sound_words(content: TimelineContent, state: AnalysisState) -> str:
    """What the sound lane says where there is no waveform, "" for nothing."""
    if not content.has_sound:
        # With neither, the clip is not open yet, or plays in the client's web tool.
        return NO_SOUND if content.has_picture else ""
    return _job_words(Job.SOUND, state)


def picture_words(content: TimelineContent, state: AnalysisState) -> str:
    """What the picture lane says where there are no pictures."""
    if not content.has_picture:
        return NO_PICTURE if content.has_sound else ""
    return _job_words(Job.PICTURES, state)


def shots_label(state: AnalysisState) -> str:
    """The name of the first lane, with how far the search is."""
    share = state.share(Job.SHOTS)
    if share is None or state.patience is Patience.NONE:
        return "Shots"
    return f"Shots {percent(share)}"


def _job_words(job: Job, state: AnalysisState) -> str:
    if not state.possible:
        return STREAM if job is Job.SOUND else ""
    if job in state.failed:
        return FAILED[job]
    if state.cancelled:
        return CANCELLED if job is Job.SOUND else ""
    share = state.share(job)
    if share is None or state.patience is Patience.NONE:
        return ""
    return f"{READING[job]}, {percent(share)}"
