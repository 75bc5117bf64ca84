"""Views of a text: quotations, masks, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.english.tokens import QUOTE_FILL, tokenize
from app.checks.text import Views


def sentences(text: str) -> list[str]:
    views = Views.of(text)
    return [views.text[s.start : s.end] for s in views.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A dog barks. A cat hides.", ["A dog barks.", "A cat hides."]),
        ("Dr. Hale waves to Mr. Cole. He nods.", ["Dr. Hale waves to Mr. Cole.", "He nods."]),
        ("At 9 a.m. the bell rings.", ["At 9 a.m. the bell rings."]),
        ('"Stop!" she yells. He stops.', ['"Stop!" she yells.', "He stops."]),
        ('"I know. Go," he says.', ['"I know. Go," he says.']),
        ('He says, "Go." She goes.', ['He says, "Go."', "She goes."]),
        ("a man runs. he falls down", ["a man runs.", "he falls down"]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("It costs 3.50 today. Done.", ["It costs 3.50 today.", "Done."]),
        ("A dog barks.A cat hides.", ["A dog barks.", "A cat hides."]),
        ("It runs Node.js and U.S.Steel.", ["It runs Node.js and U.S.Steel."]),
        ("", []),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("text", "quoted", "unclosed"),
    [
        ('She says, "Go on," and waves.', ["Go on,"], 0),
        ("She says, “Go on,” and waves.", ["Go on,"], 0),
        ('"One" and "two"', ["One", "two"], 0),
        ('A 5" pipe lies there.', [], 1),
        ('He says, "no end.\nNext paragraph.', [], 1),
        ("The boys' hats aren't there.", [], 0),
        ('""', [], 0),
    ],
)
def test_quotations(text: str, quoted: list[str], unclosed: int) -> None:
    views = Views.of(text)
    assert [views.text[q.start : q.end] for q in views.quotes] == quoted
    assert len(views.unclosed) == unclosed


@settings(deadline=None)
@given(st.text(alphabet="ab \"“”.?!\n'’\u00a0é😀", max_size=80))
def test_views_never_move_an_offset(text: str) -> None:
    views = Views.of(text)
    assert len(views.text) == len(views.narration) == len(text)
    last = 0
    for span in views.sentences:
        assert last <= span.start < span.end
        assert text[span.start : span.end].strip()
        last = span.end
    for quote in views.quotes:
        assert set(views.narration[quote.start : quote.end]) == {QUOTE_FILL}


@settings(deadline=None)
@given(st.text(alphabet=f"ab '-.{QUOTE_FILL}\",3:é", max_size=60))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert not text[at : token.start].strip()
        assert text[token.start : token.end] == token.text
        at = token.end
    assert not text[at:].strip()


def test_clitics_stand_apart() -> None:
    words = [t.text for t in tokenize("The man's dog doesn't bark, they're told.")]
    assert words == [
        "The", "man", "'s", "dog", "does", "n't", "bark", ",", "they", "'re", "told", ".",
    ]  # fmt: skip
