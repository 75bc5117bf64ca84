"""Makes the desks of one window and joins them to the caption room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.desk.captioning import CaptioningDesk
from app.desk.lanes import Lanes
from app.desk.language import LanguageDesk
from app.desk.parts import Parts
from app.desk.playback import PlaybackDesk
from app.desk.ports.clock import Timers
from app.desk.ports.language import CheckerStatus
from app.desk.ports.player import PlayerEvent
from app.desk.rubric import RubricDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.desk.stopwatch import StopwatchPlayer
from app.desk.totals import WorkTotals
from app.desk.work import WorkDesk
from app.desk.writing import WritingDesk
from app.domain.coverage import Span
from app.domain.worklog import WorkGap
from app.timekeeping.signals import WentAway
from app.ui.caption_presenter import CaptionPresenter

if TYPE_CHECKING:
    from app.checks.engine import Checker  # loaded after the first paint


class Desks:
    """Every desk of a window. The window gives callbacks for what it shows itself."""

    def __init__(
        self,
        parts: Parts,
        timers: Timers,
        presenter: CaptionPresenter,
        *,
        settings: Callable[[], Settings],
        on_totals: Callable[[WorkTotals], None],
        on_gap: Callable[[WorkGap], None],
        on_away: Callable[[WentAway], None],
        on_checkers: Callable[[tuple[CheckerStatus, ...]], None],
        on_guide: Callable[[Checker], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._parts = parts
        self.desk = Desk(
            lanes=Lanes(parts.mailbox),
            clock=parts.clock,
            timers=timers,
            ids=parts.ids,
            open_store=parts.open_store,
        )
        self.work = WorkDesk(
            self.desk, on_totals=on_totals, on_gap=on_gap, on_away=on_away, on_error=on_error
        )
        self.writing = WritingDesk(
            self.desk,
            parts.rescue.file,
            presenter.show_save,
            snapshot_minutes=lambda: settings().whole("writing.snapshot_minutes"),
        )
        self.rubric = RubricDesk(
            self.desk,
            load_checker=lambda: parts.load_checker(settings().text("language.guide")),
            on_news=presenter.show_news,
            on_guide=on_guide,
            on_error=on_error,
        )
        self.language = LanguageDesk(
            self.desk,
            harper=parts.make_harper(),
            languagetool=None,
            on_matches=self.rubric.language_changed,
            on_status=on_checkers,
        )
        self.stopwatch = StopwatchPlayer(parts.clock, timers, self._on_stopwatch)
        self.playback = PlaybackDesk(
            player=parts.player,
            stopwatch=self.stopwatch,
            timers=timers,
            settings=settings,
            on_state=presenter.show_playback,
            on_frame=presenter.show_frame,
            on_signal=self.work.signal,
            on_watched=self._on_watched,
        )
        parts.player_events.listen(self.playback.on_event)
        self.captioning = CaptioningDesk(
            desk=self.desk,
            view=presenter,
            writing=self.writing,
            playback=self.playback,
            rubric=self.rubric,
            work=self.work,
            settings=settings,
        )
        presenter.connect_desk(self.captioning)
        presenter.timeline.connect_analysis(parts.analysis, parts.analysis_events.listen, timers)

    def start_languagetool(self, *, wanted: bool) -> None:
        """Start LanguageTool, or end it."""
        self.language.switch_languagetool(self._parts.make_languagetool() if wanted else None)

    def _on_stopwatch(self, event: PlayerEvent) -> None:
        self._parts.mailbox.post(lambda: self.playback.on_event(event))

    def _on_watched(self, spans: Sequence[Span]) -> None:
        self.captioning.watched_changed(spans)
