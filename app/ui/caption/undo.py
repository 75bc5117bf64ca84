"""Undo of the caption, in steps a writer expects.

The steps are kept as changes of the raw text and not in the document, so that formatting, zoom and
chips never become steps of their own, and an undo is an edit of the writing record like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from app.domain.journal import EditKind

PAUSE_MS = 1000
"""A pause after which typing begins a new step."""

KEYS = 20
"""After so many keys a step ends with the word."""

_BURSTS = {EditKind.TYPED, EditKind.DELETED}
_ONE_KEY = 2  # A letter with its mark.


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the raw text, in code points."""

    position: int
    removed: str
    inserted: str
    kind: EditKind
    note: str = ""

    def inverse(self, kind: EditKind) -> Change:
        """The change that takes this one back."""
        return Change(
            position=self.position, removed=self.inserted, inserted=self.removed, kind=kind
        )


class UndoSteps:
    """The steps that can be undone and done again.

    Args:
        now_ms: A clock that never goes back, in ms.
    """

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._done: list[list[Change]] = []
        self._undone: list[list[Change]] = []
        self._open = False
        self._keys = 0
        self._last_ms = 0
        self._grouping = False

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step can be done again."""
        return bool(self._undone)

    def clear(self) -> None:
        """Forget all steps."""
        self._done.clear()
        self._undone.clear()
        self._open = False

    def close(self) -> None:
        """End the step of the moment: what follows is a new one."""
        self._open = False

    def push(self, change: Change) -> None:
        """Take a change that was made; joins it to the step of the moment if it belongs there."""
        self._undone.clear()
        now = self._now_ms()
        paused = now - self._last_ms >= PAUSE_MS
        self._last_ms = now
        if self._grouping and self._open:
            self._done[-1].append(change)
            return
        joined = None
        if self._open and not paused and self._done and change.kind in _BURSTS:
            joined = _join(self._done[-1][-1], change)
        if joined is None:
            self._done.append([change])
            self._keys = 0
            self._open = self._grouping or _may_go_on(change)
        else:
            self._done[-1][-1] = joined
        self._keys += 1
        if self._keys >= KEYS and not self._grouping and _ends_word(change):
            self._open = False

    @contextmanager
    def group(self) -> Iterator[None]:
        """Make one step of all changes inside."""
        self._open = False
        self._grouping = True
        try:
            yield
        finally:
            self._grouping = False
            self._open = False

    def undo(self) -> tuple[Change, ...]:
        """Take a step off and give the changes that take it back, in order."""
        self._open = False
        if not self._done:
            return ()
        step = self._done.pop()
        self._undone.append(step)
        return tuple(change.inverse(EditKind.UNDO) for change in reversed(step))

    def redo(self) -> tuple[Change, ...]:
        """Put a step back and give its changes, in order; none if there is none."""
        self._open = False
        if not self._undone:
            return ()
        step = self._undone.pop()
        self._done.append(step)
        return tuple(replace(change, kind=EditKind.REDO) for change in step)


def _join(earlier: Change, later: Change) -> Change | None:
    """Join typing forward, erasing backward or erasing forward; None where they do not meet."""
    if earlier.kind is not later.kind:
        return None
    if later.kind is EditKind.TYPED:
        # A bracket may begin a token, and a token is a step of its own.
        meets = later.position == earlier.position + len(earlier.inserted) and not later.removed
        if not meets or later.inserted.startswith("["):
            return None
        return replace(earlier, inserted=earlier.inserted + later.inserted)
    if later.inserted or earlier.inserted or not _may_go_on(later):
        return None
    if later.position + len(later.removed) == earlier.position:
        return replace(earlier, position=later.position, removed=later.removed + earlier.removed)
    if later.position == earlier.position:
        return replace(earlier, removed=earlier.removed + later.removed)
    return None


def _may_go_on(change: Change) -> bool:
    """Whether keys may join: a chip, a word or a selection that was erased is a step of its own."""
    if change.kind is EditKind.DELETED:
        return len(change.removed) <= _ONE_KEY
    return change.kind is EditKind.TYPED


def _ends_word(change: Change) -> bool:
    text = change.inserted or change.removed
    return bool(text) and text[-1].isspace()
