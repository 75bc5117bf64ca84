"""The context menu of the caption: what a checker suggests, one at a time, and the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.ui.caption import words
from app.ui.caption.textmarks import TextMark

if TYPE_CHECKING:
    from app.ui.caption.editor import CaptionEditor


def build_menu(editor: CaptionEditor, mark_index: int | None) -> QMenu:
    """Build the menu for a place with or without a mark."""
    menu = QMenu(editor)
    mark = editor.mark(mark_index) if mark_index is not None else None
    if mark is not None and mark_index is not None and mark.is_language:
        _add_suggestions(menu, editor, mark_index, mark)
    selected, writable = editor.textCursor().hasSelection(), not editor.isReadOnly()
    for label, slot, enabled in (
        (words.UNDO, editor.undo, writable and editor.text.can_undo),
        (words.REDO, editor.redo, writable and editor.text.can_redo),
        (words.CUT, editor.cut, writable and selected),
        (words.COPY, editor.copy, selected),
        (words.PASTE, editor.paste, writable and editor.canPaste()),
        (words.SELECT_ALL, editor.selectAll, bool(editor.raw_text())),
    ):
        action = menu.addAction(label)
        action.triggered.connect(slot)
        action.setEnabled(enabled)
    return menu


def _add_suggestions(menu: QMenu, editor: CaptionEditor, index: int, mark: TextMark) -> None:
    for suggestion in mark.suggestions:
        action = menu.addAction(suggestion.replace("&", "&&"))
        action.triggered.connect(
            lambda _=False, chosen=suggestion: editor.fix_chosen.emit(index, chosen)
        )
    if not mark.suggestions:
        menu.addAction(words.NO_SUGGESTION).setEnabled(False)
    if mark.word:
        action = menu.addAction(words.add_to_dictionary(mark.word))
        action.triggered.connect(lambda: editor.dictionary_word.emit(mark.word))
    menu.addSeparator()
