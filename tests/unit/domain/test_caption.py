from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.caption import CleanText, count_words
from app.domain.timecode import find_tokens

PIECES = st.sampled_from(
    ["[00:01.000]", "[00:01.000-00:02.500]", " ", "  ", "\n", "a", "b.", "é", "😀", "[x]", "\t"]
)


def test_token_goes_with_the_spaces_before_it() -> None:
    assert CleanText.of('He says, "Go." [00:01.000] Then.').text == 'He says, "Go." Then.'


def test_token_at_a_line_start_goes_with_the_spaces_after_it() -> None:
    assert CleanText.of("[00:01.000]  He runs.\n[00:02.000] Rain.").text == "He runs.\nRain."


def test_two_tokens_at_the_start_leave_no_blank() -> None:
    assert CleanText.of("[00:01.000] [00:02.000] He runs.").text == "He runs."


def test_malformed_token_stays() -> None:
    assert CleanText.of("He [00:99.100] runs.").text == "He [00:99.100] runs."


def test_spans_map_back() -> None:
    clean = CleanText.of("ab [00:01.000] cd")
    assert clean.text == "ab cd"
    assert clean.to_raw_span(0, 2) == (0, 2)
    assert clean.to_raw_span(3, 5) == (15, 17)
    assert clean.pins[0].clean_at == 2


@given(st.lists(PIECES, max_size=30).map("".join))
def test_map_keeps_every_other_character(raw: str) -> None:
    clean = CleanText.of(raw)
    for offset, char in enumerate(clean.text):
        assert raw[clean.to_raw(offset)] == char
        assert clean.to_clean(clean.to_raw(offset)) == offset
    outside = raw
    for token in reversed(find_tokens(raw)):
        outside = outside[: token.start] + outside[token.end :]
    blanks = str.maketrans("", "", " \t")
    assert clean.text.translate(blanks) == outside.translate(blanks)


def test_words_by_the_rubric() -> None:
    assert count_words("Twenty-one") == 1
    assert count_words("left—then right") == 3
    assert count_words("It's 3:15 p.m.") == 3
    assert count_words("🎉 🎉 one") == 1
    assert count_words("cafe\u0301 society") == 2
