"""How a damaged file is said."""

from __future__ import annotations

from typing import Final

from app.desk.harm import Harm
from app.desk.ports.player import PlayerFault
from app.ui.common.words.formats import short_time

_SAFE: Final = "your text and hours are safe. Copy the clip here again if you can."
_BRIEF: Final = {
    PlayerFault.EMPTY_FILE: "does not play: the file is empty",
    PlayerFault.NOTHING_TO_PLAY: "does not play: no picture and no sound in the file",
    PlayerFault.CLIP_STOPS_PLAYER: "does not play: the file stops the player",
}


def harm_words(harm: Harm) -> tuple[str, str]:
    """Say what of a clip is lost, what is safe and what to do."""
    if harm.fault is not None:
        sentence = brief_words(harm)
        return f"The clip {sentence}.", f"{_SAFE[:1].upper()}{_SAFE[1:]}"
    if harm.told_ms:
        there, told = short_time(harm.ends_ms), short_time(harm.told_ms)
        what = f"The file ends at {there} of {told}: its rest is missing."
        return what, f"What is there plays, and {_SAFE}"
    if len(harm.spans) > 1:
        what = f"The picture is damaged in {len(harm.spans)} places, first from {_first(harm)}."
    else:
        what = f"The picture of {_first(harm)} is damaged."
    return what, f"The rest plays, and {_SAFE}"


def brief_words(harm: Harm) -> str:
    """The same in a few words, without a full stop."""
    if harm.fault is not None:
        return _BRIEF.get(harm.fault, "does not play: the file is damaged")
    if harm.told_ms:
        return f"cut off: ends at {short_time(harm.ends_ms)} of {short_time(harm.told_ms)}"
    more = f" and {len(harm.spans) - 1} more" if len(harm.spans) > 1 else ""
    return f"damaged: no picture from {_first(harm)}{more}"


def _first(harm: Harm) -> str:
    return "{} to {}".format(*map(short_time, harm.spans[0])) if harm.spans else ""
