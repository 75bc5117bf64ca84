"""What the tests of our own grammar rules say of a sentence."""

from __future__ import annotations

from app.checks.grammar_own import own_matches


def assert_slip(text: str, span: str, instead: str | None, *, which: int = 0) -> None:
    """A slip of the text (the first, or the one at `which`) lies on `span`, with one proposal."""
    match = own_matches(text)[which]
    assert text[match.start : match.end] == span
    assert match.suggestions == ((instead,) if instead else ())


def assert_right(text: str) -> None:
    """Nothing is found in the text."""
    assert own_matches(text) == ()
