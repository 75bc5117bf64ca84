"""How grave a match is: an error (minor), a remark (info), or nothing at all.

Every exemption here states a reason that holds for any caption; single sentences have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.checks.grammar_places import Places
from app.checks.grammar_set_phrases import is_set_phrase
from app.checks.matches import (
    WORD,
    CheckerName,
    LanguageMatch,
    MatchKind,
    Span,
    all_accepted,
    bare_word,
)
from app.checks.report import Severity

Weight = tuple[Severity, str]

_REMARKS: Final = (
    # (beginnings of rule names, code of the reason why it is a remark and no error)
    (("COMMA_COMPOUND_SENTENCE",), "grm.comma-taste"),
    (
        ("COLLECTIVE_NOUN", "THERE_IS_A_LOT_OF"),
        "grm.collective-noun",
    ),  # "a group of men have": both are right
    (
        ("LETS_LET", "LetsConfusion", "LETS_"),
        "grm.lets",
    ),  # narration has "lets go", only speech "let's"
    (
        ("CompoundNouns", "EN_COMPOUNDS", "HYPHEN"),
        "grm.compound",
    ),  # sun hat, sunhat: dictionaries differ
    (("EN_WORD_COHERENCY",), "grm.consistency"),  # CON-01 owns it
    (("TOWARDS", "EN_GB_", "Towards"), "grm.variant"),
)
_DROPPED: Final = (
    "PASSIVE_VOICE",  # FLW-01 owns it
    "PROFANITY",  # PRO-01 owns it
    "EN_REPEATEDWORDS",  # style of essays: a narrative repeats its words
    "SENTENCE_FRAGMENT",
    "SplitWords",  # the same word comes as SpellCheck
    "MergeWords",
    "EN_DATE_WEEKDAY",  # looks at today's date: the same text would be judged anew every day
)
_GUESSES: Final = frozenset(
    {
        "AWhile",
        "AllowTo",
        "DisjointPrefixes",
        "EachOthersPossessive",
        "ItTimeAuxiliary",
        "MassNouns",
        "MissingDeterminer",
        "NeedToNoun",
        "NotTo",
        "OkToOkay",
        "OneOfTheSingular",
        "OpenCompounds",
        "Payed",
        "PronounInflectionBe",
        "PronounVerbAgreement",
        "QuantifierNumeralConflict",
        "QuiteQuiet",
        "RedundantThat",
        "RepeatedWords",
        "SimplePastToPastParticiple",
        "ThatThis",
        "ThatWhich",
        "ThieveNoun",
        "WhomSubjectOfVerb",
        "WorthToDo",
        "YeaToYeah",
    }
)
"""Rules of Harper that were wrong more often than right on 31,823 example sentences of
LanguageTool (docs/adr/0006-two-language-checkers.md): errors only if LanguageTool agrees."""
_HALF_GUESSES: Final = frozenset(
    {
        "AnA",
        "DidPast",
        "IAmAgreement",
        "ItsContraction",
        "ItsPossessive",
        "MultipleSequentialPronouns",
        "NominalWants",
        "NorModalPronoun",
        "RegularIrregulars",
        "SingleBe",
        "TheirToThere",
        "TheirToTheyre",
        "ThereIsAgreement",
        "ThisTypeOfThing",
        "WereWhere",
        "WillNonLemma",
    }
)
"""Right in about half of the cases: errors while Harper is alone, remarks where LanguageTool,
which looks for the same errors, sees none."""
_REPEATED_ON_PURPOSE: Final = frozenset({"that that", "had had", "so so", "very very", "bye bye"})
_PRONOUN_BEFORE: Final = re.compile(
    r"(?:^|[.!?]\s+|,\s+|\b(?:and|while|as|then)\s+)(?:he|she|it|they|we)\s+$",
    re.IGNORECASE,
)
_SLIPS: Final = frozenset(
    {
        "COMMA_PARENTHESIS_WHITESPACE",
        "DOUBLE_PUNCTUATION",
        "SENTENCE_WHITESPACE",
        "ENGLISH_WORD_REPEAT_RULE",
    }
)
"""Typographical rules about slips of the fingers, not about taste."""
_STARTS: Final = frozenset({"UPPERCASE_SENTENCE_START", "SentenceCapitalization"})
_ARTICLES: Final = frozenset({"EN_A_VS_AN", "AnA"})
_EXISTENTIAL: Final = re.compile(
    r"(?:^|[.!?]\s+|\b(?:is|are|was|were|be|been|go|goes|going|gone|went|get|gets)\s+)$",
    re.IGNORECASE,
)
"""What comes before a right "there" and a noun: "are there things", "gone there lots"."""
_ABBREVIATED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Capt|Prof|Jr|Sr|vs)\.\s+$")
_BEFORE_START: Final = re.compile(r"(?:^|[.!?…:][\"'”’)\]]*\s+|\n\s*|[\"“(\[]\s*)$")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…][\"'”’)\]]*\s+|\n\s*)[\"“(\[]*([^\W\d_])")
_VARIANTS: Final = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"grey", "gray"),
        (r"our(?=$|s$|ed$|ing$|ful|less|ite|able|er|hood)", "or"),
        (r"(?<=[bt])re(?=$|s$|d$)", "er"),
        (r"is(?=e$|es$|ed$|ing$|er$|ers$|ation)", "iz"),
        (r"ys(?=e$|es$|ed$|ing$)", "yz"),
        (r"ll(?=ed$|ing$|er$|ers$|ery$)", "l"),
        (r"ogue(?=s?$)", "og"),
        (r"ence(?=s?$)", "ense"),
        (r"mould", "mold"),
        (r"plough", "plow"),
        (r"pyjama", "pajama"),
        (r"tyre", "tire"),
        (r"cheque", "check"),
        (r"aeroplane", "airplane"),
        (r"jewell", "jewel"),
        (r"axe", "ax"),
    )
)
_JOINERS: Final = frozenset(
    {
        "been",
        "each",
        "even",
        "every",
        "from",
        "have",
        "here",
        "high",
        "into",
        "many",
        "more",
        "most",
    }
    | {"much", "other", "over", "some", "than", "that", "their", "them", "then", "there", "this"}
    | {"very", "what", "when", "where", "will", "with", "your"}
)
"""Words that stand apart from the next: "eachother" is an error, "cliffside" is a word."""
_COMPOUND_HALF_AT_LEAST: Final = 4


class Weigher:
    """Weighs the matches of one text; it knows all of them, because checkers vote."""

    def __init__(
        self,
        text: str,
        matches: Sequence[LanguageMatch],
        *,
        ran: frozenset[CheckerName],
        accepted: frozenset[str],
        pending: Sequence[Span],
    ) -> None:
        self._text = text
        self._places = Places(matches)
        self._ran = ran - {CheckerName.OWN}
        self._accepted = frozenset(bare_word(word) for word in accepted)
        self._pending = pending
        self._names = _recurring_names(text)
        self._lower_case_text = _lower_case_by_habit(text)

    def weigh(self, match: LanguageMatch) -> Weight | None:
        """The severity of a match and the code of its reason; None to drop it."""
        if match.rule.startswith(_DROPPED) or is_set_phrase(self._text, match):
            return None
        if match.checker is CheckerName.OWN:
            return Severity.MINOR, "grm.grammar"
        if match.kind is MatchKind.SPELLING:
            return self._weigh_spelling(match)
        for beginnings, code in _REMARKS:
            if match.rule.startswith(beginnings) or (
                "HYPHEN" in beginnings and "HYPHEN" in match.rule
            ):
                return Severity.INFO, code
        if match.rule in _STARTS:
            habit = self._lower_case_text or not self._all_say_so(match, _STARTS)
            return (Severity.INFO if habit else Severity.MINOR), "grm.capital"
        if self._is_guess(match):
            return Severity.INFO, "grm.guess"
        if match.rule in _ARTICLES:
            return self._weigh_article(match)
        if match.kind is MatchKind.GRAMMAR or match.rule in _SLIPS:
            return Severity.MINOR, "grm.grammar"
        return Severity.INFO, f"grm.{match.kind.value}"

    def _is_guess(self, match: LanguageMatch) -> bool:
        """Whether a rule of Harper that is often wrong stands alone with what it says."""
        if match.checker is not CheckerName.HARPER:
            return False
        alone = not any(
            m.checker is not CheckerName.HARPER and m.kind is MatchKind.GRAMMAR
            for m in self._places.overlapping(match)
        )
        if match.rule == "ThereToTheir":
            return alone and bool(_EXISTENTIAL.search(self._text[: match.start]))
        if match.rule in _HALF_GUESSES:
            return alone and CheckerName.LANGUAGETOOL in self._voters(match)
        if match.rule not in _GUESSES or not alone:
            return False
        if match.rule == "RepeatedWords":
            words = self._text[match.start : match.end].lower().split()
            return " ".join(words) in _REPEATED_ON_PURPOSE or len("".join(words)) <= len(words)
        if match.rule == "PronounVerbAgreement" and self._ran == frozenset({CheckerName.HARPER}):
            return not _PRONOUN_BEFORE.search(self._text[max(0, match.start - 24) : match.start])
        return True

    def _weigh_spelling(self, match: LanguageMatch) -> Weight | None:
        word = self._text[match.start : match.end]
        if all_accepted(word, self._accepted):
            return None
        swapped = any(_swapped(word, suggestion) for suggestion in match.suggestions)
        if word[:1].isupper() and not swapped:
            if bare_word(word) in self._names:
                return None
            if self._is_name(match, word):
                return Severity.INFO, "grm.name"
        if word.isupper() or any(c.isdigit() for c in word):
            return Severity.INFO, "grm.abbreviation"
        if any(self._is_variant(m) for m in self._same_word(match)):
            return Severity.INFO, "grm.variant"
        if not self._all_say_so(match, None):
            return Severity.INFO, "grm.dictionaries-differ"
        if self._is_compound(match):
            return Severity.INFO, "grm.compound"
        return Severity.MINOR, "grm.spelling"

    def _is_name(self, match: LanguageMatch, word: str) -> bool:
        """A capital inside a sentence marks a name; at its start an accent or an odd word does."""
        if not _starts_sentence(self._text, match.start) or not word.isascii():
            return True
        return not any(_one_off(word.lower(), s.lower()) for s in match.suggestions)

    def _weigh_article(self, match: LanguageMatch) -> Weight:
        """`a` or `an` before a name or an unknown word: nobody knows how that is spoken."""
        after = WORD.search(self._text, match.end)
        word = after[0] if after else ""
        unknown = after is not None and any(
            m.kind is MatchKind.SPELLING and m.start <= after.start() < m.end
            for m in self._places.overlapping(replace(match, start=after.start(), end=after.end()))
        )
        if unknown or (word[:1].isupper() and not self._all_say_so(match, _ARTICLES)):
            return Severity.INFO, "grm.name"
        return Severity.MINOR, "grm.grammar"

    def _is_variant(self, match: LanguageMatch) -> bool:
        """Whether the word is the British spelling of an American suggestion."""
        word = self._text[match.start : match.end].lower()
        suggested = {s.lower() for s in match.suggestions}
        return any(
            british.sub(american, word) != word and british.sub(american, word) in suggested
            for british, american in _VARIANTS
        )

    def _is_compound(self, match: LanguageMatch) -> bool:
        """Whether it is two longer words written as one: English makes such words freely."""
        word = self._text[match.start : match.end].lower()
        for other in self._places.overlapping(match):
            if other.start != match.start or other.end != match.end:
                continue
            for halves in (s.lower().split(" ") for s in other.suggestions):
                if (
                    len(halves) == len(("first", "second"))
                    and "".join(halves) == word
                    and all(len(h) >= _COMPOUND_HALF_AT_LEAST and h not in _JOINERS for h in halves)
                ):
                    return True
        return False

    def _same_word(self, match: LanguageMatch) -> list[LanguageMatch]:
        return [m for m in self._places.overlapping(match) if m.kind is MatchKind.SPELLING]

    def _all_say_so(self, match: LanguageMatch, rules: frozenset[str] | None) -> bool:
        """Whether all checkers that saw the place object to it (by these rules, or at all)."""
        said = {
            m.checker
            for m in self._places.overlapping(match)
            if (m.rule in rules if rules else m.kind in (MatchKind.SPELLING, MatchKind.GRAMMAR))
        }
        return self._voters(match) <= said

    def _voters(self, match: LanguageMatch) -> frozenset[CheckerName]:
        """The checkers that have seen the place of a match."""
        if any(start <= match.start < end for start, end in self._pending):
            return self._ran - {CheckerName.LANGUAGETOOL}
        return self._ran


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return bool(_BEFORE_START.search(before)) and not _ABBREVIATED.search(before)


def _recurring_names(text: str) -> frozenset[str]:
    """Capitalised words that stand in the text twice or more, at least once inside a sentence."""
    seen: Counter[str] = Counter()
    inside: set[str] = set()
    for found in WORD.finditer(text):
        if found[0][0].isupper():
            seen[bare_word(found[0])] += 1
            if not _starts_sentence(text, found.start()):
                inside.add(bare_word(found[0]))
    return frozenset(word for word in inside if seen[word] > 1)


def _lower_case_by_habit(text: str) -> bool:
    """Whether most sentences begin small: then that is how the text is written, and no slip."""
    letters = [found[1] for found in _SENTENCE_START.finditer(text)]
    return sum(letter.islower() for letter in letters) * 2 > len(letters)


def _swapped(word: str, suggestion: str) -> bool:
    """Whether two neighboring letters changed places: fingers do that, names do not."""
    one, other = word.lower(), suggestion.lower()
    if len(one) != len(other) or one == other:
        return False
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(differ) == len(("left", "right"))
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )


def _one_off(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with its neighbor."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if _swapped(one, other):
        return True
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return (
        one[start + 1 :] == other[start:]
        or one[start:] == other[start + 1 :]
        or one[start + 1 :] == other[start + 1 :]
    )
