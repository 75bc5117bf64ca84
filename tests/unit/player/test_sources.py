"""What may be opened, and what is refused before a decoder sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.ports.player import PlayerFault
from app.desk.queue import refusal_of_file
from app.domain.media import PLAYLIST_SUFFIXES
from app.player.sources import refuse_file, refuse_stream


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "rtsp://host/a",
        "ftp://host/a",
        "screen://",
        "v4l2:///dev/video0",
        "http:///nowhere",
        "http://host/a b",
        "http://[half",
        "concat:a|b",
        "",
    ],
)
def test_only_http_is_played(address: str) -> None:
    assert refuse_stream(address) == PlayerFault.SCHEME


def test_http_and_https_are_played() -> None:
    assert refuse_stream("https://host.example/a.m3u8?key=1") is None
    assert refuse_stream("HTTP://user:pw@host.example/a") is None
    assert refuse_stream("http://host.example/" + "a" * 4000) == PlayerFault.ADDRESS_TOO_LONG


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.m3u", b"/etc/passwd"),
        ("a.mp4", b"#EXTM3U\nhttp://host/a"),
        ("a.mkv", b"[playlist]\nFile1=/x"),
        ("a.ts", b"<?xml version='1.0'?><playlist/>"),
        ("a.mp4", b"<ASX version='3'>"),
        ("a.mp4", b"ffconcat version 1.0\nfile /etc/passwd"),
        ("a.mp4", b"\xef\xbb\xbf#EXTM3U"),
        ("a.mp4", "#EXTM3U".encode("utf-16")),
        ("a.pls", b"x"),
        ("a.XSPF", b"x"),
    ],
)
def test_playlists_are_refused_by_name_and_by_content(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refuse_file(path) == PlayerFault.PLAYLIST


def test_what_is_no_media_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "real.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    assert refuse_file(tmp_path / "empty.mp4") == PlayerFault.EMPTY_FILE
    assert refuse_file(tmp_path / "none.mp4") == PlayerFault.NOT_FOUND
    assert refuse_file(tmp_path) == PlayerFault.NOT_A_FILE
    assert refuse_file(tmp_path / "real.mp4") is None
    assert refuse_file(Path("a\0b.mp4")) in (PlayerFault.NOT_FOUND, PlayerFault.NOT_READABLE)


@pytest.mark.parametrize("suffix", sorted(PLAYLIST_SUFFIXES))
def test_playlists_are_refused_by_the_queue_and_by_the_player(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix.upper()}"
    path.write_bytes(b"anything")
    assert refusal_of_file(path) == "clip.playlist-refused"
    assert refuse_file(path) == PlayerFault.PLAYLIST
