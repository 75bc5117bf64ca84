"""The key table: every default can be used while typing, and no two actions share a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.keymap import (
    ACTIONS,
    BY_ID,
    PRESET_KEYS,
    TEXT_KEYS,
    Keymap,
    Preset,
    Trouble,
    is_text_safe,
    normalize,
)


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize("preset", list(Preset))
def test_no_preset_has_a_conflict(preset: Preset, mac: bool) -> None:
    assert Keymap(preset=preset, mac=mac).conflicts() == ()


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ACTIONS)


def test_presets_name_only_actions_there_are() -> None:
    assert all(set(keys) <= set(BY_ID) for keys in PRESET_KEYS.values())


def test_keys_are_written_in_normal_form() -> None:
    written = [key for spec in ACTIONS for key in (*spec.keys, *spec.player_keys)]
    written += [key for keys in PRESET_KEYS.values() for row in keys.values() for key in row]
    assert [key for key in written if normalize(key) != key] == []


def test_word_moves_stay_with_the_text() -> None:
    used = {
        key for preset in Preset for spec in ACTIONS for key in Keymap(preset=preset).keys(spec.id)
    }
    assert used & TEXT_KEYS == set()
    assert {"Ctrl+Left", "Ctrl+Shift+Right"} <= TEXT_KEYS


def test_player_keys_are_unique() -> None:
    keys = [key for spec in ACTIONS for key in spec.player_keys]
    assert len(keys) == len(set(keys)) == len(Keymap().player_table())


def test_a_key_taken_by_another_action_is_told_with_both_names() -> None:
    keymap = Keymap().rebound("replay", ["Ctrl+T"])
    (conflict,) = keymap.conflicts()
    assert conflict.trouble is Trouble.TAKEN
    assert set(conflict.actions) == {"replay", "mark_dialogue"}


@pytest.mark.parametrize(
    ("key", "trouble"),
    [
        ("Ctrl+Left", Trouble.BELONGS_TO_TEXT),
        ("K", Trouble.BARE),
        ("Shift+K", Trouble.BARE),
        ("Space", Trouble.BARE),
        ("Ctrl+", Trouble.UNREADABLE),
        ("Hyper+K", Trouble.UNREADABLE),
    ],
)
def test_keys_that_cannot_be_used(key: str, trouble: Trouble) -> None:
    (conflict,) = Keymap().rebound("replay", [key]).conflicts()
    assert (conflict.trouble, conflict.actions) == (trouble, ("replay",))


def test_own_keys_win_over_the_preset_and_can_be_reset() -> None:
    keymap = Keymap(preset=Preset.OTRANSCRIBE).rebound("slower", ["ctrl+f3"])
    assert keymap.keys("slower") == ("Ctrl+F3",)
    assert keymap.reset("slower").keys("slower") == ("F3", "Ctrl+3")
    assert keymap.rebound("slower", []).first_key("slower") == ""


def test_escape_cannot_be_rebound() -> None:
    with pytest.raises(KeyError):
        Keymap().rebound("escape", ["F2"])
    # Not even by a table from settings that was edited by hand.
    assert Keymap(own={"escape": ("F2",)}).keys("escape") == ("Esc",)


@pytest.mark.parametrize(
    ("stored", "own"),
    [
        ('{"replay": ["Ctrl+J"]}', {"replay": ("Ctrl+J",)}),
        ('{"no_such_action": ["Ctrl+J"], "loop": "Ctrl+J"}', {}),
        ("[1, 2]", {}),
        ("{not json", {}),
        ("", {}),
    ],
)
def test_bad_keys_in_settings_are_left_out(stored: str, own: dict[str, tuple[str, ...]]) -> None:
    assert Keymap.stored(Preset.SUBTITLE_EDIT, stored) == Keymap(
        preset=Preset.SUBTITLE_EDIT, own=own
    )


@pytest.mark.parametrize(
    ("given_key", "normal"),
    [
        ("shift + ctrl+t", "Ctrl+Shift+T"),
        ("Return", "Enter"),
        ("ctrl++", "Ctrl++"),
        ("+", "+"),
        ("f8", "F8"),
        ("delete", "Del"),
        ("", None),
        ("Ctrl", None),
    ],
)
def test_normal_form(given_key: str, normal: str | None) -> None:
    assert normalize(given_key) == normal


@given(st.text(max_size=20))
def test_normal_form_is_stable(text: str) -> None:
    normal = normalize(text)
    if normal is not None:
        assert normalize(normal) == normal


@given(st.sampled_from(["Ctrl", "Alt"]), st.sampled_from("ABC019,.-="))
def test_a_modifier_makes_a_key_safe(modifier: str, key: str) -> None:
    assert is_text_safe(f"{modifier}+{key}")
    assert not is_text_safe(key)


def test_every_way_to_add_a_clip_has_a_key() -> None:
    keymap = Keymap()
    assert all(keymap.keys(one) for one in ("add_clips", "add_stream", "add_without_file"))
