"""The readings of English word forms and the classes of their lemmas.

The data are ``words.tsv`` and ``classes.tsv`` of ``resources/guides/english`` (made from WordNet,
the SPECIALIST inflections and Brill's lexicon by the script beside them). They are read once,
on whatever lane asks first; rows stay text until a word is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

ENGLISH_DATA: Final = Path(__file__).resolve().parents[3] / "resources" / "guides" / "english"

_POS_OF_TAG: Final = {"N": "n", "V": "v", "J": "a", "R": "r"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form.

    Attributes:
        tag: Penn Treebank tag.
        weight: log2 of how often the form is read so, 0 to 15.
    """

    tag: str
    lemma: str
    weight: float


class Rows:
    """Sorted rows ``key TAB rest`` kept as one block of bytes and searched by halving.

    A table of 74,000 words costs its 1.6 MB this way, a dict of it 17 MB and 30 ms.
    """

    def __init__(self, block: bytes) -> None:
        self._block = block

    def get(self, key: str) -> str:
        """What stands behind a key, or ""."""
        wanted = key.encode() + b"\t"
        block = self._block
        low, high = 0, len(block)
        while low < high:
            middle = block.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = block.find(b"\n", middle)
            end = len(block) if end < 0 else end
            row = block[middle:end]
            if row.startswith(wanted):
                return row[len(wanted) :].decode()
            if row < wanted:
                low = end + 1
            else:
                high = middle
        return ""


class Lexicon:
    """Readings by form and classes by lemma; answers are cached."""

    def __init__(self, words: Rows, classes: Rows) -> None:
        self._words = words
        self._classes = classes
        self._readings: dict[str, tuple[Reading, ...]] = {
            form: readings for form, readings in _CLOSED_READINGS.items() if form not in _OPEN_TOO
        }
        self._cached_classes: dict[tuple[str, str], frozenset[str]] = {}

    @classmethod
    def read(cls, folder: Path = ENGLISH_DATA) -> Lexicon:
        """Read both files.

        Raises:
            OSError: A file is missing or cannot be read.
        """
        files = (folder / "words.tsv", folder / "classes.tsv")
        words, classes = (Rows(path.read_bytes()) for path in files)
        return cls(words, classes)

    def knows(self, form: str) -> bool:
        """Tell whether a lower-case form is in the lexicon."""
        return bool(self.readings(form))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The readings of a lower-case form, the likeliest first; () for an unknown one."""
        known = self._readings.get(form)
        if known is None:
            row = self._words.get(form)
            known = tuple(_reading(form, cell) for cell in row.split(" ")) if row else ()
            known = _with_plain_forms(known) + _CLOSED_READINGS.get(form, ())
            self._readings[form] = known
        return known

    def classes(self, lemma: str, tag: str) -> frozenset[str]:
        """The classes of a lemma read with a Penn tag."""
        key = lemma, _POS_OF_TAG.get(tag[:1], "")
        found = self._cached_classes.get(key)
        if found is None:
            row = self._classes.get(f"{lemma}/{key[1]}") if key[1] else ""
            found = frozenset[str](row.split(",") if row else ())
            self._cached_classes[key] = found
        return found


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """The shipped lexicon, read at the first call."""
    return Lexicon.read()


def _reading(form: str, cell: str) -> Reading:
    tag, lemma, weight = cell.split(":")
    return Reading(tag, lemma or form, float(weight))


def _with_plain_forms(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Add the finite present (VBP) beside each base form (VB)."""
    plain = tuple(Reading("VBP", r.lemma, r.weight) for r in readings if r.tag == "VB")
    return readings + plain


_CLOSED: Final = {
    "DT": "a an the this that these those each every some any no another both either neither all",
    "PRP": "i you he she it we they me him us them himself herself itself themselves myself "
    "yourself ourselves yourselves oneself one mine yours hers theirs ours",
    "PRP$": "my your his her its our their whose",
    "IN": "of in on at by for with from into onto upon over under through across along behind "
    "beside besides between among against toward towards near off out up down inside outside "
    "within without around about above below beneath past until till during after before since "
    "than as if while because although though unless whereas whether that amid amidst underneath "
    "throughout beyond despite like unlike per via atop alongside opposite amongst",
    "MD": "can could may might must shall should will would cannot",
    "CC": "and or but nor yet & plus",
    "TO": "to",
    "WP": "who whom what whoever whatever",
    "WDT": "which whichever that",
    "WRB": "when where why how whenever wherever",
    "EX": "there",
    "RB": "not n't very too also then now here there just almost nearly again still yet soon away "
    "back off out up down together forward forwards backward backwards apart once twice even only "
    "so more most less least never always often sometimes quickly slowly all about over around "
    "meanwhile instead later afterwards afterward finally eventually ahead aside along in on",
    "CD": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen twenty thirty forty fifty hundred thousand million dozen",
    "UH": "yes oh hey hello hi wow ok okay yeah ah oops",
    "JJ": "other own same such several few many much various more most less last next first "
    "second third only both white black",
    "NN": "something someone somebody everyone everybody everything nothing nobody anyone "
    "anybody anything none half lot",
}

_BE_HAVE_DO: Final = {
    "am": ("VBP", "be"), "are": ("VBP", "be"), "is": ("VBZ", "be"), "was": ("VBD", "be"),
    "were": ("VBD", "be"), "be": ("VB", "be"), "been": ("VBN", "be"), "being": ("VBG", "be"),
    "has": ("VBZ", "have"), "does": ("VBZ", "do"), "did": ("VBD", "do"), "'s": ("VBZ", "be"),
    "having": ("VBG", "have"), "goes": ("VBZ", "go"),
}  # fmt: skip

_OPEN_TOO: Final = frozenset(
    [
        "like",
        "past",
        "second",
        "last",
        "round",
        "down",
        "up",
        "back",
        "still",
        "off",
        "over",
        "yet",
        "well",
        "mine",
        "will",
        "might",
        "may",
        "can",
        "must",
        "one",
        "first",
        "third",
        "half",
        "lot",
        "white",
        "black",
        "near",
        "outside",
        "inside",
    ]
)
"""Forms of the closed list that also keep their readings from the lexicon."""


def _closed_readings() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    for tag, forms in _CLOSED.items():
        for form in forms.split():
            weight = 12.0 if tag != "RB" or form not in found else 8.0
            found.setdefault(form, []).append(Reading(tag, form, weight))
    for form, (tag, lemma) in _BE_HAVE_DO.items():
        found[form] = [Reading(tag, lemma, 14.0)]
    found["had"] = [Reading("VBD", "have", 13.0), Reading("VBN", "have", 9.0)]
    found["have"] = [Reading("VB", "have", 12.0), Reading("VBP", "have", 12.0)]
    found["do"] = [Reading("VB", "do", 12.0), Reading("VBP", "do", 12.0)]
    found["her"] = [Reading("PRP$", "her", 12.0), Reading("PRP", "her", 11.0)]
    return {form: tuple(readings) for form, readings in found.items()}


_CLOSED_READINGS: Final = _closed_readings()
