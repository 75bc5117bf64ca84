"""Answers of the analysis that were kept in a file: used only when they are whole."""

from __future__ import annotations

import pytest

from app.player.answers import are_answers
from app.player.wire import Message

_PEAKS: Message = {"ms": 0, "peaks": "", "last": True, "unheard": []}


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("peaks", [{**_PEAKS, "last": False}, _PEAKS]),
        ("shots", [{"cuts": [40, 80]}]),
        ("preflight", [{"found": [{"code": "no-times", "value": 0.0, "at": 0, "spans": []}]}]),
    ],
)
def test_whole_answers_are_answers(kind: str, kept: list[Message]) -> None:
    assert are_answers(kind, kept)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("peaks", []),
        ("peaks", [{key: value for key, value in _PEAKS.items() if key != "unheard"}]),
        ("peaks", [{**_PEAKS, "peaks": "\x00"}]),
        ("shots", [{"cuts": None}]),
        ("preflight", [{"found": [{"code": "of-tomorrow", "value": 0, "at": 0, "spans": []}]}]),
        ("preflight", [{"found": ["text"]}]),
        ("kind-of-tomorrow", [{}]),
    ],
)
def test_what_lacks_something_is_no_answer(kind: str, kept: list[Message]) -> None:
    assert not are_answers(kind, kept)
