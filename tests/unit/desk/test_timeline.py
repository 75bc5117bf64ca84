"""The timeline's content, snapping, jumps and coverage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.timeline import (
    SHORTEST_LINE_MS,
    Part,
    StopKind,
    TimelineContent,
    described_marks,
    line_blocks,
    next_stop,
    previous_stop,
    retimed,
    snap,
    snap_targets,
    stops,
)
from app.desk.waveform import SHORTEST_MS, STEP_MS, Waveform
from app.domain.coverage import covered_ms
from app.domain.dialogue import DialogueLine

DURATION = 28_000


def line(line_id: str, in_ms: int, out_ms: int | None, speaker: str = "", words: str = "w"):
    return DialogueLine(
        id=line_id, clip_id="c", in_ms=in_ms, out_ms=out_ms, speaker=speaker, words=words
    )


LINES = (
    line("a", 7200, 9100, "Girl", "You forgot your light again."),
    line("b", 12_400, 14_000, "Old man", "Your mother never did."),
    line("c", 21_300, None, "Girl", "It is far too big!"),
)
TEXT = (
    'A pier. [00:02.400] "You forgot your light again." [00:07.200-00:09.100] '
    '"Your mother never did." [00:12.400-00:14.000] He pats her hand. [00:18.640]'
)
CONTENT = TimelineContent(
    duration_ms=DURATION,
    has_picture=True,
    has_sound=True,
    cuts_ms=(4200, 7000, 11_900, 16_200, 20_800, 24_400),
    lines=line_blocks(LINES, frozenset({"a", "b"})),
    marks=described_marks(TEXT, LINES),
    watched=((0, 24_100),),
)


def test_tokens_become_marks_in_order_of_time() -> None:
    assert [(m.start_ms, m.end_ms, m.words) for m in CONTENT.marks] == [
        (2400, None, ""),
        (7200, 9100, "You forgot your light again."),
        (12_400, 14_000, "Your mother never did."),
        (18_640, None, ""),
    ]


def test_the_same_token_twice_is_one_mark() -> None:
    assert len(described_marks("a [00:01.000] b [00:01.000]", ())) == 1


def test_blocks_tell_what_is_used_and_how_far_an_open_line_is_drawn() -> None:
    assert [(b.used, b.end_ms) for b in CONTENT.lines] == [
        (True, 9100),
        (True, 14_000),
        (False, 22_300),
    ]


def test_shots_cover_the_clip_without_gaps() -> None:
    assert CONTENT.shots[0] == (0, 4200)
    assert CONTENT.shots[-1] == (24_400, DURATION)
    assert covered_ms(CONTENT.shots, DURATION) == DURATION


def test_a_cut_outside_the_clip_makes_no_shot() -> None:
    odd = TimelineContent(duration_ms=1000, cuts_ms=(0, 400, 1000, 5000))
    assert odd.shots == ((0, 400), (400, 1000))


def test_no_clip_has_no_shots_and_no_share() -> None:
    nothing = TimelineContent()
    assert nothing.shots == ()
    assert nothing.watched_share is None
    assert nothing.undescribed() is None


def test_watched() -> None:
    assert CONTENT.watched_share == pytest.approx(24_100 / 28_000)
    assert CONTENT.unwatched(longer_than_ms=1000) == ((24_100, 28_000),)


def test_a_moment_describes_only_its_own_shot() -> None:
    content = TimelineContent(
        duration_ms=10_000, cuts_ms=(5000,), marks=described_marks("x [00:05.100]", ())
    )
    assert content.described == ((5000, 6100),)


def test_an_undescribed_half_is_told() -> None:
    content = TimelineContent(
        duration_ms=20_000, marks=described_marks("x [00:01.000-00:09.000]", ())
    )
    assert content.undescribed() == (9000, 20_000)


def test_small_gaps_between_descriptions_are_not_told() -> None:
    assert CONTENT.undescribed() is None


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (StopKind.SHOT, (0, 4200, 7000, 11_900, 16_200, 20_800, 24_400)),
        (StopKind.SILENCE, (9500, 15_000)),
        (StopKind.LINE, (7200, 12_400, 21_300)),
        (StopKind.PIN, (2400, 7200, 12_400, 18_640)),
    ],
)
def test_stops_of_each_kind(kind: StopKind, places: tuple[int, ...]) -> None:
    assert stops(CONTENT, ((9500, 9900), (15_000, 15_300)), kind) == places


def test_jumps_leave_the_place_they_start_from() -> None:
    places = (0, 4200, 7000)
    assert next_stop(places, 4200) == 7000
    assert previous_stop(places, 4200) == 0
    assert next_stop(places, 7000) is None
    assert previous_stop(places, 0) is None


def test_going_back_while_playing_passes_the_place_just_left() -> None:
    assert previous_stop((0, 4200), 4500) == 4200
    assert previous_stop((0, 4200), 4500, slack_ms=700) == 0


@given(
    places=st.lists(st.integers(0, 1000), unique=True, max_size=20).map(sorted),
    at=st.integers(-10, 1010),
)
def test_next_and_previous_are_the_nearest_on_their_side(places: list[int], at: int) -> None:
    assert next_stop(places, at) == min((p for p in places if p > at), default=None)
    assert previous_stop(places, at) == max((p for p in places if p < at), default=None)


def test_snapping_takes_the_nearest_target_within_reach() -> None:
    assert snap(1040, (900, 1000, 1100), 50) == 1000
    assert snap(1060, (900, 1000, 1100), 50) == 1100
    assert snap(1300, (900, 1000, 1100), 50) == 1300
    assert snap(5, (), 50) == 5


def test_a_line_does_not_snap_to_itself() -> None:
    targets = snap_targets(CONTENT, ((9500, 9900),), moved="a", playhead_ms=18_640)
    assert 7200 not in targets
    assert {12_400, 14_000, 9500, 9900, 18_640, 4200, 0, DURATION} <= set(targets)
    assert 22_300 not in targets, "the end of an open line is only drawn"


def test_an_edge_snaps_to_the_silence() -> None:
    moved = retimed(LINES[0], Part.OUT, 350, targets=(9500,), reach_ms=100, duration_ms=DURATION)
    assert (moved.in_ms, moved.out_ms) == (7200, 9500)


def test_a_moved_line_keeps_its_length_and_snaps_with_the_nearer_edge() -> None:
    moved = retimed(
        LINES[0], Part.BODY, -180, targets=(7000, 9000), reach_ms=100, duration_ms=DURATION
    )
    assert (moved.in_ms, moved.out_ms) == (7000, 8900)
    other = retimed(LINES[0], Part.BODY, -90, targets=(9000,), reach_ms=100, duration_ms=DURATION)
    assert (other.in_ms, other.out_ms) == (7100, 9000)


def test_dragging_the_end_of_an_open_line_gives_it_one() -> None:
    moved = retimed(LINES[2], Part.OUT, 200, duration_ms=DURATION)
    assert moved.out_ms == 22_500
    assert retimed(LINES[2], Part.BODY, 200, duration_ms=DURATION).out_ms is None


@given(
    which=st.sampled_from(LINES),
    part=st.sampled_from(Part),
    by=st.integers(-60_000, 60_000),
    targets=st.lists(st.integers(0, DURATION), max_size=8).map(sorted),
    reach=st.integers(0, 500),
)
def test_no_drag_crosses_edges_or_leaves_the_clip(which, part, by, targets, reach) -> None:
    moved = retimed(which, part, by, targets=targets, reach_ms=reach, duration_ms=DURATION)
    assert 0 <= moved.in_ms <= DURATION
    if moved.out_ms is not None:
        assert moved.in_ms + SHORTEST_LINE_MS <= moved.out_ms <= DURATION
    if part is Part.BODY and which.out_ms is not None:
        assert moved.out_ms is not None
        assert moved.out_ms - moved.in_ms == which.out_ms - which.in_ms
    if part is Part.IN:
        assert moved.out_ms == which.out_ms


# -- the waveform


def peaks(*parts: tuple[int, int]) -> bytes:
    """Parts of (level, ms)."""
    return b"".join(bytes([level]) * (ms // STEP_MS) for level, ms in parts)


def test_parts_may_arrive_in_any_order() -> None:
    whole, parted = Waveform(), Waveform()
    sound = peaks((10, 1000), (200, 500), (10, 1500))
    whole.add(0, sound)
    parted.add(1000, sound[100:])
    parted.add(0, sound[:100])
    assert parted.known == whole.known == ((0, 3000),)
    assert [parted.peak(t, t + 100) for t in range(0, 3000, 100)] == [
        whole.peak(t, t + 100) for t in range(0, 3000, 100)
    ]
    assert parted.silences() == whole.silences()


def test_what_is_missing_is_told() -> None:
    wave = Waveform()
    wave.add(1000, peaks((9, 500)))
    assert wave.unknown(3000) == ((0, 1000), (1500, 3000))
    assert wave.peak(0, 900) == 0
    wave.add(0, b"")
    assert wave.version == 1


def test_pauses_of_speech_over_room_tone_are_silences() -> None:
    wave = Waveform()
    wave.add(0, peaks((12, 800), (150, 1200), (14, 400), (160, 900), (11, 1000)))
    assert wave.silences() == ((0, 800), (2000, 2400), (3300, 4300))


def test_a_click_does_not_end_a_silence_and_a_breath_is_none() -> None:
    wave = Waveform()
    wave.add(0, peaks((0, 300), (90, 20), (0, 300), (150, 600), (0, 150), (150, 600)))
    assert wave.silences() == ((0, 620),)


def test_steady_sound_has_no_silences_and_digital_silence_is_one() -> None:
    steady, none = Waveform(), Waveform()
    steady.add(0, peaks((100, 1000), (104, 1000)))
    none.add(0, peaks((0, 1000)))
    assert steady.silences() == ()
    assert none.silences() == ((0, 1000),)


def test_what_was_not_read_is_not_silent() -> None:
    wave = Waveform()
    wave.add(2000, peaks((200, 500), (0, 500)))
    assert wave.silences() == ((2500, 3000),)


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 40)), min_size=1, max_size=30))
def test_silences_lie_apart_inside_what_is_known(parts: list[tuple[int, int]]) -> None:
    wave = Waveform()
    wave.add(0, peaks(*((level, steps * STEP_MS) for level, steps in parts)))
    end = wave.known[-1][1]
    last = -1
    for start, stop in wave.silences():
        assert last < start < stop <= end
        assert stop - start >= SHORTEST_MS
        last = stop
