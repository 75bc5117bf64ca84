"""The English lexicon as one guide sees it: its classes with the guide's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.checks.english.lexicon import Lexicon, Reading

_POS: Final = {"N": "n", "V": "v", "J": "a", "R": "r"}
_ENDINGS: Final = {
    "place": ("room", "yard", "house", "shop", "store", "field", "land", "hall", "court", "park",
              "side", "site", "lot"),
    "person": ("man", "woman", "men", "women", "ist", "boy", "girl", "player", "maker", "keeper"),
}  # fmt: skip


class Vocabulary:
    """Readings and classes of words; what the tagger and the sequences ask."""

    def __init__(
        self,
        lexicon: Lexicon,
        added: Mapping[str, frozenset[str]],
        removed: Mapping[str, frozenset[str]],
    ) -> None:
        self._lexicon = lexicon
        self._added = _by_word(added)
        self._removed = _by_word(removed)
        self._cache: dict[tuple[str, str], frozenset[str]] = {}

    def knows(self, form: str) -> bool:
        """Tell whether a lower-case form is in the lexicon."""
        return self._lexicon.knows(form)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The readings of a lower-case form."""
        return self._lexicon.readings(form)

    def classes(self, lemma: str, tag: str) -> frozenset[str]:
        """The classes of a lemma read with a Penn tag, the guide's words included."""
        key = lemma, tag[:3] if tag == "NNP" else tag[:1]
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._find(lemma, tag)
        return found

    def _find(self, lemma: str, tag: str) -> frozenset[str]:
        pos = _POS.get(tag[:1], "")
        names = [lemma, f"{lemma}/{pos}"]
        own = set[str]() if tag == "NNP" else set(self._lexicon.classes(lemma, tag))
        if "-" in lemma and pos in {"n", "a"}:
            own |= self._lexicon.classes(lemma.rpartition("-")[2], tag)
        if pos == "n" and tag != "NNP" and not self.knows(lemma):
            own.add("unknown")
            own |= {n for n, ends in _ENDINGS.items() if lemma.endswith(ends) and lemma not in ends}
        for name in names:
            own |= self._added.get(name, frozenset())
        for name in names:
            own -= self._removed.get(name, frozenset())
        return frozenset(own)


def _by_word(classes: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word.replace("_", " "), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}
