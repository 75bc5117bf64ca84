"""The lexicon, the tagger and the token patterns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.english.lexicon import Lexicon, Rows, english
from app.checks.english.tagger import tag_tokens
from app.checks.english.tokens import Token, tokenize
from app.checks.english.vocabulary import Vocabulary
from app.checks.patterns import PatternError, at_word_bounds, compile_alternatives, compile_pattern
from app.checks.sequences import SequenceError, anchors, encode, keys_of, sequence_source


def tagged(text: str) -> list[Token]:
    tokens = tokenize(text)
    tag_tokens(tokens, Vocabulary(english(), {}, {}))
    return tokens


def tags(text: str) -> str:
    return " ".join(t.tag for t in tagged(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A man slices bread.", "DT NN VBZ NN ."),
        ("Glasses clink.", "NNS VBP ."),
        ("A fire crackles and wind moans.", "DT NN VBZ CC NN VBZ ."),
        ("The dog barks at him.", "DT NN VBZ IN PRPO ."),
        ("She wants to leave.", "PRP VBZ TO VB ."),
        ("A parked car blocks the road.", "DT JJ NN VBZ DT NN ."),
        ("The man walked to the door.", "DT NN VBD TO DT NN ."),
        ("It is seen by them.", "PRP BE VBN IN PRPO ."),
        ("She is cooking soup.", "PRP BE VBG NN ."),
        ("In red sleeves, an editor leans over.", "IN JJ NNS , DT NN VBZ IN ."),
        ("They may run.", "PRP MD VB ."),
    ],
)
def test_tags(text: str, wanted: str) -> None:
    found = ["BE" if t.lemma == "be" else t.tag for t in tagged(text)]
    assert " ".join(found) == wanted


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("slices", "VBZ", "slice"), ("leaves", "NNS", "leaf"), ("went", "VBD", "go"),
     ("children", "NNS", "child"), ("better", "JJR", "good")],
)  # fmt: skip
def test_the_lexicon_knows_the_lemma_of_a_form(word: str, tag: str, lemma: str) -> None:
    readings = {(r.tag, r.lemma) for r in english().readings(word)}
    assert (tag, lemma) in readings


@pytest.mark.parametrize(
    ("lemma", "tag", "name"),
    [("kitchen", "NN", "place"), ("lioness", "NN", "animal"), ("guitarist", "NN", "person"),
     ("nervously", "RB", "zzz"), ("violin", "NN", "instrument"), ("walk", "VB", "motion")],
)  # fmt: skip
def test_classes(lemma: str, tag: str, name: str) -> None:
    assert (name in english().classes(lemma, tag)) is (name != "zzz")


def test_a_guide_adds_and_removes_words() -> None:
    added = {"place": frozenset({"gazebo/n", "yurt"})}
    vocabulary = Vocabulary(english(), added, {"place": frozenset({"kitchen/n"})})
    assert "place" in vocabulary.classes("yurt", "NN")
    assert "place" in vocabulary.classes("gazebo", "NN")
    assert "place" not in vocabulary.classes("gazebo", "VB")
    assert "place" not in vocabulary.classes("kitchen", "NN")


@settings(deadline=None)
@given(st.dictionaries(st.text("abc/ ", min_size=1, max_size=6), st.text("xyz", max_size=5)))
def test_rows_find_every_key_and_no_other(table: dict[str, str]) -> None:
    lines = sorted(f"{key}\t{value}" for key, value in table.items())
    rows = Rows("".join(f"{line}\n" for line in lines).encode())
    assert {key: rows.get(key) for key in table} == table
    assert rows.get("abcabcabc") == ""


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_tagged_the_same_way_twice(text: str) -> None:
    first, second = tagged(text), tagged(text)
    assert [(t.tag, t.lemma) for t in first] == [(t.tag, t.lemma) for t in second]
    assert all(t.tag for t in first)


def reported(line: str, text: str) -> str | None:
    tokens = tagged(text)
    encoded, starts = encode(tokens)
    match = compile_pattern(sequence_source(line).encode()).search(encoded)
    if match is None:
        return None
    inside = [t for t, s in zip(tokens, starts, strict=True) if match.start(1) <= s < match.end(1)]
    return " ".join(t.text for t in inside)


@pytest.mark.parametrize(
    ("line", "text", "wanted"),
    [
        ("@seem<V*> to", "He seemed to wait.", "seemed to"),
        ("[person] > @want to <", "The boy wants to go.", "wants to"),
        ("in <DT> <JJ>{0,2} [place]<NN>", "He sits in a dim old kitchen.", "in a dim old kitchen"),
        ("( at | in ) the [place]", "They meet in the park.", "in the park"),
        ("^ the", "All the men", None),
        ("men $", "All the men", "men"),
        ("as if|though", "as though it were", "as though"),
        ("%mods > [place] <", "a narrow, tiled kitchen", "kitchen"),
        (". .", "Yes, no maybe", "no maybe"),
        ("<QT>", "He says nothing", None),
    ],
)
def test_token_patterns(line: str, text: str, wanted: str | None) -> None:
    assert reported(line, text) == wanted


@pytest.mark.parametrize("line", ["a (", "a )", "> a", "a > b < c <", "{x}", "@", "<nn>", "[A]"])
def test_what_is_no_token_pattern_is_refused(line: str) -> None:
    with pytest.raises(SequenceError):
        sequence_source(line)


@pytest.mark.parametrize(
    "line",
    ["@seem<V*> to", "[person] > @want to <", "in <DT> [place]<NN>", "the man?", "<VBZ> [place]"],
)
@pytest.mark.parametrize(
    "text", ["He seems to wait.", "The boy wants to go.", "She sits in a kitchen.", "The dog runs."]
)
def test_a_pattern_matches_only_where_its_anchors_are(line: str, text: str) -> None:
    keys = anchors(line)
    if keys and keys.isdisjoint(keys_of(tagged(text))):
        assert reported(line, text) is None


def test_alternatives_keep_whole_words() -> None:
    pattern = compile_alternatives(["mine", "caf\\w+"])
    spans = [(m.start(), m.end()) for m in pattern.finditer("A miner in a mine, a café")]
    assert spans == [(13, 17), (21, 25)]
    assert not at_word_bounds("fiancé", 0, 5)
    assert at_word_bounds("a fiancé.", 2, 8)


def test_an_alternative_that_ends_in_a_mark_needs_no_word_behind_it() -> None:
    pattern = compile_alternatives(["sadly,"])
    assert [m.start() for m in pattern.finditer("Sadly, it sadly breaks.")] == [0]


def test_look_around_is_refused() -> None:
    with pytest.raises(PatternError):
        compile_alternatives(["a(?!b)"])


def test_the_shipped_tables_are_sorted() -> None:
    lexicon = Lexicon.read()
    assert lexicon.readings("aardvark")
    assert lexicon.readings("zebras")
    assert lexicon.classes("zoo", "NN")
