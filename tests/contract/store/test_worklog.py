"""The hours within the whole store; ``tests/contract/worklog`` says the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk.ports.store import Store
from app.domain.clip import Clip, SourceKind
from app.domain.errors import RefusedError
from app.domain.worklog import (
    Activity,
    Correction,
    CorrectionKind,
    IntervalOrigin,
    Track,
    WorkInterval,
    current,
)
from tests.contract.worklog.suite import WorkLogContract


def interval(interval_id: str, start_ms: int, end_ms: int, **fields: object) -> WorkInterval:
    plain = WorkInterval(
        id=interval_id,
        start_ms=start_ms,
        end_ms=end_ms,
        offset_minutes=-300,
        track=Track.CAPTIONER,
        activity=Activity.WRITE,
        clip_id="c1",
        origin=IntervalOrigin.LIVE,
    )
    return plain._replace(**fields)


def record(store: Store, *intervals: WorkInterval) -> None:
    for one in intervals:
        store.write(lambda unit, one=one: unit.worklog.add_interval(one, is_open=False))


def add_clips(store: Store, *ids: str) -> None:
    for clip_id in ids:
        clip = Clip(id=clip_id, title=clip_id, kind=SourceKind.NONE)
        store.write(lambda unit, clip=clip: unit.clips.add(clip))


def refusal(store: Store, work) -> str:
    with pytest.raises(RefusedError) as refused:
        store.write(work)
    return refused.value.code


def test_intervals_come_back_by_start_where_they_share_time(store: Store) -> None:
    late, early = interval("i2", 200, 300, clip_id=None), interval("i1", 100, 200)
    record(store, late, early)
    read = store.read(lambda unit: unit.worklog.intervals(0, 1000))
    assert list(read) == [early, late]
    assert list(store.read(lambda unit: unit.worklog.intervals(200, 201))) == [late]
    assert list(store.read(lambda unit: unit.worklog.intervals(300, 900))) == []
    assert list(store.read(lambda unit: unit.worklog.intervals(0, 100))) == []


def test_an_open_interval_is_extended_and_closed_once(store: Store) -> None:
    started = interval("i1", 100, 100)
    store.write(lambda unit: unit.worklog.add_interval(started, is_open=True))
    assert list(store.read(lambda unit: unit.worklog.intervals(0, 1000))) == [started]
    store.write(lambda unit: unit.worklog.extend_open("i1", 5100))
    assert store.read(lambda unit: unit.worklog.open_ids()) == {"i1"}
    store.write(lambda unit: unit.worklog.close_open("i1", 3100))
    assert store.read(lambda unit: unit.worklog.open_ids()) == frozenset()
    closed = started._replace(end_ms=3100)
    assert list(store.read(lambda unit: unit.worklog.intervals(0, 9000))) == [closed]
    for work in (
        lambda unit: unit.worklog.extend_open("i1", 9000),
        lambda unit: unit.worklog.close_open("i1", 9000),
        lambda unit: unit.worklog.close_open("unknown", 9000),
    ):
        assert refusal(store, work) == "worklog.not-open"


def test_an_interval_never_ends_before_it_starts(store: Store) -> None:
    store.write(lambda unit: unit.worklog.add_interval(interval("i1", 100, 100), is_open=True))
    with pytest.raises(ValueError, match="before it starts"):
        store.write(lambda unit: unit.worklog.close_open("i1", 99))


def test_an_id_is_used_once(store: Store) -> None:
    record(store, interval("i1", 0, 10))
    added = Correction(
        id="k1", kind=CorrectionKind.ADD, adds=(interval("i2", 20, 30),), reason="r", at_ms=1
    )
    store.write(lambda unit: unit.worklog.add_correction(added))
    for work in (
        lambda unit: unit.worklog.add_interval(interval("i1", 5, 6), is_open=False),
        lambda unit: unit.worklog.add_interval(interval("i2", 5, 6), is_open=False),
        lambda unit: unit.worklog.add_correction(replace(added, adds=())),
        lambda unit: unit.worklog.add_correction(replace(added, id="k2")),
    ):
        assert refusal(store, work) == "worklog.duplicate"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_time_of_a_clip_in_the_queue_is_what_counts_now(store: Store, data: st.DataObject) -> None:
    """However intervals are corrected, undone and redone, the queue agrees with the fold."""
    run = f"{len(store.read(lambda unit: unit.clips.all()))}-"
    clips = [run + "a", run + "b"]
    add_clips(store, *clips)
    known: list[str] = []
    originals: list[WorkInterval] = []
    corrections: list[Correction] = []

    def fresh() -> WorkInterval:
        start = len(known) * 1000
        made = interval(
            f"{run}i{len(known)}",
            start,
            start + data.draw(st.integers(0, 900)),
            clip_id=data.draw(st.sampled_from([*clips, None])),
        )
        known.append(made.id)
        return made

    for number in range(data.draw(st.integers(1, 8))):
        if not known or data.draw(st.booleans()):
            originals.append(fresh())
            record(store, originals[-1])
        elif corrections and data.draw(st.booleans()):
            undone = data.draw(st.sampled_from(corrections)).id
            corrections.append(
                Correction(
                    id=f"{run}k{number}",
                    kind=CorrectionKind.UNDO,
                    reason="r",
                    at_ms=number,
                    undoes=undone,
                )
            )
            store.write(lambda unit: unit.worklog.add_correction(corrections[-1]))
        else:
            replaced = data.draw(st.lists(st.sampled_from(known), unique=True, max_size=2))
            adds = tuple(fresh() for _ in range(data.draw(st.integers(0, 2))))
            corrections.append(
                Correction(
                    id=f"{run}k{number}",
                    kind=CorrectionKind.CHANGE,
                    replaces=tuple(replaced),
                    adds=adds,
                    reason="r",
                    at_ms=number,
                )
            )
            store.write(lambda unit: unit.worklog.add_correction(corrections[-1]))
    counting = current(originals, corrections)
    for clip_id in clips:
        expected = sum(one.duration_ms for one in counting if one.clip_id == clip_id)
        assert store.read(lambda unit, c=clip_id: unit.clips.row(c)).worked_ms == expected


def test_the_running_interval_counts_in_the_queue_up_to_its_last_heartbeat(store: Store) -> None:
    add_clips(store, "c1")
    store.write(lambda unit: unit.worklog.add_interval(interval("i1", 100, 100), is_open=True))
    store.write(lambda unit: unit.worklog.extend_open("i1", 5100))
    assert store.read(lambda unit: unit.clips.rows())[0].worked_ms == 5000


def test_a_clip_with_hours_is_not_removed(store: Store) -> None:
    add_clips(store, "c1")
    record(store, interval("i1", 0, 10))
    assert refusal(store, lambda unit: unit.clips.remove("c1")) == "clip.has-work"


class OneCallAtATime:
    """The worklog of a store, with a transaction for each call."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str):
        def call(*args: object, **kwargs: object) -> object:
            return self._store.write(lambda unit: getattr(unit.worklog, name)(*args, **kwargs))

        return call


class TestWorkLog(WorkLogContract):
    @pytest.fixture
    def worklog(self, store: Store) -> OneCallAtATime:
        return OneCallAtATime(store)
