from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from app.timekeeping.signals import Locked, Signal, Suspended, Unlocked
from app.ui.session_watch import SessionWatch, session_path

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={place}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus of our own."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    config = tmp_path / "bus.conf"
    config.write_text(_CONFIG.format(place=tmp_path / "bus"))
    command = [daemon, f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def two(bus: str) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Two ends of the bus: who says and who hears."""
    names = ("says", "hears")
    says, hears = (QDBusConnection.connectToBus(bus, name) for name in names)
    assert says.isConnected()
    yield says, hears
    del says, hears
    for name in names:
        QDBusConnection.disconnectFromBus(name)


@pytest.mark.parametrize(
    ("path", "interface", "name", "values", "sign"),
    [
        ("", "login1.Manager", "PrepareForSleep", [True], Suspended()),
        ("/session/_32", "login1.Session", "Lock", [], Locked()),
        ("/session/_32", "login1.Session", "Unlock", [], Unlocked()),
        ("saver", "ScreenSaver", "ActiveChanged", [True], Locked()),
        ("saver", "ScreenSaver", "ActiveChanged", [False], Unlocked()),
    ],
)
def test_what_the_bus_says_reaches_the_clock(
    qtbot, two, monkeypatch, path, interface, name, values, sign
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    says, hears = two
    heard: list[Signal] = []
    watch = SessionWatch(heard.append)
    watch.listen(hears, hears)

    def say(place: str, what: str, signal: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(place, f"org.freedesktop.{what}", signal)
        message.setArguments(list(arguments))
        assert says.send(message)

    place = "/org/freedesktop/ScreenSaver" if path == "saver" else f"/org/freedesktop/login1{path}"
    # Neither waking nor the lock of another person's session is a sign; the last one said is.
    say("/org/freedesktop/login1", "login1.Manager", "PrepareForSleep", False)
    say("/org/freedesktop/login1/session/_33", "login1.Session", "Lock")
    say(place, interface, name, *values)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [sign]


def test_where_no_bus_is_nothing_is_heard(qtbot) -> None:
    nowhere = QDBusConnection("no such bus")
    SessionWatch(pytest.fail).listen(nowhere, nowhere)


@pytest.mark.parametrize(
    ("session_id", "place"),
    [
        ("", ""),
        ("2", "session/_32"),
        ("c1", "session/c1"),
        ("12", "session/_312"),
        ("a-b", "session/a_2db"),
    ],
)
def test_the_path_of_a_session(session_id: str, place: str) -> None:
    assert session_path(session_id).removeprefix("/org/freedesktop/login1/") == place
