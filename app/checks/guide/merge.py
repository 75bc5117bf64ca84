"""How a pack is laid over the one it extends: maps deeply, lists whole or by add and remove."""

from __future__ import annotations

from typing import Final, cast

from app.checks.guide.documents import Document, Path, Value

_EDITS: Final = frozenset({"add", "remove"})


def merged(base: Document, child: Document) -> Document:
    """Lay ``child`` over ``base``; every value keeps the place where it was written.

    Maps are merged key by key; a list in the child replaces the one below, unless it is written
    as ``{add: [...], remove: [...]}``. Entries with an ``id`` replace the entry of that id.

    Raises:
        GuideError: ``guide.list-edit`` when a list edit has nothing to edit.
    """
    result = Document(child.file, None)
    result.value = _merge(base, child, result, (), ())
    return result


def _merge(base: Document, child: Document, result: Document, at: Path, child_at: Path) -> Value:
    low, high = _get(base.value, at), _get(child.value, child_at)
    if isinstance(low, dict) and isinstance(high, dict):
        found: dict[str, Value] = {}
        result.lines[at] = child.place(child_at)
        for key in (*low, *(k for k in high if k not in low)):
            inside, child_inside = (*at, key), (*child_at, key)
            if key not in high:
                found[key] = _copy(base, result, inside, inside)
            elif key not in low:
                found[key] = _fresh(child, result, inside, child_inside)
            else:
                found[key] = _merge(base, child, result, inside, child_inside)
        return found
    if isinstance(low, list) and isinstance(high, dict) and high and high.keys() <= _EDITS:
        return _edited_list(base, child, result, at)
    return _copy(child, result, child_at, at)


def _edited_list(base: Document, child: Document, result: Document, at: Path) -> list[Value]:
    low = cast("list[Value]", _get(base.value, at))
    edit = cast("dict[str, Value]", _get(child.value, at))
    adds, removes = edit.get("add") or [], edit.get("remove") or []
    if not isinstance(adds, list) or not isinstance(removes, list):
        raise child.error(at, "guide.list-edit")
    missing = [r for r in removes if r not in [_key(v) for v in low]]
    if missing:
        raise child.error((*at, "remove"), "guide.list-edit", missing=str(missing[0]))
    replaced = [_key(v) for v in adds if isinstance(v, dict)]
    found: list[Value] = []
    result.lines[at] = child.place(at)
    for index, value in enumerate(low):
        if _key(value) not in removes and _key(value) not in replaced:
            found.append(_copy(base, result, (*at, index), (*at, len(found))))
    for index in range(len(adds)):
        found.append(_copy(child, result, (*at, "add", index), (*at, len(found))))
    return found


def _fresh(child: Document, result: Document, at: Path, child_at: Path) -> Value:
    """A value the base does not have; a bare list edit becomes the list that it adds."""
    value = _get(child.value, child_at)
    if isinstance(value, dict) and value and value.keys() == {"add"}:
        return _copy(child, result, (*child_at, "add"), at)
    return _copy(child, result, child_at, at)


def _copy(source: Document, result: Document, source_at: Path, at: Path) -> Value:
    value = _get(source.value, source_at)
    result.lines[at] = source.place(source_at)
    if isinstance(value, dict):
        return {k: _copy(source, result, (*source_at, k), (*at, k)) for k in value}
    if isinstance(value, list):
        return [_copy(source, result, (*source_at, i), (*at, i)) for i in range(len(value))]
    return value


def _key(value: Value) -> Value:
    """What stands for an entry of a list: its id, or itself."""
    return value.get("id", str(value)) if isinstance(value, dict) else value


def _get(value: Value, path: Path) -> Value:
    for part in path:
        value = cast("dict[str | int, Value]", value)[part]
    return value
