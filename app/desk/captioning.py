"""The captioning desk: one clip at a time, its text, picture, lines, facts and hours together.

Qt-free. The window gives a view and calls the methods here; everything that must answer at once
lives on MAIN, everything stored goes through the STORE lane.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from app.desk import opening
from app.desk.handing_over import HandingOver, HandingOverView
from app.desk.line_desk import LineDesk, LineView
from app.desk.opening import OpenedClip
from app.desk.playback import PlaybackDesk
from app.desk.playback_state import PlaybackState
from app.desk.ports.player import MediaInfo
from app.desk.ports.store import SnapshotReason
from app.desk.rubric import RubricDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.desk.work import WorkDesk
from app.desk.writing import WritingDesk
from app.domain.clip import WRITABLE, Clip, ClipFacts, Ternary
from app.domain.coverage import Span, covered_ms
from app.domain.journal import EditKind, PasteOrigin, difference
from app.timekeeping.signals import ClipClosed, ClipOpened

_TIMES: Final = re.compile(r"[][0-9]")
"""What a change of a token has in it; of a token that moves only digits are replaced."""


class CaptionView(LineView, HandingOverView, Protocol):
    """What the desk asks of the caption room. MAIN."""

    def show_clip(self, opened: OpenedClip) -> None:
        """Show another clip with its text and lines."""
        ...

    def show_writable(self, *, writable: bool) -> None:
        """Let the text be changed, or not."""
        ...

    def show_watched(self, watched: Sequence[Span], share: float | None) -> None:
        """Show which parts were watched."""
        ...


class CaptioningDesk:
    """The clip on the desk. MAIN only."""

    def __init__(
        self,
        *,
        desk: Desk,
        view: CaptionView,
        writing: WritingDesk,
        playback: PlaybackDesk,
        rubric: RubricDesk,
        work: WorkDesk,
        settings: Callable[[], Settings],
    ) -> None:
        self._desk = desk
        self._view = view
        self.writing = writing
        self.playback = playback
        self.rubric = rubric
        self.work = work
        self._settings = settings
        self._clip: Clip | None = None
        self.lines = LineDesk(
            desk=desk,
            view=view,
            playback=playback,
            settings=settings,
            text=lambda: writing.text,
            on_speakers=rubric.set_speakers,
        )
        self.handing_over = HandingOver(
            desk=desk,
            view=view,
            writing=writing,
            playback=playback,
            rubric=rubric,
            work=work,
            settings=settings,
            holder=self,
        )
        self._view_size = (960, 540)
        self._caret = 0
        self._early = False

    @property
    def clip(self) -> Clip | None:
        """The clip on the desk."""
        return self._clip

    def set_view_size(self, width: int, height: int) -> None:
        """Hear how large the largest picture is, in device pixels."""
        self._view_size = (width, height)

    def open(self, clip_id: str, then: Callable[[], None] | None = None) -> None:
        """Put a clip on the desk; the one that lies there is stored first."""
        if self._clip is not None and self._clip.id == clip_id:
            if then is not None:
                then()
            return

        def read() -> None:
            at = self._desk.clock.utc_ms()
            self._desk.run(
                lambda unit: opening.open_clip(unit, clip_id, at), show, self._view.show_problem
            )

        def show(opened: OpenedClip) -> None:
            self._early = False
            self._lay(opened)
            if then is not None:
                then()

        self.put_away(read)

    def show_early(self, opened: OpenedClip) -> None:
        """Lay the last caption on the desk before the database is open; keys are taken at once."""
        self._early = True  # what was watched before is not known yet and must not be overwritten
        self._lay(opened)

    def take_state(self, clip: Clip) -> None:
        """Hear that the state of a clip changed: it can be written now, or no longer."""
        if self._clip is None or self._clip.id != clip.id:
            return
        self._clip = replace(
            self._clip,
            state=clip.state,
            state_before=clip.state_before,
            set_aside_reason=clip.set_aside_reason,
        )
        self._view.show_writable(writable=clip.state in WRITABLE)

    def refresh(self, opened: OpenedClip) -> None:
        """Complete what was shown early with what the database holds."""
        if self._clip is None or self._clip.id != opened.clip.id:
            return
        self._early = False
        self._clip = opened.clip
        self.lines.take(opened.lines)
        self.playback.take_watched(opened.watched)
        self.watched_changed(self.playback.watched)
        self.rubric.set_decisions(opened.decisions, opened.dictionary)
        self._view.show_writable(writable=opened.clip.state in WRITABLE)
        self.work.show_clip(opened.clip.id)

    def reload_media(self, clip: Clip | None = None) -> None:
        """Open the media again, after the file came back or was found at another place."""
        current = clip if clip is not None else self._clip
        if current is None or self._clip is None or current.id != self._clip.id:
            return
        self._clip = current
        width, height = self._view_size
        self.playback.reopen(current, view_width=width, view_height=height)

    def put_away(self, then: Callable[[], None]) -> None:
        """Store everything about the clip on the desk, then go on."""
        clip = self._clip
        if clip is None:
            then()
            return
        position, clip_id = self.playback.playhead_ms(), clip.id
        self._desk.run(
            lambda unit: opening.save_place(unit, clip_id, position),
            on_error=self._view.show_problem,
        )
        self.save_counts()
        self.playback.close()
        self.work.signal(ClipClosed())
        self._clip = None
        self.writing.close(then)

    def text_edited(
        self, position: int, removed: str, inserted: str, kind: EditKind, note: str = ""
    ) -> None:
        """Take one edit of the text."""
        self.writing.edit(position, removed, inserted, kind, note)
        self.rubric.set_text(self.writing.text)
        if kind in {EditKind.TYPED, EditKind.DELETED}:
            self.playback.typed()
        if _TIMES.search(removed) or _TIMES.search(inserted):
            self.lines.show()

    def paste_comes_from(self, origin: PasteOrigin) -> None:
        """Write the answer into the record."""
        self.writing.note_last(origin.value)

    def set_fact(self, name: str, value: Ternary) -> None:
        """Tick a fact of the clip."""
        if self._clip is not None:
            self._save_facts(self._clip.facts.with_tick(name, value))

    def set_names(self, names: Sequence[str]) -> None:
        """Set the names that may be given."""
        self._change_lists(names=tuple(names))

    def set_titles(self, titles: Sequence[str]) -> None:
        """Set the titles that may never be named."""
        self._change_lists(titles=tuple(titles))

    # -- history

    def snapshot(self, reason: SnapshotReason) -> None:
        """Copy the text now."""
        self.writing.snapshot(reason)

    def restore(self, text: str) -> None:
        """Bring a snapshot back, which is itself an edit and can be undone."""
        self.writing.snapshot(SnapshotReason.BEFORE_RESTORE)
        position, removed, inserted = difference(self.writing.text, text)
        if removed or inserted:
            end = position + len(removed)
            self._view.replace_text(position, end, inserted, EditKind.RESTORED)

    def speakers(self) -> tuple[str, ...]:
        """Give the names a speaker completes to."""
        return self.lines.completions(self._clip.facts.names_allowed if self._clip else ())

    def save_counts(self) -> None:
        """Store what the queue shows of the text."""
        clip_id = self.writing.clip_id
        if clip_id is None:
            return
        words, to_look_at = self.rubric.counts()
        self._desk.run(
            lambda unit: unit.drafts.save_counts(
                clip_id, words=words, to_look_at=to_look_at, caret=self._caret
            ),
            on_error=self._view.show_problem,
        )

    def caret_moved(self, caret: int) -> None:
        """Hear where the caret stands, in code points of the raw text."""
        self._caret = caret

    # -- the player's news

    def media_known(self, info: MediaInfo) -> None:
        """Store what loading told about the media."""
        clip = self._clip
        if clip is None or self.playback.state.manual:
            return
        clip_id = clip.id

        self._clip = replace(
            clip,
            duration_ms=info.duration_ms or clip.duration_ms,
            width=info.display_width or clip.width,
            height=info.display_height or clip.height,
            fps=info.fps or clip.fps,
        )
        self._desk.run(
            lambda unit: opening.save_media_info(
                unit,
                clip_id,
                duration_ms=info.duration_ms or None,
                width=info.display_width or None,
                height=info.display_height or None,
                fps=info.fps,
            ),
            on_error=self._view.show_problem,
        )

    def content_known(self, clip_id: str, content_hash: str) -> None:
        """Store the hash of a file, by which it is found again when it moved."""
        self._desk.run(
            lambda unit: opening.save_media_info(
                unit,
                clip_id,
                duration_ms=None,
                width=None,
                height=None,
                fps=None,
                content_hash=content_hash,
            ),
            on_error=self._view.show_problem,
        )

    def watched_changed(self, spans: Sequence[Span]) -> None:
        """Store and show which parts were watched."""
        clip = self._clip
        if clip is None:
            return
        clip_id, kept = clip.id, tuple(spans)
        if not self._early:
            self._desk.run(
                lambda unit: unit.watched.set(clip_id, kept), on_error=self._view.show_problem
            )
        self._view.show_watched(kept, self.watched_share())

    def watched_share(self) -> float | None:
        """Give the watched share of the clip, None when its length is not known."""
        info = self.playback.state.info
        duration = info.duration_ms if info else 0
        return covered_ms(self.playback.watched, duration) / duration if duration else None

    def playback_changed(self, state: PlaybackState) -> None:
        """Hear that the player told about the media."""
        if state.info is not None and self._clip is not None:
            known = self._clip.duration_ms == (state.info.duration_ms or self._clip.duration_ms)
            if not known or self._clip.fps is None:
                self.media_known(state.info)

    # -- inside

    def _lay(self, opened: OpenedClip) -> None:
        self._clip = opened.clip
        self._caret = opened.draft.caret
        self.writing.open(opened.draft)
        self.rubric.open(
            opened.draft.text,
            opened.clip.facts,
            clip_id=opened.clip.id,
            decisions=opened.decisions,
            dictionary=opened.dictionary,
            speakers=tuple(line.speaker for line in opened.lines if line.speaker),
        )
        self._view.show_clip(opened)
        self._view.show_writable(writable=opened.clip.state in WRITABLE)
        self.lines.open(opened.clip.id, opened.lines)
        width, height = self._view_size
        self.playback.open(
            opened.clip, watched=opened.watched, view_width=width, view_height=height
        )
        self._view.show_watched(opened.watched, self.watched_share())
        self.work.signal(ClipOpened(clip_id=opened.clip.id, sample=opened.clip.sample))
        if not self._early:
            self.work.show_clip(opened.clip.id)

    def _change_lists(
        self, names: tuple[str, ...] | None = None, titles: tuple[str, ...] | None = None
    ) -> None:
        if self._clip is None:
            return
        facts = self._clip.facts
        self._save_facts(
            replace(
                facts,
                names_allowed=facts.names_allowed if names is None else names,
                titles_forbidden=facts.titles_forbidden if titles is None else titles,
            )
        )

    def _save_facts(self, facts: ClipFacts) -> None:
        clip = self._clip
        if clip is None:
            return
        clip_id = clip.id
        self._clip = replace(clip, facts=facts)
        self.rubric.set_facts(facts)
        self._desk.run(
            lambda unit: opening.save_facts(unit, clip_id, facts), on_error=self._view.show_problem
        )
