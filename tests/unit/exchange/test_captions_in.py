"""Captions from SRT and WebVTT files as they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RefusedError
from app.exchange.captions_in import (
    BROKEN_END_MS,
    MAX_BYTES,
    Cue,
    cues_at,
    decode_captions,
    parse_captions,
    read_captions,
)

SRT = """1
00:00:07,200 --> 00:00:09,100
You forgot your light again.

2
00:00:12,400 --> 00:00:14,000
<i>Your mother</i>
never did.
"""
VTT = """WEBVTT - harbor

NOTE not shown --
00:01.000 is no cue

STYLE
::cue { color: red }

intro
00:07.200 --> 00:09.100 align:start position:10%
<v Girl>You forgot your light&nbsp;again.</v>

01:00:12.400 --> 01:00:14.000
<v.loud Old man>Your <c.yellow>mother</c> never <00:13.000>did.
"""


def test_srt() -> None:
    assert parse_captions(SRT) == (
        Cue(start_ms=7200, end_ms=9100, words="You forgot your light again."),
        Cue(start_ms=12_400, end_ms=14_000, words="Your mother\nnever did."),
    )


def test_webvtt_with_voices_notes_and_styles() -> None:
    assert parse_captions(VTT) == (
        Cue(start_ms=7200, end_ms=9100, words="You forgot your light again.", speaker="Girl"),
        Cue(
            start_ms=3_612_400,
            end_ms=3_614_000,
            words="Your mother never did.",
            speaker="Old man",
        ),
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    assert parse_captions(SRT.replace("\n", end)) == parse_captions(SRT)


def test_missing_numbers_missing_empty_lines_and_another_order() -> None:
    text = "00:05.0 --> 00:06.0\nlater\n2\n00:01,5 -> 00:02,25\nsooner"
    assert [(c.start_ms, c.end_ms, c.words) for c in parse_captions(text)] == [
        (1500, 2250, "sooner"),
        (5000, 6000, "later"),
    ]


def test_a_number_that_is_said_stays() -> None:
    (cue,) = parse_captions("1\n00:01,000 --> 00:02,000\nHow many?\n7\n")
    assert cue.words == "How many?\n7"


@pytest.mark.parametrize(
    ("times", "end"), [("00:05 --> 00:03", 8000), ("00:05 --> 02:00:00", 8000)]
)
def test_a_broken_end_is_mended(times: str, end: int) -> None:
    (cue,) = parse_captions(f"{times}\nwords")
    assert (cue.start_ms, cue.end_ms) == (5000, end)
    assert end - 5000 == BROKEN_END_MS


def test_a_shouted_name_is_the_speaker() -> None:
    (cue,) = parse_captions("00:01 --> 00:02\nOLD MAN: It is 3:15.")
    assert (cue.speaker, cue.words) == ("Old Man", "It is 3:15.")


def test_markup_of_old_players_goes() -> None:
    (cue,) = parse_captions("00:01 --> 00:02\n{\\an8}<font color=red>Hi</font> &amp; 2 < 3")
    assert cue.words == "Hi & 2 < 3"


def test_cues_without_words_are_none() -> None:
    with pytest.raises(RefusedError, match="no-cues"):
        parse_captions("1\n00:01 --> 00:02\n<i></i>\n\n")


@pytest.mark.parametrize("text", ["", "WEBVTT\n", "just words", "-->"])
def test_a_file_without_cues_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="no-cues"):
        parse_captions(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "00:01 --> 00:02\nC’est très été"
    assert read_captions(text.encode(encoding))[0].words == "C’est très été"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(RefusedError, match="not-text"):
        decode_captions(b"\x00\x01movie")
    with pytest.raises(RefusedError, match="too-large"):
        decode_captions(b"a" * (MAX_BYTES + 1))


def test_what_is_on_screen() -> None:
    cues = parse_captions("00:01 --> 00:04\none\n\n00:03 --> 00:05\ntwo")
    assert [c.words for c in cues_at(cues, 3500)] == ["one", "two"]
    assert [c.words for c in cues_at(cues, 4000)] == ["two"]
    assert cues_at(cues, 999) == ()
    assert cues_at(cues, 5000) == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        cues = read_captions(data)
    except RefusedError:
        return
    assert all(cue.start_ms < cue.end_ms and cue.words for cue in cues)


@given(
    st.lists(
        st.tuples(st.integers(0, 5_000_000), st.integers(1, 60_000)),
        min_size=1,
        max_size=20,
        unique=True,
    )
)
def test_what_is_written_is_read_again(spans: list[tuple[int, int]]) -> None:
    def stamp(ms: int) -> str:
        return (
            f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
        )

    text = "".join(
        f"{n}\n{stamp(start)} --> {stamp(start + length)}\nword {n}\n\n"
        for n, (start, length) in enumerate(spans)
    )
    read = {(cue.start_ms, cue.end_ms) for cue in parse_captions(text)}
    assert read == {(start, start + length) for start, length in spans}
