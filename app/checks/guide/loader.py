"""Reads a guide pack from its folder, lays it over the pack it extends, checks it, hashes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from app.checks.guide import schema
from app.checks.guide.documents import Document, Value, read_documents
from app.checks.guide.errors import GuideError
from app.checks.guide.examples import read_examples
from app.checks.guide.expressions import Expression, ExpressionError, parse_expression
from app.checks.guide.merge import merged
from app.checks.guide.model import Criterion, ErrorType, Example, Guide, Rule, Section
from app.checks.guide.rules import Switches, build_rule
from app.checks.report import GuideStamp, Severity

SHIPPED: Final = Path(__file__).resolve().parents[3] / "resources" / "guides"
"""Where the packs that come with the program lie."""

BASE_GUIDE: Final = "base-narrative"
MAX_FILES: Final = 200
MAX_ANCESTORS: Final = 5


@dataclass(slots=True)
class _Pack:
    """A pack's own files, read and not yet merged."""

    folder: Path
    guide: Document
    rules: dict[str, Document] = field(default_factory=dict[str, Document])
    lexicons: dict[str, Document] = field(default_factory=dict[str, Document])
    examples: list[Example] = field(default_factory=list[Example])
    digest: bytes = b""


def load_guide(folder: Path, search: Iterable[Path] = (SHIPPED,)) -> Guide:
    """Load a pack. Its examples are read and not run (``app.checks.packs`` runs them).

    Args:
        folder: The pack's folder.
        search: Where packs that it extends are looked for, besides its own parent folder.

    Raises:
        GuideError: Anything wrong with it, with the file and the line.
    """
    chain = _chain(folder, tuple(search))
    base = chain[-1]
    digest = hashlib.sha256(base.digest)
    for child in reversed(chain[:-1]):
        digest.update(child.digest)
        base = _laid_over(base, child)
    return _build(base, chain[0], digest.hexdigest())


def find_packs(places: Iterable[Path] = (SHIPPED,)) -> dict[str, Path]:
    """The folders that hold a ``guide.yml``, by folder name; a later place wins."""
    found: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            found |= {p.parent.name: p.parent for p in sorted(place.glob("*/guide.yml"))}
    return found


def _chain(folder: Path, search: tuple[Path, ...]) -> list[_Pack]:
    """The pack and those that it extends, itself first."""
    chain = [_read_pack(folder)]
    while (parent := _text(chain[-1].guide, "extends")) and len(chain) <= MAX_ANCESTORS:
        name = parent.partition("@")[0]
        packs = find_packs((*search, chain[-1].folder.parent))
        if name not in packs or name in {p.folder.name for p in chain}:
            raise chain[-1].guide.error(("extends",), "guide.extends", wanted=parent)
        chain.append(_read_pack(packs[name]))
    if len(chain) > MAX_ANCESTORS:
        raise chain[0].guide.error(("extends",), "guide.extends", wanted="fewer ancestors")
    return chain


def _read_pack(folder: Path) -> _Pack:
    files = sorted(
        p
        for pattern in ("guide.yml", "rules/*.yml", "lexicons/*.yml", "examples/*.txt")
        for p in folder.glob(pattern)
    )
    if folder / "guide.yml" not in files:
        raise GuideError(f"{folder.name}/guide.yml", 0, "guide.missing")
    if len(files) > MAX_FILES:
        raise GuideError(folder.name, 0, "guide.too-big", limit=MAX_FILES)
    digest = hashlib.sha256()
    guide: Document | None = None
    rules: dict[str, Document] = {}
    lexicons: dict[str, Document] = {}
    examples: list[Example] = []
    for path in files:
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GuideError(name, 0, "guide.unreadable", problem=str(error)) from error
        digest.update(name.encode() + b"\0" + raw.replace(b"\r\n", b"\n") + b"\0")
        if path.suffix == ".txt":
            examples += read_examples(text, name)
            continue
        documents = read_documents(text, name)
        if path.name == "guide.yml":
            guide = documents[0] if documents else None
        elif path.parent.name == "rules":
            _add_rules(rules, documents)
        else:
            lexicons.update((path.name, document) for document in documents)
    if guide is None or not isinstance(guide.value, dict):
        raise GuideError(f"{folder.name}/guide.yml", 1, "guide.kind", wanted="map")
    return _Pack(folder, guide, rules, lexicons, examples, digest.digest())


def _add_rules(rules: dict[str, Document], documents: list[Document]) -> None:
    for document in documents:
        rule_id = _text(document, "id")
        if not rule_id:
            raise document.error((), "guide.missing-key", key="id")
        if rule_id in rules:
            raise document.error(("id",), "guide.duplicate-rule", rule=rule_id)
        rules[rule_id] = document


def _laid_over(base: _Pack, child: _Pack) -> _Pack:
    """Lay a pack over the one it extends; it answers for its own examples only."""
    return _Pack(
        folder=child.folder,
        guide=merged(base.guide, child.guide),
        rules=_merged_all(base.rules, child.rules),
        lexicons=_merged_all(base.lexicons, child.lexicons),
        examples=child.examples,
    )


def _merged_all(base: dict[str, Document], child: dict[str, Document]) -> dict[str, Document]:
    both = {k: merged(base[k], child[k]) for k in base.keys() & child.keys()}
    return {k: both.get(k) or child.get(k) or base[k] for k in (*base, *(child.keys() - base))}


def _build(pack: _Pack, own: _Pack, sha256: str) -> Guide:
    document = pack.guide
    schema.GUIDE(document.value, (), document)
    data = cast("dict[str, Value]", document.value)
    switches = cast("Switches", data.get("switches") or {})
    off = set(cast("list[str]", data.get("rules_off") or []))
    sections = tuple(_sections(document))
    known = {s.id for s in sections}
    criteria = tuple(_criteria(document, known))
    rules = tuple(_rules(pack, switches, off, {c.id: c for c in criteria}, known))
    added, removed, lists = _lexicon(pack)
    return Guide(
        stamp=GuideStamp(id=str(data["id"]), version=str(data["version"]), sha256=sha256),
        title=str(data.get("title") or data["id"]),
        language=str(data["language"]),
        extends=_text(own.guide, "extends"),
        switches=switches,
        severity_multiplier=cast("Mapping[str, float]", data.get("severity_multiplier") or {}),
        pass_rule=cast("Mapping[str, str | int | float | bool]", data.get("pass") or {}),
        criteria=criteria,
        rules=rules,
        sections=sections,
        error_types=tuple(_error_types(data)),
        classes_added=added,
        classes_removed=removed,
        lists=lists,
        examples=tuple(e for e in pack.examples if e.criterion in {c.id for c in criteria}),
    )


def _rules(
    pack: _Pack,
    switches: Switches,
    off: set[str],
    criteria: Mapping[str, Criterion],
    sections: set[str],
) -> Iterable[Rule]:
    disabled = {
        k
        for k, v in cast("dict[str, dict[str, Value]]", _map(pack.guide, "criteria")).items()
        if v.get("enabled") is False
    }
    for document in pack.rules.values():
        rule = build_rule(document, switches)
        if rule is None or rule.id in off or rule.criterion in disabled:
            continue
        if rule.criterion not in criteria:
            raise document.error(("x", "criterion"), "guide.no-criterion", name=rule.criterion)
        if rule.section and rule.section not in sections:
            raise document.error(("link",), "guide.no-section", name=rule.section)
        yield rule


def _criteria(document: Document, sections: set[str]) -> Iterable[Criterion]:
    for criterion_id, value in _map(document, "criteria").items():
        data = cast("dict[str, Value]", value)
        path = ("criteria", criterion_id)
        if data.get("enabled") is False:
            continue
        section = str(data.get("section") or "")
        if section not in sections:
            raise document.error((*path, "section"), "guide.no-section", name=section)
        levels = cast("dict[str, str]", data.get("severities") or {})
        state = cast("dict[str, str]", data.get("state") or {})
        yield Criterion(
            id=criterion_id,
            title=str(data.get("title") or criterion_id),
            weight=int(cast("int", data.get("weight") or 1)),
            section=section,
            group=str(data.get("group") or "form"),
            weak=_expression(document, (*path, "state", "weak"), state.get("weak")),
            violated=_expression(document, (*path, "state", "violated"), state.get("violated")),
            needs_human=_expression(
                document, (*path, "state", "needs_human"), state.get("needs_human")
            ),
            applies=_expression(document, (*path, "applies"), data.get("applies")),
            numbers=cast("Mapping[str, int]", data.get("numbers") or {}),
            messages=cast("Mapping[str, str]", data.get("messages") or {}),
            hints=cast("Mapping[str, str]", data.get("hints") or {}),
            severities={k: None if v == "off" else Severity(v) for k, v in levels.items()},
            cap=int(cast("int", data.get("cap") or 5)),
        )


def _expression(document: Document, path: tuple[str, ...], value: Value) -> Expression | None:
    if value is None:
        return None
    try:
        return parse_expression(str(value))
    except ExpressionError as error:
        raise document.error(path, "guide.expression", problem=str(error)) from error


def _sections(document: Document) -> Iterable[Section]:
    data = cast("dict[str, Value]", document.value)
    for value in cast("list[dict[str, Value]]", data.get("sections") or []):
        yield Section(
            id=str(value["id"]),
            title=str(value["title"]),
            body=str(value["body"]),
            criteria=_texts(value.get("criteria")),
            do=_texts(value.get("do")),
            dont=_texts(value.get("dont")),
            sources=_texts(value.get("sources")),
        )


def _error_types(data: dict[str, Value]) -> Iterable[ErrorType]:
    for value in cast("list[dict[str, Value]]", data.get("error_types") or []):
        yield ErrorType(
            code=str(value["code"]),
            title=str(value.get("title") or value["code"]),
            criteria=_texts(value.get("from")),
            weight=float(cast("float", value.get("weight") or 1)),
        )


def _lexicon(
    pack: _Pack,
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    added: dict[str, set[str]] = {}
    removed: dict[str, set[str]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for document in pack.lexicons.values():
        schema.LEXICON(document.value, (), document)
        for name, edit in _map(document, "classes").items():
            words = cast("dict[str, str]", edit)
            added.setdefault(name, set()).update(words.get("add", "").split())
            removed.setdefault(name, set()).update(words.get("remove", "").split())
        for name, words in _map(document, "lists").items():
            lists[name] = (*lists.get(name, ()), *_texts(words))
    return (
        {k: frozenset(v) for k, v in added.items()},
        {k: frozenset(v) for k, v in removed.items()},
        lists,
    )


def _map(document: Document, key: str) -> dict[str, Value]:
    value = document.value.get(key) if isinstance(document.value, dict) else None
    return value if isinstance(value, dict) else {}


def _text(document: Document, key: str) -> str:
    value = document.value.get(key) if isinstance(document.value, dict) else None
    return str(value) if value is not None else ""


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()
