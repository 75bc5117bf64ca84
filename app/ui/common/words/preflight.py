"""What a look through a whole file found, in words."""

from __future__ import annotations

from typing import Final

from app.desk.ports.analysis import Preflight, PreflightFinding
from app.ui.common.words.formats import counted, short_time

_FOUND: Final = {
    Preflight.NO_SOUND: "there is no sound",
    Preflight.NO_PICTURE: "there is no picture",
    Preflight.VARIABLE_RATE: "frames last differently long",
    Preflight.NO_TIMES: "frames carry no times",
    Preflight.HIGH_RATE: "it has more than 60 frames a second",
}
_NAMED: Final = 3
"""So many damaged stretches are named one by one."""


def preflight_words(findings: tuple[PreflightFinding, ...]) -> str:
    """Say what a look through a file found."""
    if not findings:
        return "Nothing is wrong with it."
    sentence = "; ".join(_finding_words(finding) for finding in findings)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _finding_words(finding: PreflightFinding) -> str:
    match finding.code:
        case Preflight.DAMAGED_PLACES:
            places = counted(round(finding.value), "damaged place")
            if not finding.spans:
                return f"{places}, the first at {short_time(finding.at_ms)}"
            spans = ["{} to {}".format(*map(short_time, span)) for span in finding.spans]
            more = f" and {len(spans) - _NAMED} more" if len(spans) > _NAMED else ""
            return f"{places} without a picture: {', '.join(spans[:_NAMED])}{more}"
        case Preflight.CUT_SHORT:
            told = short_time(round(finding.value * 1000))
            return f"it ends at {short_time(finding.at_ms)} of {told}"
        case Preflight.LONG_GROUPS:
            return f"key frames are up to {finding.value:.0f} s apart, so seeking is slow"
        case Preflight.LARGE_PICTURE:
            return f"the picture is large ({finding.value:.1f} megapixels)"
        case _:
            return _FOUND[finding.code]
