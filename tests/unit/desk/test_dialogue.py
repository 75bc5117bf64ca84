from __future__ import annotations

import pytest

from app.desk.dialogue import Entry, line_of, mark, nudge, sort_lines, speakers, used_lines
from app.domain.dialogue import DialogueLine, quotation_with_token
from app.domain.errors import RefusedError


def line(
    line_id: str = "l", in_ms: int = 1000, out_ms: int | None = 2000, speaker: str = "Girl"
) -> DialogueLine:
    return DialogueLine(
        id=line_id, clip_id="c", in_ms=in_ms, out_ms=out_ms, speaker=speaker, words="Wait."
    )


def test_marks_are_set_back_by_the_reaction_time_only_while_playing() -> None:
    playing = mark(Entry(), 10_000, playing=True, rate=1.5, reaction_ms=300)
    assert playing.in_ms == 9550
    assert mark(playing, 12_000, playing=True, rate=1.5, reaction_ms=300).out_ms == 12_000
    assert mark(Entry(), 10_000, playing=False, rate=1.0, reaction_ms=300).in_ms == 10_000
    assert mark(Entry(), 100, playing=True, rate=1.0, reaction_ms=300).in_ms == 0


def test_a_second_mark_before_the_first_starts_anew_and_a_third_too() -> None:
    entry = Entry(in_ms=5000, words="Hi")
    assert mark(entry, 4000, playing=False, rate=1, reaction_ms=0) == Entry(in_ms=4000, words="Hi")
    whole = Entry(in_ms=1000, out_ms=2000)
    assert mark(whole, 7000, playing=False, rate=1, reaction_ms=0) == Entry(in_ms=7000)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry(words="Hi"), "dialogue.no-in-time"),
        (Entry(in_ms=1, words="  "), "dialogue.no-words"),
        (Entry(in_ms=2000, out_ms=1000, words="Hi"), "dialogue.ends-early"),
    ],
)
def test_incomplete_lines_are_refused(entry: Entry, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        line_of(entry, "l", "c")
    assert caught.value.code == code


def test_a_line_goes_into_the_caption_as_a_quotation_with_its_token() -> None:
    assert quotation_with_token(line()) == '"Wait." [00:01.000-00:02.000]'
    assert quotation_with_token(line(out_ms=None)) == '"Wait." [00:01.000]'


def test_nudging_never_crosses_the_ends() -> None:
    assert nudge(line(), in_by_ms=-2000).in_ms == 0
    assert nudge(line(), out_by_ms=100).out_ms == 2100
    assert nudge(line(), in_by_ms=5000) == line()
    assert nudge(line(), out_by_ms=-5000).out_ms == 1001


def test_used_lines_are_those_whose_token_stands_in_the_text() -> None:
    lines = (line("a"), line("b", 5000, None))
    assert used_lines(lines, 'She says "Wait." [00:01.000-00:02.000].') == {"a"}


def test_order_and_speakers() -> None:
    lines = sort_lines([line("b", 5000, None, "Man"), line("a")])
    assert [known.id for known in lines] == ["a", "b"]
    assert speakers(lines, ["Ada", "Man"]) == ("Girl", "Man", "Ada")
