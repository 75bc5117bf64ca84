"""The short stylesheet: only what a palette cannot say, rules to classes, none on `QWidget`."""

from __future__ import annotations

from app.ui.common import sizes
from app.ui.common.tokens import Theme

_SHEET = """
QToolTip {{ background: {ink}; color: {win}; border: 0; padding: 4px 8px; font-size: {label}px; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {btn}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 24px 5px 12px; }}
QMenu::item:selected {{ background: {soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
QLineEdit, QAbstractSpinBox[field="true"], Choice {{
  background: {paper}; color: {ink}; border: 1px solid {edge}; border-radius: 6px;
  padding: 0 7px; min-height: {field}px;
  selection-background-color: {accent}; selection-color: {onaccent};
  placeholder-text-color: {ink3};
}}
QLineEdit:focus, QAbstractSpinBox[field="true"]:focus, Choice:focus {{
  border: 2px solid {accent}; padding: 0 6px; min-height: {fieldf}px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit,
QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QAbstractSpinBox[field="true"] QLineEdit, QAbstractSpinBox[field="true"] QLineEdit:focus {{
  padding: 0 7px; }}
QAbstractSpinBox[field="true"]::up-button, QAbstractSpinBox[field="true"]::down-button {{
  width: 0; border: 0; }}
QPlainTextEdit[field="true"] {{ background: {paper}; color: {ink}; border: 1px solid {edge};
  border-radius: 6px; padding: 4px; }}
QPlainTextEdit[field="true"]:focus {{ border: 2px solid {accent}; padding: 3px; }}
QLineEdit[error="true"] {{ border: 2px solid {bad}; padding: 0 6px; min-height: {fieldf}px; }}
QLineEdit:disabled, Choice:disabled {{
  color: {ink3}; border: 1px dashed {edge}; background: transparent; }}
Choice::drop-down {{ border: 0; width: 24px; }}
Choice::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {paper}; color: {ink}; border: 1px solid {btn};
  selection-background-color: {soft}; selection-color: {ink}; outline: 0; }}
QProgressBar {{ background: {sunken}; border: 0; border-radius: 3px; max-height: 6px;
  min-height: 6px; color: transparent; }}
QProgressBar::chunk {{ background: {ink2}; border-radius: 3px; }}
QSlider::groove:horizontal {{ background: {btn}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {ink2}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {ink}; width: 12px; margin: -4px 0;
  border-radius: 6px; }}
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover {{ background: {accent}; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border: 0; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 0 3px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 3px 0; }}
QScrollBar::handle:hover {{ background: {ink3}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; width: 0; height: 0; }}
QHeaderView::section {{ background: {panel}; color: {ink2};
  border: 0; border-bottom: 1px solid {line}; padding: 0 8px;
  font-size: {label}px; font-weight: 600; min-height: {row}px; }}
QTableCornerButton::section {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; }}
QTableView, QTreeView, QListView {{ background: {paper}; color: {ink}; border: 0; outline: 0;
  gridline-color: {line}; selection-background-color: {soft}; selection-color: {ink}; }}
"""


def stylesheet(theme: Theme, scale: float) -> str:
    """The stylesheet of the application for a theme and a text scale."""
    names = {name: theme.token(name).name() for name in _USED}
    # A border of one pixel on each side belongs to the height of a field, two when it is thick.
    field = round(sizes.FIELD * scale)
    return _SHEET.format(
        **names,
        field=field - 2,
        fieldf=field - 4,
        label=round(12 * scale),
        row=round(sizes.TABLE_ROW * scale) - 1,
    )


_USED = (
    *("win", "panel", "paper", "sunken", "line", "btn", "edge", "ink", "ink2", "ink3"),
    *("accent", "onaccent", "soft", "bad"),
)
