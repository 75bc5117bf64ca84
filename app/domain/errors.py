"""Errors as codes with parameters; the window and the command line turn them into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class ScenewrightError(Exception):
    """A problem with a code and the facts needed to tell it in words.

    Attributes:
        code: A stable, dotted name such as ``clip.scheme-refused``.
        facts: What the sentence about it needs; never shown raw.
    """

    def __init__(self, code: str, **facts: str | float | None) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, str | int | float | None] = MappingProxyType(facts)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class RefusedError(ScenewrightError):
    """What was asked for is not allowed; nothing was changed."""


class EnvironmentFailureError(ScenewrightError):
    """The machine failed (disk full, file locked, process gone); trying again may work."""
