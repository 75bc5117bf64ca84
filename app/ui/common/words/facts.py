"""Names of the clip facts, in the order of their keys."""

from __future__ import annotations

FACT_WORDS: dict[str, str] = {
    "speech": "Speech",
    "music": "Music",
    "ambience": "Ambience",
    "on_screen_text": "Text on screen",
    "people": "People",
    "names_or_brands": "Brands",
}

FACT_HELP: dict[str, str] = {
    "speech": "Someone speaks in this clip.",
    "music": "There is music.",
    "ambience": "There is sound besides speech and music.",
    "on_screen_text": "There is text to read in the picture.",
    "people": "There are people.",
    "names_or_brands": "A public figure or a brand is clearly visible.",
}
