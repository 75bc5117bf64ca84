"""What slides over a room: the style guide and the history of a caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.checks.report import Finding
from app.checks.rule_health import Standing
from app.desk.guide_view import finding_at, finding_near
from app.desk.health import RuleRecord
from app.desk.rubric import RubricDesk
from app.timekeeping.signals import Room, RoomEntered
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.drawer import rect_in
from app.ui.common.theme import scaled

# Each drawer is imported when it first opens: the first paint waits for none of them.
if TYPE_CHECKING:
    from app.ui.guide.presenter import GuidePresenter
    from app.ui.history_presenter import HistoryPresenter
    from app.ui.window_controller import WindowController

GUIDE_WIDTH = 560
HISTORY_WIDTH = 864
LOW = 800
SLIVER = 120
HUSHED = "hushed"


class Overlays:
    """Makes the drawers, says where they lie and what they are about. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        self._controller = controller
        self._guide: GuidePresenter | None = None
        self._history: HistoryPresenter | None = None
        self._standings: Mapping[str, Standing] | None = None
        controller.window.rooms.currentChanged.connect(self._leave)
        controller.presenter.findings.reported.connect(self._on_report)
        controller.window.caption_room.caption.bars.pressed.connect(self._on_bar)

    # -- what is asked of it

    def open_guide(self, section: str) -> None:
        """Open a section of the guide; "" opens the one behind the finding at the caret."""
        guide = self._made_guide()
        if section:
            guide.open_section(section)
        else:
            guide.toggle()

    def open_history(self, clip_id: str) -> None:
        """Show the earlier texts of a clip; asked again, close them."""
        history = self._made_history()
        if history.is_open:
            history.shut()
            return
        captioning = self._controller.captioning
        is_open = captioning.clip is not None and captioning.clip.id == clip_id
        history.open(clip_id, captioning.writing.text if is_open else None)

    def close_topmost(self) -> bool:
        """Close the drawer on top; gives whether there was one."""
        if self._history is not None and self._history.shut():
            return True
        return self._guide is not None and self._guide.shut()

    @property
    def guide(self) -> GuidePresenter | None:
        """The guide drawer, None before it first opened."""
        return self._guide

    @property
    def history(self) -> HistoryPresenter | None:
        """The history drawer, None before it first opened."""
        return self._history

    # -- what the guide drawer needs of the window

    @property
    def window(self) -> QWidget:
        """The window that the drawers lie in."""
        return self._controller.window

    @property
    def text(self) -> QWidget:
        """The text that a person writes in."""
        return self._controller.window.caption_room.caption.editor

    @property
    def rubric(self) -> RubricDesk:
        """The rubric of the clip on the desk."""
        return self._controller.desks.rubric

    def place(self) -> QRect:
        """The guide lies over the text, beside video and rubric."""
        return self._at_right(self._text_side(), GUIDE_WIDTH)

    def anchors(self) -> Sequence[QWidget]:
        """What the drawers move along with."""
        window = self._controller.window
        return (window.rooms, window.caption_room.caption, window.caption_room.rubric)

    def is_low(self) -> bool:
        """Whether the window is low."""
        return self._controller.window.height() < scaled(LOW)

    def finding_at_caret(self) -> Finding | None:
        """The finding the caret stands in."""
        findings = self._findings()
        editor = self._controller.window.caption_room.caption.editor
        index = finding_at(findings, editor.caret_cp())
        return findings[index] if index is not None else None

    def finding_near_caret(self) -> Finding | None:
        """The finding whose words are nearest to the caret."""
        findings = self._findings()
        editor = self._controller.window.caption_room.caption.editor
        index = finding_near(findings, editor.caret_cp())
        return findings[index] if index is not None else None

    def finding_at_hand(self) -> Finding | None:
        """The finding that the rubric's card shows."""
        findings = self._findings()
        index = self._controller.window.caption_room.rubric.sidebar.state.current
        return findings[index] if index is not None and index < len(findings) else None

    def room(self) -> Room:
        """The room that is shown, for the work clock."""
        shown = self._controller.rooms.current
        return Room(shown) if shown in {room.value for room in Room} else Room.ELSEWHERE

    def enter(self, room: Room) -> None:
        """Tell the work clock where the person is."""
        self._controller.desks.work.signal(RoomEntered(room=room))

    # -- inside

    def _findings(self) -> tuple[Finding, ...]:
        news = self.rubric.news
        return news.report.findings if news is not None else ()

    def _in_caption(self) -> bool:
        return self._controller.rooms.current == "caption"

    def _text_side(self) -> QRect:
        window = self._controller.window
        if self._in_caption():
            return rect_in(window, window.caption_room.caption)
        return rect_in(window, window.rooms)

    def _history_place(self) -> QRect:
        """The history needs room for two columns: it lies over all but the video."""
        window = self._controller.window
        side = rect_in(window, window.rooms)
        if self._in_caption():
            side.setLeft(self._text_side().left())
        return self._at_right(side, HISTORY_WIDTH)

    def _at_right(self, area: QRect, width: int) -> QRect:
        """The right part of an area; all of it where only a sliver would be left."""
        wide = scaled(width)
        if area.width() < wide + scaled(SLIVER):
            wide = area.width()
        return QRect(QPoint(area.right() + 1 - wide, area.top()), area.bottomRight())

    def _made_guide(self) -> GuidePresenter:
        if self._guide is None:
            from app.ui.guide.presenter import GuidePresenter

            self._guide = GuidePresenter(self)
            sidebar = self._controller.window.caption_room.rubric.sidebar
            sidebar.finding_selected.connect(lambda _index: self._follow())
        return self._guide

    def _made_history(self) -> HistoryPresenter:
        if self._history is None:
            from app.ui.history_presenter import HistoryPresenter

            self._history = HistoryPresenter(
                self.window,
                self._controller.desk,
                self._history_place,
                self.anchors(),
                self._restore,
                self._controller.show_error,
            )
            self._controller.presenter.clip_shown.connect(lambda _clip: self._leave())
        return self._history

    def _on_report(self) -> None:
        """Refresh the drawer; say once when a rule was lowered or switched off."""
        if self._guide is not None:
            self._guide.refresh()
        before, now = self._standings, self.rubric.hushed
        if now is before:
            return
        self._standings = now
        if before is None or now is None:
            return
        for record in self.rubric.health:
            standing = now.get(record.rule)
            if standing is not None and standing is not before.get(record.rule):
                self._say_hushed(record)

    def _say_hushed(self, record: RuleRecord) -> None:
        from app.ui.guide.words import HEALTH, hushed_words

        said = hushed_words(record)
        self._controller.window.caption_room.caption.bars.show_bar(
            BarContent(
                id=HUSHED,
                gravity=Gravity.INFO,
                sentence=said.sentence,
                detail=said.detail,
                buttons=(("show", HEALTH), ("close", "Close")),
            )
        )

    def _on_bar(self, bar_id: str, key: str) -> None:
        if bar_id == HUSHED and key == "show":
            self._controller.window.caption_room.caption.bars.remove(HUSHED)
            self._made_guide().open_health()

    def _follow(self) -> None:
        if self._guide is not None:
            self._guide.follow()

    def _leave(self) -> None:
        """Another room or clip is shown: what lay over the old one goes away."""
        for drawer in (self._guide, self._history):
            if drawer is not None:
                drawer.leave()

    def _restore(self, clip_id: str, text: str) -> None:
        captioning = self._controller.captioning
        clip = captioning.clip
        if clip is not None and clip.id == clip_id:
            self._controller.show_room("caption")
            captioning.restore(text)
        else:
            self._controller.open_clip(clip_id, lambda: captioning.restore(text))
