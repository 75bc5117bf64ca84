"""The colors of the window as named tokens, for light, dark and high contrast.

Painters take tokens, never hexadecimal numbers. The contrast ratios these values were chosen for
are asserted in `tests/ui/common/test_tokens.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colors; every field but the two flags is a token."""

    dark: bool
    high_contrast: bool = False
    # Grounds, from the window to the paper the caption lies on.
    win: QColor
    panel: QColor
    paper: QColor
    sunken: QColor
    hover: QColor
    # Lines: between panes, round buttons, round fields.
    line: QColor
    btn: QColor
    edge: QColor
    # Text, from the loudest to the quietest.
    ink: QColor
    ink2: QColor
    ink3: QColor
    # The one accent: it means "here".
    accent: QColor
    onaccent: QColor
    soft: QColor
    softedge: QColor
    # States and the soft fills behind them.
    ok: QColor
    weak: QColor
    bad: QColor
    info: QColor
    badsoft: QColor
    weaksoft: QColor
    infosoft: QColor
    # Sound to come, sound played, fill of a chart with one series.
    wave: QColor
    wavep: QColor
    cell: QColor

    def token(self, name: str) -> QColor:
        """The color of one token by its name; an unknown name raises AttributeError."""
        return getattr(self, name)


TOKENS = tuple(item.name for item in fields(Theme) if item.name not in {"dark", "high_contrast"})

LIGHT = Theme(
    dark=False,
    win=QColor("#F2F2EF"),
    panel=QColor("#F8F8F6"),
    paper=QColor("#FFFFFF"),
    sunken=QColor("#E9E9E5"),
    hover=QColor("#ECECE8"),
    line=QColor("#DBDBD6"),
    btn=QColor("#BDBDB7"),
    edge=QColor("#85857F"),
    ink=QColor("#1C1C1A"),
    ink2=QColor("#4C4C48"),
    ink3=QColor("#63635E"),
    accent=QColor("#2B55C7"),
    onaccent=QColor("#FFFFFF"),
    soft=QColor("#E5EBFA"),
    softedge=QColor("#B4C4EE"),
    ok=QColor("#0A6A56"),
    weak=QColor("#7D5200"),
    bad=QColor("#A8143E"),
    info=QColor("#44546E"),
    badsoft=QColor("#FAE4E9"),
    weaksoft=QColor("#FAEFD6"),
    infosoft=QColor("#E7EBF1"),
    wave=QColor("#84847E"),
    wavep=QColor("#4C4C48"),
    cell=QColor("#7E8490"),
)

DARK = Theme(
    dark=True,
    win=QColor("#17181A"),
    panel=QColor("#1E2023"),
    paper=QColor("#232529"),
    sunken=QColor("#121315"),
    hover=QColor("#2B2E33"),
    line=QColor("#34373C"),
    btn=QColor("#50545B"),
    edge=QColor("#7C818A"),
    ink=QColor("#ECEBE7"),
    ink2=QColor("#BDBEBC"),
    ink3=QColor("#A0A2A4"),
    accent=QColor("#8FB0FF"),
    onaccent=QColor("#10203F"),
    soft=QColor("#27345A"),
    softedge=QColor("#48609F"),
    ok=QColor("#5CCBB0"),
    weak=QColor("#E9B44C"),
    bad=QColor("#FF8F74"),
    info=QColor("#A9B8D0"),
    badsoft=QColor("#46261F"),
    weaksoft=QColor("#3F3319"),
    infosoft=QColor("#2B313B"),
    wave=QColor("#6F737A"),
    wavep=QColor("#BDBEBC"),
    cell=QColor("#80868F"),
)


def high_contrast(theme: Theme) -> Theme:
    """The same theme with every outline at 3:1 and no third text color.

    Painters outline soft fills by one pixel when `high_contrast` is set.
    """
    return replace(theme, high_contrast=True, btn=theme.edge, line=theme.edge, ink3=theme.ink2)
