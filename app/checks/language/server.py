"""The LanguageTool server: a Java process that we start, watch and end."""

from __future__ import annotations

import contextlib
import http.client
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from app.checks.language.java import find_java, jars_version
from app.checks.language.record import end_process, sweep, write_record

_log = logging.getLogger(__name__)

HOST = "127.0.0.1"
SERVER_CLASS = "org.languagetool.server.HTTPServer"
JAVA_OPTIONS = (
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # first answer after 6.1 s instead of 9.2, 323 MB instead of 396
    "-XX:-UsePerfData",  # else each server leaves a file in the temporary folder when killed
)
PORT_TRIES = 3
READY_SECONDS = 60.0  # 1.5 s on a calm machine; nothing waits for it
POLL_SECONDS = 0.05
LOG_LINES = 50
_LAUNCH = Path(__file__).with_name("launch.py")
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")


class ServerStartError(Exception):
    """The server did not come up; `reason` is a code for the status."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class LanguageToolServer:
    """One server process, started on the LANGUAGE lane, whose thread must outlive it.

    On Linux the death signal follows the thread that started the child, not the process.

    Args:
        jars: The folder with the jars of LanguageTool.
        state: The folder for the records of running servers.
        pick_port: Gives a port to try.
        monotonic: Seconds, for deadlines.
    """

    def __init__(
        self,
        jars: Path,
        state: Path,
        *,
        pick_port: Callable[[], int] = free_port,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.port = 0
        self._jars = jars
        self._state = state
        self._pick_port = pick_port
        self._monotonic = monotonic
        self._process: subprocess.Popen[str] | None = None
        self._record: Path | None = None
        self._lines: deque[str] = deque(maxlen=LOG_LINES)
        self._ending = threading.Event()

    def start(self) -> None:
        """Start the server and wait until it answers; about 1.5 s. LANGUAGE lane.

        Raises:
            MissingPartError: Java or the jars are not there.
            ServerStartError: `server-no-start` after three ports, or `closed`.
        """
        jars_version(self._jars)
        java = find_java()
        sweep(self._state)
        for _ in range(PORT_TRIES):
            self.port = self._pick_port()
            if self._ending.is_set():
                break
            self._spawn(java)
            if self._answers_in_time():
                return
            self.stop()
        raise ServerStartError("closed" if self._ending.is_set() else "server-no-start")

    @property
    def pid(self) -> int | None:
        """The id of the process, None when none was started. Any lane."""
        process = self._process
        return None if process is None else process.pid

    def alive(self) -> bool:
        """Whether the process runs. Any lane."""
        process = self._process
        return process is not None and process.poll() is None

    def kill(self) -> None:
        """End the process at once; what waits for its answer gets an error. Any lane."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process and forget it; two seconds at most. Any lane, idempotent."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                end_process(psutil.Process(process.pid))
            process.wait()
        record, self._record = self._record, None
        if record is not None:
            record.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop for good: a start that waits gives up. Any lane, idempotent."""
        self._ending.set()
        self.stop()

    def log_tail(self) -> tuple[str, ...]:
        """The last lines it wrote. In memory only: in error cases it writes the text. Any lane."""
        return tuple(self._lines)

    def command(self, java: str, port: int) -> Sequence[str]:
        """The command that starts a server."""
        return [
            *(
                [sys.executable, "-I", "-S", str(_LAUNCH), str(os.getpid())]
                if os.name == "posix"
                else []
            ),
            java,
            *JAVA_OPTIONS,
            "-cp",
            str(self._jars / "*"),
            SERVER_CLASS,
            "--port",
            str(port),
        ]

    def _spawn(self, java: str) -> None:
        """Start the process with an environment that names no proxy and no Java options."""
        self._lines.clear()
        process = subprocess.Popen(
            self.command(java, self.port),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._process = process
        threading.Thread(
            target=self._drain, args=(process,), name="languagetool-log", daemon=True
        ).start()
        try:
            self._record = write_record(self._state, process.pid)
        except psutil.NoSuchProcess:
            self._record = None  # it ended at once; the wait for its answer sees that
        except OSError as error:
            _log.warning("no record of the LanguageTool server: %s", error)

    def _drain(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout as lines:
                self._lines.extend(line.rstrip("\n") for line in lines)

    def _answers_in_time(self) -> bool:
        """Ask for its health until it answers, ends, or the time is over."""
        deadline = self._monotonic() + READY_SECONDS
        while self.alive() and self._monotonic() < deadline:
            if self._healthy():
                return self._listens() and not self._ending.is_set()
            if self._ending.wait(POLL_SECONDS):
                return False
        return False

    def _healthy(self) -> bool:
        """Whether something on the port answers OK. Asked without any proxy."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            connection.request("GET", "/v2/healthcheck")
            return connection.getresponse().read(16).strip() == b"OK"
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _listens(self) -> bool:
        """Whether it is our child that listens on the port, and not somebody who was faster."""
        process = self._process
        if process is None:
            return False
        try:
            sockets = psutil.Process(process.pid).net_connections(kind="tcp")
        except psutil.NoSuchProcess:
            return False
        return any(
            connection.status == psutil.CONN_LISTEN and connection.laddr.port == self.port
            for connection in sockets
        )
