"""Where the files shipped beside the program are."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """The `resources` folder: in a checkout beside `app`, installed under the data prefix."""
    beside = Path(__file__).resolve().parents[3] / "resources"
    if beside.is_dir():
        return beside
    return Path(sys.prefix) / "share" / "scenewright" / "resources"
