"""Words for the length of a caption."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.common.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthBand:
    """The limits of a guide in words.

    Attributes:
        low: Fewest words.
        high: Most words.
        near: How close to a limit counts as near.
        end: Right end of the meter.
    """

    low: int = 50
    high: int = 250
    near: int = 10
    end: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWords:
    """A state in words with its mark and the color token of the words."""

    mark: Mark
    words: str
    color: str


def length_words(count: int, band: LengthBand) -> MarkedWords:
    """What the meter says: "28 to go", "near 50", "in range", "near 250", "12 over 250"."""
    if count < band.low:
        return MarkedWords(mark=Mark.DOTTED, words=f"{band.low - count} to go", color="ink2")
    if count > band.high:
        over = count - band.high
        return MarkedWords(mark=Mark.OCTAGON, words=f"{over} over {band.high}", color="bad")
    if count < band.low + band.near:
        return MarkedWords(mark=Mark.HALF, words=f"near {band.low}", color="weak")
    if count > band.high - band.near:
        return MarkedWords(mark=Mark.HALF, words=f"near {band.high}", color="weak")
    return MarkedWords(mark=Mark.TICK, words="in range", color="ink")
