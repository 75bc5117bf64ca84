"""Which sentences are asked for again, and where their answers land."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.checks.grammar_plan import ASK_AT_MOST, Ask, SentenceCache
from app.checks.matches import CheckerName, LanguageMatch, MatchKind, Span


def split(text: str) -> list[Span]:
    """Sentences of these tests end with a full stop."""
    spans: list[Span] = []
    start = 0
    for at, letter in enumerate(text):
        if letter == ".":
            spans.append((start, at + 1))
            start = at + 1
    return spans


def answer(text: str, word: str) -> list[LanguageMatch]:
    found: list[LanguageMatch] = []
    at = text.find(word)
    while at >= 0:
        found.append(
            LanguageMatch(
                checker=CheckerName.LANGUAGETOOL,
                rule="R",
                category="",
                start=at,
                end=at + len(word),
                message="",
                suggestions=(),
                kind=MatchKind.GRAMMAR,
            )
        )
        at = text.find(word, at + 1)
    return found


def ask_all(cache: SentenceCache, text: str) -> list[Ask]:
    asks = list(cache.plan(text, split(text)))
    for ask in asks:
        cache.store(ask, answer(ask.text, "bad"))
    return asks


def test_a_new_text_is_one_question() -> None:
    cache, text = SentenceCache(), "One. Two bad. Three. Four."
    (ask,) = ask_all(cache, text)
    assert (ask.text, ask.start, len(ask.wanted)) == (text, 0, 4)
    assert cache.plan(text, split(text)) == ()


def test_a_changed_sentence_goes_with_its_neighbors_only() -> None:
    cache = SentenceCache()
    ask_all(cache, "One. Two. Three. Four. Five. Six.")
    text = "One. Two. Three. Fours. Five. Six."
    (ask,) = cache.plan(text, split(text))
    assert ask.text == " Three. Fours. Five."
    assert [ask.text[slice(*span)] for span, _ in ask.wanted] == [" Fours."]


def test_changes_far_apart_are_two_questions() -> None:
    cache = SentenceCache()
    ask_all(cache, "One. Two. Three. Four. Five. Six.")
    text = "Ones. Two. Three. Four. Five. Sixes."
    assert len(cache.plan(text, split(text))) == 2


def test_a_long_text_is_asked_in_parts() -> None:
    text = "This is a sentence of some length." * 500
    asks = SentenceCache().plan(text, split(text))
    assert all(len(ask.text) <= ASK_AT_MOST + 3 * 40 for ask in asks)
    assert sum(len(ask.wanted) for ask in asks) == 500


def test_blank_sentences_are_not_asked() -> None:
    assert SentenceCache().plan("   ", [(0, 3)]) == ()


def test_the_oldest_answers_go_first() -> None:
    cache, text = SentenceCache(kept_at_most=2), "One. Two. Three."
    ask_all(cache, text)
    assert cache.pending(text, split(text)) == ((0, 4),)


def test_a_new_dictionary_word_asks_for_its_sentences_again() -> None:
    cache, text = SentenceCache(), "One Zorb's. Two. Three."
    ask_all(cache, text)
    assert cache.pending(text, split(text), frozenset({"zorb"})) == ((0, 11),)
    (ask,) = cache.plan(text, split(text), frozenset({"zorb"}))
    cache.store(ask, ())
    assert cache.pending(text, split(text), frozenset({"Zorb", "other"})) == ()


words = st.lists(st.sampled_from(["bad", "good", "😀", "a"]), min_size=1, max_size=4)
texts = st.lists(words, min_size=1, max_size=7).map(lambda s: "".join(" ".join(w) + "." for w in s))


@given(st.lists(texts, min_size=1, max_size=6))
def test_known_matches_are_those_of_the_whole_text_after_any_edits(versions: list[str]) -> None:
    cache = SentenceCache()
    for text in versions:
        ask_all(cache, text)
        found = cache.matches(text, split(text))
        assert [(m.start, m.end) for m in found] == [(m.start, m.end) for m in answer(text, "bad")]
