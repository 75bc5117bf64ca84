"""The quick start: one window per database, and its last caption at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFailureError
from app.store.glance import glance
from app.store.lock import Lock, lock_path, send_to_running, try_acquire
from app.store.store import SqliteStore
from tests.integration.store.samples import add_clip, type_text

CHECKOUT = Path(__file__).parents[3]

HOLDER = """
import sys
from pathlib import Path
from app.store.lock import try_acquire
lock = try_acquire(Path(sys.argv[1]))
assert lock is not None
lock.listen(lambda arguments: print("got", arguments, flush=True))
print("listening", flush=True)
sys.stdin.read()
lock.release()
"""


@pytest.fixture
def holder(place: Path):
    """Another process that holds the lock and listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "listening\n"
    yield process
    process.kill()
    process.communicate()


def test_the_quick_modules_do_not_load_sqlalchemy() -> None:
    code = (
        "import sys, app.store.glance, app.store.lock\n"
        "print([n for n in ('sqlalchemy', 'alembic', 'PySide6') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=CHECKOUT, check=True
    )
    assert done.stdout == "[]\n"


def test_a_second_start_hands_its_arguments_over(
    holder: subprocess.Popen[str], place: Path
) -> None:
    assert try_acquire(place) is None
    arguments = ["/clips/a b.mp4", "--new", "Ünï “q”\n", "\udcff"]
    assert send_to_running(place, arguments)
    assert holder.stdout is not None
    assert holder.stdout.readline() == f"got {arguments!r}\n"


def test_a_link_to_the_database_is_the_same_database(
    holder: subprocess.Popen[str], place: Path, tmp_path: Path
) -> None:
    place.touch()
    link = tmp_path / "link.db"
    link.symlink_to(place)
    assert try_acquire(link) is None
    assert send_to_running(link, ["x"])


def test_the_lock_is_free_after_any_death(holder: subprocess.Popen[str], place: Path) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert not send_to_running(place, ["x"])
    lock = try_acquire(place)
    assert lock is not None
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows stops no process this way")
def test_a_window_that_hangs_is_named_and_not_waited_for(
    holder: subprocess.Popen[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.lock._TIMEOUT_S", 0.2)
    holder.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, holder.pid, os.WSTOPPED | os.WNOWAIT)
    try:
        with pytest.raises(EnvironmentFailureError) as failed:
            send_to_running(place, ["x"])
    finally:
        holder.send_signal(signal.SIGCONT)
    assert failed.value.code == "window.silent"
    assert failed.value.facts == {"process": str(holder.pid)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_door_is_for_this_person_only(holder: subprocess.Popen[str], place: Path) -> None:
    told = json.loads(lock_path(place).read_bytes())
    assert lock_path(place).stat().st_mode & 0o077 == 0
    assert Path(told["address"]).parent.stat().st_mode & 0o077 == 0


def test_a_message_without_the_secret_is_dropped(place: Path, caplog) -> None:
    got: list[list[str]] = []
    lock = try_acquire(place)
    assert isinstance(lock, Lock)
    lock.listen(got.append)
    path = lock_path(place)
    told = json.loads(path.read_bytes())
    for forged in (told | {"secret": "guess"}, told | {"address": "/nowhere"}, {}, []):
        path.write_text(json.dumps(forged))
        assert not send_to_running(place, ["bad"])
    path.write_text(json.dumps(told))
    assert send_to_running(place, ["good"])
    assert got == [["good"]]
    lock.release()
    lock.release()
    assert not [thread for thread in threading.enumerate() if thread.name == "second-starts"]
    assert not Path(told["address"]).exists()


def test_where_no_local_socket_can_be_a_port_of_this_machine_serves(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("a" * 120)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    got: list[list[str]] = []
    lock = try_acquire(place)
    assert lock is not None
    lock.listen(got.append)
    assert isinstance(json.loads(lock_path(place).read_bytes())["address"], int)
    assert send_to_running(place, ["x"])
    lock.release()
    assert got == [["x"]]
    assert list(deep.iterdir()) == []


def test_nothing_listens_where_nothing_ever_ran(place: Path) -> None:
    assert not send_to_running(place, [])
    assert not place.parent.exists()


def look(place: Path):
    """Look, and see that looking makes, changes and removes no file."""
    folder = place.parent
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    seen = glance(place)
    after = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    assert {name: data for name, data in after.items() if not name.endswith("-shm")} == {
        name: data for name, data in before.items() if not name.endswith("-shm")
    }
    assert after.keys() == before.keys()
    return seen


def test_a_glance_gives_what_the_store_gives(store: SqliteStore, place: Path) -> None:
    clip = add_clip(store)
    seen = look(place)
    assert seen is not None
    assert (seen.clip, seen.draft) == (None, None)
    store.write(lambda unit: unit.clips.set_last_opened("c1", 1))
    seen = look(place)
    assert seen is not None
    assert seen.draft == store.read(lambda unit: unit.drafts.get("c1"))
    type_text(store, "c1", "Night \ud83c falls 🌃.")
    store.write(lambda unit: unit.drafts.save_counts("c1", words=2, to_look_at=1, caret=5))
    store.write(lambda unit: unit.settings.set("look.theme", '"dark"'))
    for closing in (False, True):
        if closing:
            store.close()
        seen = look(place)
        assert seen is not None
        assert seen.clip == clip
        assert seen.draft is not None
        assert (seen.draft.text, seen.draft.caret) == ("Night \ud83c falls 🌃.", 5)
        assert seen.settings == {"look.theme": '"dark"'}
        assert seen.worked_ms == 0


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_glance_at_anything_else_is_none(place: Path, content: bytes) -> None:
    assert glance(place) is None
    place.parent.mkdir()
    assert look(place) is None
    place.write_bytes(content)
    assert look(place) is None


def test_a_glance_at_a_damaged_database_is_none(store: SqliteStore, place: Path) -> None:
    add_clip(store)
    store.write(lambda unit: unit.clips.set_last_opened("c1", 1))
    store.close()
    whole = place.read_bytes()
    place.write_bytes(whole[:6000])
    assert look(place) is None
    place.write_bytes(whole)
    place.with_name(place.name + "-wal").write_bytes(b"\x00" * 5000)  # copied without its index
    assert look(place) is None
