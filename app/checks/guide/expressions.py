"""The small language in which a pack says when a criterion is weak, violated or does not apply.

Whole numbers, names of signals, ``&& || !``, ``< <= > >= == !=`` and parentheses; nothing else.
Parsed once into a tree and walked; no text of a pack is ever handed to the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"\s*(?:(\d{1,6})|([a-z][a-z0-9_]*)|(&&|\|\||[<>=!]=|[<>!()]))")
_COMPARE: Final = frozenset({"<", "<=", ">", ">=", "==", "!="})
MAX_LENGTH: Final = 400
MAX_DEPTH: Final = 40


class ExpressionError(ValueError):
    """An expression cannot be read.

    Attributes:
        at: Offset of the trouble in the expression.
    """

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(problem)
        self.at = at


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: a number, a name, or an operator with one or two parts."""

    kind: str
    number: int = 0
    name: str = ""
    left: Expression | None = None
    right: Expression | None = None

    def value(self, signals: Mapping[str, int]) -> int:
        """Work it out; true is 1, false 0, a signal that is not there 0."""
        if self.kind == "number":
            return self.number
        if self.kind == "name":
            return signals.get(self.name, 0)
        left = self.left.value(signals) if self.left else 0
        if self.kind == "!":
            return int(not left)
        if self.kind == "&&":
            return int(bool(left and self.right and self.right.value(signals)))
        if self.kind == "||":
            return int(bool(left or (self.right and self.right.value(signals))))
        right = self.right.value(signals) if self.right else 0
        return int(_compare(self.kind, left, right))

    def names(self) -> frozenset[str]:
        """The signals it asks for."""
        own = frozenset({self.name}) if self.kind == "name" else frozenset[str]()
        parts = (part.names() for part in (self.left, self.right) if part)
        return own.union(*parts)


def _compare(kind: str, left: int, right: int) -> bool:
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[kind]


def parse_expression(text: str) -> Expression:
    """Parse an expression.

    Raises:
        ExpressionError: It is too long, too deep or not of this language.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError("too long", MAX_LENGTH)
    parser = _Parser(_split(text), len(text))
    tree = parser.either(0)
    parser.expect_end()
    return tree


def _split(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError(f"not understood: {text[at:].strip()[:12]}", at)
        found.append((match.group().strip(), at))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, int]], length: int) -> None:
        self._tokens = tokens
        self._next = 0
        self._length = length

    def either(self, depth: int) -> Expression:
        tree = self._both(depth)
        while self._take({"||"}):
            tree = Expression("||", left=tree, right=self._both(depth))
        return tree

    def _both(self, depth: int) -> Expression:
        tree = self._comparison(depth)
        while self._take({"&&"}):
            tree = Expression("&&", left=tree, right=self._comparison(depth))
        return tree

    def _comparison(self, depth: int) -> Expression:
        tree = self._single(depth)
        sign = self._take(_COMPARE)
        return Expression(sign, left=tree, right=self._single(depth)) if sign else tree

    def _single(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise ExpressionError("too deep", self._at())
        if self._take({"!"}):
            return Expression("!", left=self._single(depth + 1))
        if self._take({"("}):
            tree = self.either(depth + 1)
            if not self._take({")"}):
                raise ExpressionError("a ) is missing", self._at())
            return tree
        if self._next >= len(self._tokens):
            raise ExpressionError("something is missing at the end", self._length)
        text, at = self._tokens[self._next]
        self._next += 1
        if text.isdigit():
            return Expression("number", number=int(text))
        if text[0].isalpha():
            return Expression("name", name=text)
        raise ExpressionError(f"not expected here: {text}", at)

    def expect_end(self) -> None:
        if self._next < len(self._tokens):
            text, at = self._tokens[self._next]
            raise ExpressionError(f"not expected here: {text}", at)

    def _take(self, wanted: set[str] | frozenset[str]) -> str:
        if self._next < len(self._tokens) and self._tokens[self._next][0] in wanted:
            self._next += 1
            return self._tokens[self._next - 1][0]
        return ""

    def _at(self) -> int:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else self._length
