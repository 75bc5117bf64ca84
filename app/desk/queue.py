"""The queue: adding clips, setting them aside, finding moved files again."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from app.desk.ports.store import QueueRow, UnitOfWork
from app.domain.clip import WRITABLE, Clip, ClipMove, ClipState, SourceKind, can_move, next_state
from app.domain.errors import RefusedError
from app.domain.media import PLAYLIST_SUFFIXES, AddressTrouble, address_trouble

_log = logging.getLogger(__name__)

MEDIA_SUFFIXES: Final = frozenset(
    {
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".mpg",
        ".mpeg",
        ".m2ts",
        ".mts",
        ".ts",
        ".wmv",
        ".flv",
        ".ogv",
        ".3gp",
        ".mxf",
        ".gif",
        ".mp3",
        ".m4a",
        ".aac",
        ".wav",
        ".flac",
        ".ogg",
        ".opus",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".bmp",
    }
)
"""What is taken from a folder; a file named one by one may have any other ending too."""
NO_MEDIA_SUFFIXES: Final = frozenset(
    {
        *(".txt", ".md", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".html", ".htm", ".log"),
        *(".csv", ".tsv", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp"),
        *(".json", ".jsonl", ".xml", ".yml", ".yaml", ".ini", ".db", ".sqlite", ".py"),
        *(".zip", ".7z", ".rar", ".gz", ".tar", ".srt", ".vtt", ".ass", ".part", ".exe"),
    }
)
"""What lies among clips and is none, though it was chosen with them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or URL that was not added, with the code of the reason."""

    source: str
    code: str


@dataclass(frozen=True, slots=True)
class Added:
    """What adding files came to; ``known`` were in the queue before."""

    clips: tuple[Clip, ...] = ()
    known: tuple[Clip, ...] = ()


def find_media(
    paths: Iterable[Path], go_on: Callable[[], bool] = lambda: True
) -> tuple[tuple[Path, ...], tuple[Refusal, ...]]:
    """Sort dropped paths into media files and refusals; folders are searched through. READER.

    Args:
        paths: Files and folders.
        go_on: Asked at each folder; False ends the search with what was found.
    """
    files: list[Path] = []
    refused: list[Refusal] = []
    for path in paths:
        if path.is_dir():
            before = len(files)
            for folder, folders, names in os.walk(path):
                if not go_on():
                    return tuple(files), tuple(refused)
                folders.sort()
                found = (Path(folder, name) for name in sorted(names))
                files += [file for file in found if file.suffix.lower() in MEDIA_SUFFIXES]
            if len(files) == before:
                refused.append(Refusal(str(path), "clip.nothing-found"))
            continue
        code = refusal_of_file(path)
        if code:
            refused.append(Refusal(str(path), code))
        else:
            files.append(path)
    return tuple(files), tuple(refused)


def refusal_of_file(path: Path) -> str:
    """Give the code of the reason why a file can't be a clip, or ""."""
    if path.suffix.lower() in PLAYLIST_SUFFIXES:
        return "clip.playlist-refused"
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return "clip.file-missing"
    except OSError:
        return "clip.file-unreadable"
    if not path.is_file():
        return "clip.not-a-file"
    if path.suffix.lower() in NO_MEDIA_SUFFIXES:
        return "clip.no-media"
    if size == 0:
        return "clip.file-empty"
    return "" if os.access(path, os.R_OK) else "clip.file-unreadable"


def check_stream_url(url: str) -> str:
    """Give a URL that may be added as a stream, without blanks around it.

    Raises:
        RefusedError: ``clip.scheme-refused`` or ``clip.url-broken``.
    """
    url = url.strip()
    match address_trouble(url):
        case AddressTrouble.SCHEME:
            raise RefusedError("clip.scheme-refused", scheme=urlsplit(url).scheme or "none")
        case AddressTrouble.BROKEN:
            raise RefusedError("clip.url-broken")
        case None:
            return url


def copies_of(sample: Clip | None, files: Iterable[Path]) -> frozenset[Path]:
    """Give the files that are the practice clip, whatever they are called. READER.

    Only a file of the same size is read; what cannot be read is none.
    """
    if sample is None or not sample.content_hash:
        return frozenset()
    found: set[Path] = set()
    try:
        size = Path(sample.source).stat().st_size
    except OSError:
        return frozenset()
    for file in files:
        try:
            if file.stat().st_size == size:
                with file.open("rb") as content:
                    if hashlib.file_digest(content, "sha256").hexdigest() == sample.content_hash:
                        found.add(file)
        except OSError as error:
            _log.info("not looked at for the practice clip: %s", error)
    return frozenset(found)


def add_files(
    unit: UnitOfWork,
    files: Sequence[Path],
    new_id: Callable[[], str],
    at_ms: int,
    *,
    sample: Clip | None = None,
    copies: Container[Path] = (),
) -> Added:
    """Add files that ``find_media`` found; one that is in the queue is not added twice.

    Args:
        unit: The transaction.
        files: The files, in order.
        new_id: Makes the ids.
        at_ms: When they are added, UTC.
        sample: The shipped practice clip.
        copies: Which of the files are the practice clip; the time on them is never paid.
    """
    added: list[Clip] = []
    known: list[Clip] = []
    for file in files:
        source = str(file.absolute())
        practice = sample if file in copies else None
        there = unit.clips.find_source(source)
        if there is None and practice is not None:
            there = _known_sample(unit, practice)
        if there is not None:
            if practice is not None and not there.sample:
                there = replace(there, sample=True)
                unit.clips.save(there)
            known.append(there)
            continue
        if practice is not None:
            clip = replace(practice, id=new_id(), source=source, added_ms=at_ms, sample=True)
        else:
            clip = Clip(
                id=new_id(), title=file.name, kind=SourceKind.FILE, source=source, added_ms=at_ms
            )
        unit.clips.add(clip)
        added.append(clip)
    return Added(tuple(added), tuple(known))


def add_sample(unit: UnitOfWork, clip: Clip) -> Clip:
    """Add the shipped practice clip once; its time is training and never paid.

    One that was added from another place, as from an older version, gets the place of now.
    """
    there = unit.clips.find_source(clip.source) or _known_sample(unit, clip)
    if there is None:
        unit.clips.add(replace(clip, sample=True))
        return replace(clip, sample=True)
    changed = replace(there, source=clip.source, sample=True)
    if changed != there:
        unit.clips.save(changed)
    return changed


def _known_sample(unit: UnitOfWork, sample: Clip) -> Clip | None:
    found = unit.clips.find_hash(sample.content_hash)
    return next((clip for clip in found if clip.sample), None)


def add_stream(unit: UnitOfWork, url: str, title: str, clip_id: str, at_ms: int) -> Clip:
    """Add a stream; raises what ``check_stream_url`` raises."""
    url = check_stream_url(url)
    there = unit.clips.find_source(url)
    if there is not None:
        return there
    name = (
        title.strip() or urlsplit(url).path.rsplit("/", 1)[-1] or urlsplit(url).hostname or "stream"
    )
    clip = Clip(id=clip_id, title=name, kind=SourceKind.STREAM, source=url, added_ms=at_ms)
    unit.clips.add(clip)
    return clip


def add_without_media(
    unit: UnitOfWork, *, title: str, duration_ms: int | None, link: str, clip_id: str, at_ms: int
) -> Clip:
    """Add a clip that plays only in the client's web tool.

    Raises:
        RefusedError: ``clip.title-missing``, or what ``check_stream_url`` raises for the link.
    """
    if not title.strip():
        raise RefusedError("clip.title-missing")
    clip = Clip(
        id=clip_id,
        title=title.strip(),
        kind=SourceKind.NONE,
        duration_ms=duration_ms,
        link=check_stream_url(link) if link.strip() else "",
        added_ms=at_ms,
    )
    unit.clips.add(clip)
    return clip


def set_aside(unit: UnitOfWork, clip_id: str, reason: str) -> Clip:
    """Set a clip aside.

    Raises:
        RefusedError: ``clip.reason-missing``, or ``clip.move-refused``.
    """
    if not reason.strip():
        raise RefusedError("clip.reason-missing")
    clip = unit.clips.get(clip_id)
    state = next_state(clip.state, ClipMove.SET_ASIDE)
    changed = replace(clip, state=state, state_before=clip.state, set_aside_reason=reason.strip())
    unit.clips.save(changed)
    return changed


def take_up_again(unit: UnitOfWork, clip_id: str) -> Clip:
    """Bring a clip back that was set aside; raises RefusedError ``clip.move-refused``."""
    clip = unit.clips.get(clip_id)
    state = next_state(clip.state, ClipMove.TAKE_UP_AGAIN, before_set_aside=clip.state_before)
    changed = replace(clip, state=state, state_before=None, set_aside_reason="")
    unit.clips.save(changed)
    return changed


def locate(unit: UnitOfWork, clip_id: str, path: Path, content_hash: str) -> Clip:
    """Give a clip its file at a new place.

    Raises:
        RefusedError: ``clip.other-content`` when the file is not the one the clip had, or what
            ``refusal_of_file`` names.
    """
    code = refusal_of_file(path)
    if code:
        raise RefusedError(code, path=str(path))
    clip = unit.clips.get(clip_id)
    if clip.content_hash and content_hash and clip.content_hash != content_hash:
        raise RefusedError("clip.other-content", path=str(path))
    changed = replace(
        clip, source=str(path.absolute()), content_hash=content_hash or clip.content_hash
    )
    unit.clips.save(changed)
    return changed


def candidates_for(clip: Clip | QueueRow, folder: Path) -> tuple[Path, ...]:
    """Give files below a folder that may be the moved file: same name first, then same ending."""
    name, suffix = Path(clip.source).name, Path(clip.source).suffix.lower()
    files, _ = find_media([folder])
    same_name = [file for file in files if file.name == name]
    same_kind = [file for file in files if file.name != name and file.suffix.lower() == suffix]
    return tuple(same_name + same_kind)


def next_clip_id(
    rows: Sequence[QueueRow],
    current: str | None,
    *,
    step: int = 1,
    among: Container[str] | None = None,
) -> str | None:
    """Give the next clip that can be written, after the current one and round the end.

    Args:
        rows: All clips in the order in which the person sees them.
        current: The clip that is open; it needs not be among those that are shown.
        step: 1 for the next, -1 for the previous one.
        among: The ids that the filter lets through, None for all.
    """
    ids = [row.id for row in rows]
    start = ids.index(current) if current in ids else (-1 if step > 0 else len(ids))
    for away in range(1, len(ids) + 1):
        row = rows[(start + step * away) % len(ids)]
        shown = among is None or row.id in among
        if shown and row.state in WRITABLE and row.id != current:
            return row.id
    return None


def can_set_aside(state: ClipState) -> bool:
    """Tell whether a clip in this state can be set aside."""
    return can_move(state, ClipMove.SET_ASIDE)
