"""One page of the guide: what it asks, examples with Do before Do not, its states and links."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.checks.report import Finding, State
from app.desk.guide_view import GuidePage
from app.ui.common import sizes
from app.ui.common.buttons import Button, Kind
from app.ui.common.fonts import Role
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.marks import Mark, paint_mark
from app.ui.common.panes import Pane
from app.ui.common.theme import current_theme, font, line_height, scaled, theme_hub
from app.ui.common.underlines import MARK_OF, paint_underline
from app.ui.common.words.criteria import SEVERITY_WORDS, STATE_COLOR, STATE_MARK, underline_of
from app.ui.guide import words

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class MarkLabel(QWidget):
    """A mark beside the first line of a text."""

    def __init__(self, mark: Mark, role: Role = Role.BASE) -> None:
        super().__init__()
        self._mark = mark
        self._role = role
        self._fit()
        hub = theme_hub()
        if hub is not None:
            hub.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(scaled(sizes.ICON_SMALL), line_height(self._role))

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        self._mark = mark
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        side = self.width()
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_mark(QPainter(self), box, self._mark, current_theme())


class Quote(QWidget):
    """The words of a finding in the caption's font, underlined as in the text, on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_finding(self, finding: Finding) -> None:
        """Show another finding's words."""
        self._finding = finding
        self.setAccessibleName(finding.match)
        self.update()

    def sizeHint(self) -> QSize:
        """Natural size in logical pixels."""
        return QSize(80, line_height(Role.CAPTION_SMALL) + scaled(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        del event
        finding = self._finding
        if finding is None:
            return
        theme, role = current_theme(), Role.CAPTION_SMALL
        painter = QPainter(self)
        metrics = QFontMetricsF(font(role))
        shown = metrics.elidedText(
            " ".join(finding.match.split()), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.setFont(font(role))
        painter.setPen(theme.ink)
        painter.drawText(QRectF(0, 0, self.width(), line_height(role)), _TOP, shown)
        baseline = metrics.ascent()
        line = underline_of(finding.criterion, finding.severity)
        paint_underline(painter, 0, metrics.horizontalAdvance(shown), baseline, line, theme)


class FindingStrip(Pane):
    """The finding a page was opened for, and the button that calls it right.

    Signals:
        confirmed: the person called the finding right.
    """

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("paper")
        self._mark = MarkLabel(Mark.DOT, Role.LABEL_MEDIUM)
        self._head = ElidedLabel("", Role.LABEL_MEDIUM, "ink2", elide=Qt.TextElideMode.ElideRight)
        self.quote = Quote()
        self.confirm = Button(words.CONFIRM, icon_name="check")
        self.confirm.set_help(words.CONFIRM_HELP)
        self.confirm.clicked.connect(self.confirmed)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._mark)
        top.addWidget(self._head, 1)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(2)
        self._words.addLayout(top)
        self._words.addWidget(self.quote, 1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """Stand on one line in low windows."""
        directions = QBoxLayout.Direction
        self._words.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        self._words.setSpacing(12 if low else 2)
        edge = 4 if low else 8
        self._row.setContentsMargins(sizes.PANE_PADDING, edge, sizes.PANE_PADDING, edge + 1)

    def set_finding(self, finding: Finding | None, *, confirmed: bool) -> None:
        """Show a finding, or nothing."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        line = underline_of(finding.criterion, finding.severity)
        self._mark.set_mark(MARK_OF[line])
        told = words.finding_words(SEVERITY_WORDS[finding.severity], finding.criterion)
        self._head.set_words(f"{words.BEHIND}: {told[0].lower()}{told[1:]}")
        self.quote.setVisible(not finding.is_absence)
        self.quote.set_finding(finding)
        self.confirm.set_words(words.CONFIRMED if confirmed else words.CONFIRM)
        self.confirm.set_unavailable("You called this finding right." if confirmed else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget from the tokens."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().line)


class PageView(QScrollArea):
    """Shows one page; long ones scroll.

    Signals:
        page_asked: a link was pressed; carries the id of its page.
    """

    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: GuidePage | None = None
        self.links: list[Button] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def page(self) -> GuidePage | None:
        """The page it shows."""
        return self._page

    def show_page(
        self, page: GuidePage, linked: tuple[tuple[str, str], ...], state: State | None = None
    ) -> None:
        """Show a page.

        Args:
            page: What to show.
            linked: Id and title of the pages that belong to it.
            state: Where the criterion of the page stands in the text, None if that is not known.
        """
        self._page = page
        body = Pane("paper")
        body.setAccessibleName(page.title)
        column = QVBoxLayout(body)
        column.setContentsMargins(sizes.PANE_PADDING, 14, sizes.PANE_PADDING, 20)
        column.setSpacing(4)
        column.addWidget(Label(words.group_words(page), Role.LABEL, "ink3", wrap=True))
        column.addWidget(Label(page.title, Role.TITLE, wrap=True))
        column.addSpacing(6)
        column.addWidget(Label(page.body, wrap=True))
        for heading, mark, examples in (
            (words.DO, Mark.TICK, page.do),
            (words.DONT, Mark.CROSS, page.dont),
        ):
            if examples:
                column.addSpacing(10)
                column.addWidget(Label(heading, Role.HEADING, "ink2"))
            for example in examples:
                column.addLayout(_marked(mark, Label(example, Role.CAPTION_SMALL, wrap=True)))
        if page.criterion is not None:
            self._add_states(column, page, state)
        if page.sources:
            column.addSpacing(10)
            told = f"As in: {', '.join(page.sources)}"
            column.addWidget(Label(told, Role.LABEL, "ink3", wrap=True))
        self._add_links(column, linked)
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().setValue(0)

    def _add_states(self, column: QVBoxLayout, page: GuidePage, now: State | None) -> None:
        if page.criterion is None:
            return
        column.addSpacing(10)
        column.addWidget(Label(words.STATES, Role.HEADING, "ink2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for row, (state, name, when) in enumerate(words.state_rows(page.criterion)):
            told = Label(name, Role.LABEL_MEDIUM, STATE_COLOR[state])
            here = f"{when} (so it is now)" if state is now else when
            explained = Label(here, Role.LABEL, "ink2", wrap=True)
            grid.addWidget(MarkLabel(STATE_MARK[state], Role.LABEL), row, 0, _TOP)
            grid.addWidget(told, row, 1, _TOP)
            grid.addWidget(explained, row, 2)
        column.addLayout(grid)

    def _add_links(self, column: QVBoxLayout, linked: tuple[tuple[str, str], ...]) -> None:
        self.links = []
        if not linked:
            return
        column.addSpacing(12)
        for page_id, title in linked:
            link = Button(words.link_words(page_id, title), Kind.STANDARD, icon_name="arrow-right")
            link.clicked.connect(lambda _=False, page_id=page_id: self.page_asked.emit(page_id))
            self.links.append(link)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _marked(mark: Mark, label: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(MarkLabel(mark, Role.CAPTION_SMALL), 0, _TOP)
    row.addWidget(label, 1)
    return row
