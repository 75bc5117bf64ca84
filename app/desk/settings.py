"""The settings: one declared table of key, kind, default and range.

A stored value that is broken or out of range is repaired to the default, and said once. The
words for each setting live in the window.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.desk.ports.store import UnitOfWork
from app.domain.errors import RefusedError

Value = bool | int | float | str


class Kind(StrEnum):
    """What a setting holds."""

    SWITCH = "switch"
    WHOLE = "whole"
    DECIMAL = "decimal"
    CHOICE = "choice"
    TEXT = "text"
    JSON = "json"


class Page(StrEnum):
    """Where a setting stands in the settings room."""

    LOOK = "look"
    WRITING = "writing"
    PLAYER = "player"
    HOURS = "hours"
    KEYS = "keys"
    LANGUAGE = "language"
    DATA = "data"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the table.

    Attributes:
        key: Stable name, ``page.name``.
        low, high: Bounds of a number, both included.
        choices: The values of a choice.
        unit: ``ms``, ``s``, ``min``, ``px``, ``%``, ``h`` or "".
    """

    key: str
    page: Page
    kind: Kind
    default: Value
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""


def _switch(key: str, page: Page, *, default: bool) -> Setting:
    return Setting(key=key, page=page, kind=Kind.SWITCH, default=default)


def _whole(key: str, page: Page, default: int, low: int, high: int, unit: str = "") -> Setting:
    return Setting(
        key=key, page=page, kind=Kind.WHOLE, default=default, low=low, high=high, unit=unit
    )


def _choice(key: str, page: Page, *choices: str) -> Setting:
    return Setting(key=key, page=page, kind=Kind.CHOICE, default=choices[0], choices=choices)


def _text(key: str, page: Page, default: str = "") -> Setting:
    return Setting(key=key, page=page, kind=Kind.TEXT, default=default)


def _hidden(key: str, default: str = "") -> Setting:
    return Setting(key=key, page=Page.HIDDEN, kind=Kind.JSON, default=default)


TABLE: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        setting.key: setting
        for setting in (
            _choice("look.theme", Page.LOOK, "system", "light", "dark"),
            _switch("look.high_contrast", Page.LOOK, default=False),
            _switch("look.reduce_motion", Page.LOOK, default=False),
            _switch("look.key_hints", Page.LOOK, default=True),
            _text("writing.font", Page.WRITING, "Source Serif 4"),
            _whole("writing.zoom", Page.WRITING, 100, 80, 200, "%"),
            _whole("writing.reaction_ms", Page.WRITING, 300, 0, 2000, "ms"),
            _whole("writing.snapshot_minutes", Page.WRITING, 5, 1, 60, "min"),
            _whole("player.rewind_ms", Page.PLAYER, 2000, 0, 10_000, "ms"),
            _whole("player.replay_ms", Page.PLAYER, 3000, 500, 30_000, "ms"),
            _whole("player.small_jump_ms", Page.PLAYER, 1000, 100, 60_000, "ms"),
            _whole("player.large_jump_ms", Page.PLAYER, 5000, 500, 300_000, "ms"),
            Setting(
                key="player.rate",
                page=Page.PLAYER,
                kind=Kind.DECIMAL,
                default=1.0,
                low=0.25,
                high=2.0,
            ),
            _whole("player.volume", Page.PLAYER, 100, 0, 150, "%"),
            _switch("player.mono", Page.PLAYER, default=False),
            _switch("player.pause_while_typing", Page.PLAYER, default=False),
            _whole("player.resume_after_ms", Page.PLAYER, 1500, 500, 10_000, "ms"),
            _text("person.name", Page.HOURS),
            _choice("person.track", Page.HOURS, "captioner", "senior_qc"),
            _whole("hours.idle_minutes", Page.HOURS, 3, 1, 30, "min"),
            _whole("hours.weekly_target", Page.HOURS, 20, 1, 80, "h"),
            _choice("hours.week_start", Page.HOURS, "monday", "sunday", "saturday"),
            _switch("hours.pay_calibration", Page.HOURS, default=False),
            _choice("hours.rounding", Page.HOURS, "none", "6", "15"),
            _choice("hours.rounding_per", Page.HOURS, "day", "clip"),
            _choice(
                "keys.preset",
                Page.KEYS,
                "scenewright",
                "subtitle_edit",
                "otranscribe",
                "label_studio",
            ),
            _hidden("keys.overrides", "{}"),
            _switch("language.languagetool", Page.LANGUAGE, default=True),
            _text("language.guide", Page.LANGUAGE, "base-narrative"),
            _hidden("window.geometry"),
            _hidden("window.splitters", "{}"),
            _hidden("queue.sort", "{}"),
            _hidden("hours.invoice_parties", "{}"),
            _hidden("session.mark"),
        )
    }
)
"""Every setting there is, by key, in the order in which the settings room shows them."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A stored value that could not be used and what it became."""

    key: str
    stored: str
    became: Value


@dataclass(frozen=True, slots=True)
class Settings:
    """All values, the defaults where nothing is stored."""

    values: Mapping[str, Value]
    repairs: tuple[Repair, ...] = ()

    @classmethod
    def defaults(cls) -> Settings:
        """Give the shipped values."""
        return cls(MappingProxyType({key: s.default for key, s in TABLE.items()}))

    def switch(self, key: str) -> bool:
        """Give a switch."""
        return bool(self.values[key])

    def whole(self, key: str) -> int:
        """Give a whole number."""
        return int(self.values[key])

    def decimal(self, key: str) -> float:
        """Give a number."""
        return float(self.values[key])

    def text(self, key: str) -> str:
        """Give a text, a choice or a JSON text."""
        return str(self.values[key])

    def with_value(self, key: str, value: Value) -> Settings:
        """Give the settings with one value changed.

        Raises:
            RefusedError: ``setting.out-of-range`` when the value does not fit the setting.
        """
        if not fits(TABLE[key], value):
            raise RefusedError("setting.out-of-range", key=key, value=str(value))
        return Settings(MappingProxyType({**self.values, key: value}), self.repairs)


def fits(setting: Setting, value: object) -> bool:
    """Tell whether a value is one the setting may hold."""
    match setting.kind:
        case Kind.SWITCH:
            return isinstance(value, bool)
        case Kind.WHOLE:
            return (
                isinstance(value, int) and not isinstance(value, bool) and _within(setting, value)
            )
        case Kind.DECIMAL:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and _within(setting, float(value))  # type: ignore[arg-type]  # number says so
        case Kind.CHOICE:
            return value in setting.choices
        case Kind.TEXT | Kind.JSON:
            return isinstance(value, str)


def read_settings(stored: Mapping[str, str]) -> Settings:
    """Read stored JSON texts; values that do not fit become the default and are listed."""
    values: dict[str, Value] = {}
    repairs: list[Repair] = []
    for key, setting in TABLE.items():
        values[key] = setting.default
        if key not in stored:
            continue
        try:
            value: object = json.loads(stored[key])
        except ValueError:
            value = None
        if fits(setting, value):
            values[key] = value  # type: ignore[assignment]  # fits() has looked at its type
        else:
            repairs.append(Repair(key, stored[key], setting.default))
    return Settings(MappingProxyType(values), tuple(repairs))


def load_settings(unit: UnitOfWork) -> Settings:
    """Read all settings; broken stored values are mended in the database too."""
    settings = read_settings(unit.settings.all())
    for repair in settings.repairs:
        unit.settings.remove(repair.key)
    return settings


def save_setting(unit: UnitOfWork, key: str, value: Value) -> None:
    """Store one value.

    Raises:
        RefusedError: ``setting.out-of-range`` when the value does not fit the setting.
    """
    if not fits(TABLE[key], value):
        raise RefusedError("setting.out-of-range", key=key, value=str(value))
    unit.settings.set(key, json.dumps(value))


def _within(setting: Setting, value: float) -> bool:
    return (setting.low is None or value >= setting.low) and (
        setting.high is None or value <= setting.high
    )
