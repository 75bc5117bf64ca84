"""The window shows the last caption before the desks are made, and loses no key meanwhile."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6

from app.bootstrap.window import collect_from_now_on
from app.desk.opening import OpenedClip
from app.desk.ports.store import Draft
from app.domain.clip import Clip, ClipState, SourceKind
from app.domain.errors import EnvironmentFailureError
from app.ui.application import RunningWindow
from tests.fakes.parts import FakeParts

TEXT = "A dog runs along the beach."


def _early(state: ClipState = ClipState.IN_PROGRESS) -> OpenedClip:
    clip = Clip(id="c1", title="beach.mp4", kind=SourceKind.NONE, source="", state=state)
    draft = Draft(clip_id="c1", text=TEXT, caret=len(TEXT))
    return OpenedClip(
        clip=clip, draft=draft, lines=(), decisions=(), dictionary=frozenset(), watched=()
    )


@pytest.fixture
def start(qtbot, hub, tmp_path: Path) -> Iterator:
    made: list[tuple[RunningWindow, FakeParts]] = []

    def begin(early: OpenedClip | None) -> tuple[RunningWindow, FakeParts]:
        fakes = FakeParts(tmp_path, early=early)
        if early is not None:
            fakes.store.write(lambda unit: unit.clips.add(early.clip))
        made.append((RunningWindow(fakes.parts, []), fakes))
        return made[-1]

    yield begin
    for running, fakes in made:
        running.window.close()
        qtbot.waitUntil(lambda window=running.window: not window.isVisible(), timeout=10_000)
        fakes.mailbox.close()
        shiboken6.delete(running.window)


def _has_desks(running: RunningWindow) -> bool:
    """Only the desks know what may be submitted."""
    return running.window.header.button("submit") is not None


def test_the_last_caption_is_in_sight_before_anything_runs_the_window(start) -> None:
    running, _ = start(_early())
    editor = running.window.caption_room.caption.editor
    assert editor.raw_text() == TEXT
    assert editor.caret_cp() == len(TEXT)
    assert not editor.isReadOnly()
    assert not _has_desks(running)


def test_what_was_typed_before_the_desks_were_there_is_kept_and_stored(qtbot, start) -> None:
    running, fakes = start(_early())
    editor = running.window.caption_room.caption.editor
    editor.setFocus()
    qtbot.keyClicks(editor, " It barks.")
    assert not _has_desks(running)
    running.window.show()
    whole = TEXT + " It barks."
    qtbot.waitUntil(
        lambda: fakes.store.read(lambda unit: unit.drafts.get("c1").text) == whole, timeout=10_000
    )
    assert editor.raw_text() == whole
    assert editor.caret_cp() == len(whole)


def test_a_caption_that_was_handed_over_cannot_be_typed_into_from_the_first_moment(start) -> None:
    running, _ = start(_early(ClipState.SUBMITTED))
    assert running.window.caption_room.caption.editor.isReadOnly()


def test_without_a_last_caption_the_queue_is_there_at_once(start) -> None:
    running, _ = start(None)
    room = running.window.rooms.currentWidget()
    assert room is not running.window.caption_room
    assert running.controller.rooms.current == "queue"


def test_a_window_that_was_never_painted_can_be_closed(start) -> None:
    running, _ = start(_early())
    assert running.window.close()


@pytest.mark.parametrize("error", [None, EnvironmentFailureError("store.damaged", path="x")])
def test_the_start_is_said_to_be_over_whether_the_database_opens_or_not(
    qtbot, start, error: Exception | None
) -> None:
    running, fakes = start(_early())
    fakes.open_error = error
    running.window.show()
    qtbot.waitUntil(lambda: fakes.settled == 1, timeout=10_000)


def test_garbage_is_collected_again_after_the_start() -> None:
    gc.disable()
    try:
        collect_from_now_on()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()


def test_the_first_paint_waits_for_neither_desks_nor_checks() -> None:
    script = (
        "import sys; import app.bootstrap.window, app.desk.parts, app.ui.application; "
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    late = {"app.ui.window_controller", "app.desk.captioning", "app.checks.grammar"}
    late |= {"app.desk.work", "app.desk.playback", "app.exchange.captions_in", "sqlalchemy"}
    assert not late & loaded
