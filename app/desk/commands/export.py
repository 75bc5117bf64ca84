"""``scenewright export``: the captions as text or JSON, also while a window is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TextIO

from app.desk.ports.store import Store, UnitOfWork
from app.domain.caption import CleanText, count_words
from app.domain.clip import Clip, ClipState
from app.domain.errors import RefusedError


class Wanted(StrEnum):
    """Which captions are exported."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ALL = "all"


_DRAFTS: Final = frozenset(
    {ClipState.NEW, ClipState.IN_PROGRESS, ClipState.RETURNED, ClipState.SET_ASIDE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportArguments:
    """What to export; ``clips`` are ids, titles or paths, all clips when empty."""

    clips: tuple[str, ...] = ()
    wanted: Wanted = Wanted.ALL
    as_json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One caption: ``text`` is clean, ``raw`` holds the tokens."""

    id: str
    title: str
    state: str
    text: str
    raw: str
    words: int


def export_rows(unit: UnitOfWork, arguments: ExportArguments) -> tuple[ExportRow, ...]:
    """Read the newest text of the wanted clips.

    Raises:
        RefusedError: ``clip.unknown`` when a named clip is not in the queue.
    """
    every = unit.clips.all()
    chosen = _choose(every, arguments.clips) if arguments.clips else list(every)
    rows: list[ExportRow] = []
    for clip in chosen:
        is_draft = clip.state in _DRAFTS
        if arguments.wanted is Wanted.DRAFT and not is_draft:
            continue
        if arguments.wanted is Wanted.SUBMITTED and is_draft:
            continue
        raw = unit.drafts.get(clip.id).text
        text = CleanText.of(raw).text
        rows.append(
            ExportRow(
                id=clip.id,
                title=clip.title,
                state=clip.state.value,
                text=text,
                raw=raw,
                words=count_words(text),
            )
        )
    return tuple(rows)


def run_export(store: Store, arguments: ExportArguments, out: TextIO) -> int:
    """Write the captions; gives the exit code."""
    rows = store.read(lambda unit: export_rows(unit, arguments))
    if arguments.as_json:
        plain = [{name: getattr(row, name) for name in ExportRow.__slots__} for row in rows]
        json.dump(plain, out, ensure_ascii=False, indent=1)
        out.write("\n")
    else:
        out.write("\n\n".join(row.text.strip() for row in rows if row.text.strip()))
        out.write("\n" if rows else "")
    return 0


def _choose(every: Sequence[Clip], wanted: Sequence[str]) -> list[Clip]:
    chosen: list[Clip] = []
    for name in wanted:
        found = [clip for clip in every if name in (clip.id, clip.title, clip.source)]
        if not found:
            raise RefusedError("clip.unknown", clip=name)
        chosen += [clip for clip in found if clip not in chosen]
    return chosen
