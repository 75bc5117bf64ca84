from __future__ import annotations

import json

import pytest

from app.desk.settings import (
    TABLE,
    Kind,
    Settings,
    fits,
    load_settings,
    read_settings,
    save_setting,
)
from app.domain.errors import RefusedError
from tests.fakes.store import MemoryStore


def test_every_default_fits_its_setting() -> None:
    assert [key for key, setting in TABLE.items() if not fits(setting, setting.default)] == []


def test_broken_values_are_repaired_and_listed() -> None:
    stored = {"writing.zoom": "900", "look.theme": "{", "player.rewind_ms": "1500", "no.such": "1"}
    settings = read_settings(stored)
    assert settings.whole("writing.zoom") == 100
    assert settings.text("look.theme") == "system"
    assert settings.whole("player.rewind_ms") == 1500
    assert sorted(repair.key for repair in settings.repairs) == ["look.theme", "writing.zoom"]


def test_repairs_are_made_in_the_database_too() -> None:
    store = MemoryStore()
    store.write(lambda unit: unit.settings.set("writing.zoom", "true"))
    assert store.write(load_settings).repairs
    assert not store.write(load_settings).repairs


def test_a_value_out_of_range_is_refused() -> None:
    store = MemoryStore()
    with pytest.raises(RefusedError, match=r"setting\.out-of-range"):
        store.write(lambda unit: save_setting(unit, "writing.zoom", 10))
    with pytest.raises(RefusedError):
        Settings.defaults().with_value("look.theme", "pink")
    store.write(lambda unit: save_setting(unit, "player.rate", 1.25))
    assert store.write(load_settings).decimal("player.rate") == 1.25


def test_a_switch_is_no_number() -> None:
    number = next(s for s in TABLE.values() if s.kind is Kind.WHOLE)
    assert not fits(number, json.loads("true"))
