"""The pane beside the list: picture, name, facts, the text so far, and what can be done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.desk.harm import Harm
from app.desk.ports.store import QueueRow
from app.desk.preview import ClipPreview
from app.ui.common import sizes
from app.ui.common.buttons import Button, IconButton
from app.ui.common.fonts import Role
from app.ui.common.icons import paint_icon
from app.ui.common.labels import ElidedLabel, Label
from app.ui.common.marks import paint_mark
from app.ui.common.panes import Divider, EmptyState, Pane
from app.ui.common.scrolling import KeepHeight
from app.ui.common.theme import current_theme, font, line_height, scaled
from app.ui.common.words.formats import percent
from app.ui.common.words.harm import harm_words
from app.ui.queue import words
from app.ui.queue.delegate import fitted

WIDTH = 320
_FACTS = ("Length", "Sound", "Watched", "Words", "To look at", "Due", "Never name")
_NAMES = 92


class _Picture(QWidget):
    """16 to 9 over the full width, black bars."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._missing = False

    def show_picture(self, picture: QPixmap | None, *, missing: bool) -> None:
        self._picture, self._missing = picture, missing
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It is as high as its width says."""
        return True

    def heightForWidth(self, width: int) -> int:
        """16 to 9."""
        return width * 9 // 16

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or the sign of a clip without one."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        if self._picture is not None and not self._missing:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.drawPixmap(fitted(self._picture, self.rect()), self._picture)
            return
        painter.fillRect(self.rect(), theme.sunken)
        side = scaled(sizes.ICON_EMPTY)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        name = "file-x" if self._missing else "film"
        paint_icon(painter, box.toRectF(), name, theme.ink2 if self._missing else theme.ink3)


class _State(QWidget):
    """Mark and word of the state."""

    def __init__(self) -> None:
        super().__init__()
        self._look = words.STATES[next(iter(words.STATES))]

    def show_look(self, look: words.StateLook) -> None:
        self._look = look
        self.setAccessibleName(look.words)
        advance = QFontMetrics(font(Role.NAME)).horizontalAdvance(look.words)
        self.setFixedSize(scaled(14 + 6) + advance + 4, line_height(Role.NAME))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and word."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        side = scaled(14)
        box = QRect(0, (self.height() - side) // 2, side, side).toRectF()
        color = theme.token(self._look.color)
        if self._look.mark is not None:
            paint_mark(painter, box, self._look.mark, theme, color)
        else:
            paint_icon(painter, box, self._look.icon, color)
        painter.setFont(font(Role.NAME))
        painter.setPen(theme.token(self._look.ink))
        area = self.rect().adjusted(side + scaled(6), 0, 0, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self._look.words)


class Preview(Pane):
    """One clip in short.

    Signals:
        open_asked, locate_asked, history_asked: A button was pressed.
        menu_asked: The button with dots was pressed; carries a point of the screen.
    """

    open_asked = Signal()
    locate_asked = Signal()
    history_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._over = False
        self._picture = _Picture()
        self._name = ElidedLabel("", Role.TITLE_NAME)
        self._state = _State()
        self._where = Label("", Role.LABEL, "ink2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, scaled(_NAMES))
        self._grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[Label, Label]] = {}
        for place, name in enumerate(_FACTS):
            name_label, value = Label(name, Role.BASE, "ink3"), Label("", wrap=True)
            self._facts[name] = (name_label, value)
            self._grid.addWidget(name_label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1)
        self._so_far = Label("So far", Role.HEADING, "ink2")
        self._text = Label("", Role.CAPTION_SMALL, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        inner = QWidget()
        KeepHeight(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._picture)
        body = QVBoxLayout()
        body.setContentsMargins(sizes.PANE_PADDING, 12, sizes.PANE_PADDING, 16)
        body.setSpacing(8)
        body.addLayout(head)
        body.addWidget(self._where)
        body.addLayout(self._grid)
        body.addSpacing(4)
        body.addWidget(self._so_far)
        body.addWidget(self._text)
        body.addStretch(1)
        column.addLayout(body, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        # Both fill themselves with the color of the window otherwise.
        self._scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.open = Button("Open", key="Enter")
        self.locate = Button(words.LOCATE, icon_name="folder-search")
        self.history = Button("History…")
        self.more = IconButton("ellipsis", "More for this clip", takes_focus=True)
        self.open.clicked.connect(self.open_asked)
        self.locate.clicked.connect(self.locate_asked)
        self.history.clicked.connect(self.history_asked)
        self.more.clicked.connect(self._ask_menu)
        foot = QHBoxLayout()
        foot.setContentsMargins(sizes.PANE_PADDING, 8, sizes.PANE_PADDING, 8)
        foot.setSpacing(sizes.BUTTON_GAP)
        for button in (self.locate, self.open, self.history):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.more)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addWidget(self._scroll, 1)
        full.addWidget(Divider())
        full.addLayout(foot)
        self._empty = EmptyState("list-video", "No clip is chosen.", ground="panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._full)
        outer.addWidget(self._empty)
        self.clear()

    def clear(self) -> None:
        """Show that no clip is chosen."""
        self._full.hide()
        self._empty.show()

    def show_row(
        self, row: QueueRow, now: datetime, *, missing: bool, harm: Harm | None = None
    ) -> None:
        """Show at once what the list knows of a clip; text and facts come by ``show_preview``."""
        self._empty.hide()
        self._full.show()
        self._name.set_words(row.title)
        self._state.show_look(words.state_look(row, missing=missing))
        place = words.second_line(row, missing=missing)
        if harm is not None and not missing:
            place = " ".join(filter(None, (place, *harm_words(harm))))
        self._where.setText(f"{place.rstrip(', ')}." if missing else place)
        self._where.setVisible(bool(place))
        self.locate.setVisible(missing)
        self._picture.show_picture(None, missing=missing)
        self._set("Length", words.picture_facts(row.duration_ms, None, None, None))
        self._set("Words", f"{row.words:,} of 50 to 250" if row.words else "")
        self._set("To look at", f"{row.to_look_at}" if row.words else "")
        self._set("Due", words.due(row.due_ms, now))
        for name in ("Sound", "Watched", "Never name"):
            self._set(name, "")
        self._show_text("")

    def show_preview(self, preview: ClipPreview) -> None:
        """Add what was read of the clip."""
        clip = preview.clip
        facts = words.picture_facts(clip.duration_ms, clip.fps, clip.width, clip.height)
        self._set("Length", facts)
        self._set("Sound", words.sound(clip.facts))
        self._set("Watched", "" if preview.watched is None else percent(preview.watched))
        titles = (part.strip() for one in clip.facts.titles_forbidden for part in one.split("|"))
        self._set("Never name", ", ".join(titles))
        self._show_text(preview.text)

    def show_picture(self, picture: QPixmap | None, *, missing: bool) -> None:
        """Show the picture of the clip."""
        self._picture.show_picture(picture, missing=missing)

    def set_over(self, over: bool) -> None:
        """Lie over the list, with a line at the left, or stand beside it."""
        self._over = over
        self.setContentsMargins(1 if over else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the line where it lies over the list."""
        super().paintEvent(event)
        if self._over:
            QPainter(self).fillRect(0, 0, 1, self.height(), current_theme().line)

    def _show_text(self, text: str) -> None:
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._so_far.setVisible(bool(text))

    def _set(self, name: str, value: str) -> None:
        label, shown = self._facts[name]
        shown.setText(value)
        label.setVisible(bool(value))
        shown.setVisible(bool(value))

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().topLeft()))
