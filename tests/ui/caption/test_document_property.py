"""The journal rebuilds the raw text after any edits: typed, erased, pasted, undone, done again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from app.domain.journal import Edit, EditKind, replay
from app.domain.timecode import find_tokens
from app.ui.caption.document import CaptionDocument
from app.ui.caption.inlay import TOKEN
from app.ui.caption.plaintext import plain_text

KEEP = QTextCursor.MoveMode.KeepAnchor

pieces = st.sampled_from(
    [
        "a",
        "word ",
        "[",
        "]",
        "0",
        "00:12.400",
        "[00:12.400]",
        "[00:12.400-00:14.000]",
        "[00:99.100]",
        "[01:00:00.000]\n[00:01.000]",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301",
        "\u05e9\u05dc\u05d5\u05dd",
        "\r\n",
        "\n",
        "\u2029",
        "\u2028",
        "\ufffc",
        "\ufdd0",
        "\u00a0",
        "\t",
        "line one\r\nline two [00:02.000] end",
    ]
)
texts = st.lists(pieces, max_size=4).map("".join)
place = st.floats(0, 1, exclude_max=True)
operations = st.lists(
    st.one_of(
        st.tuples(st.just("type"), place, place, texts),
        st.tuples(st.just("replace"), place, place, texts),
        st.tuples(st.just("erase"), place, place, st.just("")),
        st.tuples(st.just("backspace"), place, place, st.just("")),
        st.tuples(st.just("block"), place, place, texts),
        st.tuples(st.just("half"), place, place, st.just("")),
        st.tuples(st.just("move"), place, place, texts),
        st.tuples(st.just("open"), place, place, st.just("")),
        st.tuples(st.just("close"), place, place, st.just("")),
        st.tuples(st.just("undo"), place, place, st.just("")),
        st.tuples(st.just("redo"), place, place, st.just("")),
        st.tuples(st.just("format"), place, place, st.just("")),
    ),
    min_size=1,
    max_size=14,
)


class Recorder:
    """Keeps what the document tells."""

    def __init__(self, document: CaptionDocument) -> None:
        self.edits: list[Edit] = []
        document.edited.connect(self.take)

    def take(self, position: int, removed: str, inserted: str, kind: EditKind, note: str) -> None:
        edit = Edit(
            number=len(self.edits) + 1,
            at_ms=0,
            kind=kind,
            position=position,
            removed=removed,
            inserted=inserted,
            note=note,
        )
        self.edits.append(edit)


def shown(document: QTextDocument) -> str:
    """Read the raw text from the document itself, slowly and by another way than the mirror."""
    parts: list[str] = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        line: list[str] = []
        while not iterator.atEnd():
            fragment = iterator.fragment()
            char_format = fragment.charFormat()
            for char in fragment.text():
                is_chip = char == "\ufffc"
                char = "\n" if char == "\u2028" else char
                line.append(str(char_format.property(TOKEN)) if is_chip else char)
            iterator += 1
        parts.append("".join(line))
        block = block.next()
    return "\n".join(parts)


def perform(document: CaptionDocument, name: str, one: float, two: float, text: str) -> None:
    last = document.characterCount() - 1
    cursor = QTextCursor(document)
    low, high = sorted((round(one * last), round(two * last)))
    length = len(document.raw_text())
    start, end = sorted((round(one * length), round(two * length)))
    if name == "type":
        cursor.setPosition(high)
        for char in text:
            cursor.insertText(char)
    elif name == "erase":
        cursor.setPosition(low)
        cursor.setPosition(high, KEEP)
        cursor.removeSelectedText()
    elif name == "backspace":
        cursor.setPosition(high)
        cursor.deletePreviousChar()
    elif name == "block":
        cursor.beginEditBlock()
        cursor.setPosition(low)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.deletePreviousChar()
        cursor.insertBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
    elif name == "half":
        cursor.setPosition(low)
        cursor.setPosition(min(low + 1, last), KEEP)
        cursor.removeSelectedText()
    elif name == "replace":
        document.replace(start, end, text, EditKind.PASTED)
    elif name == "move":
        document.move(start, end, round(len(text) / 20 * length) if length else 0)
    elif name == "open":
        document.open_chip(start)
    elif name == "close":
        document.close_chip()
    elif name == "undo":
        document.step_back()
    elif name == "redo":
        document.step_forward()
    else:
        document.set_line_height(20 + one * 20)
        document.set_margins(one * 30, 10, 10)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=texts, steps=operations)
def test_journal_rebuilds_the_text(qapp, start, steps):
    document = CaptionDocument(now_ms=lambda: 0)
    first = document.load(start)
    assert first == plain_text(start) == document.raw_text()
    recorder = Recorder(document)
    for step in steps:
        perform(document, *step)
        raw = document.raw_text()
        assert replay(first, recorder.edits) == raw
        assert shown(document) == raw
        assert "\ufffc" not in raw
        # Every token is a chip, but for the one that is open.
        chips = {chip.cp for chip in document.chips()}
        span = document.open_span or (-1, -1)
        tokens = {
            token.start for token in find_tokens(raw) if not span[0] <= token.start <= span[1]
        }
        assert tokens <= chips
        for position in range(document.characterCount()):
            at = document.to_cp(position)
            assert 0 <= at <= len(raw)
    while document.can_redo:
        document.step_forward()
    everything = document.raw_text()
    while document.can_undo:
        document.step_back()
    assert document.raw_text() == first
    while document.can_redo:
        document.step_forward()
    assert document.raw_text() == everything
