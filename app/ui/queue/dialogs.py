"""The dialogs of the queue: a stream, a caption without a clip file, a reason, where a file is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QWidget

from app.desk.queue import MEDIA_SUFFIXES, check_stream_url
from app.domain.errors import RefusedError
from app.domain.timecode import parse_entered_time
from app.ui.common.buttons import Button
from app.ui.common.fields import Field
from app.ui.common.fonts import Role
from app.ui.common.labels import Label
from app.ui.common.words.errors import error_words
from app.ui.dialogs import Question

GO_BACK = "Go back"
_TITLE_MISSING = "Type how the client’s tool names the clip."
_NOT_A_TIME = "Type a length like 0:28 or 28, or leave it empty."
_REASON_MISSING = "Say in a few words why."


class Form(Question):
    """A question with named fields, each with room for what is wrong with it."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, go_on: str) -> None:
        super().__init__(parent, title, GO_BACK, go_on)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if sentence:
            self.say(sentence, "ink2")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.body.addSpacing(4)
        self.body.addLayout(self._grid)
        self._problems: dict[Field, Label] = {}
        self.go_on.setDefault(True)

    def add_field(self, words: str, placeholder: str = "") -> Field:
        """Add a field with its name before it."""
        field = Field(words, placeholder)
        problem = Label("", Role.LABEL, "bad", wrap=True)
        problem.hide()
        at = self._grid.rowCount()
        self._grid.addWidget(Label(words, Role.BASE, "ink2"), at, 0)
        self._grid.addWidget(field, at, 1)
        self._grid.addWidget(problem, at + 1, 1)
        self._problems[field] = problem
        field.textEdited.connect(lambda: self.set_problem(field, ""))
        if len(self._problems) == 1:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def set_problem(self, field: Field, sentence: str) -> None:
        """Say what is wrong with a field, under it; "" takes it away."""
        field.set_problem(sentence)
        self._problems[field].setText(sentence)
        self._problems[field].setVisible(bool(sentence))
        if sentence:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        # The dialog grows for the sentence; a wrapped label asks for one line by itself.
        self.adjustSize()

    def check(self) -> bool:
        """Look whether all fields can be used, and say what is wrong; override it."""
        return True

    def accept(self) -> None:
        """Close only when all fields can be used."""
        if self.check():
            super().accept()

    def _check_address(self, field: Field) -> bool:
        try:
            check_stream_url(field.text())
        except RefusedError as error:
            self.set_problem(field, error_words(error).words)
            return False
        return True


class StreamDialog(Form):
    """Asks for the address of a stream."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            "Add a stream",
            "The clip plays from its address. What stands behind a question mark in it is kept "
            "here and never shown or exported.",
            "Add",
        )
        self.address = self.add_field("Address", "https://")
        self.title = self.add_field("Name", "as in the address")

    def check(self) -> bool:
        """The address has to be one of http or https."""
        return self._check_address(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutFile:
    """What was entered for a caption without a clip file."""

    title: str
    duration_ms: int | None
    link: str


class WithoutFileDialog(Form):
    """Asks for a clip that plays only in the client's web tool."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            "New caption without a clip file",
            "For a clip that plays only in the client’s web tool. Everything works but the "
            "picture; times come from a clock that you start and stop.",
            "Make it",
        )
        self.title = self.add_field("Title")
        self.length = self.add_field("Length", "0:28, if you know it")
        self.link = self.add_field("Link", "https://, if there is one")

    def check(self) -> bool:
        """A title is needed; length and link may be left empty."""
        if not self.title.text().strip():
            self.set_problem(self.title, _TITLE_MISSING)
            return False
        if self.length.text().strip() and not parse_entered_time(self.length.text().strip()):
            self.set_problem(self.length, _NOT_A_TIME)
            return False
        return not self.link.text().strip() or self._check_address(self.link)

    def entered(self) -> WithoutFile:
        """Give what was entered; only after ``check``."""
        return WithoutFile(
            title=self.title.text().strip(),
            duration_ms=parse_entered_time(self.length.text().strip()),
            link=self.link.text().strip(),
        )


class ReasonDialog(Form):
    """Asks why a clip is set aside."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            f"Set {name} aside",
            "It leaves the work to do. Its text, dialogue and hours are kept, and it can be taken "
            "up again at any time.",
            "Set aside",
        )
        self.reason = self.add_field("Reason", "no sound, damaged, not in English")

    def check(self) -> bool:
        """A reason is needed."""
        if self.reason.text().strip():
            return True
        self.set_problem(self.reason, _REASON_MISSING)
        return False


class LocateDialog(Question):
    """Asks whether the person knows the file or the folder.

    Attributes:
        path: What was chosen, None before.
    """

    def __init__(self, source: str, *, known: bool, parent: QWidget | None = None) -> None:
        old = Path(source)
        super().__init__(parent, f"{old.name} is not where it was.", GO_BACK, "Choose the file…")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path: Path | None = None
        self._old = old
        self.say(f"It was in {old.parent}. Your text, dialogue and hours are safe.", "ink2")
        how = (
            "A folder is searched for the file by its content, whatever it is called now."
            if known
            else "A folder is searched for a file of this name."
        )
        self.say(f"{how} Clips that moved along with it are found with it.", "ink2")
        self.folder = Button("Search a folder…", icon_name="folder-search")
        self.folder.clicked.connect(self._choose_folder)
        self.foot.insertWidget(self.foot.indexOf(self.go_on), self.folder)
        self.go_on.setDefault(True)

    def accept(self) -> None:
        """Let the person choose the file; close when one was chosen."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, f"Where is {self._old.name}?", str(existing(self._old.parent)), media_filter()
        )
        self._take(chosen)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, f"Where to look for {self._old.name}", str(existing(self._old.parent))
        )
        self._take(chosen)

    def _take(self, chosen: str) -> None:
        if chosen:
            self.path = Path(chosen)
            super().accept()


def media_filter() -> str:
    """The filter of file dialogs: media first, then everything."""
    endings = " ".join(f"*{suffix}" for suffix in sorted(MEDIA_SUFFIXES))
    return f"Clips ({endings});;All files (*)"


def existing(folder: Path) -> Path:
    """The nearest folder that is there, to begin a search in."""
    for one in (folder, *folder.parents):
        if one.is_dir():
            return one
    return Path.home()


def choose_clips(parent: QWidget | None) -> list[Path]:
    """Let the person choose files; an empty list when they go back."""
    dialog = QFileDialog(parent, "Add clips", "", media_filter())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    return [Path(one) for one in dialog.selectedFiles()] if accepted else []
