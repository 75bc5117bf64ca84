"""A small part-of-speech tagger: readings of the lexicon, weighed by their neighbors.

The best path through the readings of a sentence (Viterbi with one path per reading) is scored
with the weight of each reading, a table of what follows what, and three things of the clause:
agreement with its subject, one finite verb per clause, and verbs in a row taking one form.
The table was written from English grammar, not fitted to any text; a narrated present tense is
what it expects. Deterministic, no model, about 6 microseconds a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.checks.english.lexicon import Reading
from app.checks.english.tokens import Token
from app.checks.english.vocabulary import Vocabulary

_ROWS: Final = """
START  DT:2 NN:1 NNS:1 PRP:2 NNP:1 IN:1 JJ:1 VBG:0 VBN:-1 VB:-1 VBP:-4 VBZ:-4 VBD:-5 MD:-4 TO:-1
DT     NN:4 NNS:3 JJ:3 NNP:1 VBG:0 VBN:1 CD:1 RB:-1 VB:-9 VBP:-9 VBZ:-9 VBD:-9 IN:-5 DT:-4 PRP:-6 PRPO:-6 TO:-6 MD:-7 CC:-5 WRB:-6 UH:-6 .:-4 ,:-3
PRP$   NN:4 NNS:4 JJ:3 NNP:1 VBG:0 VBN:1 CD:1 RB:-2 VB:-9 VBP:-9 VBZ:-9 VBD:-9 IN:-6 DT:-6 PRP:-6 PRPO:-6 TO:-6 MD:-7 CC:-6 .:-6 ,:-5
CD     NN:2 NNS:4 JJ:2 NNP:1 VBN:0 VBZ:0 VBP:1 VBD:0 IN:1 VB:-5 DT:-2
JJ     NN:4 NNS:4 JJ:2 NNP:1 IN:1 CC:1 TO:1 CD:0 VB:-6 VBP:-6 VBZ:-5 VBD:-5 VBG:-1 VBN:-1 DT:-2 RB:-1 PRP:-2 MD:-3
NN     VBZ:3 VBD:2 NN:1.5 NNS:.5 NNP:-1 IN:2 CC:1 VBP:-4 VB:-6 VBG:1.5 VBN:1 RB:1 MD:2 PRP:-1 PRPO:-3 DT:-1 JJ:-2 TO:1 WDT:2 WP:2 POS:4 CD:-1 ,:1 .:1 QT:0
NNS    VBP:3 VBD:2 VBZ:-5 NN:-3 NNS:-3 NNP:-2 IN:2 CC:1 VB:-6 VBG:1.5 VBN:1 RB:1 MD:2 PRP:-1 PRPO:-3 DT:-1 JJ:-2 TO:1 WDT:2 WP:2 POS:4 ,:1 .:1
NNP    VBZ:3 VBD:2 VBP:-2 VB:-6 NNP:3 NN:1 NNS:0 IN:1 CC:1 VBG:1 VBN:0 RB:0 MD:2 POS:4 JJ:-2
PRP    VBZ:4 VBP:4 VBD:4 MD:3 RB:1 VB:-4 NN:-5 NNS:-5 JJ:-3 IN:0 VBG:0 VBN:-2 DT:-3 CC:0 NNP:-3
PRPO   IN:2 RB:1 TO:2 VB:0 VBG:1 VBN:0 JJ:0 DT:1 NN:-4 NNS:-4 VBZ:-5 VBP:-5 VBD:-5 CC:1 ,:1 .:1 MD:-5 PRP$:0
TO     VB:7 DT:2 PRP$:2 NN:1 NNS:1 PRPO:2 PRP:0 NNP:1 JJ:1 CD:1 VBG:1 VBP:-12 VBZ:-8 VBD:-8 VBN:-4 RB:0 IN:-4
MD     VB:7 RB:1 VBP:-12 VBZ:-8 VBD:-8 VBN:-5 VBG:-5 NN:-5 NNS:-6 JJ:-5 IN:-3 DT:-3
V      DT:2 PRP$:2 PRPO:2 PRP:0 IN:2 RB:1.5 NN:0 NNS:1 NNP:1 JJ:.5 TO:2 VBG:1 VBN:-1 VB:-4 VBP:-5 VBZ:-7 VBD:-5 CC:1 CD:1 MD:-6 ,:1 .:1 QT:2 WRB:1 WP:1
BE     VBG:5 VBN:4 JJ:3.5 DT:2 PRP$:2 RB:1.5 IN:2 NN:0 NNS:0 CD:1 VB:-7 VBP:-8 VBZ:-8 VBD:-8 TO:1 NNP:0 .:0 MD:-8
HAVE   VBN:4 DT:2 PRP$:2 JJ:1 NN:1 NNS:1 RB:1 VBD:-8 VBZ:-8 VBP:-8 VB:-6 VBG:0 TO:2 CD:1 IN:0
VBG    DT:2 PRP$:2 PRPO:2 IN:2 RB:1.5 NN:1.5 NNS:1.5 JJ:1 TO:2 VBZ:-2 VBP:-2 VBD:-2 VB:-4 CC:1 ,:1 .:1 VBN:-1 VBG:-1 CD:1
VBN    IN:3 RB:1 NN:2 NNS:2 TO:2 DT:-1 JJ:0 VBG:0 VBZ:-1 VBP:-1 VBD:-2 VB:-5 CC:1 ,:1 .:1
IN     DT:3 PRP$:3 NN:2 NNS:2 JJ:2 NNP:2 CD:2 VBG:2 PRPO:3 PRP:2 VBN:-1 VBZ:-7 VBD:-5 VBP:-6 VB:-5 IN:-1 RB:-1 WDT:1 WP:1 WRB:1 TO:-2 EX:1 QT:0 .:-1 ,:-1
RB     VBZ:2 VBP:1 VBD:2 VBN:2 VBG:2 JJ:2 RB:1 IN:2 DT:0 VB:0 NN:-2 NNS:-2 TO:1 PRP:0 ,:1 .:1 CC:1 CD:0
CC     DT:2 PRP$:2 PRP:2 NN:1 NNS:1 JJ:1 NNP:1 RB:1 VBZ:1 VBP:0 VBD:1 VBG:1 VBN:0 VB:0 IN:1 CD:1 MD:0 TO:0
WP     VBZ:4 VBP:3 VBD:4 MD:3 PRP:1 DT:1 NN:-1 NNS:-2 RB:1 VB:-5 VBG:-2 VBN:-2 JJ:-2
WDT    VBZ:4 VBP:3 VBD:4 MD:3 PRP:2 DT:2 NN:0 NNS:0 RB:1 VB:-5 VBG:-3 VBN:-3 NNP:1
WRB    PRP:3 DT:3 NN:1 NNS:1 JJ:1 TO:2 VBG:1 VBN:0 VBZ:-2 VBP:-2 VBD:-2 NNP:1 PRP$:2
EX     VBZ:4 VBP:4 VBD:4 MD:2 VB:-4 NN:-5 NNS:-5
POS    NN:4 NNS:4 JJ:3 VBG:0 VBN:0 VB:-8 VBZ:-8 VBD:-8 VBP:-8 IN:-4 DT:-5 CD:1
,      DT:1 PRP$:1 PRP:1 NN:0 NNS:0 JJ:1 RB:1 VBG:2 VBN:1 VBZ:0 VBP:-1 VBD:0 VB:-1 IN:1 CC:2 WP:2 WDT:2 WRB:1 NNP:1
.      DT:1 PRP:1 NN:0 NNS:0 VBZ:-3 VBP:-3 VBD:-3
QT     DT:1 PRP$:1 PRP:2 NN:1 NNP:2 VBZ:1 VBD:1 VBP:-1 IN:1 RB:1 CC:1 ,:1 .:1 VBG:1
UH     ,:1 .:1
"""  # noqa: E501 (a table reads best with one row per line)


def _table() -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for line in _ROWS.strip().splitlines():
        name, *cells = line.split()
        rows[name] = {tag: float(score) for tag, _, score in (c.rpartition(":") for c in cells)}
    for tag in ("VB", "VBP", "VBZ", "VBD"):
        rows[tag] = rows["V"]
    for tag, like in (("JJR", "JJ"), ("JJS", "JJ"), ("RBR", "RB"), ("RBS", "RB"), ("NNPS", "NNP")):
        rows[tag] = rows[like]
    for row in rows.values():
        for tag, like in (("JJR", "JJ"), ("JJS", "JJ"), ("RBR", "RB"), ("RBS", "RB")):
            if like in row:
                row[tag] = row[like]
    return rows


_FOLLOWS: Final = _table()
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
_NOMINAL: Final = frozenset({"NN", "NNS", "NNP", "CD"})
_OPENS_NOUN: Final = frozenset({"DT", "PRP$", "JJ"})
_NUMBER: Final = {"NN": "one", "NNP": "one", "NNS": "many", "NNPS": "many"}
_ASIDE: Final = frozenset({"IN", "VBG", "VBN", "TO"})
_NEW_CLAUSE: Final = frozenset({"CC", ",", ".", "WDT", "WP", "WRB", "QT", ":"})
_SUBORDINATORS: Final = frozenset(
    [
        "as",
        "while",
        "because",
        "although",
        "though",
        "unless",
        "whereas",
        "whether",
        "if",
        "that",
        "until",
        "before",
        "after",
        "since",
        "than",
        "like",
    ]
)
_OBJECTS: Final = frozenset(["him", "me", "us", "them"])
_PLURAL_PRONOUNS: Final = frozenset(
    ["they", "we", "i", "you", "these", "those", "both", "many", "others"]
)
_COLLECTIVE: Final = frozenset(
    {"couple", "pair", "duo", "trio", "group", "crowd", "team", "family", "audience", "band"}
)
_BEHIND_ASIDE: Final = {("many", "VBP", "NN"): 4.0, ("one", "VBZ", "NNS"): 5.0}
"""What the table takes from a verb behind the noun of an aside: "shards of glass scatter"."""
_ONE: Final = frozenset({"a", "an", "another", "each", "every"})
_MANY: Final = frozenset({"few", "dozen", "couple", "hundred", "thousand", "million", "pair"})
_IN_PHRASE: Final = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "VBG", "VBN", "RB", "POS"})
_NO_VERB: Final = -4.0
_WEIGHT: Final = 0.45
_UNKNOWN_WEIGHT: Final = 6.0


@dataclass(slots=True)
class _Path:
    score: float
    reading: Reading
    back: _Path | None
    finite: str
    subject: str
    before: str
    aside: bool
    article: bool


def tag_tokens(tokens: list[Token], vocabulary: Vocabulary) -> None:
    """Set tag, lemma and classes of the tokens of one sentence, in place."""
    paths = [_Path(0.0, Reading("START", "", 0.0), None, "", "", "START", False, False)]
    for index, token in enumerate(tokens):
        readings = _readings(token, index, tokens, vocabulary)
        paths = [_best(paths, reading) for reading in readings]
    path: _Path | None = max(paths, key=lambda p: p.score + (0.0 if p.finite else _NO_VERB))
    for token in reversed(tokens):
        if path is None:
            break
        token.tag, token.lemma = path.reading.tag, path.reading.lemma
        token.classes = vocabulary.classes(token.lemma, token.tag)
        path = path.back


def _best(paths: list[_Path], reading: Reading) -> _Path:
    best, best_score = paths[0], float("-inf")
    for path in paths:
        score = path.score + _step(path, reading)
        if score > best_score:
            best, best_score = path, score
    return _extend(best, reading, best_score + reading.weight * _WEIGHT)


def _row_of(reading: Reading) -> dict[str, float]:
    if reading.tag[:1] == "V":
        if reading.lemma == "be":
            return _FOLLOWS["BE"]
        if reading.lemma == "have":
            return _FOLLOWS["HAVE"]
    return _FOLLOWS.get(reading.tag, _FOLLOWS["UH"])


def _step(path: _Path, reading: Reading) -> float:
    """How well a reading follows a path: the table, agreement, one finite verb, verbs in a row."""
    tag = reading.tag
    score = _row_of(path.reading).get(tag, 0.0)
    previous = path.reading.tag
    finite = path.finite
    if path.article and tag == "NNS" and reading.lemma not in _COLLECTIVE:
        score -= 4.0
    if tag == "." and not finite:
        score += _NO_VERB
    if tag in _FINITE:
        if finite in _FINITE and previous not in _NEW_CLAUSE:
            score -= 4.0
        if finite == tag and previous in {"CC", ","}:
            score += 4.0
        if finite not in _FINITE:
            score += _agreement(tag, path.subject)
            if path.aside:
                score += _BEHIND_ASIDE.get((path.subject, tag, previous), 0.0)
            if previous in {",", "IN"}:
                score -= 2.0
    elif previous == "CC" and tag[:2] == path.before[:2]:
        score += 1.5
    if tag == "VB" and previous in {"PRPO", "NN", "NNS", "NNP"} and finite:
        score += 0.5
    return score


def _agreement(tag: str, subject: str) -> float:
    if not subject or subject == "list" or tag not in {"VBZ", "VBP"}:
        return 0.0
    if subject == "both":
        return 8.0 if tag == "VBP" else -2.0
    return 1.0 if (tag == "VBZ") == (subject == "one") else -3.0


def _extend(path: _Path, reading: Reading, score: float) -> _Path:
    """Go on with a path, keeping what its clause has had: a finite verb, a subject."""
    tag = reading.tag
    previous = path.reading.tag
    finite, subject, aside = path.finite, path.subject, path.aside
    if tag in _FINITE:
        finite, aside = tag, False
    elif tag in {"WDT", "WP", "WRB", "."} or (tag == "IN" and reading.lemma in _SUBORDINATORS):
        finite, aside = "", False
        subject = subject if tag == "WP" else ""
    elif tag == "," and finite not in _FINITE:
        subject, aside = ("list" if subject else ""), False
    elif previous == "CC" and subject and not finite and not aside and tag in _OPENS_NOUN:
        subject = "both"
    elif tag in _ASIDE:
        aside = True
    elif previous in {"CC", ","} and finite and (tag in _NOMINAL or tag in _OPENS_NOUN):
        finite, aside = "maybe", False
        subject = {"NNS": "many", "NN": "one", "NNP": "one"}.get(tag, "")
    elif tag == "PRP":
        finite, subject, aside = "", "one", False
        if reading.lemma in _PLURAL_PRONOUNS:
            subject = "many"
    elif tag in _NUMBER and finite not in _FINITE and not (aside and subject):
        if previous == "CC" and subject and not finite:
            subject = "both"
        elif subject != "both":
            subject = _NUMBER[tag]
    article = tag == "DT" and reading.lemma in _ONE
    article |= path.article and tag in _IN_PHRASE and reading.lemma not in _MANY
    return _Path(score, reading, path, finite, subject, previous, aside, article)


def _readings(
    token: Token, index: int, tokens: list[Token], vocabulary: Vocabulary
) -> tuple[Reading, ...]:
    lower = token.lower
    if token.is_quote:
        return (Reading("QT", '"', 9.0),)
    if token.text[-1] == "." and token.is_word:
        return (Reading("NNP", lower, 12.0),)
    if not token.is_word:
        return (Reading("." if lower in ".?!;" else ",", lower, 9.0),)
    if lower in {"'s", "’s"}:
        return _apostrophe_s(tokens, index)
    if lower[0] == "'" or lower == "n't":
        clitics = {"'re": ("VBP", "be"), "'m": ("VBP", "be"), "'ve": ("VBP", "have")}
        tag, lemma = clitics.get(lower, ("RB", "not") if lower == "n't" else ("MD", lower))
        return (Reading(tag, lemma, 12.0),)
    if lower in _OBJECTS:
        return (Reading("PRPO", lower, 12.0),)
    if lower in {"her", "it", "you"}:
        second = "PRP$" if lower == "her" else "PRP"
        return (Reading(second, lower, 12.0), Reading("PRPO", lower, 11.0))
    known = vocabulary.readings(lower)
    if token.text[0].isupper() and not known:
        return (Reading("NNP", lower, 10.0),)
    if token.text[0].isupper() and index > 0:
        before = tokens[index - 1]
        if not before.is_quote and before.text[0] not in '"“.?!:':
            return (Reading("NNP", lower, 14.0), *(r for r in known if r.tag in {"NNS", "JJ"}))
    if token.text[0].isupper() and "first_name" in vocabulary.classes(lower, "NNP"):
        return (Reading("NNP", lower, 11.0), *known)
    if lower in _COLLECTIVE:
        return (*known, Reading("NNS", lower, known[0].weight - 1.0))
    return known or _guess(lower, vocabulary)


def _apostrophe_s(tokens: list[Token], index: int) -> tuple[Reading, ...]:
    before = tokens[index - 1].lower if index else ""
    if before in {"he", "she", "it", "that", "there", "here", "who", "what", "where", "how"}:
        return (Reading("VBZ", "be", 12.0),)
    if before == "let":
        return (Reading("PRPO", "us", 12.0),)
    return (Reading("POS", "'s", 12.0),)


def _guess(lower: str, vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """Readings of a form the lexicon does not have: by its last part or its ending."""
    if any(c.isdigit() for c in lower):
        tags = ("CD", "JJ") if lower[0].isdigit() and "-" not in lower else ("JJ", "NN")
        return tuple(Reading(t, lower, 8.0) for t in tags)
    if "-" in lower:
        last = vocabulary.readings(lower.rpartition("-")[2])
        if last and last[0].tag in {"VBN", "VBD", "JJ", "VBG", "RB", "CD", "NN"}:
            nominal = last[0].tag == "NN"
            return (
                Reading("JJ", lower, 7.0 if not nominal else 6.5),
                Reading("NN", last[0].lemma if nominal else lower, 6.5 if nominal else 3.0),
            )
        if last:
            return tuple(Reading(r.tag, r.lemma, min(r.weight, 7.0)) for r in last)
        return (Reading("JJ", lower, 6.0), Reading("NN", lower, 6.0))
    weight = _UNKNOWN_WEIGHT
    if lower.endswith("ing") and len(lower) > 4:
        return (Reading("VBG", lower[:-3], weight), Reading("NN", lower, 3.0))
    if lower.endswith("ed") and len(lower) > 3:
        stem = lower[:-2]
        return tuple(Reading(t, stem, w) for t, w in (("VBD", 6.0), ("VBN", 6.0), ("JJ", 3.0)))
    if lower.endswith("ly"):
        return (Reading("RB", lower, weight), Reading("JJ", lower, 2.0))
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return (Reading("NNS", lower[:-1], weight), Reading("VBZ", lower[:-1], 4.0))
    adjective = lower.endswith(("ous", "ful", "ish", "able", "ible", "ive", "less", "ic", "al"))
    noun = Reading("NN", lower, 5.0)
    return (
        (Reading("JJ", lower, weight), noun)
        if adjective
        else (
            noun,
            Reading("JJ", lower, 3.0),
            Reading("VB", lower, 2.0),
            Reading("VBP", lower, 1.0),
        )
    )
