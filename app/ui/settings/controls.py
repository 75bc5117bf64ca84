"""One control for each kind of setting; all say their value the same way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from app.desk.settings import Kind, Setting, Value
from app.ui.common.fields import Check, Choice, Field, as_field
from app.ui.common.segmented import Segmented
from app.ui.common.theme import scaled
from app.ui.settings.words import OFF, ON, UNITS, SettingWords

_SEGMENTS = 3
"""More choices than this become a list."""
_NUMBER_WIDTH = 110
_TEXT_WIDTH = 260
Change = Callable[[Value], None]


class _Whole(QSpinBox):
    """A number; the wheel only counts where the keys are, so that scrolling changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Count only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Decimal(QDoubleSpinBox):
    """The same with decimals."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Count only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Control:
    """A widget for one setting.

    Attributes:
        widget: What is shown.
        show: Shows a value without telling it back.
    """

    def __init__(self, widget: QWidget, show: Callable[[Value], None]) -> None:
        self.widget = widget
        self._show = show

    def show(self, value: Value) -> None:
        """Show a value; nothing is told."""
        blocked = self.widget.blockSignals(True)
        self._show(value)
        self.widget.blockSignals(blocked)


def make_control(setting: Setting, said: SettingWords, change: Change) -> Control:
    """Make the control of a setting; ``change`` is told what the person chose."""
    if setting.key == "writing.font":
        return _font(said, change)
    match setting.kind:
        case Kind.SWITCH:
            return _switch(said, change)
        case Kind.WHOLE:
            return (
                _seconds(setting, said, change) if said.seconds else _whole(setting, said, change)
            )
        case Kind.DECIMAL:
            return _decimal(setting, said, change)
        case Kind.CHOICE:
            return _choice(setting, said, change)
        case Kind.TEXT | Kind.JSON:
            return _text(said, change)


def _switch(said: SettingWords, change: Change) -> Control:
    check = Check(OFF)
    check.setAccessibleName(said.name)

    def show(value: Value) -> None:
        check.setChecked(bool(value))
        check.setText(ON if value else OFF)  # its signals are blocked meanwhile

    check.toggled.connect(lambda on: check.setText(ON if on else OFF))
    check.toggled.connect(lambda on: change(bool(on)))
    return Control(check, show)


def _whole(setting: Setting, said: SettingWords, change: Change) -> Control:
    box = _Whole()
    box.setRange(int(setting.low or 0), int(setting.high or 0))
    box.setSuffix(f" {UNITS[setting.unit]}" if setting.unit else "")
    box.setSingleStep({"ms": 50, "%": 5}.get(setting.unit, 1))
    _finish(box, said)
    box.valueChanged.connect(lambda value: change(int(value)))
    return Control(box, lambda value: box.setValue(int(value)))


def _seconds(setting: Setting, said: SettingWords, change: Change) -> Control:
    box = _Decimal()
    box.setRange((setting.low or 0) / 1000, (setting.high or 0) / 1000)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" s")
    _finish(box, said)
    box.valueChanged.connect(lambda value: change(round(value * 1000)))
    return Control(box, lambda value: box.setValue(int(value) / 1000))


def _decimal(setting: Setting, said: SettingWords, change: Change) -> Control:
    box = _Decimal()
    box.setRange(setting.low or 0, setting.high or 0)
    box.setDecimals(2)
    box.setSingleStep(0.05)
    box.setSuffix(" ×")
    _finish(box, said)
    box.valueChanged.connect(lambda value: change(round(value, 2)))
    return Control(box, lambda value: box.setValue(float(value)))


def _choice(setting: Setting, said: SettingWords, change: Change) -> Control:
    options = tuple((value, said.choices[value]) for value in setting.choices)
    if len(options) <= _SEGMENTS:
        parts = Segmented(said.name, options)
        parts.value_changed.connect(change)
        return Control(parts, lambda value: parts.set_value(str(value)))
    return _listed(said, options, change)


def _listed(said: SettingWords, options: tuple[tuple[str, str], ...], change: Change) -> Control:
    box = Choice(said.name)
    for value, name in options:
        box.addItem(name, value)
    box.setFixedWidth(scaled(_TEXT_WIDTH))
    box.activated.connect(lambda _at: change(str(box.currentData())))
    return Control(box, lambda value: box.setCurrentIndex(box.findData(str(value))))


def _font(said: SettingWords, change: Change) -> Control:
    families = [name for name in QFontDatabase.families() if not name.startswith("@")]
    return _listed(said, tuple((name, name) for name in families), change)


def _text(said: SettingWords, change: Change) -> Control:
    field = Field(said.name, "")
    field.setFixedWidth(scaled(_TEXT_WIDTH))
    field.editingFinished.connect(lambda: change(field.text().strip()))
    return Control(field, lambda value: field.setText(str(value)))


def _finish(box: QSpinBox | QDoubleSpinBox, said: SettingWords) -> None:
    as_field(box, said.name)
    box.setFixedWidth(scaled(_NUMBER_WIDTH))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # A number is taken when it is whole, not at each digit of it.
    box.setKeyboardTracking(False)
