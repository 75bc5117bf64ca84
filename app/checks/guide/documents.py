"""YAML documents with the place of every value, read safely and within limits.

Only plain data is taken: maps, lists, strings, numbers, true and false. Tags, merge keys and
duplicate keys are refused; aliases and sizes are limited, so that no pack can blow up in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import yaml

from app.checks.guide.errors import GuideError

MAX_FILE: Final = 256 * 1024
MAX_VALUES: Final = 30_000
MAX_ALIASES: Final = 20
MAX_DEPTH: Final = 12

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """Plain data and where each part of it stands."""

    file: str
    value: Value
    lines: dict[Path, tuple[str, int]] = field(default_factory=dict[Path, tuple[str, int]])

    def place(self, path: Path) -> tuple[str, int]:
        """File and line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, (self.file, 1))

    def error(self, path: Path, code: str, **facts: str | float | None) -> GuideError:
        """An error that points to a value."""
        file, line = self.place(path)
        return GuideError(file, line, code, **facts)


def read_documents(text: str, file: str) -> list[Document]:
    """Read all YAML documents of one file.

    Raises:
        GuideError: ``guide.yaml`` for a syntax error, ``guide.too-big``, ``guide.alias``,
            ``guide.tag``, ``guide.duplicate-key``, ``guide.too-deep``.
    """
    if len(text) > MAX_FILE:
        raise GuideError(file, 0, "guide.too-big", limit=MAX_FILE)
    loader = yaml.CSafeLoader(text)
    found: list[Document] = []
    try:
        while loader.check_node():
            node = loader.get_node()
            if node is not None:
                document = Document(file, None)
                document.value = _Reader(document).take(node, ())
                found.append(document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise GuideError(file, line, "guide.yaml", problem=error.problem) from error
    except yaml.YAMLError as error:
        raise GuideError(file, 0, "guide.yaml", problem=str(error)) from error
    finally:
        loader.dispose()
    return found


class _Reader:
    """Turns nodes into plain data, counting as it goes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: set[int] = set()
        self._aliases = 0
        self._values = 0

    def take(self, node: yaml.Node, path: Path) -> Value:
        line = node.start_mark.line + 1
        self._document.lines[path] = (self._document.file, line)
        self._count(node, line, len(path))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return [self.take(child, (*path, i)) for i, child in enumerate(node.value)]
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key_node.tag != "tag:yaml.org,2002:str" and key_node.tag.endswith(":merge"):
                raise self._error(key_node.start_mark.line + 1, "guide.tag", tag="<<")
            if key in found:
                raise self._error(key_node.start_mark.line + 1, "guide.duplicate-key", key=key)
            found[key] = self.take(value_node, (*path, key))
            self._document.lines[(*path, key)] = (
                self._document.file,
                key_node.start_mark.line + 1,
            )
        return found

    def _count(self, node: yaml.Node, line: int, depth: int) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._error(line, "guide.too-big", limit=MAX_VALUES)
        if depth > MAX_DEPTH:
            raise self._error(line, "guide.too-deep", limit=MAX_DEPTH)
        if id(node) in self._seen:
            self._aliases += 1
            if self._aliases > MAX_ALIASES:
                raise self._error(line, "guide.alias", limit=MAX_ALIASES)
        self._seen.add(id(node))

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Value:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if kind == "str" or node.style in {"'", '"', "|", ">"}:
            return text
        if kind == "null":
            return None
        if kind == "bool":
            if text.lower() in {"true", "false"}:
                return text.lower() == "true"
            return text
        try:
            if kind == "int":
                return int(text)
            if kind == "float":
                return float(text)
        except ValueError:
            return text
        if kind == "timestamp":
            return text
        raise self._error(line, "guide.tag", tag=node.tag)

    def _error(self, line: int, code: str, **facts: str | float | None) -> GuideError:
        return GuideError(self._document.file, line, code, **facts)
