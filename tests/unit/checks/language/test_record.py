"""The record of running servers: whom a sweep ends and whom it spares."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.checks.language.record import sweep, write_record

WAIT = "import sys; sys.stdin.read()"


@pytest.fixture
def server() -> Iterator[subprocess.Popen[bytes]]:
    """A process that looks like a server: it has the name of its class on its command line."""
    command = [sys.executable, "-S", "-c", WAIT, "org.languagetool.server.HTTPServer"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def disown(record: Path) -> None:
    """Make the owner of a record one that is gone: this process, started at another time."""
    noted = json.loads(record.read_text())
    record.write_text(json.dumps(noted | {"owner_started": noted["owner_started"] - 1000}))


def test_a_server_whose_owner_is_gone_is_ended(
    tmp_path: Path, server: subprocess.Popen[bytes]
) -> None:
    disown(write_record(tmp_path, server.pid))
    assert sweep(tmp_path) == (server.pid,)
    assert not psutil.pid_exists(server.pid)
    assert list(tmp_path.iterdir()) == []


def test_a_server_of_a_living_owner_is_spared(
    tmp_path: Path, server: subprocess.Popen[bytes]
) -> None:
    record = write_record(tmp_path, server.pid)
    assert sweep(tmp_path) == ()
    assert server.poll() is None
    assert record.exists()


def test_a_process_that_got_the_id_later_is_spared(
    tmp_path: Path, server: subprocess.Popen[bytes]
) -> None:
    record = write_record(tmp_path, server.pid)
    noted = json.loads(record.read_text())
    record.write_text(json.dumps(noted | {"started": noted["started"] - 60}))
    disown(record)
    assert sweep(tmp_path) == ()
    assert server.poll() is None
    assert not record.exists()


def test_a_process_of_another_kind_is_spared(tmp_path: Path) -> None:
    record = write_record(tmp_path, os.getpid())
    disown(record)
    assert sweep(tmp_path) == ()
    assert psutil.pid_exists(os.getpid())


@pytest.mark.parametrize(
    "content", ["", "[]", '{"pid": "x"}', '{"pid": -1, "started": 0}', "\udce4"]
)
def test_a_broken_record_is_thrown_away(tmp_path: Path, content: str) -> None:
    record = tmp_path / "languagetool-1.json"
    record.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert sweep(tmp_path) == ()
    assert not record.exists()


def test_no_folder_is_no_server(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone") == ()
