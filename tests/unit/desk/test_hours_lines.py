from __future__ import annotations

import pytest

from app.desk.hours_lines import LineKind, Selection, lines_of, question_lines
from app.desk.hours_period import PeriodKind, period_of
from app.domain.timesheet import GroupBy
from app.domain.worklog import (
    MINUTE_MS,
    Activity,
    CorrectionKind,
    IntervalOrigin,
    Track,
    WorkInterval,
)
from app.timekeeping.corrections import GapAnswer
from app.timekeeping.pay import PaySettings
from tests.unit.desk.hours_room import MONDAY, OFFSET, Room, gap, local, usual_week


@pytest.fixture
def room() -> Room:
    return usual_week()


def test_a_bar_leads_to_its_intervals_and_what_was_cut_out(room: Room) -> None:
    room.add_gap(gap("g", local(16, 10, 30), 20))
    room.show_last_week()
    lines = room.lines(GroupBy.DAY, "2026-11-16")
    assert [line.kind for line in lines] == [LineKind.WORK, LineKind.WORK, LineKind.GAP]
    assert lines[-1].asks
    assert room.lines(GroupBy.DAY, "2026-11-17")[0].interval.id == "c"


def test_an_hour_leads_to_what_reaches_into_it(room: Room) -> None:
    room.desk.go(period_of(PeriodKind.DAY, MONDAY, PaySettings()))
    lines = room.lines(GroupBy.DAY, "2026-11-16", hour=10)
    assert [line.interval.id for line in lines] == ["b"]


def test_lines_of_several_days_have_their_days_as_headings(room: Room) -> None:
    room.show_last_week()
    lines = room.lines(GroupBy.CLIP, "c1")
    assert [line.kind.value for line in lines] == ["day", "work", "work", "day", "work"]


def test_a_correction_shows_what_was_there_before(room: Room) -> None:
    room.show_last_week()
    room.desk.correct(lambda book: book.change("b", end_ms=local(16, 10), reason="The phone rang."))
    room.desk.correct(lambda book: book.remove("c", reason="Not my clip."))
    board = room.boards[-1]
    changed = room.lines(GroupBy.DAY, "2026-11-16")[1]
    assert changed.old.id == "b"
    assert changed.correction.reason == "The phone rang."
    removed = room.lines(GroupBy.DAY, "2026-11-17")
    assert [line.kind for line in removed] == [LineKind.REMOVED]
    assert board.bars[1].milliseconds == 0


def test_an_undo_and_its_undo_are_one_step_each(room: Room) -> None:
    room.show_last_week()
    room.desk.correct(lambda book: book.remove("c", reason="Not my clip."))
    room.desk.undo(room.boards[-1].last_correction.id)
    assert room.boards[-1].bars[1].milliseconds == 45 * MINUTE_MS
    assert room.boards[-1].last_correction is None
    undo = room.corrected[-1]
    assert undo.kind is CorrectionKind.UNDO
    room.desk.undo(undo.id)
    assert room.boards[-1].bars[1].milliseconds == 0


def test_a_refused_correction_changes_nothing_and_says_why(room: Room) -> None:
    room.show_last_week()
    refused: list[Exception] = []
    room.desk.correct(
        lambda book: book.change("b", end_ms=local(17, 10, 5), reason="x"), refused.append
    )
    assert refused[0].code == "hours.overlap"
    assert not room.corrected


def test_gaps_wait_until_they_are_answered_and_count_only_then(room: Room) -> None:
    asked, short = gap("g", local(16, 10, 30), 20), gap("s", local(17, 11), 1, asks=False)
    room.add_gap(asked)
    room.add_gap(short)
    board = room.show_last_week()
    assert [line.gap.id for line in question_lines(board)] == ["g"]
    assert board.bars[0].milliseconds == 90 * MINUTE_MS
    room.desk.answer(asked, GapAnswer.REASSIGN, clip_id="c2", activity=Activity.GUIDE)
    board = room.boards[-1]
    assert not board.questions
    assert board.bars[0].by_activity[Activity.GUIDE] == 20 * MINUTE_MS
    lines = room.lines(GroupBy.CLIP, "c2")
    assert [line.interval.activity for line in lines if line.interval] == [
        Activity.GUIDE,
        Activity.WRITE,
    ]
    # Given back it is work, and stands there once.
    of_day = room.lines(GroupBy.DAY, "2026-11-16")
    assert [line.kind for line in of_day] == [LineKind.WORK] * 3
    room.desk.undo(board.last_correction.id)
    assert [found.id for found in room.boards[-1].questions] == ["g"]


def test_a_discarded_gap_stays_visible_with_its_answer(room: Room) -> None:
    asked = gap("g", local(16, 10, 30), 20)
    room.add_gap(asked)
    room.show_last_week()
    room.desk.answer(asked, GapAnswer.DISCARD)
    lines = room.lines(GroupBy.DAY, "2026-11-16")
    assert lines[-1].gap == asked
    assert not lines[-1].asks
    assert lines[-1].correction.reason == "discard"


def test_work_that_passes_a_midnight_is_shown_cut_and_known_whole(room: Room) -> None:
    room.show_last_week()
    board = room.boards[-1]
    night = WorkInterval(
        *("n", local(16, 23), local(17, 1), OFFSET, Track.CAPTIONER, Activity.WRITE, "c1"),
        IntervalOrigin.LIVE,
    )
    (line,) = lines_of(board, Selection(by=GroupBy.DAY, key="2026-11-16"), [night])
    assert line.interval == night._replace(end_ms=local(17, 0))
    assert line.whole == night
