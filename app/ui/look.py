"""The look that the settings ask for, put in force."""

from __future__ import annotations

from app.desk.settings import Settings
from app.ui.common.theme import ThemeHub, ThemeSetting


def show_look(hub: ThemeHub, settings: Settings) -> None:
    """Use theme, contrast, motion, hints and the font of the caption as they are set.

    A switch that is off leaves the answer to the system.
    """
    hub.set_setting(ThemeSetting(settings.text("look.theme")))
    hub.set_key_hints(settings.switch("look.key_hints"))
    hub.set_high_contrast(True if settings.switch("look.high_contrast") else None)
    hub.set_reduce_motion(True if settings.switch("look.reduce_motion") else None)
    hub.set_caption_family(settings.text("writing.font"))
