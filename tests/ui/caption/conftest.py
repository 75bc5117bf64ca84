"""A caption editor with a clock that the test drives."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.journal import Edit, EditKind, replay
from app.ui.caption.editor import CaptionEditor
from app.ui.common.theme import ThemeHub


@dataclass
class HandClock:
    """A clock in ms that stands still until it is moved."""

    ms: int = 10_000

    def __call__(self) -> int:
        return self.ms


class Record:
    """The edits an editor tells, and the text they rebuild."""

    def __init__(self, editor: CaptionEditor) -> None:
        self._editor = editor
        self.start = editor.raw_text()
        self.edits: list[Edit] = []
        editor.edited.connect(self._take)

    def _take(self, position: int, removed: str, inserted: str, kind: EditKind, note: str) -> None:
        number = len(self.edits) + 1
        edit = Edit(
            number=number,
            at_ms=number,
            kind=kind,
            position=position,
            removed=removed,
            inserted=inserted,
            note=note,
        )
        self.edits.append(edit)

    @property
    def kinds(self) -> list[EditKind]:
        return [edit.kind for edit in self.edits]

    def rebuilt(self) -> str:
        return replay(self.start, self.edits)


@pytest.fixture
def hub(qapp: QApplication) -> ThemeHub:
    return ThemeHub.install(qapp)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def editor(hub, clock, qtbot) -> CaptionEditor:
    editor = CaptionEditor(now_ms=clock)
    qtbot.addWidget(editor)
    editor.resize(544, 440)
    editor.show()
    qtbot.waitExposed(editor)
    editor.setFocus()
    return editor
