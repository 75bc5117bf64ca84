"""The bars over the text: what became of the caption, what went wrong, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.checks.guide.errors import GuideError
from app.desk.ports.store import DecisionScope, Submission
from app.desk.writing import SaveStatus
from app.domain.clip import Clip, ClipState
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.words.errors import error_words, not_saved_words
from app.ui.common.words.formats import clock, moment

NOT_SAVED, SUBMITTED, PROBLEM, READ_ONLY = "not-saved", "submitted", "problem", "read-only"
PUT_ASIDE, GUIDE = "put-aside", "guide"

_TAKE_BACK, _TAKE_UP = ("take-back", "Take back"), ("take-up", "Take up again")


class CaptionBars(QObject):
    """Says what concerns the caption as a whole, and tells which button was pressed.

    Signals:
        copy_asked: The whole text is wanted on the clipboard.
        take_back_asked: A submission is to be taken back; carries the id of its clip.
        take_up_asked: A clip that was set aside is to be written again; carries its id.
        reload_asked: The guide is to be read again.
        undo_asked: The newest dismissal is to be taken back.
    """

    copy_asked = Signal()
    take_back_asked = Signal(str)
    take_up_asked = Signal(str)
    reload_asked = Signal()
    undo_asked = Signal()

    def __init__(self, bars: BarHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bars = bars
        self._locked = ""
        self._submitted = ""
        bars.pressed.connect(self._on_pressed)

    def clear(self) -> None:
        """Another clip is shown: what was said of the one before goes."""
        for bar in (READ_ONLY, PROBLEM, PUT_ASIDE):
            self._bars.remove(bar)

    def remove(self, bar_id: str) -> None:
        """Take a bar away; nothing happens if there is none."""
        self._bars.remove(bar_id)

    def show_writable(self, clip: Clip | None) -> None:
        """Say why the text of a clip cannot be changed; None where it can be."""
        if clip is None:
            self._locked = ""
            self._bars.remove(READ_ONLY)
            return
        self._locked = clip.id
        sentence, detail, button = _locked_words(clip)
        self._bars.show_bar(
            BarContent(
                id=READ_ONLY,
                gravity=Gravity.INFO,
                sentence=sentence,
                detail=detail,
                buttons=(button,) if button else (),
            )
        )

    def call(self) -> None:
        """Show again why nothing can be typed, so that it is seen."""
        if not self._locked:
            return
        # The offer to take it back, which was made at submission, says the same.
        says_it = self._bars.holds(SUBMITTED) and self._submitted == self._locked
        self._bars.call(SUBMITTED if says_it else READ_ONLY)

    def show_submitted(self, submission: Submission, clip: Clip) -> None:
        """Say that a caption was handed over, and offer to take it back."""
        self._submitted = submission.clip_id
        at = clock(moment(submission.at_ms))
        self._bars.show_bar(
            BarContent(
                id=SUBMITTED,
                gravity=Gravity.INFO,
                sentence=f"{clip.title} was submitted at {at}.",
                detail="It can be taken back until someone reviews it.",
                buttons=(_TAKE_BACK, ("not-now", "Close")),
            )
        )

    def show_problem(self, error: Exception) -> None:
        """Say what happened, what is safe and what to do."""
        problem = error_words(error)
        guide = isinstance(error, GuideError)
        self._bars.show_bar(
            BarContent(
                id=GUIDE if guide else PROBLEM,
                gravity=Gravity.WEAK,
                sentence=problem.sentence,
                detail=problem.detail,
                buttons=(*((("reload", "Reload"),) if guide else ()), ("close", "Close")),
            )
        )

    def show_save(self, status: SaveStatus) -> None:
        """Say why the text is not stored; it stays until that is mended."""
        if not status.code:
            self._bars.remove(NOT_SAVED)
            return
        since = clock(moment(status.failing_since_ms or 0), seconds=True)
        problem = not_saved_words(since, status.code)
        where = f" A copy lies in {status.rescue}." if status.rescue else ""
        self._bars.show_bar(
            BarContent(
                id=NOT_SAVED,
                gravity=Gravity.BAD,
                sentence=problem.sentence,
                detail=f"{problem.detail}{where}",
                buttons=(("copy", "Copy all text"),),
            )
        )

    def show_put_aside(self, what: str, scope: DecisionScope) -> None:
        """Say that a finding was put aside, and offer to undo it."""
        self._bars.show_bar(
            BarContent(
                id=PUT_ASIDE,
                gravity=Gravity.INFO,
                sentence=f"Put aside: {what}.",
                detail="For the whole clip." if scope is DecisionScope.CLIP else "",
                buttons=(("undo", "Undo"), ("close", "Close")),
            )
        )

    def _on_pressed(self, bar_id: str, key: str) -> None:
        acts: dict[tuple[str, str], Callable[[], object]] = {
            (SUBMITTED, "take-back"): lambda: self.take_back_asked.emit(self._submitted),
            (READ_ONLY, "take-back"): lambda: self.take_back_asked.emit(self._locked),
            (READ_ONLY, "take-up"): lambda: self.take_up_asked.emit(self._locked),
            (GUIDE, "reload"): self.reload_asked.emit,
            (PUT_ASIDE, "undo"): self.undo_asked.emit,
        }
        act = acts.get((bar_id, key))
        if key == "copy":
            self.copy_asked.emit()
        elif act is not None:
            self._bars.remove(bar_id)
            act()
        elif key in {"close", "not-now"}:
            self._bars.remove(bar_id)


def _locked_words(clip: Clip) -> tuple[str, str, tuple[str, str] | None]:
    """Why a clip's text is locked, what is known or to do about it, and the button that does it."""
    if clip.state is ClipState.SET_ASIDE:
        reason = clip.set_aside_reason.strip().rstrip(".")
        return "This clip is set aside.", f"{reason}." if reason else "", _TAKE_UP
    if clip.state is ClipState.ACCEPTED:
        return "This caption was accepted.", "It is not changed any more.", None
    if clip.state is ClipState.IN_REVIEW:
        return "Someone reviews this caption.", "It can be written again when it comes back.", None
    return "This caption was submitted.", "Take it back to go on writing.", _TAKE_BACK
