"""What the caption room says when the player can't do its work: bars with the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.desk.playback import PlaybackState
from app.desk.ports.analysis import (
    AnalysisEvent,
    AnalysisFailed,
    AnalysisPort,
    Preflight,
    PreflightDone,
    PreflightFinding,
)
from app.desk.ports.player import PlayerFailed, PlayerFault
from app.domain.clip import Clip
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.words.formats import counted, short_time

MISSING, STOPS, CHECKED = "clip-missing", "clip-stops", "clip-checked"

_FOUND = {
    Preflight.NO_SOUND: "there is no sound",
    Preflight.NO_PICTURE: "there is no picture",
    Preflight.VARIABLE_RATE: "frames last differently long",
    Preflight.NO_TIMES: "frames carry no times",
    Preflight.HIGH_RATE: "it has more than 60 frames a second",
}


class PlayerNotices(QObject):
    """Watches the player's state and puts up bars.

    Signals:
        locate_asked: The person wants to show where the file is; carries the clip's id.
        look_again_asked: The file is to be opened again.
    """

    locate_asked = Signal(str)
    look_again_asked = Signal()

    def __init__(
        self,
        bars: BarHost,
        analysis: AnalysisPort,
        clip: Callable[[], Clip | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bars = bars
        self._analysis = analysis
        self._clip = clip
        self._problem: PlayerFailed | None = None
        self._request = 0
        bars.pressed.connect(self._on_bar)

    def show_state(self, state: PlaybackState) -> None:
        """Put up a bar for a new problem, and take it away when it is over."""
        if state.problem == self._problem:
            return
        self._problem = state.problem
        for bar in (MISSING, STOPS):
            self._bars.remove(bar)
        clip = self._clip()
        if state.problem is None or clip is None:
            return
        if state.problem.code is PlayerFault.NOT_FOUND:
            self._say_missing(clip)
        elif state.problem.code in {PlayerFault.CLIP_STOPS_PLAYER, PlayerFault.DAMAGED}:
            self._say_stops(state.problem.code)

    def hear(self, event: AnalysisEvent) -> None:
        """Take the answer to a check of the file."""
        if event.request != self._request:
            return
        if isinstance(event, PreflightDone):
            self._say_checked(preflight_words(event.findings))
        elif isinstance(event, AnalysisFailed):
            self._say_checked("The file can't be looked through to its end.")

    def _say_missing(self, clip: Clip) -> None:
        path = Path(clip.source)
        self._bars.show_bar(
            BarContent(
                id=MISSING,
                gravity=Gravity.WEAK,
                sentence=f"{path.name} is not where it was.",
                detail=f"It was in {path.parent}. Your text, dialogue and hours are safe.",
                buttons=(
                    ("locate", "Locate…"),
                    ("look-again", "Look again"),
                    ("without", "Write without the picture"),
                ),
            )
        )

    def _say_stops(self, code: PlayerFault) -> None:
        stops = code is PlayerFault.CLIP_STOPS_PLAYER
        self._bars.show_bar(
            BarContent(
                id=STOPS,
                gravity=Gravity.WEAK,
                sentence="This file stops the player." if stops else "This file is damaged.",
                detail="Your text and time are kept, and you can go on writing.",
                buttons=(("check-file", "Check this file"), ("look-again", "Look again")),
            )
        )

    def _say_checked(self, words: str) -> None:
        self._bars.show_bar(
            BarContent(
                id=CHECKED,
                gravity=Gravity.INFO,
                sentence="The file was looked through.",
                detail=words,
                buttons=(("close", "Close"),),
            )
        )

    def _on_bar(self, bar_id: str, key: str) -> None:
        clip = self._clip()
        if bar_id not in {MISSING, STOPS, CHECKED} or clip is None:
            return
        if key == "locate":
            self.locate_asked.emit(clip.id)
        elif key == "look-again":
            self._bars.remove(bar_id)
            self.look_again_asked.emit()
        elif key == "check-file":
            self._analysis.start()
            self._request = self._analysis.preflight(clip.source)
        else:
            self._bars.remove(bar_id)


def preflight_words(findings: tuple[PreflightFinding, ...]) -> str:
    """Say what a look through a file found."""
    if not findings:
        return "Nothing is wrong with it."
    parts = [_finding_words(finding) for finding in findings]
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _finding_words(finding: PreflightFinding) -> str:
    match finding.code:
        case Preflight.DAMAGED_PLACES:
            places = counted(round(finding.value), "damaged place")
            return f"{places}, the first at {short_time(finding.at_ms)}"
        case Preflight.LONG_GROUPS:
            return f"pictures can be sought only every {finding.value:.0f} s, which is slow"
        case Preflight.LARGE_PICTURE:
            return f"the picture is large ({finding.value:.1f} megapixels)"
        case _:
            return _FOUND[finding.code]
