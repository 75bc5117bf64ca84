"""The theme of the window: follows the system or the person's choice, and changes live.

One `ThemeHub` belongs to the application. Painters call `current_theme()` while they paint, so a
change needs no bookkeeping: setting the palette repaints every widget and sends `PaletteChange`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory

from app.ui.common.focus import FocusRing
from app.ui.common.fonts import (
    CAPTION_FAMILY,
    SCALE_MAX,
    SCALE_MIN,
    TYPES,
    Role,
    load_fonts,
    make_font,
    system_text_scale,
)
from app.ui.common.stylesheet import stylesheet
from app.ui.common.tokens import DARK, LIGHT, Theme, high_contrast

_PROPERTY = "scenewrightThemeHub"


class ThemeSetting(StrEnum):
    """What the person chose in settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def palette_for(theme: Theme) -> QPalette:
    """A Qt palette that says with Qt's roles what the tokens say."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.win,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.panel,
        role.Text: theme.ink,
        role.PlaceholderText: theme.ink3,
        role.Button: theme.paper,
        role.ButtonText: theme.ink,
        role.BrightText: theme.onaccent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.onaccent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.win,
        role.Light: theme.paper,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.btn,
        role.Shadow: theme.edge,
    }
    palette = QPalette()
    for where, color in colors.items():
        palette.setColor(where, color)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, theme.ink3)
    return palette


class ThemeHub(QObject):
    """Holds the theme and the text scale of the application.

    Signals:
        changed: after theme or text scale changed; carries the new theme.
    """

    changed = Signal(object)
    newest: ClassVar[ThemeHub | None] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._setting = ThemeSetting.SYSTEM
        self._system_scale = system_text_scale()
        self._scale = self._system_scale
        self._reduce_motion: bool | None = None
        self._key_hints = True
        self._caption_family = CAPTION_FAMILY
        self._fonts: dict[Role, QFont] = {}
        self._contrast: bool | None = None
        self._theme = LIGHT
        self._ring: FocusRing | None = None

    @classmethod
    def install(cls, app: QApplication) -> ThemeHub:
        """Make the hub of an application, or return the one it has."""
        present = app.property(_PROPERTY)
        if isinstance(present, ThemeHub):
            return present
        hub = cls(app)
        load_fonts()
        # Fusion draws what we do not draw ourselves the same on every platform.
        fusion = QStyleFactory.create("Fusion")
        app.setStyle(fusion)
        app.setProperty(_PROPERTY, hub)
        cls.newest = hub
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateTooltip, False)
        hub._apply(force=True)
        hub._hints.colorSchemeChanged.connect(hub._follow)
        hub._hints.accessibility().contrastPreferenceChanged.connect(hub._follow)
        hub._ring = FocusRing(app, hub, lambda: hub.theme)
        return hub

    @property
    def theme(self) -> Theme:
        """The theme now."""
        return self._theme

    @property
    def setting(self) -> ThemeSetting:
        """What the person chose."""
        return self._setting

    @property
    def scale(self) -> float:
        """Text scale, 1.0 to 2.0."""
        return self._scale

    @property
    def ring(self) -> FocusRing | None:
        """The one focus ring of the window."""
        return self._ring

    def set_setting(self, setting: ThemeSetting) -> None:
        """Follow the system, or stay light or dark."""
        self._setting = setting
        # Also tells the platform, so that title bars and native menus agree.
        if setting is ThemeSetting.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            dark = setting is ThemeSetting.DARK
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply()

    def set_text_size(self, percent: int | None) -> None:
        """Set the text size in percent (100 to 200), or None to follow the system."""
        wanted = self._system_scale if percent is None else percent / 100
        scale = min(SCALE_MAX, max(SCALE_MIN, wanted))
        if scale != self._scale:  # a new style sheet costs 100 ms with all widgets there
            self._scale = scale
            self._apply(force=True)

    def set_caption_family(self, family: str) -> None:
        """Choose the font of the caption; the shipped serif stays its fallback."""
        wanted = family or CAPTION_FAMILY
        if wanted != self._caption_family:
            self._caption_family = wanted
            self._apply(force=True)

    def set_high_contrast(self, wanted: bool | None) -> None:
        """Force high contrast on or off, or None to follow the system."""
        self._contrast = wanted
        self._apply()

    def set_reduce_motion(self, wanted: bool | None) -> None:
        """Switch movement off or on, or None to follow the style's own wish."""
        self._reduce_motion = wanted

    @property
    def reduce_motion(self) -> bool:
        """Whether movements are to be instant."""
        if self._reduce_motion is not None:
            return self._reduce_motion
        duration = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return duration == 0

    @property
    def key_hints(self) -> bool:
        """Whether controls show their keys."""
        return self._key_hints

    def set_key_hints(self, wanted: bool) -> None:
        """Show the keys on controls, or not."""
        if wanted != self._key_hints:
            self._key_hints = wanted
            self.changed.emit(self._theme)

    def font(self, role: Role) -> QFont:
        """The font of a role at the text scale. Do not change it; make a copy."""
        found = self._fonts.get(role)
        if found is None:
            found = make_font(role, self._scale, self._caption_family)
            self._fonts[role] = found
        return found

    def _wants_contrast(self) -> bool:
        if self._contrast is not None:
            return self._contrast
        wish = self._hints.accessibility().contrastPreference()
        return wish == Qt.ContrastPreference.HighContrast

    def _resolve(self) -> Theme:
        if self._setting is ThemeSetting.SYSTEM:
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._setting is ThemeSetting.DARK
        theme = DARK if dark else LIGHT
        return high_contrast(theme) if self._wants_contrast() else theme

    def _follow(self) -> None:
        self._apply()

    def _apply(self, *, force: bool = False) -> None:
        theme = self._resolve()
        if theme == self._theme and not force:
            return
        self._theme = theme
        self._fonts.clear()
        self._app.setFont(self.font(Role.BASE))
        self._app.setPalette(palette_for(theme))
        self._app.setStyleSheet(stylesheet(theme, self._scale))
        self.changed.emit(theme)


def theme_hub() -> ThemeHub | None:
    """The hub of the running application, None where none was installed."""
    return ThemeHub.newest


def current_theme() -> Theme:
    """The theme to paint with; the light one where no hub is installed."""
    hub = theme_hub()
    return hub.theme if hub is not None else LIGHT


def font(role: Role) -> QFont:
    """The font of a role at the application's text scale."""
    hub = theme_hub()
    return hub.font(role) if hub is not None else make_font(role)


def scaled(value: int) -> int:
    """A size in logical pixels, grown with the text scale."""
    hub = theme_hub()
    return value if hub is None or hub.scale == 1.0 else round(value * hub.scale)


def line_height(role: Role) -> int:
    """Height of a line of a role in logical pixels at the application's text scale."""
    return scaled(TYPES[role].line)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """A color between two: `share` of the other (0 to 1)."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )
