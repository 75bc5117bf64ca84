"""What the frame of the window says: header, status line, bars that concern all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.checks.guide.errors import GuideError
from app.desk.ports.language import CheckerName, CheckerState, CheckerStatus
from app.desk.queue import Refusal
from app.domain.clip import WRITABLE, Clip, SourceKind
from app.domain.errors import RefusedError
from app.timekeeping.signals import WentAway
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.focus_of import holds_focus
from app.ui.common.keyhint import hint_words
from app.ui.common.words.criteria import CHECKER_NAMES
from app.ui.common.words.errors import error_words, problem_words
from app.ui.common.words.refused import left_out

if TYPE_CHECKING:
    from app.ui.window_controller import WindowController

REFUSED, BUG, GUIDE, CHECKER = "refused", "bug", "guide", "checker-"
AGAIN, WITHOUT = "again", "without"
_STATES = {
    CheckerState.READY: "ready",
    CheckerState.STARTING: "starting",
    CheckerState.OFF: "off",
    CheckerState.MISSING: "not here",
    CheckerState.FAILED: "failed",
}


class WindowFrame:
    """Shows what concerns the whole window. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller
        self._window = controller.window
        self._desks = controller.desks
        self._told: set[str] = set()

    def show_header(self) -> None:
        """Show the room, what is open in it, and its buttons."""
        header = self._window.header
        room = self._controller.rooms.current
        keymap = self._window.actions_table.keymap
        header.show_room(room)
        header.set_door_keys(keymap.first_key)
        if room == "caption":
            header.set_buttons(
                (
                    (
                        "copy_caption",
                        "Copy caption",
                        "copy",
                        False,
                        keymap.first_key("copy_caption"),
                    ),
                    ("submit", "Submit", "", True, keymap.first_key("submit")),
                )
            )
            clip = self._desks.captioning.clip
            self.show_writable(clip is not None and clip.state in WRITABLE)
            if clip is not None:
                self.show_open(clip)
            else:
                header.show_open("", "", steps=False)
        else:
            header.set_buttons(self._controller.rooms.header_buttons())
            header.show_open("", self._controller.rooms.header_words(), steps=False)

    def show_open(self, clip: Clip) -> None:
        """Show which clip is open, and its place in the queue."""
        if self._controller.rooms.current != "caption":
            return
        place = self._controller.queue.place(clip.id)
        count = self._controller.queue.count
        words = f"{place} of {count}" if place else ""
        self._window.header.show_open(clip.title, words, steps=len(self._controller.queue.rows) > 1)
        self._window.setWindowTitle(f"{clip.title} – Scenewright")
        self._window.caption_room.video.player.picture.setAccessibleDescription(clip.title)
        if clip.kind is SourceKind.NONE:
            self._desks.stopwatch.set_duration(clip.duration_ms or 0)

    def show_writable(self, writable: bool) -> None:
        """Let what is open be submitted, or not."""
        submit = self._window.header.button("submit")
        if submit is not None:
            submit.setEnabled(writable)

    def show_keys(self) -> None:
        """Show where plain letters land."""
        focus = QApplication.focusWidget()
        room = self._window.caption_room
        key = hint_words(self._window.actions_table.key("next_pane"))
        if self._controller.rooms.current != "caption":
            self._window.status.show_keys("", "")
        elif holds_focus(room.video.player, focus):
            self._window.status.show_keys("Keys go to the player", f"{key} to the text")
        elif focus is room.timeline:
            self._window.status.show_keys("Keys go to the timeline", f"{key} to the text")
        elif room.video.dialogue.isAncestorOf(focus) if focus is not None else False:
            self._window.status.show_keys("Keys go to the dialogue", f"{key} to the text")
        elif holds_focus(room.caption.editor, focus):
            self._window.status.show_keys("Keys go to the text", f"{key} to the player")
        else:
            self._window.status.show_keys("", f"{key} to the text")

    def show_away(self, away: WentAway) -> None:
        """Show since when nothing counts."""
        self._window.status.show_away(away.since_ms)
        if away.at_loop:
            self._controller.rooms.say_loop(away.since_ms)

    def show_checkers(self, statuses: tuple[CheckerStatus, ...]) -> None:
        """Show which language checkers answer."""
        words = "  ·  ".join(f"{CHECKER_NAMES[s.name]} {_STATES[s.state]}" for s in statuses)
        self._window.status.show_checkers(words)
        for status in statuses:
            self._tell_checker(status)
        for name in set(CheckerName) - {status.name for status in statuses}:
            self._forget_checker(f"{CHECKER}{name}")

    def _forget_checker(self, bar_id: str) -> None:
        self._window.bars.remove(bar_id)
        self._told.discard(bar_id)

    def _tell_checker(self, status: CheckerStatus) -> None:
        """Say once that a checker takes no part, and what goes on without it."""
        gone = status.state in {CheckerState.MISSING, CheckerState.OFF}
        bar_id = f"{CHECKER}{status.name}"
        if not gone:
            self._forget_checker(bar_id)
        elif bar_id not in self._told:
            self._told.add(bar_id)
            problem = problem_words(status.reason)
            mends = status.name is CheckerName.LANGUAGETOOL
            ways = ((AGAIN, "Try again"), (WITHOUT, "Do without")) if mends else ()
            self._window.bars.show_bar(
                BarContent(
                    id=bar_id,
                    gravity=Gravity.INFO,
                    sentence=problem.sentence,
                    detail=problem.detail,
                    buttons=(*ways, ("close", "Not now")),
                )
            )

    def on_bar(self, bar_id: str, key: str) -> None:
        """Take a bar away and do what its button says."""
        self._window.bars.remove(bar_id)
        if bar_id == GUIDE and key == "reload":
            self._desks.rubric.reload()
        elif bar_id.startswith(CHECKER) and key == AGAIN:
            self._desks.start_languagetool(wanted=True)
        elif bar_id.startswith(CHECKER) and key == WITHOUT:
            self._controller.set_setting("language.languagetool", value=False)

    def show_guide_fault(self, error: GuideError) -> None:
        """Say in any room where the guide is broken, with the button that reads it again."""
        problem = error_words(error)
        self._window.bars.show_bar(
            BarContent(
                id=GUIDE,
                gravity=Gravity.WEAK,
                sentence=problem.sentence,
                detail=problem.detail,
                buttons=(("reload", "Reload"), ("close", "Close")),
            )
        )

    def show_refused(self, refused: Sequence[Refusal]) -> None:
        """Say what was not added, and why."""
        if len(refused) == 1:
            problem = error_words(RefusedError(refused[0].code))
            sentence = f"Not added: {Path(refused[0].source).name}. {problem.sentence}"
            detail = problem.detail
        else:
            sentence, detail = f"Not added: {left_out(refused)}.", ""
        self._window.bars.show_bar(
            BarContent(
                id=REFUSED,
                gravity=Gravity.WEAK,
                sentence=sentence,
                detail=detail,
                buttons=(("close", "Close"),),
            )
        )

    def show_bug(self, error: Exception) -> None:
        """Say that the program failed, whether the text is safe, and that the window goes on."""
        stored = not self._desks.writing.status.pending
        text = "Your text is stored" if stored else "Your text is here and is being stored"
        self._window.bars.show_bar(
            BarContent(
                id=BUG,
                gravity=Gravity.WEAK,
                sentence="Scenewright made a mistake of its own.",
                detail=f"{text}, and you can go on. ({type(error).__name__})",
                buttons=(("close", "Close"),),
            )
        )
