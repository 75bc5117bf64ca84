"""How values that are more than one column are stored; shared by the models and the quick start."""

from __future__ import annotations

import json
from typing import Any, Final

from app.domain.clip import TICKS, ClipFacts, Ternary

_LISTS: Final = ("names_allowed", "titles_forbidden")


def facts_to_json(facts: ClipFacts) -> str:
    """Write clip facts as a JSON object with one key per fact."""
    told: dict[str, Any] = {tick: getattr(facts, tick).value for tick in TICKS}
    told |= {name: list(getattr(facts, name)) for name in _LISTS}
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def facts_from_json(stored: str) -> ClipFacts:
    """Read clip facts; keys that are not there are not known.

    Raises:
        ValueError: The text is not what ``facts_to_json`` writes.
    """
    values: dict[str, Any] = json.loads(stored)
    if type(values) is not dict:
        raise ValueError("clip facts are stored as a JSON object")
    read: dict[str, Any] = {name: Ternary(values[name]) for name in TICKS if name in values}
    read |= {name: tuple(map(str, values[name])) for name in _LISTS if name in values}
    return ClipFacts(**read)


def text_to_stored(text: str) -> str | bytes:
    """Give what SQLite can hold: a lone surrogate has no UTF-8, so such a text is kept as bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_from_stored(stored: str | bytes) -> str:
    """Read a text back, whichever way it was kept."""
    return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored
