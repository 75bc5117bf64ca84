"""What may stand in a caption: no control characters, foreign objects or halves of pairs."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Objects and frame marks of Qt, non-characters, halves of pairs, controls but tab and line feed.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Make any text one that a caption can hold: line feeds for every break, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))
