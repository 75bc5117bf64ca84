"""Type roles: which font, size and weight each kind of text has.

Inter for the interface and for numbers (tabular digits everywhere, so that clocks and columns stand
still), Source Serif 4 for the person's own words. Both are shipped; nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QOperatingSystemVersion
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from app.ui.common.resources import resources_folder

INTERFACE_FAMILY = "Inter"
CAPTION_FAMILY = "Source Serif 4"
CAPTION_FALLBACKS = ("Noto Serif", "Georgia", "DejaVu Serif", "serif")

SCALE_MIN = 1.0
SCALE_MAX = 2.0


class Role(StrEnum):
    """What a text is for; decides size and weight."""

    SMALL = "small"
    LABEL = "label"
    LABEL_MEDIUM = "label_medium"
    HEADING = "heading"
    BASE = "base"
    NAME = "name"
    HEADING_BASE = "heading_base"
    TITLE = "title"
    TITLE_NAME = "title_name"
    FIGURE = "figure"
    BIG_FIGURE = "big_figure"
    SCORE = "score"
    CAPTION = "caption"
    CAPTION_SMALL = "caption_small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """Size and line in logical pixels at 100 %, weight, and whether digits share one width.

    Only names and bold sentences go without tabular digits: the same feature of Inter also gives
    the hyphen the width of a digit, and file names are full of hyphens.
    """

    size: int
    line: int
    weight: QFont.Weight
    serif: bool = False
    tabular: bool = True


_N, _M, _S = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold

TYPES: dict[Role, Type] = {
    Role.SMALL: Type(size=11, line=16, weight=_M),
    Role.LABEL: Type(size=12, line=16, weight=_N),
    Role.LABEL_MEDIUM: Type(size=12, line=16, weight=_M),
    Role.HEADING: Type(size=12, line=16, weight=_S),
    Role.BASE: Type(size=13, line=20, weight=_N),
    Role.NAME: Type(size=13, line=20, weight=_M, tabular=False),
    Role.HEADING_BASE: Type(size=13, line=20, weight=_S, tabular=False),
    Role.TITLE: Type(size=15, line=20, weight=_S),
    Role.TITLE_NAME: Type(size=15, line=20, weight=_S, tabular=False),
    Role.FIGURE: Type(size=20, line=28, weight=_S),
    Role.BIG_FIGURE: Type(size=28, line=36, weight=_S),
    Role.SCORE: Type(size=32, line=36, weight=_S),
    Role.CAPTION: Type(size=18, line=30, weight=_N, serif=True),
    Role.CAPTION_SMALL: Type(size=16, line=24, weight=_N, serif=True),
}


def load_fonts() -> tuple[str, ...]:
    """Load the shipped font files into the application; safe to call twice.

    Returns:
        The families that are there afterwards, out of the two wanted. A missing file
        is no error: the next family of the fallback list is used.
    """
    wanted = (INTERFACE_FAMILY, CAPTION_FAMILY)
    folder = resources_folder() / "fonts"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in files:
        key = str(path)
        if path.suffix in _SUFFIXES and key not in _loaded:
            _loaded[key] = QFontDatabase.addApplicationFont(key)
    families = set(QFontDatabase.families())
    return tuple(family for family in wanted if family in families)


_SUFFIXES = {".otf", ".ttf", ".woff2"}
_loaded: dict[str, int] = {}


def make_font(role: Role, scale: float = 1.0, caption_family: str = CAPTION_FAMILY) -> QFont:
    """The font of a role at a text scale.

    Args:
        role: What the text is for.
        scale: Text scale, 1.0 to 2.0.
        caption_family: The person's choice for the caption; fallbacks follow it.
    """
    spec = TYPES[role]
    font = QFont()
    if spec.serif:
        font.setFamilies([caption_family, CAPTION_FAMILY, *CAPTION_FALLBACKS])
        font.setStyleHint(QFont.StyleHint.Serif)
    else:
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        font.setFamilies([INTERFACE_FAMILY, system])
        font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(round(spec.size * scale))
    font.setWeight(spec.weight)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    # Said both ways: a widget's font takes over the features that it does not mention.
    font.setFeature(QFont.Tag("tnum"), 1 if spec.tabular else 0)
    return font


def system_text_scale() -> float:
    """How much larger than usual the system's own interface font is, 1.0 to 2.0.

    Read it before the application's font is set. Small differences between platforms count as 1.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInch()
    pixels = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * dpi / 72
    mac = QOperatingSystemVersion.currentType() == QOperatingSystemVersion.OSType.MacOS
    ratio = pixels / (13.0 if mac else 14.7)
    if ratio < 1.1:
        return SCALE_MIN
    return min(SCALE_MAX, round(ratio * 20) / 20)
