from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from app.domain.errors import RefusedError
from app.domain.worklog import (
    Activity,
    Correction,
    CorrectionKind,
    GapKind,
    IntervalOrigin,
    PeriodLock,
    Track,
    WorkGap,
    WorkInterval,
    current,
    explained_by,
)
from app.timekeeping.corrections import GapAnswer, WorkBook


def interval(id_: str, start_ms: int, end_ms: int) -> WorkInterval:
    return WorkInterval(
        id=id_,
        start_ms=start_ms,
        end_ms=end_ms,
        offset_minutes=0,
        track=Track.CAPTIONER,
        activity=Activity.WRITE,
        clip_id="harbor",
        origin=IntervalOrigin.LIVE,
    )


GAP = WorkGap(
    id="gap",
    start_ms=200,
    end_ms=500,
    offset_minutes=0,
    kind=GapKind.IDLE,
    track=Track.CAPTIONER,
    activity=Activity.WRITE,
    clip_id="harbor",
    asks=True,
)


class Desk:
    def __init__(self, *originals, locks=(), open_ids=()) -> None:
        ids = itertools.count()
        self.originals = originals
        self.corrections: list[Correction] = []
        self.locks = locks
        self.open_ids = frozenset(open_ids)
        self.new_id = lambda: f"n{next(ids)}"

    @property
    def book(self) -> WorkBook:
        return WorkBook(
            originals=self.originals,
            corrections=self.corrections,
            locks=self.locks,
            open_ids=self.open_ids,
            now_ms=10_000,
            new_id=self.new_id,
        )

    def do(self, make: Callable[[WorkBook], Correction]) -> Correction:
        self.corrections.append(make(self.book))
        return self.corrections[-1]

    def spans(self):
        return [(i.start_ms, i.end_ms) for i in current(self.originals, self.corrections)]

    def refused(self, make) -> str:
        with pytest.raises(RefusedError) as caught:
            self.do(make)
        return caught.value.code


def add(start_ms, end_ms, reason="paper"):
    return lambda book: book.add(
        start_ms=start_ms,
        end_ms=end_ms,
        offset_minutes=0,
        track=Track.CAPTIONER,
        activity=Activity.GUIDE,
        clip_id=None,
        reason=reason,
    )


@pytest.fixture
def desk():
    return Desk(interval("a", 100, 200), interval("b", 500, 800))


def test_a_change_keeps_the_original_and_the_reason(desk):
    change = desk.do(lambda book: book.change("b", end_ms=700, reason=" Answered the door. "))
    assert desk.spans() == [(100, 200), (500, 700)]
    assert desk.originals[1].end_ms == 800
    assert change.replaces == ("b",)
    assert explained_by(desk.corrections)[change.adds[0].id].reason == "Answered the door."


def test_a_change_can_give_the_time_to_another_clip_or_to_none(desk):
    changed = desk.do(
        lambda book: book.change("a", clip_id="pier", activity=Activity.WATCH, reason="wrong clip")
    ).adds[0]
    assert (changed.clip_id, changed.activity) == ("pier", Activity.WATCH)
    changed = desk.do(lambda book: book.change("b", no_clip=True, reason="mail")).adds[0]
    assert changed.clip_id is None


def test_split_add_and_remove(desk):
    desk.do(lambda book: book.split("b", at_ms=600, reason="two things"))
    desk.do(add(200, 500))
    desk.do(lambda book: book.remove("a", reason="not me"))
    assert desk.spans() == [(200, 500), (500, 600), (600, 800)]


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_reason_no_correction(desk, reason):
    assert desk.refused(lambda book: book.remove("a", reason=reason)) == "hours.reason-missing"
    assert desk.corrections == []


@pytest.mark.parametrize(
    ("start", "end"), [(150, 300), (199, 200), (0, 1_000), (400, 501), (799, 900)]
)
def test_an_overlap_cannot_be_made(desk, start, end):
    assert desk.refused(add(start, end)) == "hours.overlap"


def test_stretches_that_touch_are_no_overlap(desk):
    desk.do(add(0, 100))
    desk.do(add(200, 500))
    assert desk.spans() == [(0, 100), (100, 200), (200, 500), (500, 800)]


def test_a_split_at_the_edge_or_outside_is_refused(desk):
    for at_ms in (500, 800, 900):
        code = desk.refused(lambda book, at=at_ms: book.split("b", at_ms=at, reason="x"))
        assert code == "hours.empty"


def test_work_cannot_be_added_in_the_future_or_over_the_running_interval():
    desk = Desk(interval("open", 900, 900), open_ids=["open"])
    assert desk.refused(add(9_999, 10_001)) == "hours.future"
    assert desk.refused(add(880, 901)) == "hours.open"
    assert desk.refused(lambda book: book.remove("open", reason="x")) == "hours.open"
    desk.do(add(800, 900))


def test_a_locked_period_refuses_everything():
    lock = PeriodLock(id="l", start_ms=0, end_ms=600, invoice_number="12", at_ms=9_000)
    desk = Desk(interval("a", 100, 200), interval("b", 700, 800), locks=(lock,))
    for make in (
        add(300, 400),
        add(599, 650),
        lambda book: book.remove("a", reason="x"),
        lambda book: book.split("a", at_ms=150, reason="x"),
        lambda book: book.change("b", start_ms=599, reason="x"),
    ):
        assert desk.refused(make) == "hours.locked"
    desk.do(lambda book: book.change("b", start_ms=600, reason="x"))


def test_undo_and_undo_of_the_undo(desk):
    removal = desk.do(lambda book: book.remove("a", reason="x"))
    undo = desk.do(lambda book: book.undo(removal.id))
    assert desk.spans() == [(100, 200), (500, 800)]
    assert desk.refused(lambda book: book.undo(removal.id)) == "hours.undone"
    desk.do(lambda book: book.undo(undo.id))
    assert desk.spans() == [(500, 800)]
    assert len(desk.corrections) == 3


def test_the_same_interval_is_never_removed_twice(desk):
    removal = desk.do(lambda book: book.remove("a", reason="x"))
    undo = desk.do(lambda book: book.undo(removal.id))
    desk.do(lambda book: book.remove("a", reason="y"))
    assert desk.refused(lambda book: book.undo(undo.id)) == "hours.depended-on"


def test_an_undo_that_would_overlap_or_pull_the_ground_away_is_refused(desk):
    removal = desk.do(lambda book: book.remove("a", reason="x"))
    added = desk.do(add(150, 180))
    assert desk.refused(lambda book: book.undo(removal.id)) == "hours.overlap"
    desk.do(lambda book: book.remove(added.adds[0].id, reason="y"))
    assert desk.refused(lambda book: book.undo(added.id)) == "hours.depended-on"


def test_an_undo_in_a_period_locked_since_is_refused(desk):
    removal = desk.do(lambda book: book.remove("a", reason="x"))
    desk.locks = (PeriodLock(id="l", start_ms=0, end_ms=600, invoice_number="12", at_ms=9_000),)
    assert desk.refused(lambda book: book.undo(removal.id)) == "hours.locked"


@pytest.mark.parametrize(
    ("answer", "spans", "activity"),
    [
        (GapAnswer.KEEP, [(100, 200), (200, 500), (500, 800)], Activity.WRITE),
        (GapAnswer.CLIENT_TOOL, [(100, 200), (200, 500), (500, 800)], Activity.CLIENT_TOOL),
        (GapAnswer.DISCARD, [(100, 200), (500, 800)], None),
    ],
)
def test_the_answers_to_a_gap(desk, answer, spans, activity):
    assert desk.spans() == [(100, 200), (500, 800)]
    assert desk.book.unanswered([GAP]) == (GAP,)
    given = desk.do(lambda book: book.answer(GAP, answer))
    assert desk.spans() == spans
    assert [added.activity for added in given.adds] == ([activity] if activity else [])
    assert desk.book.unanswered([GAP]) == ()
    assert desk.refused(lambda book: book.answer(GAP, GapAnswer.KEEP)) == "hours.answered"
    desk.do(lambda book: book.undo(given.id))
    assert desk.spans() == [(100, 200), (500, 800)]
    assert desk.book.unanswered([GAP]) == (GAP,)


def test_a_gap_can_be_given_to_another_clip(desk):
    added = desk.do(
        lambda book: book.answer(GAP, GapAnswer.REASSIGN, clip_id="pier", activity=Activity.WATCH)
    ).adds[0]
    assert (added.clip_id, added.activity, added.origin) == (
        "pier",
        Activity.WATCH,
        IntervalOrigin.ANSWER,
    )


def test_an_answer_fills_only_what_is_still_free(desk):
    desk.do(add(300, 350))
    desk.do(lambda book: book.answer(GAP, GapAnswer.KEEP))
    assert desk.spans() == [(100, 200), (200, 300), (300, 350), (350, 500), (500, 800)]


def test_the_kind_is_told(desk):
    assert desk.do(add(0, 50)).kind is CorrectionKind.ADD
