"""The real LanguageTool: its answers, its deaths, its silence towards everything but us."""

from __future__ import annotations

import http.server
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.checks.grammar import CheckerName, grammar_findings
from app.checks.language.harper import HarperChecker
from app.checks.language.languagetool import LanguageToolChecker
from app.checks.language.server import HOST, LanguageToolServer, ServerStartError, free_port
from app.checks.matches import CheckerState, MatchKind
from app.checks.report import Severity
from app.desk.ports.language import LanguageChecker
from tests.contract.language.contract import LanguageCheckerContract

pytestmark = [pytest.mark.languagetool, pytest.mark.xdist_group("languagetool")]
NONE: frozenset[str] = frozenset()
END_SECONDS = 10


class TestContract(LanguageCheckerContract):
    @pytest.fixture
    def checker(self, languagetool: LanguageToolChecker) -> LanguageChecker:
        return languagetool


def server_of(checker: LanguageToolChecker) -> LanguageToolServer:
    server = checker._server
    assert isinstance(server, LanguageToolServer)
    return server


def test_says_that_it_is_ready_and_which_version(languagetool: LanguageToolChecker) -> None:
    status = languagetool.prepare()
    assert (status.state, status.version) == (CheckerState.READY, "6.8")


def test_finds_what_it_is_for(languagetool: LanguageToolChecker) -> None:
    text = "She also use this. They walks home, and she recieves a letter."
    found = {text[m.start : m.end]: m.kind for m in languagetool.check(text, accepted=NONE)}
    assert found["use"] is MatchKind.GRAMMAR
    assert found["recieves"] is MatchKind.SPELLING


@pytest.mark.parametrize("before", ["👩‍🚀👩‍🚀 ", "a\u0301 é "])
def test_offsets_are_code_points(languagetool: LanguageToolChecker, before: str) -> None:
    text = f"{before}She recieves a letter."
    assert "recieves" in [text[m.start : m.end] for m in languagetool.check(text, accepted=NONE)]


def test_a_match_across_an_emoji_ends_where_it_should(languagetool: LanguageToolChecker) -> None:
    text = "He sees 😀😀😀 😀😀😀 and and walks."
    for match in languagetool.check(text, accepted=NONE):
        assert 0 <= match.start < match.end <= len(text)
    assert "and and" in [text[m.start : m.end] for m in languagetool.check(text, accepted=NONE)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\x00",
        "a\x00b",
        "\ufffc",
        "\u200f\u05d0\u05d1\u05d2.",
        "a\r\nb",
        "a\u2028b",
        "x" * 20_000,
        "😀" * 300,
    ],
)
def test_any_text_gets_an_answer(languagetool: LanguageToolChecker, text: str) -> None:
    for match in languagetool.check(text, accepted=NONE):
        assert 0 <= match.start <= match.end <= len(text)


def test_three_thousand_words(languagetool: LanguageToolChecker) -> None:
    text = (
        "A man walks along the river and waves to a woman. " * 299 + "She also use this one here."
    )
    assert len(text.split()) >= 2_990
    assert text[languagetool.check(text, accepted=NONE)[-1].start :].startswith("use")


def test_both_checkers_give_one_list(languagetool: LanguageToolChecker) -> None:
    text = "The men lifts their boxes, and an man recieves it's paw."
    matches = [
        *HarperChecker().check(text, accepted=NONE),
        *languagetool.check(text, accepted=NONE),
    ]
    ran = frozenset({CheckerName.HARPER, CheckerName.LANGUAGETOOL})
    findings = [f for f in grammar_findings(text, matches, ran=ran) if f.severity is Severity.MINOR]
    assert [f.match for f in findings] == ["lifts", "an", "recieves", "it's"]


def test_it_listens_on_the_loopback_address_only_and_talks_to_nobody(
    languagetool: LanguageToolChecker,
) -> None:
    languagetool.check("A cat sits.", accepted=NONE)
    server = server_of(languagetool)
    for connection in psutil.Process(server.pid).net_connections(kind="inet"):
        address = connection.laddr.ip.removeprefix("::ffff:")
        assert address in (HOST, "::1")
        if connection.raddr:
            assert connection.raddr.ip.removeprefix("::ffff:") in (HOST, "::1")


def test_it_is_niced_and_its_log_stays_in_memory(languagetool: LanguageToolChecker) -> None:
    process = psutil.Process(server_of(languagetool).pid)
    assert process.nice() >= 10
    assert 0 < len(languagetool.log_tail()) <= 50
    assert not any(f.path.endswith(".log") for f in process.open_files())


@pytest.fixture
def listening_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """A proxy that the environment names and that notes every byte it gets."""
    heard: list[bytes] = []

    class Note(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            heard.append(self.request.recv(1_000))

    with http.server.ThreadingHTTPServer((HOST, 0), Note) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        url = f"http://{HOST}:{proxy.server_port}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, url)
            monkeypatch.setenv(name.lower(), url)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        yield heard
        proxy.shutdown()


def test_killed_it_comes_back_and_no_proxy_hears_a_byte(
    languagetool: LanguageToolChecker, listening_proxy: list[bytes]
) -> None:
    before = languagetool.prepare()
    old = psutil.Process(server_of(languagetool).pid)
    old.kill()
    psutil.wait_procs([old], END_SECONDS)
    assert languagetool.check("She also use this.", accepted=NONE)
    after = languagetool.status()
    assert (after.state, after.restarts) == (CheckerState.READY, before.restarts + 1)
    assert server_of(languagetool).pid != old.pid
    assert listening_proxy == []


def test_the_listening_proxy_would_hear_a_request(listening_proxy: list[bytes]) -> None:
    import requests

    with pytest.raises(requests.RequestException):
        requests.get("http://caption.invalid/", timeout=5)
    assert listening_proxy


def test_a_taken_port_is_left_to_its_owner(jars: Path, tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        ports = iter([taken.getsockname()[1], free_port()])
        server = LanguageToolServer(jars, tmp_path, pick_port=lambda: next(ports))
        server.start()
        try:
            assert server.port != taken.getsockname()[1]
            assert server.alive()
        finally:
            server.close()
    assert not server.alive()
    assert list(tmp_path.iterdir()) == []


def test_somebody_else_who_answers_on_the_port_is_not_believed(jars: Path, tmp_path: Path) -> None:
    class Pretender(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"OK")

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer((HOST, 0), Pretender) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        server = LanguageToolServer(jars, tmp_path, pick_port=lambda: other.server_port)
        with pytest.raises(ServerStartError, match="server-no-start"):
            server.start()
        other.shutdown()
    assert server.pid is None


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_it_dies_with_its_window(jars: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.integration.language.owner", str(jars), str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        server = psutil.Process(int(owner.stdout.readline()))
        assert server.is_running()
        owner.kill()
    gone, _ = psutil.wait_procs([server], END_SECONDS)
    assert gone == [server]
