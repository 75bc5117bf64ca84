"""Tokens of a sentence: words with their clitics apart, punctuation, a quotation as one token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

QUOTE_FILL: Final = "\ufffc"
"""Stands for each character inside a quotation in the narration view."""

_TOKEN: Final = re.compile(
    rf"\"?{QUOTE_FILL}+\"?|\b(?:Dr|Mr|Mrs|Ms|Sgt|St|Lt|Capt|Prof)\.(?=\s)"
    r"|[^\W_]+(?:['’.:-][^\W_]+)*|[^\w\s]|_+"
)
_CLITIC: Final = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)


@dataclass(slots=True)
class Token:
    """A word, a mark or a whole quotation, with how it is read in its sentence.

    Attributes:
        start, end: Code points within the sentence.
        tag: Penn Treebank tag; ``QT`` for a quotation, ``PRPO`` for an object pronoun.
    """

    text: str
    lower: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    classes: frozenset[str] = frozenset()

    @property
    def is_quote(self) -> bool:
        """True for a quotation, its marks included."""
        return QUOTE_FILL in self.text

    @property
    def is_word(self) -> bool:
        """True for words and numbers, not for marks and quotations."""
        return self.text[0].isalnum() or self.text[0] in "'’"


def tokenize(narration: str) -> list[Token]:
    """Split the narration view of a sentence."""
    found: list[Token] = []
    for match in _TOKEN.finditer(narration):
        text, start, end = match.group(), match.start(), match.end()
        clitic = _CLITIC.search(text) if "'" in text or "’" in text else None
        if clitic is not None and clitic.start() > 0:
            cut = start + clitic.start()
            found.append(_token(text[: clitic.start()], start, cut))
            found.append(_token(clitic.group(), cut, end))
        else:
            found.append(_token(text, start, end))
    return found


def _token(text: str, start: int, end: int) -> Token:
    return Token(text, text.lower().replace("’", "'"), start, end)
