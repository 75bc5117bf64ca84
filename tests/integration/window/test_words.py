"""What a person may type, paste or drop on the text: nothing is lost and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.display.records import last_text, read_texts
from tests.integration.window.stage import OpenWindow

RIGHT_TO_LEFT = "אישה צוחקת, ثم تضحك"
EMOJI = "A 👩🏽‍🚀 waves 🇳🇴 and 🤖"


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], bunny_clip: Path) -> OpenWindow:
    found = open_window((bunny_clip,))
    found.until_open(bunny_clip.name)
    return found


@pytest.mark.parametrize("text", [RIGHT_TO_LEFT, EMOJI, "e\u0301 \u200d \u202e back"])
def test_writing_of_every_kind_is_stored_as_it_is(window: OpenWindow, text: str) -> None:
    window.paste(text)
    window.until_saved()
    assert window.text == text
    assert [stored.raw for stored in read_texts(window.where.database)] == [text]


def test_a_foreign_object_character_is_left_out(window: OpenWindow) -> None:
    window.paste("A gull \ufffc cries.")
    window.until_saved()
    assert "\ufffc" not in window.text
    assert window.text.startswith("A gull ")
    assert last_text(window.where.database) == window.text


def test_a_paste_that_is_too_long_is_refused_with_a_sentence(window: OpenWindow) -> None:
    window.type("Before. ")
    window.paste("too long " * 20_000)
    window.until_said("20,000")
    assert window.text == "Before. "
    window.until_saved()
    assert last_text(window.where.database) == "Before. "


def test_a_long_paste_asks_where_it_is_from_and_blocks_nothing(window: OpenWindow) -> None:
    pasted = "one two three four five " * 4
    window.paste(pasted)
    window.until_said("Where is this from?")
    window.type("And on.")
    window.until_saved()
    assert last_text(window.where.database) == pasted + "And on."
