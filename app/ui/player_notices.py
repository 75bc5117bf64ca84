"""What the caption room says when the player can't do its work well: bars with the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.desk.clip_care import CareState, ClipCare
from app.desk.harm import Harms
from app.desk.playback_state import PlaybackState
from app.desk.ports.analysis import AnalysisEvent, AnalysisPort
from app.desk.ports.player import PlayerFailed, PlayerFault
from app.domain.clip import Clip
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.video.care_words import CARE, care_bar

MISSING, STOPS = "clip-missing", "clip-stops"


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
        care: AnalysisPort,
        clip: Callable[[], Clip | None],
        parent: QObject | None = None,
        harms: Harms | None = None,
    ) -> None:
        super().__init__(parent)
        self._bars = bars
        self._clip = clip
        self._problem: PlayerFailed | None = None
        self._playing = False
        self._reload = ""
        self._care = ClipCare(care, on_state=self._show_care, on_copied=self._copied, harms=harms)
        bars.pressed.connect(self._on_bar)

    def show_state(self, state: PlaybackState) -> None:
        """Put up a bar for a new problem, and take it away when it is over."""
        clip = self._clip()
        self._playing = state.playing
        self._care.show(clip, state)
        self._reload_at_rest()
        if state.problem == self._problem:
            return
        self._problem = state.problem
        for bar in (MISSING, STOPS):
            self._bars.remove(bar)
        if state.problem is None or clip is None:
            return
        if state.problem.code is PlayerFault.NOT_FOUND:
            self._say_missing(clip)
        elif state.problem.code in {PlayerFault.CLIP_STOPS_PLAYER, PlayerFault.DAMAGED}:
            self._say_stops(state.problem.code)

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
                detail=(
                    "It did so three times in a row. Your text and time are kept."
                    if stops
                    else "Your text and time are kept, and you can go on writing."
                ),
                buttons=(("check-file", "Check this file"), ("look-again", "Try again")),
            )
        )

    # -- checks and copies

    def hear(self, event: AnalysisEvent) -> None:
        """Take what was found or made."""
        self._care.hear(event)

    def _show_care(self, state: CareState) -> None:
        grave = self._problem is not None
        content = care_bar(state, Gravity.WEAK if grave else Gravity.INFO)
        if content is None:
            self._bars.remove(CARE)
        else:
            # What was found says more than that something is wrong.
            self._bars.show_bar(content)

    def _copied(self) -> None:
        """Load the clip anew, but let what plays be played to its pause."""
        clip = self._clip()
        self._reload = clip.id if clip is not None else ""
        self._reload_at_rest()

    def _reload_at_rest(self) -> None:
        clip = self._clip()
        if self._reload and not self._playing:
            wanted, self._reload = self._reload, ""
            if clip is not None and clip.id == wanted:
                self.look_again_asked.emit()

    def _on_bar(self, bar_id: str, key: str) -> None:
        clip = self._clip()
        if bar_id not in {MISSING, STOPS, CARE} or clip is None:
            return
        match key:
            case "locate":
                self.locate_asked.emit(clip.id)
            case "look-again":
                self._bars.remove(bar_id)
                self.look_again_asked.emit()
            case "check-file":
                self._care.check()
            case "copy":
                self._care.make_copy()
            case "cancel":
                self._care.cancel()
            case _ if bar_id == CARE:
                self._care.put_off()
            case _:
                self._bars.remove(bar_id)
