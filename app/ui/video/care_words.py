"""What is said about checking a file and about copies of it."""

from __future__ import annotations

from typing import Final

from app.desk.clip_care import CareState, Offer
from app.desk.ports.player import MediaInfo, PlayerFault
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.words.formats import percent
from app.ui.common.words.harm import harm_words
from app.ui.common.words.preflight import preflight_words
from app.ui.video.words import FAULTS

CARE: Final = "clip-care"

_FAILED: Final = {
    PlayerFault.STREAM_FAILED: (
        "The stream could not be kept: it does not answer.",
        "Nothing of it was left behind. Check the network, then try again.",
    ),
    PlayerFault.NO_END: FAULTS[PlayerFault.NO_END],
    PlayerFault.DISK_FULL: FAULTS[PlayerFault.DISK_FULL],
}
_NO_COPY: Final = (
    "The copy could not be made.",
    "Nothing of it was left behind, and the clip plays as before.",
)
_COPY: Final = ("copy", "Make a copy")
_AGAIN: Final = ("copy", "Try again")
_CANCEL: Final = ("cancel", "Cancel")
_CHECK: Final = ("check-file", "Check this file")
_CLOSE: Final = ("close", "Close")
_NOT_NOW: Final = ("not-now", "Not now")


def care_bar(state: CareState, gravity: Gravity) -> BarContent | None:
    """The bar for what is being done for a clip; None when there is nothing to say.

    Args:
        state: What is being done.
        gravity: How grave findings are: they weigh more where the clip does not play.
    """
    if state.copying is not None:
        what = "Keeping the stream" if state.stream else "Making a copy"
        return _bar(
            Gravity.INFO,
            f"{what}, {percent(state.copying)}.",
            "You can go on; the clip plays as before until it is done.",
            _CANCEL,
        )
    if state.checking is not None:
        words = f"Looking through the file, {percent(state.checking)}."
        return _bar(gravity, words, "You can go on writing.", _CANCEL)
    if state.fault is not None:
        again = () if state.fault is PlayerFault.NO_END else (_AGAIN,)
        return _bar(Gravity.WEAK, *_FAILED.get(state.fault, _NO_COPY), *again, _CLOSE)
    if state.made:
        return _made(stream=state.stream)
    if state.findings is not None:
        copy = (_COPY,) if state.curable else ()
        words = f"{media_words(state.info)} {preflight_words(state.findings)}".strip()
        if copy:
            words += " A copy without that can be made; the file itself is not touched."
        return _bar(gravity, "The file was looked through.", words, *copy, _CLOSE)
    if state.unreadable:
        words = "It may be cut off or damaged. Copy it here again."
        return _bar(gravity, "The file can't be looked through to its end.", words, _CLOSE)
    if state.damage or state.cut_short:
        return _bar(Gravity.WEAK, *harm_words(state.harm), _CHECK, _NOT_NOW)
    return _offer(state) if state.offer is not None else None


def _made(*, stream: bool) -> BarContent:
    if stream:
        words = "Its times are exact from the next pause on. Look at the timecodes set before."
        return _bar(Gravity.INFO, "The stream is kept on this machine.", words, _CLOSE)
    words = "It plays from the next pause on. The file itself is as it was."
    return _bar(Gravity.INFO, "The copy is made.", words, _CLOSE)


def _offer(state: CareState) -> BarContent:
    group_ms = state.info.longest_group_ms if state.info is not None else 0
    if state.offer is Offer.STREAM:
        return _bar(
            Gravity.INFO,
            "Times in a stream are estimates (≈).",
            "Kept on this machine, it has exact times and plays without the network.",
            ("copy", "Keep for offline"),
            _NOT_NOW,
        )
    return _bar(
        Gravity.INFO,
        "Seeking in this clip is slow.",
        f"Key frames are {group_ms / 1000:.0f} s apart. A copy helps; the file is not touched.",
        _COPY,
        _NOT_NOW,
    )


def _bar(gravity: Gravity, sentence: str, detail: str, *buttons: tuple[str, str]) -> BarContent:
    return BarContent(id=CARE, gravity=gravity, sentence=sentence, detail=detail, buttons=buttons)


def media_words(info: MediaInfo | None) -> str:
    """Say what kind of file it is: container, codecs and rate."""
    if info is None or not info.container:
        return ""
    # libavformat names a family: the first name is the oldest.
    families = info.container.split(",")
    container = "mp4" if "mp4" in families else families[0]
    inside = " and ".join(filter(None, (info.video_codec, info.audio_codec)))
    rate = f", {info.fps:.4g} frames a second" if info.fps and info.has_video else ""
    return f"{container.upper()} with {inside.upper()}{rate}."
