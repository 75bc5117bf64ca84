"""A sheet of paper for the timesheet and the invoice: fonts, tables, page breaks, page numbers.

Drawn straight on the canvas: the flowing tables of the library take seconds for the 5,000 lines of
a year. This is the one door to reportlab.
"""

# reportlab brings no types; what crosses this module is typed here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

rl_config.useA85 = 0  # streams as they are: a quarter smaller, and quicker

_INK = (0.07, 0.07, 0.07)
_SOFT_INK = (0.36, 0.36, 0.36)
_RULE = (0.80, 0.80, 0.80)

_BUILT_IN = ("Helvetica", "Helvetica-Bold")
_PLAIN = re.compile(r"[ -\'*-\[\]-~]*").fullmatch
"""Whether a text stands in a PDF string as it is: ASCII without brackets and backslash."""

_MARGIN = 54.0  # three quarters of an inch
_LINE = 15.0
_TEXT = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFonts:
    """TrueType files (``.ttf``) of the two weights; without them the built-in Helvetica is used."""

    regular: Path
    semibold: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, its share of the width, and whether it holds numbers."""

    head: str
    share: float
    number: bool = False


class Sheet:
    """Pages that fill from the top; all sizes in points."""

    def __init__(
        self, *, title: str, author: str, fonts: SheetFonts | None, letter: bool = True
    ) -> None:
        """Begin the first page.

        Args:
            title: Title of the document, also in its properties and on each page.
            author: Whose it is.
            fonts: The font files, or None for Helvetica.
            letter: US Letter; else A4.
        """
        self._width, self._height = LETTER if letter else A4
        self._regular, self._semibold = _register(fonts)
        self._title = title
        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(
            self._buffer, pagesize=(self._width, self._height), pageCompression=1, invariant=1
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Scenewright")
        self._cell_widths: dict[tuple[str, str], float] = {}
        self._page = 0
        self._y = 0.0
        self._begin_page()

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self._width - 2 * _MARGIN

    def heading(self, text: str, size: float = 22.0) -> None:
        """A line of large text."""
        self._y -= size
        self._put(text, _MARGIN, self._semibold, size, _INK)
        self._y -= size * 0.55

    def line(self, text: str, *, strong: bool = False, soft: bool = False) -> None:
        """One line of text."""
        self._room_for(_LINE)
        self._y -= _LINE
        font = self._semibold if strong else self._regular
        self._put(self._fitted(text, self.width), _MARGIN, font, 10, _SOFT_INK if soft else _INK)

    def columns(self, blocks: Sequence[Sequence[str]], shares: Sequence[float] = ()) -> None:
        """Blocks of lines side by side, by their share of the width; first lines are strong."""
        height = _LINE * max((len(block) for block in blocks), default=0)
        self._room_for(height)
        parts = shares or [1.0] * len(blocks)
        top = self._y
        left = _MARGIN
        for block, part in zip(blocks, parts, strict=True):
            self._y = top
            step = self.width * part / sum(parts)
            for index, text in enumerate(block):
                self._y -= _LINE
                font = self._regular if index else self._semibold
                self._put(self._fitted(text, step - 12), left, font, 10, _INK)
            left += step
        self._y = top - height

    def gap(self, height: float) -> None:
        """Empty space."""
        self._y -= height

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        sums: Sequence[Sequence[str]] = (),
    ) -> None:
        """A table that goes on over pages with its head repeated; ``sums`` are strong last rows."""
        edges = self._edges(columns)
        self._room_for(3 * _LINE)
        self._table_head(columns, edges)
        widths = [right - left - 8 for left, right in edges]
        done = 0
        while done < len(rows):
            fits = int((self._y - _MARGIN - _LINE) / _LINE)
            if fits <= 0:
                self._begin_page()
                self._table_head(columns, edges)
                continue
            chunk = rows[done : done + fits]
            self._table_rows(columns, edges, widths, chunk)
            done += len(chunk)
        if sums:
            if self._y - _MARGIN < _LINE * (len(sums) + 1):
                self._begin_page()
                self._table_head(columns, edges)
            self._rule(self._y - 4, _INK)
            self._table_rows(columns, edges, widths, sums, strong=True)

    def signatures(self, statement: str, names: Sequence[str]) -> None:
        """What is signed, and lines to sign on with the words under them, kept on one page."""
        self._room_for(108)
        self.gap(18)
        self.line(statement, strong=True)
        self._y -= 46
        step = self.width / len(names)
        for number, name in enumerate(names):
            left = _MARGIN + number * step
            self._canvas.setStrokeColorRGB(*_INK)
            self._canvas.setLineWidth(0.6)
            self._canvas.line(left, self._y, left + step - 24, self._y)
            self._canvas.setFont(self._regular, 8.5)
            self._canvas.setFillColorRGB(*_SOFT_INK)
            self._canvas.drawString(left, self._y - 12, name)
        self._y -= 24

    def finish(self) -> bytes:
        """End the last page and return the file."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _begin_page(self) -> None:
        if self._page:
            self._canvas.showPage()
        self._page += 1
        self._y = self._height - _MARGIN
        foot = _MARGIN - 22
        self._canvas.setFont(self._regular, 8)
        self._canvas.setFillColorRGB(*_SOFT_INK)
        self._canvas.drawString(_MARGIN, foot, self._title)
        self._canvas.drawRightString(self._width - _MARGIN, foot, f"Page {self._page}")

    def _room_for(self, height: float) -> None:
        if self._y - height < _MARGIN:
            self._begin_page()

    def _edges(self, columns: Sequence[Column]) -> list[tuple[float, float]]:
        whole = sum(column.share for column in columns)
        edges: list[tuple[float, float]] = []
        left = _MARGIN
        for column in columns:
            right = left + self.width * column.share / whole
            edges.append((left, right))
            left = right
        return edges

    def _table_head(self, columns: Sequence[Column], edges: Sequence[tuple[float, float]]) -> None:
        self._y -= _LINE
        self._canvas.setFont(self._semibold, _TEXT)
        self._canvas.setFillColorRGB(*_SOFT_INK)
        for column, (left, right) in zip(columns, edges, strict=True):
            if column.number:
                self._canvas.drawRightString(right, self._y, column.head)
            else:
                self._canvas.drawString(left, self._y, column.head)
        self._y -= 5
        self._rule(self._y, _RULE)

    def _table_rows(
        self,
        columns: Sequence[Column],
        edges: Sequence[tuple[float, float]],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        strong: bool = False,
    ) -> None:
        font = self._semibold if strong else self._regular
        self._canvas.setFillColorRGB(*_INK)
        self._canvas.setFont(font, _TEXT, _LINE)
        for index, column in enumerate(columns):
            left, right = edges[index]
            cells = [row[index] for row in rows]
            if column.number:
                places = [right - self._cell_width(cell, font) for cell in cells]
            else:
                places = [left] * len(cells)
                cells = [self._fitted(cell, widths[index], font, _TEXT) for cell in cells]
            self._put_column(font, cells, places)
        self._y -= _LINE * len(rows)

    def _put_column(self, font: str, cells: Sequence[str], places: Sequence[float]) -> None:
        """Cells under each other, with a new origin only where the left edge changes.

        The built-in fonts are written as they stand in the file: a call for each of the 20,000
        cells of a year takes three times as long. Embedded fonts have the library choose glyphs.
        """
        y, last_x = self._y, -1.0
        if font not in _BUILT_IN:
            text = self._canvas.beginText()
            text.setFont(font, _TEXT, _LINE)
            for cell, x in zip(cells, places, strict=True):
                y -= _LINE
                if x != last_x:
                    text.setTextOrigin(x, y)
                    last_x = x
                text.textLine(cell)
            self._canvas.drawText(text)
            return
        code = ["BT"]
        for cell, x in zip(cells, places, strict=True):
            y -= _LINE
            if x != last_x:
                code.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
                last_x = x
            code.append(f"({cell if _PLAIN(cell) else _escaped(cell)}) Tj T*")
        code.append("ET")
        self._canvas.addLiteral(" ".join(code))

    def _cell_width(self, cell: str, font: str) -> float:
        key = (cell, font)
        width = self._cell_widths.get(key)
        if width is None:
            width = self._cell_widths[key] = pdfmetrics.stringWidth(cell, font, _TEXT)
        return width

    def _rule(self, y: float, color: tuple[float, float, float]) -> None:
        self._canvas.setStrokeColorRGB(*color)
        self._canvas.setLineWidth(0.6)
        self._canvas.line(_MARGIN, y, self._width - _MARGIN, y)

    def _put(
        self, text: str, left: float, font: str, size: float, color: tuple[float, float, float]
    ) -> None:
        self._canvas.setFont(font, size)
        self._canvas.setFillColorRGB(*color)
        self._canvas.drawString(left, self._y, text)

    def _fitted(self, text: str, width: float, font: str | None = None, size: float = 10.0) -> str:
        """The text in one line of this width, cut with an ellipsis where it is longer."""
        text = " ".join(text.split())
        if len(text) * size * 0.4 < width * 0.6:  # short enough in any letters, and quick to tell
            return text
        font = font or self._regular
        if pdfmetrics.stringWidth(text, font, size) <= width:
            return text
        while text and pdfmetrics.stringWidth(f"{text}…", font, size) > width:
            text = text[:-1]
        return f"{text.rstrip()}…"


def _register(fonts: SheetFonts | None) -> tuple[str, str]:
    if fonts is None or not (fonts.regular.is_file() and fonts.semibold.is_file()):
        return _BUILT_IN
    names = (f"Sheet-{fonts.regular.stem}", f"Sheet-{fonts.semibold.stem}")
    known = pdfmetrics.getRegisteredFontNames()
    for name, path in zip(names, (fonts.regular, fonts.semibold), strict=True):
        if name not in known:
            try:
                pdfmetrics.registerFont(TTFont(name, str(path)))
            except TTFError as error:
                raise ValueError(f"not a TrueType font: {path.name}") from error
    return names


def _escaped(text: str) -> str:
    """A text as a PDF string in WinAnsiEncoding, in ASCII."""
    return "".join(
        f"\\{byte:03o}" if byte > 0x7E or byte < 0x20 or byte in b"()\\" else chr(byte)
        for byte in text.encode("cp1252", "replace")
    )
