"""Java, jars, and spans in UTF-16 units."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.language.java import MissingPartError, find_java, jars_version, java_version
from app.checks.language.ltclient import end_of

JARS = (
    "languagetool-server",
    "languagetool-core",
    "language-en",
    "language-es",
    "language-ca",
    "language-pt",
)


def fake_java(folder: Path, told: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    java = folder / "java"
    java.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    java.chmod(0o755)
    return java


@pytest.mark.parametrize(
    ("told", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_402"', 8),
        ('openjdk version "22-ea" 2024-03-19', 22),
    ],
)
def test_java_tells_its_version(tmp_path: Path, told: str, version: int) -> None:
    assert java_version(str(fake_java(tmp_path, told))) == version


def test_java_home_comes_before_the_path(tmp_path: Path) -> None:
    home = fake_java(tmp_path / "home" / "bin", 'openjdk version "21"')
    other = fake_java(tmp_path / "other", 'openjdk version "17"')
    path = str(other.parent)
    assert find_java({"JAVA_HOME": str(tmp_path / "home"), "PATH": path}) == str(home)
    assert find_java({"JAVA_HOME": str(tmp_path / "gone"), "PATH": path}) == str(other)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (None, "java-missing"),
        ('openjdk version "11.0.2"', "java-too-old"),
        ("no such thing", "java-missing"),
    ],
)
def test_what_is_wrong_with_java_is_a_code(tmp_path: Path, told: str | None, reason: str) -> None:
    if told is not None:
        fake_java(tmp_path, told)
    with pytest.raises(MissingPartError) as caught:
        find_java({"PATH": str(tmp_path)})
    assert caught.value.reason == reason


def test_the_jars_tell_the_version_and_what_is_missing(tmp_path: Path) -> None:
    for wrong in (tmp_path / "gone", tmp_path):
        with pytest.raises(MissingPartError) as caught:
            jars_version(wrong)
        assert caught.value.reason == "jars-missing"
    for name in JARS:
        (tmp_path / f"{name}-6.8.jar").touch()
    assert jars_version(tmp_path) == "6.8"
    (tmp_path / "language-es-6.8.jar").unlink()
    with pytest.raises(MissingPartError) as caught:
        jars_version(tmp_path)
    assert caught.value.reason == "jars-incomplete"


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_length_in_utf16_units_ends_at_its_code_point(text: str, one: int, other: int) -> None:
    text = "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    units = len(text[start:end].encode("utf-16-le")) // 2
    assert end_of(text, start, units) == end


def test_a_length_beyond_the_text_ends_with_it() -> None:
    assert end_of("ab😀", 1, 99) == 3
