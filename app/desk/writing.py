"""Writing a draft so that nothing is lost: the journal's buffer on MAIN.

Edits come in as the document makes them and go to the STORE lane 400 ms after the *first*
unsaved one (a throttle, not a debounce), before everything else that waits there. When storing
fails, the text stays here, storing is tried again, and after 5 s it also goes to a rescue file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.desk.ports.clock import Timer
from app.desk.ports.store import Draft, Snapshot, SnapshotReason, UnitOfWork
from app.desk.runtime import Desk
from app.domain.caption import CleanText, count_words
from app.domain.clip import WRITABLE, ClipMove, next_state
from app.domain.errors import RefusedError, ScenewrightError
from app.domain.journal import ChainedEdit, Edit, EditKind, chain, difference, merge_typing

FLUSH_AFTER_MS: Final = 400
"""From the first unsaved edit to the flush."""
RETRY_MS: Final = 2000
RESCUE_AFTER_MS: Final = 5000
SNAPSHOT_PAUSE_MS: Final = 30_000
"""A pause this long after writing is worth a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveStatus:
    """Where the text stands.

    Attributes:
        saved_ms: When everything was stored last, None before the first time.
        pending: Whether edits wait.
        failing_since_ms: When the first of the unstored edits was made, None while all is well.
        code: Why storing fails, as an error code.
        next_try_ms: When storing is tried again.
        rescue: The path of the rescue file, "" when there is none.
    """

    saved_ms: int | None = None
    pending: bool = False
    failing_since_ms: int | None = None
    code: str = ""
    next_try_ms: int | None = None
    rescue: str = ""


class RescueFile(Protocol):
    """A place for the text outside the database."""

    def write(self, clip_id: str, text: str) -> str:
        """Write the whole text and give the path; raises EnvironmentFailureError."""
        ...

    def remove(self, clip_id: str) -> None:
        """Remove the file of a clip when the text is stored again."""
        ...


def store_edits(unit: UnitOfWork, draft: Draft, edits: tuple[ChainedEdit, ...]) -> Draft:
    """Store edits with the draft they lead to; the first one sets a new clip in progress.

    Raises:
        RefusedError: ``draft.not-writable`` when the clip was submitted meanwhile.
    """
    clip = unit.clips.get(draft.clip_id)
    if clip.state not in WRITABLE:
        raise RefusedError("draft.not-writable", state=clip.state.value)
    state = next_state(clip.state, ClipMove.WRITE)
    if state is not clip.state:
        unit.clips.save(replace(clip, state=state))
    unit.drafts.append(draft, edits)
    return draft


def take_snapshot(
    unit: UnitOfWork, snapshot_id: str, clip_id: str, reason: SnapshotReason, at_ms: int
) -> Snapshot | None:
    """Copy the stored draft, unless the newest snapshot already holds the same text."""
    draft = unit.drafts.get(clip_id)
    newest = unit.snapshots.latest(clip_id)
    if not draft.edit_number or (newest is not None and newest.text == draft.text):
        return None
    snapshot = Snapshot(
        id=snapshot_id,
        clip_id=clip_id,
        at_ms=at_ms,
        reason=reason,
        text=draft.text,
        edit_number=draft.edit_number,
        words=count_words(CleanText.of(draft.text).text),
    )
    unit.snapshots.add(snapshot)
    return snapshot


class WritingDesk:
    """The draft on the desk. MAIN only; never waits.

    Attributes:
        on_status: Called with a SaveStatus whenever it changes.
    """

    def __init__(
        self,
        desk: Desk,
        rescue: RescueFile,
        on_status: Callable[[SaveStatus], None],
        *,
        snapshot_minutes: Callable[[], int] = lambda: 5,
    ) -> None:
        self._desk = desk
        self._rescue = rescue
        self._on_status = on_status
        self._snapshot_minutes = snapshot_minutes
        self._draft: Draft | None = None
        self._text = ""
        self._edited_at = 0
        self._pending: list[Edit] = []
        self._number = 0
        self._in_flight = False
        self._sent = 0
        self._flush_timer: Timer | None = None
        self._pause_timer: Timer | None = None
        self._last_snapshot_ms = 0
        self._first_unsaved_ms: int | None = None
        self._status = SaveStatus()
        self._waiting: list[Callable[[], None]] = []

    @property
    def clip_id(self) -> str | None:
        """The clip whose draft is on the desk."""
        return self._draft.clip_id if self._draft else None

    @property
    def text(self) -> str:
        """The raw text with every edit, stored or not."""
        return self._text

    @property
    def status(self) -> SaveStatus:
        """Where the text stands now."""
        return self._status

    def open(self, draft: Draft) -> None:
        """Lay a draft on the desk; what was there must be flushed before."""
        self._cancel_timers()
        self._draft = draft
        self._text = draft.text
        self._edited_at = draft.caret
        self._number = draft.edit_number
        self._pending = []
        self._first_unsaved_ms = None
        self._in_flight = False
        self._sent = 0
        self._last_snapshot_ms = self._desk.clock.monotonic_ms()
        self._tell(SaveStatus(saved_ms=draft.updated_ms or None))

    def edit(
        self, position: int, removed: str, inserted: str, kind: EditKind, note: str = ""
    ) -> None:
        """Take one edit of the document: at code point ``position`` of the raw text."""
        if self._draft is None or (not removed and not inserted):
            return
        end = position + len(removed)
        if self._text[position:end] != removed:
            raise RefusedError("journal.mismatch", number=self._number + 1)
        self._text = self._text[:position] + inserted + self._text[end:]
        self._edited_at = position + len(inserted)
        now = self._desk.clock.utc_ms()
        if kind is EditKind.TYPED and removed and not inserted:
            kind = EditKind.DELETED
        edit = Edit(
            number=self._number + 1,
            at_ms=now,
            kind=kind,
            position=position,
            removed=removed,
            inserted=inserted,
            note=note,
        )
        waiting = self._pending[self._sent :]
        joined = merge_typing(waiting[-1], edit) if waiting else None
        if joined is not None:
            self._pending[-1] = joined
        else:
            self._number += 1
            self._pending.append(edit)
        if self._first_unsaved_ms is None:
            self._first_unsaved_ms = now
        if self._flush_timer is None and not self._in_flight and not self._status.code:
            self._flush_timer = self._desk.timers.call_later(FLUSH_AFTER_MS, self._flush)
        self._restart_pause_timer()
        if not self._status.pending:
            self._tell(replace(self._status, pending=True))

    def note_last(self, note: str) -> None:
        """Say where the last paste comes from, as a row of the record that changes no text."""
        if self._draft is None:
            return
        self._number += 1
        self._pending.append(
            Edit(
                number=self._number,
                at_ms=self._desk.clock.utc_ms(),
                kind=EditKind.PASTED,
                position=0,
                removed="",
                inserted="",
                note=note,
            )
        )
        self.flush()

    def flush(self, then: Callable[[], None] | None = None) -> None:
        """Store what waits now; ``then`` is called when everything up to here is stored."""
        if then is not None:
            self._waiting.append(then)
        if not self._pending and not self._in_flight:
            self._call_waiting()
        elif not self._in_flight:
            self._flush()

    def snapshot(self, reason: SnapshotReason) -> None:
        """Store what waits and copy it."""
        clip_id = self.clip_id
        if clip_id is None:
            return
        self._last_snapshot_ms = self._desk.clock.monotonic_ms()
        snapshot_id, now = self._desk.ids.new(), self._desk.clock.utc_ms()

        def copy() -> None:
            self._desk.run(
                lambda unit: take_snapshot(unit, snapshot_id, clip_id, reason, now),
                on_error=self._schedule_retry,
            )

        self.flush(copy)

    def close(self, then: Callable[[], None]) -> None:
        """Store everything and clear the desk."""
        self.snapshot(SnapshotReason.CLOSED)
        self.flush(then)

    def _flush(self) -> None:
        self._flush_timer = None
        draft = self._draft
        if draft is None or self._in_flight:
            return
        if not self._pending:
            if self._status.code:
                # Only a copy failed: the text itself is stored, and the next edit must be too.
                self._tell(SaveStatus(saved_ms=self._status.saved_ms))
            self._call_waiting()
            return
        links = chain(self._pending, draft.head_hash)
        sent = self._sent = len(self._pending)
        following = replace(
            draft,
            text=self._text,
            edit_number=self._pending[-1].number,
            head_hash=links[-1].hash,
            caret=self._edited_at,  # where a window that is killed takes up the text again
            words=count_words(CleanText.of(self._text).text),
            updated_ms=self._desk.clock.utc_ms(),
        )
        self._in_flight = True
        self._desk.run(
            lambda unit: store_edits(unit, following, links),
            lambda stored: self._on_stored(stored, sent),
            self._on_failed,
            first=True,
        )

    def _on_stored(self, draft: Draft, sent: int) -> None:
        self._in_flight = False
        self._sent = 0
        if self._draft is None or self._draft.clip_id != draft.clip_id:
            return
        if self._status.rescue:
            self._rescue.remove(draft.clip_id)
        self._draft = draft
        del self._pending[:sent]
        self._first_unsaved_ms = self._pending[0].at_ms if self._pending else None
        self._tell(SaveStatus(saved_ms=draft.updated_ms, pending=bool(self._pending)))
        if self._pending:
            if self._waiting:
                self._flush()
            else:
                self._flush_timer = self._desk.timers.call_later(FLUSH_AFTER_MS, self._flush)
            return
        self._call_waiting()
        due_ms = self._snapshot_minutes() * 60_000
        if self._desk.clock.monotonic_ms() - self._last_snapshot_ms >= due_ms:
            self.snapshot(SnapshotReason.REGULAR)

    def _on_failed(self, error: Exception) -> None:
        self._in_flight = False
        self._sent = 0
        clip_id = self.clip_id
        if clip_id and isinstance(error, RefusedError) and error.code == "draft.moved-on":
            self._desk.run(
                lambda unit: unit.drafts.get(clip_id), self._adopt, self._schedule_retry, first=True
            )
            return
        self._schedule_retry(error)

    def _adopt(self, stored: Draft) -> None:
        """Lay the stored draft under the text here, when the record has moved on without us."""
        if stored.clip_id != self.clip_id:
            return
        here, waiting = self._text, self._waiting
        self.open(stored)
        self._waiting = waiting
        position, removed, inserted = difference(stored.text, here)
        self.edit(position, removed, inserted, EditKind.RECOVERED)
        self.flush()

    def _schedule_retry(self, error: Exception) -> None:
        now = self._desk.clock.utc_ms()
        since = self._first_unsaved_ms if self._first_unsaved_ms is not None else now
        code = error.code if isinstance(error, ScenewrightError) else "store.failed"
        rescue = self._status.rescue
        # Who waits for the text to be stored may be about to close the window.
        urgent = bool(self._waiting and self._pending)
        if self.clip_id is not None and (urgent or now - since >= RESCUE_AFTER_MS):
            try:
                rescue = self._rescue.write(self.clip_id, self._text)
            except ScenewrightError:
                rescue = ""
        self._tell(
            replace(
                self._status,
                pending=True,
                failing_since_ms=since,
                code=code,
                next_try_ms=now + RETRY_MS,
                rescue=rescue,
            )
        )
        if self._flush_timer is None:
            self._flush_timer = self._desk.timers.call_later(RETRY_MS, self._flush)

    def _call_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def _restart_pause_timer(self) -> None:
        if self._pause_timer is not None:
            self._pause_timer.cancel()
        self._pause_timer = self._desk.timers.call_later(SNAPSHOT_PAUSE_MS, self._on_pause)

    def _on_pause(self) -> None:
        self._pause_timer = None
        self.snapshot(SnapshotReason.PAUSE)

    def _cancel_timers(self) -> None:
        for timer in (self._flush_timer, self._pause_timer):
            if timer is not None:
                timer.cancel()
        self._flush_timer = self._pause_timer = None

    def _tell(self, status: SaveStatus) -> None:
        if status != self._status:
            self._status = status
            self._on_status(status)
