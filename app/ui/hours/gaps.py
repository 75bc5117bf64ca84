"""The question after a gap: a quiet bar over whatever room is open; nothing counts until chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.worklog import Activity, Correction, GapKind, WorkGap
from app.exchange.timesheet_text import ACTIVITY_WORDS
from app.timekeeping.corrections import GapAnswer
from app.ui.common.bars import BarContent, BarHost, Gravity
from app.ui.common.fields import Choice
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.words.formats import clock, long_time, moment
from app.ui.dialogs import Question
from app.ui.hours.words import gap_question

BAR = "gap:"
UNDO_BAR = "gap-undo:"
LOOP_BAR = "gap-loop"
OTHER, LATER, UNDO, HERE = "other", "later", "undo", "here"

_SAID = {
    GapAnswer.KEEP.value: "Kept",
    GapAnswer.DISCARD.value: "Discarded",
    GapAnswer.CLIENT_TOOL.value: "Counted as work in the client's tool",
    GapAnswer.REASSIGN.value: "Counted as other work",
}


class GapQuestions:
    """Poses the questions one after the other and hands on the answers. MAIN.

    Args:
        bars: Where the bar is shown.
        answer: Stores an answer.
        undo: Takes a correction back.
        clips: Gives the clips to choose from, the current one first: id and title.
    """

    def __init__(
        self,
        bars: BarHost,
        *,
        answer: Callable[[WorkGap, GapAnswer, str | None, Activity | None], None],
        undo: Callable[[str], None],
        clips: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        self._bars = bars
        self._answer = answer
        self._undo = undo
        self._clips = clips
        self._waiting: dict[str, WorkGap] = {}
        self._loop_said = False
        bars.pressed.connect(self._on_pressed)

    def ask(self, gap: WorkGap, title: str) -> None:
        """Ask about a gap; the newest is on top, the others wait under it."""
        self._waiting[gap.id] = gap
        self.loop_goes_on()
        length = long_time(gap.end_ms - gap.start_ms)
        work = ACTIVITY_WORDS[gap.activity].lower()
        on = f" on {title}" if title else ""
        self._bars.show_bar(
            BarContent(
                id=f"{BAR}{gap.id}",
                gravity=Gravity.INFO,
                sentence=gap_question(
                    gap.start_ms,
                    gap.end_ms,
                    gap.offset_minutes,
                    plays=gap.kind is GapKind.LOOP,
                ),
                detail=f"{length}, not counted until you choose. Last work: {work}{on}.",
                buttons=(
                    (GapAnswer.KEEP.value, "Keep"),
                    (GapAnswer.DISCARD.value, "Discard"),
                    (GapAnswer.CLIENT_TOOL.value, "In the client's tool"),
                    (OTHER, "Other work…"),
                    (LATER, "Not now"),
                ),
            )
        )

    def say_loop(self, since_ms: int) -> None:
        """Say that a loop was left alone; a key or the pointer goes on, and then the gap asks."""
        self._loop_said = True
        self._bars.show_bar(
            BarContent(
                id=LOOP_BAR,
                gravity=Gravity.INFO,
                sentence="The loop played through twice with nobody touching anything.",
                detail=f"Not counted since {clock(moment(since_ms))}. "
                "Any key or the pointer goes on.",
                buttons=((HERE, "I am here"),),
            )
        )

    def loop_goes_on(self) -> None:
        """Take the word about the loop away; also a gap too short for a question ends it."""
        if self._loop_said:
            self._loop_said = False
            self._bars.remove(LOOP_BAR)

    def answered(self, correction: Correction) -> None:
        """Say what was stored, with the way back."""
        if correction.gap_id is None:
            return
        self._waiting.pop(correction.gap_id, None)
        self._bars.remove(f"{BAR}{correction.gap_id}")
        length = long_time(sum(added.duration_ms for added in correction.adds))
        counted = f": {length}." if correction.adds else "."
        self._bars.show_bar(
            BarContent(
                id=f"{UNDO_BAR}{correction.id}",
                gravity=Gravity.INFO,
                sentence=f"{_SAID[correction.reason]}{counted}",
                buttons=((UNDO, "Undo"), ("close", "Close")),
            )
        )

    def choose_other(self, gap: WorkGap) -> None:
        """Ask which clip or activity the time was for."""
        dialog = OtherWork(self._bars.window(), gap, self._clips())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._answer(
                gap,
                GapAnswer.REASSIGN,
                dialog.clip.currentData() or None,
                Activity(dialog.activity.currentData()),  # Qt gives the plain text back
            )
        elif gap.id in self._waiting:
            self.ask(gap, dict(self._clips()).get(gap.clip_id or "", ""))

    def _on_pressed(self, bar_id: str, key: str) -> None:
        if bar_id == LOOP_BAR:
            self.loop_goes_on()
            return
        if bar_id.startswith(UNDO_BAR):
            self._bars.remove(bar_id)
            if key == UNDO:
                self._undo(bar_id.removeprefix(UNDO_BAR))
            return
        gap = self._waiting.get(bar_id.removeprefix(BAR))
        if not bar_id.startswith(BAR) or gap is None:
            return
        if key == OTHER:
            self.choose_other(gap)
            return
        self._bars.remove(bar_id)
        if key == LATER:
            self._waiting.pop(gap.id, None)
        else:
            self._answer(gap, GapAnswer(key), None, None)


class OtherWork(Question):
    """Which clip and which activity a gap was for."""

    def __init__(self, parent: QWidget, gap: WorkGap, clips: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "What was it?", "Go back", "Count it")
        self.say(gap_question(gap.start_ms, gap.end_ms, gap.offset_minutes), "ink2")
        self.activity = Choice("Activity")
        for activity in Activity:
            self.activity.addItem(ACTIVITY_WORDS[activity], activity)
        self.activity.setCurrentIndex(self.activity.findData(gap.activity))
        self.clip = Choice("Clip")
        self.clip.addItem("No clip", "")
        for clip_id, title in clips:
            self.clip.addItem(title, clip_id)
        self.clip.setCurrentIndex(max(0, self.clip.findData(gap.clip_id or "")))
        for words, field in (("Activity", self.activity), ("Clip", self.clip)):
            self.body.addWidget(Label(words, Role.LABEL, "ink2"))
            self.body.addWidget(field)
        self.activity.setFocus(Qt.FocusReason.OtherFocusReason)
