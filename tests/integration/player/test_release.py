"""A closed file is gone at once: clip after clip, pictures must not wait for the collector."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from app.player.media import MediaFile
from tests.data.clips import SHORT, make_clip


def test_a_closed_file_is_released_without_the_collector(clips: Path) -> None:
    assert not gc.isenabled()
    media = MediaFile(make_clip(SHORT, clips))
    assert media.frame(20, wanted=lambda: True) is not None
    media.close()
    last = weakref.ref(media)
    del media
    assert last() is None
