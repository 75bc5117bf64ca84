"""What may be opened: files that are media by their first bytes, and http or https streams.

A playlist can name any address and any device, so it is refused by suffix and by content, and the
decoders get lists of the protocols and containers they may use.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from app.desk.ports.player import PlayerFault
from app.domain.media import PLAYLIST_SUFFIXES, address_trouble

CONTAINERS: Final = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,ogg,wav,w64,mp3,aac,ac3,eac3,"
    "flac,asf,gif,apng,image2,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe,jpegls_pipe,h264,hevc,"
    "m4v,ivf,av1,obu,mxf,nut,dv,vob,caf,aiff,amr,rm,wtv,y4m,yuv4mpegpipe,webp,opus,au,tta,wv,ape,mpc,mpc8"
)
"""libavformat's names of the containers that hold media themselves and no addresses."""

OPEN_OPTIONS: Final = {
    "protocol_whitelist": "file",
    "format_whitelist": CONTAINERS,
    # A damaged transport stream goes on behind its damage, which may be longer than 64 kB.
    "resync_size": str(1 << 30),
}
STREAM_OPTIONS: Final = {
    "protocol_whitelist": "http,https,httpproxy,tcp,tls,crypto",
    "format_whitelist": f"{CONTAINERS},hls",
}
"""For a stream that is kept: whatever its playlists name, no file of this machine is opened."""

_TEXT_HEADS: Final = re.compile(
    rb"\s*(#EXTM3U|#EXTINF|#EXT-X-|\[playlist\]|\[reference\]|\[internetshortcut\]"
    rb"|\[desktop entry\]"
    rb"|ffconcat|rtsptext|<asx|<smil|<\?wpl|<mpd|<playlist|<\?xml|<!doctype|<html|v=0\r?\n|https?://|rtsp://"
    rb"|file://)",
    re.IGNORECASE,
)


def refuse_stream(address: str) -> PlayerFault | None:
    """Why this address is not played, or None."""
    if address_trouble(address) is not None:
        return PlayerFault.SCHEME
    return PlayerFault.ADDRESS_TOO_LONG if len(address) > 3000 else None


def refuse_file(path: Path) -> PlayerFault | None:
    """Why this path is not opened, or None; reads its first kilobyte."""
    try:
        if not path.exists():
            return PlayerFault.NOT_FOUND
        if not path.is_file():
            # A pipe or a device would block the decoder for good.
            return PlayerFault.NOT_A_FILE
        if path.stat().st_size == 0:
            return PlayerFault.EMPTY_FILE
        with path.open("rb") as file:
            head = file.read(1024)
    except (OSError, ValueError):
        return PlayerFault.NOT_READABLE
    if path.suffix.lower() in PLAYLIST_SUFFIXES:
        return PlayerFault.PLAYLIST
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return PlayerFault.PLAYLIST if _TEXT_HEADS.match(head.removeprefix(b"\xef\xbb\xbf")) else None
