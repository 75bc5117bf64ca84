"""Joins the guide drawer to the desk: opens it at the right section, reloads, counts the time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from app.checks.report import Finding
from app.desk.guide_view import GuideView, section_number
from app.desk.rubric import RubricDesk
from app.timekeeping.signals import Room
from app.ui.common.drawer import Drawer
from app.ui.guide.pane import GuidePane

if TYPE_CHECKING:
    from app.checks.engine import Checker  # loaded after the first paint


class GuideHost(Protocol):
    """The window, as far as the drawer needs it."""

    @property
    def window(self) -> QWidget:
        """The window that the drawer lies in."""
        ...

    @property
    def text(self) -> QWidget:
        """The text that a person writes in."""
        ...

    @property
    def rubric(self) -> RubricDesk:
        """The rubric of the clip on the desk."""
        ...

    def place(self) -> QRect:
        """Where the drawer lies when it is open."""
        ...

    def anchors(self) -> Sequence[QWidget]:
        """What the drawer moves along with."""
        ...

    def is_low(self) -> bool:
        """Whether the window is low."""
        ...

    def finding_at_caret(self) -> Finding | None:
        """The finding the caret stands in."""
        ...

    def finding_near_caret(self) -> Finding | None:
        """The finding whose words are nearest to the caret."""
        ...

    def finding_at_hand(self) -> Finding | None:
        """The finding that the rubric's card shows."""
        ...

    def room(self) -> Room:
        """The room that is shown, for the work clock."""
        ...

    def enter(self, room: Room) -> None:
        """Tell the work clock where the person is."""
        ...


class GuidePresenter(QObject):
    """The guide drawer of a window. MAIN."""

    def __init__(self, host: GuideHost) -> None:
        super().__init__(host.window)
        self._host = host
        self._finding: Finding | None = None
        self._sign: Room | None = None
        self.view = GuideView()
        self.pane = GuidePane(self.view)
        self.drawer = Drawer(
            host.window, self.pane, host.place, anchors=host.anchors(), first=self.pane.field
        )
        self.drawer.closed.connect(self._on_closed)
        self.pane.reload_asked.connect(self.reload)
        self.pane.close_asked.connect(self.shut)
        self.pane.confirm_asked.connect(self._on_confirm)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def is_open(self) -> bool:
        """Whether the drawer is open."""
        return self.drawer.is_open

    def toggle(self) -> None:
        """Open the guide at the finding at the caret; close it if the keys are in it already."""
        if self.drawer.is_open and self.drawer.has_focus():
            self.shut()
        else:
            host = self._host
            found = host.finding_at_caret() or host.finding_at_hand() or host.finding_near_caret()
            self._open(found, "")

    def open_section(self, section: str) -> None:
        """Open a section by its number, as the button of the finding's card asks for it."""
        self._open(self._host.finding_at_hand(), section)

    def open_health(self) -> None:
        """Open the drawer at the health of the rules."""
        self._open(None, "")
        self.pane.open_health()

    def shut(self) -> bool:
        """Close the drawer; gives whether it was open."""
        return self.drawer.shut()

    def leave(self) -> None:
        """The person went to another room: close without moving the focus."""
        self.drawer.shut(give_back=False)

    def reload(self) -> None:
        """Read the guide again; a broken one leaves the old one in use and says where it broke."""
        self.pane.set_reloading(reloading=True)
        self._host.rubric.reload(self._on_reloaded, self._on_broken)

    def refresh(self) -> None:
        """Take what a new report, a decision or another guide changed; no page is turned."""
        if not self.drawer.is_open:
            return
        rubric = self._host.rubric
        guide = rubric.checker.guide if rubric.checker is not None else None
        if guide is not self.view.guide:
            self.pane.show_guide(guide)
        verdicts = rubric.news.report.verdicts if rubric.news is not None else ()
        self.pane.show_states({verdict.criterion: verdict.state for verdict in verdicts})
        self.pane.show_health(rubric.health)
        self._show_finding(self._still_there())

    def follow(self) -> None:
        """The person went to another finding: show its section while the drawer is open."""
        finding = self._host.finding_at_hand()
        if self.drawer.is_open and finding is not None:
            self._show_finding(finding)
            self.pane.open_page(section_number(finding.section))

    def _open(self, finding: Finding | None, section: str) -> None:
        self._finding = finding
        wanted = section or (section_number(finding.section) if finding is not None else "")
        self.pane.set_low(self._host.is_low())
        if not self.drawer.is_open:
            self._sign = None
        self.drawer.open()
        self.refresh()
        if wanted:
            self.pane.open_page(wanted)
        self.pane.field.selectAll()
        self._enter(Room.GUIDE)

    def _show_finding(self, finding: Finding | None) -> None:
        self._finding = finding
        confirmed = finding is not None and self._host.rubric.is_confirmed(finding)
        self.pane.show_finding(finding, confirmed=confirmed)

    def _still_there(self) -> Finding | None:
        """The finding of the drawer in the newest report, None when it is gone."""
        news, before = self._host.rubric.news, self._finding
        if news is None or before is None:
            return None
        same = [f for f in news.report.findings if (f.rule, f.match) == (before.rule, before.match)]
        return min(same, key=lambda f: abs(f.start - before.start), default=None)

    def _on_confirm(self) -> None:
        if self._finding is not None:
            self._host.rubric.confirm(self._finding)
            self.refresh()

    def _on_reloaded(self, checker: Checker) -> None:
        self.pane.set_reloading(reloading=False)
        self.pane.clear_trouble()
        self.pane.show_guide(checker.guide)

    def _on_broken(self, error: Exception) -> None:
        self.pane.set_reloading(reloading=False)
        self.pane.show_trouble(error)

    def _on_closed(self) -> None:
        self._enter(self._host.room())

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Time in the drawer is reading; going back to a covered text closes the drawer."""
        if not self.drawer.is_open or now is None or now.window() is not self._host.window:
            return
        if self.drawer.isAncestorOf(now):
            self._enter(Room.GUIDE)
            return
        text = self._host.text
        if (now is text or text.isAncestorOf(now)) and self._covers(text):
            self.drawer.shut(give_back=False)
        else:
            self._enter(self._host.room())

    def _covers(self, text: QWidget) -> bool:
        return self.drawer.place.width() * 2 > text.width()

    def _enter(self, room: Room) -> None:
        """Tell the work clock, once for each change."""
        if room is not self._sign:
            self._sign = room
            self._host.enter(room)
