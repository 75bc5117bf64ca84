from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import files
from app.desk.hours_papers import InvoiceOrder, SheetForm
from app.domain.errors import RefusedError
from app.domain.timesheet import GroupBy, Party
from app.domain.worklog import Activity, PeriodLock
from tests.unit.desk.hours_room import Room, local, usual_week, work


@pytest.fixture
def room() -> Room:
    return usual_week()


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (SheetForm.PDF, b"%PDF-"),
        (SheetForm.CSV, b"clip,title,"),
        (SheetForm.CSV_INTERVALS, b"date,start,"),
        (SheetForm.ICS, b"BEGIN:VCALENDAR"),
    ],
)
def test_a_timesheet_is_written_in_every_form(
    room: Room, tmp_path: Path, form: SheetForm, head: bytes
) -> None:
    room.show_last_week()
    done: list[Path] = []
    room.desk.papers.export(
        form, GroupBy.CLIP, tmp_path / "sheet", "Sam", done.append, room.errors.append
    )
    assert done == [tmp_path / "sheet"]
    assert done[0].read_bytes().startswith(head)


def test_a_timesheet_that_cannot_be_written_says_where(room: Room, tmp_path: Path) -> None:
    room.show_last_week()
    place = tmp_path / "not" / "there.csv"
    room.desk.papers.export(
        SheetForm.CSV, GroupBy.CLIP, place, "Sam", lambda _: None, room.errors.append
    )
    assert room.errors[0].code == "file.not-written"
    assert room.errors[0].facts["path"] == str(place)


def order(number: str = "2026-007", by: GroupBy = GroupBy.TRACK) -> InvoiceOrder:
    return InvoiceOrder(
        number=number, sender=Party(name="Sam"), recipient=Party(name="Studio"), by=by
    )


def test_an_invoice_locks_the_days_it_is_about(room: Room, tmp_path: Path) -> None:
    room.show_last_week()
    refused: list[Exception] = []
    assert room.desk.papers.next_invoice_number() == "2026-001"
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, refused.append)
    assert not refused
    assert (tmp_path / "i.pdf").read_bytes().startswith(b"%PDF-")
    board = room.boards[-1]
    assert [lock.invoice_number for lock in board.locks_in_period()] == ["2026-007"]
    lines = room.lines(GroupBy.DAY, "2026-11-16")
    assert {line.invoice for line in lines} == {"2026-007"}
    assert room.desk.papers.next_invoice_number() == "2026-008"
    room.desk.correct(lambda book: book.remove("b", reason="x"), refused.append)
    assert refused[0].code == "hours.locked"


def test_an_invoice_that_cannot_be_written_locks_nothing(room: Room, tmp_path: Path) -> None:
    room.show_last_week()
    refused: list[Exception] = []
    room.desk.papers.invoice(order(), tmp_path / "no" / "i.pdf", lambda _: None, refused.append)
    assert refused[0].code == "file.not-written"
    room.desk.refresh()
    assert not room.boards[-1].locks


def test_an_invoice_without_paid_work_is_refused(tmp_path: Path) -> None:
    room = Room().live(work("d", local(18, 10), 30, Activity.CALIBRATE, clip=None))
    room.show_last_week()
    refused: list[Exception] = []
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, refused.append)
    assert isinstance(refused[0], RefusedError)
    assert refused[0].code == "hours.nothing-to-invoice"
    assert not (tmp_path / "i.pdf").exists()


@pytest.mark.parametrize(
    ("number", "following"),
    [("2026-009", "2026-010"), ("A99", "A100"), ("November", "November-2"), ("7", "8")],
)
def test_the_next_number_counts_on(room: Room, number: str, following: str) -> None:
    room.harness.store.write(
        lambda unit: unit.worklog.add_lock(
            PeriodLock(id="l", start_ms=1, end_ms=2, invoice_number=number, at_ms=3)
        )
    )
    room.show_last_week()
    assert room.desk.papers.next_invoice_number() == following


# -- a disk that fails


@pytest.fixture(
    params=[
        pytest.param(
            "write",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here"),
        ),
        "fsync",
        "rename",
    ]
)
def failing_disk(request, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, at one of the steps of writing a file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if request.param == "fsync":
        monkeypatch.setattr(files.os, "fsync", full)
    elif request.param == "rename":
        monkeypatch.setattr(Path, "replace", full)
    else:
        opened = Path.open

        def first_bytes_only(path: Path, *how: object, **more: object):
            file = opened(path, *how, **more)
            if path.suffix != ".part":
                return file
            file.write(b"%PDF")
            file.close()
            return opened(Path("/dev/full"), "wb")

        monkeypatch.setattr(Path, "open", first_bytes_only)


@pytest.mark.usefixtures("failing_disk")
def test_a_disk_that_fails_locks_nothing_and_leaves_what_was_there(
    room: Room, tmp_path: Path
) -> None:
    (tmp_path / "i.pdf").write_bytes(b"the older invoice")
    room.show_last_week()
    refused: list[Exception] = []
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, refused.append)
    assert refused[0].code == "file.not-written"
    assert [path.name for path in tmp_path.iterdir()] == ["i.pdf"]
    assert (tmp_path / "i.pdf").read_bytes() == b"the older invoice"
    room.desk.refresh()
    assert not room.boards[-1].locks


def test_days_are_locked_when_their_invoice_is_whole_on_the_disk(
    room: Room, tmp_path: Path
) -> None:
    room.show_last_week()
    seen: list[bytes] = []
    write = room.harness.store.write

    def look(work):
        seen.append((tmp_path / "i.pdf").read_bytes())
        return write(work)

    room.harness.store.write = look
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, room.errors.append)
    assert len(seen) >= 1
    assert seen[0].startswith(b"%PDF-")
    assert seen[0].rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("before", [None, b"the older invoice"])
def test_days_that_cannot_be_locked_leave_no_new_invoice(
    room: Room, tmp_path: Path, before: bytes | None
) -> None:
    if before is not None:
        (tmp_path / "i.pdf").write_bytes(before)
    room.show_last_week()
    refused: list[Exception] = []
    room.harness.store.failing = "store.full"
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, refused.append)
    assert refused[0].code == "store.full"
    left = [path.read_bytes() for path in tmp_path.iterdir()]
    assert left == ([] if before is None else [before])


def test_a_number_that_is_used_writes_nothing(room: Room, tmp_path: Path) -> None:
    room.harness.store.write(
        lambda unit: unit.worklog.add_lock(
            PeriodLock(id="l", start_ms=1, end_ms=2, invoice_number="2026-007", at_ms=3)
        )
    )
    (tmp_path / "i.pdf").write_bytes(b"the invoice 2026-007")
    room.show_last_week()
    refused: list[Exception] = []
    room.desk.papers.invoice(order(), tmp_path / "i.pdf", lambda _: None, refused.append)
    assert refused[0].code == "hours.invoice-number-used"
    assert (tmp_path / "i.pdf").read_bytes() == b"the invoice 2026-007"
