"""What may be opened as media at all: no playlists as files, and only http and https streams.

A playlist can name any file, address and device, so it is refused wherever a file comes in: at the
queue, and again by the process that would decode it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

PLAYLIST_SUFFIXES: Final = frozenset(
    {
        *(".asx", ".b4s", ".cue", ".dpl", ".ffconcat", ".ifo", ".ism", ".itml", ".jspf", ".m3u"),
        *(".m3u8", ".mpd", ".pls", ".qtl", ".ram", ".rmp", ".sdp", ".smil", ".strm", ".vlc"),
        *(".wax", ".wpl", ".wvx", ".xspf", ".url", ".desktop", ".lnk"),
    }
)
"""Endings of files that only say where media are, in small letters."""
STREAM_SCHEMES: Final = frozenset({"http", "https"})


class AddressTrouble(StrEnum):
    """Why an address is not opened."""

    SCHEME = "scheme"
    BROKEN = "broken"


def address_trouble(address: str) -> AddressTrouble | None:
    """Say what is wrong with the address of a stream, None when it may be opened."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return AddressTrouble.BROKEN
    if parts.scheme.lower() not in STREAM_SCHEMES:
        return AddressTrouble.SCHEME
    if not host or any(char.isspace() or ord(char) < 32 for char in address):
        return AddressTrouble.BROKEN
    return None
