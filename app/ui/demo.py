"""The main job, scripted: open, play, type, insert dialogue, read the rubric, submit.

Runs the real window with real key events, for ``make run`` on a machine without a display. Each
step has a condition that must come true in time; the exit code is 0 only if all of them did.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.checks.report import State
from app.desk.parts import Parts
from app.domain.clip import ClipState
from app.ui.application import RunningWindow
from app.ui.dialogs import Question

POLL_MS = 50
STEP_MS = 30_000
"""A step that is not done after this long has failed."""

CAPTION = (
    "On a wooden pier at dusk, waves slap against the posts and gulls cry overhead while a slow "
    "accordion tune plays. An old man in a yellow raincoat sits on a crate and mends a green "
    "net. A girl in red boots walks up with a lit lantern and holds it over his work. "
)
ENDING = (
    " she tells him. He looks up, takes the lantern from her, and smiles. He puts his cap on her "
    "head, and she laughs as it slips over her eyes. The mood is warm and calm."
)
WORDS = "You forgot your light again."


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done, and what must then come true."""

    name: str
    act: Callable[[], object]
    done: Callable[[], bool]


class Demo(QObject):
    """Goes through the steps, one at a time."""

    def __init__(self, running: RunningWindow, picture: Path) -> None:
        super().__init__(running.window)
        self._running = running
        self._picture = picture
        self._steps = self._make_steps()
        self._at = -1
        self._waited_ms = 0
        self._played_from = 0
        self.failed = ""
        self._done_once: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def start(self) -> None:
        """Begin with the first step."""
        self._timer.start()
        self._next()

    def _make_steps(self) -> tuple[Step, ...]:
        controller = self._running.controller
        room = self._running.window.caption_room
        playback = controller.desks.playback
        captioning = controller.captioning
        editor = room.caption.editor
        strip = room.video.dialogue

        def satisfied(*criteria: str) -> bool:
            news = controller.desks.rubric.news
            verdicts = [news.report.verdict(c) for c in criteria] if news else [None]
            return all(v is not None and v.state is State.SATISFIED for v in verdicts)

        def state() -> str:
            clip = captioning.clip
            row = controller.queue.row(clip.id) if clip else None
            return row.state.value if row else ""

        return (
            Step(
                "open the database and the sample clip",
                lambda: None,
                lambda: controller.ready and self._once("open", controller.open_sample),
            ),
            Step(
                "see its first picture",
                lambda: None,
                lambda: playback.player.frame() is not None and playback.state.info is not None,
            ),
            Step(
                "play it",
                self._press_play,
                lambda: playback.playing and playback.playhead_ms() > self._played_from + 1500,
            ),
            Step("pause", self._press_play, lambda: not playback.playing),
            Step(
                "type the caption",
                lambda: QTest.keyClicks(editor, CAPTION),
                lambda: captioning.writing.text == CAPTION,
            ),
            Step(
                "go to the line that is spoken",
                lambda: playback.seek(10_320),
                lambda: playback.playhead_ms() == 10_320,
            ),
            Step(
                "mark where it starts", self._mark, lambda: captioning.lines.entry.in_ms == 10_320
            ),
            Step(
                "go to where it ends",
                lambda: playback.seek(12_080),
                lambda: playback.playhead_ms() == 12_080,
            ),
            Step("mark where it ends", self._mark, lambda: captioning.lines.entry.out_ms == 12_080),
            Step(
                "type speaker and words",
                lambda: (
                    QTest.keyClicks(strip.speaker_field, "Girl"),
                    QTest.keyClicks(strip.words_field, WORDS),
                ),
                lambda: captioning.lines.entry.words == WORDS,
            ),
            Step(
                "insert the line with its timecode",
                lambda: QTest.keyClick(strip.words_field, Qt.Key.Key_Return),
                lambda: f'"{WORDS}" [00:10.320-00:12.080]' in captioning.writing.text,
            ),
            Step(
                "type the ending",
                lambda: QTest.keyClicks(editor, ENDING),
                lambda: captioning.writing.text.endswith(ENDING),
            ),
            Step(
                "read the rubric",
                lambda: None,
                lambda: satisfied("WC-01", "SET-01", "AUD-01", "CHR-01", "ACT-01", "DLG-01"),
            ),
            Step(
                "see it saved",
                lambda: None,
                lambda: (
                    (status := captioning.writing.status).saved_ms is not None
                    and not status.pending
                ),
            ),
            Step("keep a picture of it", self._keep_picture, self._picture.is_file),
            Step(
                "submit it",
                lambda: QTest.keyClick(
                    editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
                ),
                lambda: state() == ClipState.SUBMITTED.value,
            ),
        )

    def _once(self, name: str, act: Callable[[], object]) -> bool:
        """Do something the first time it is asked; true from then on."""
        if name not in self._done_once:
            self._done_once.add(name)
            act()
        return True

    def _press_play(self) -> None:
        self._played_from = self._running.controller.desks.playback.playhead_ms()
        editor = self._running.window.caption_room.caption.editor
        QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)

    def _mark(self) -> None:
        editor = self._running.window.caption_room.caption.editor
        QTest.keyClick(editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    def _keep_picture(self) -> None:
        self._picture.parent.mkdir(parents=True, exist_ok=True)
        self._running.window.grab().save(str(self._picture))

    def _next(self) -> None:
        self._at += 1
        self._waited_ms = 0
        if self._at >= len(self._steps):
            self._finish()
            return
        # A step may open a dialog, whose own loop must not hold up this one.
        QTimer.singleShot(0, self, self._steps[self._at].act)

    def _poll(self) -> None:
        answer_dialog(QApplication.activeModalWidget())
        if self._at >= len(self._steps):
            return
        step = self._steps[self._at]
        if self._waited_ms and step.done():
            sys.stdout.write(f"  done: {step.name}\n")
            self._next()
            return
        self._waited_ms += POLL_MS
        if self._waited_ms > STEP_MS:
            self.failed = step.name
            sys.stdout.write(f"  FAILED: {step.name}\n")
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        self._running.window.close()


def answer_dialog(dialog: QWidget | None) -> None:
    """Answer the questions of submission as a person would: a name, and submit."""
    if not isinstance(dialog, Question):
        return
    for field in dialog.findChildren(QLineEdit):
        if not field.text():
            QTest.keyClicks(field, "Sam Reed")
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)


def run_demo_window(parts: Parts, picture: Path) -> int:
    """Run the main job; gives 0 when every step came true."""
    sys.stdout.write("The main job, by itself:\n")
    running = RunningWindow(parts, [])
    demo = Demo(running, picture)
    QTimer.singleShot(0, demo, demo.start)
    running.run()
    sys.stdout.write(f"The picture is {picture}\n" if picture.is_file() else "")
    return 1 if demo.failed else 0
