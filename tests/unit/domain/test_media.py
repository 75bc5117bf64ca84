"""Which addresses are streams that may be opened."""

from __future__ import annotations

import pytest

from app.domain.media import AddressTrouble, address_trouble


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("https://host.example/a.m3u8?key=1", None),
        ("HTTP://host.example:8080/clip.mp4", None),
        ("rtsp://host.example/a", AddressTrouble.SCHEME),
        ("file:///home/me/a.mp4", AddressTrouble.SCHEME),
        ("a.mp4", AddressTrouble.SCHEME),
        ("http://", AddressTrouble.BROKEN),
        ("https://[::1", AddressTrouble.BROKEN),
        ("http://a b/x", AddressTrouble.BROKEN),
        ("https://host.example/\x01", AddressTrouble.BROKEN),
    ],
)
def test_trouble_of_an_address(address: str, trouble: AddressTrouble | None) -> None:
    assert address_trouble(address) is trouble
