"""Which fonts a sheet of paper needs: the built-in ones, or the system's where those lack letters.

The built-in Helvetica holds what Western European languages write; any other letter would be
printed as a black box. The window's own fonts are of kinds that the PDF library cannot embed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.exchange.pdf_sheet import SheetFonts

_DEBIAN: Final = Path("/usr/share/fonts/truetype")
_MAC: Final = Path("/System/Library/Fonts/Supplemental")
_WINDOWS: Final = Path("C:/Windows/Fonts")
PLACES: Final = (
    (_DEBIAN / "dejavu/DejaVuSans.ttf", _DEBIAN / "dejavu/DejaVuSans-Bold.ttf"),
    (
        _DEBIAN / "liberation/LiberationSans-Regular.ttf",
        _DEBIAN / "liberation/LiberationSans-Bold.ttf",
    ),
    (_MAC / "Arial.ttf", _MAC / "Arial Bold.ttf"),
    (_WINDOWS / "arial.ttf", _WINDOWS / "arialbd.ttf"),
)
"""Regular and bold faces with letters of most of Europe and beyond, where systems keep them."""


def fonts_for(
    texts: Iterable[str], places: Iterable[tuple[Path, Path]] = PLACES
) -> SheetFonts | None:
    """Give the fonts for some texts; None where the built-in ones do, or no others are here."""
    if all(_is_built_in(text) for text in texts):
        return None
    for regular, semibold in places:
        if regular.is_file() and semibold.is_file():
            return SheetFonts(regular=regular, semibold=semibold)
    return None


def _is_built_in(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
