"""Where style guides lie, and their checkers by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import RefusedError

if TYPE_CHECKING:
    from app.bootstrap.places import Folders
    from app.checks.engine import Checker


def guide_places(places: Folders) -> tuple[Path, ...]:
    """Where guides are looked for: those that come with the program, then the person's own."""
    from app.checks.guide.loader import SHIPPED

    return SHIPPED, places.database.parent / "guides"


def guide_folder(guide: str, places: Folders) -> Path:
    """The folder of a guide, by its id or by the folder itself.

    Raises:
        RefusedError: ``guide.unknown``, or ``guide.not-a-pack`` for a folder without a guide.
    """
    from app.checks.guide.loader import find_packs

    packs = find_packs(guide_places(places))
    folder = Path(guide)
    if folder.is_dir() and guide not in packs:
        if not (folder / "guide.yml").is_file():
            raise RefusedError("guide.not-a-pack", path=guide)
        return folder
    if guide not in packs:
        raise RefusedError("guide.unknown", guide=guide, known=", ".join(sorted(packs)))
    return packs[guide]


def checker_for(guide: str, places: Folders) -> Checker:
    """Load a guide by its id, its id and version (``base-narrative@1.0.0``), or its folder.

    Raises:
        RefusedError: ``guide.other-version``, or what ``guide_folder`` raises.
        GuideError: The pack is broken; names file and line.
    """
    from app.checks.packs import open_guide

    name, _, version = guide.partition("@")
    if version and Path(guide).is_dir():
        name, version = guide, ""
    folder = guide_folder(name, places)
    remembered = places.state / "guides-passed.json"
    checker = open_guide(folder, guide_places(places), remembered=remembered)
    stamp = checker.guide.stamp
    if version and not f"{stamp.version}.".startswith(f"{version}."):
        raise RefusedError("guide.other-version", guide=stamp.id, wanted=version, known=str(stamp))
    return checker
