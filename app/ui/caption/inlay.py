"""The cuts in a QTextDocument that `document.py`, and nothing else, makes: chips in, chips out.

A chip is one inline object whose format holds its token.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from app.domain.timecode import find_tokens
from app.ui.caption.textmap import OBJECT, Fragment

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
"""Object type of a chip; the view registers its painter for it."""

TOKEN = QTextFormat.Property.UserProperty.value + 1
"""Property of a chip's format that holds its token."""

KEEP = QTextCursor.MoveMode.KeepAnchor


def insert_raw(cursor: QTextCursor, text: str) -> None:
    """Insert a raw text at a cursor, with chips for its tokens."""
    at = 0
    plain = QTextCharFormat()
    for token in find_tokens(text):
        if token.start > at:
            cursor.insertText(text[at : token.start], plain)
        cursor.insertText(OBJECT, _chip_format(text[token.start : token.end]))
        at = token.end
    if at < len(text):
        cursor.insertText(text[at:], plain)


def make_chip(document: QTextDocument, start: int, end: int, token: str) -> None:
    """Put a chip in the place of a token that stands between two positions as text.

    The chip comes in between the brackets, and they go after it: a caret before the token stays
    before the chip, and one inside or behind it comes to stand behind it.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(start + 1)
    cursor.setPosition(end - 1, KEEP)
    cursor.removeSelectedText()
    cursor.insertText(OBJECT, _chip_format(token))
    # Selected and not deleted by a key's way: that takes a combining mark along.
    for bracket in (start + 2, start):
        cursor.setPosition(bracket)
        cursor.setPosition(bracket + 1, KEEP)
        cursor.removeSelectedText()
    cursor.endEditBlock()


def remove_positions(document: QTextDocument, positions: Sequence[int]) -> None:
    """Remove what stands at single positions, given in order."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for position in reversed(positions):
        cursor.setPosition(position)
        cursor.setPosition(position + 1, KEEP)
        cursor.removeSelectedText()
    cursor.endEditBlock()


def read_fragment(document: QTextDocument, position: int, length: int) -> Fragment:
    """Read a range of a document as raw text with its odd places."""
    if length == 0:
        return Fragment("", (), 0)
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + length, KEEP)
    shape = cursor.selectedText()
    if shape.isascii() and len(shape) == length:
        return Fragment(shape, (), length)
    if len(shape.encode("utf-16-le")) != 2 * length:
        # Python gets no halves of pairs, so that they would be missing from the count.
        shape = _read_slowly(cursor, position, length)
    tokens: dict[int, str] = {}
    if OBJECT in shape:
        at = position
        for index, char in enumerate(shape):
            at += 2 if char > "\uffff" else 1
            if char == OBJECT:
                cursor.setPosition(at)
                char_format = cursor.charFormat()
                if char_format.objectType() == CHIP:
                    tokens[index] = str(char_format.property(TOKEN))
    return Fragment.of(shape, tokens)


def _read_slowly(cursor: QTextCursor, position: int, length: int) -> str:
    """Read a text with halves of pairs, each of which becomes a ghost."""
    parts: list[str] = []
    at, end = position, position + length
    while at < end:
        char = ""
        step = 0
        while not char and step < 2 and at + step < end:
            step += 1
            cursor.setPosition(at)
            cursor.setPosition(at + step, KEEP)
            char = cursor.selectedText()
        if step == 2 and (len(char) != 1 or char <= "\uffff"):
            char, step = "", 1
        parts.append(char or OBJECT)
        at += step
    return "".join(parts)


def _chip_format(token: str) -> QTextCharFormat:
    char_format = QTextCharFormat()
    char_format.setObjectType(CHIP)
    char_format.setProperty(TOKEN, token)
    char_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return char_format
