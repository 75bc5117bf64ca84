"""What LanguageTool needs on the machine: Java of at least 17 and the folder of its jars."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

JAVA_AT_LEAST = 17
_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?')
_SERVER_JAR = re.compile(r"languagetool-server-(\d[\w.]*)\.jar")
_NEEDED_JARS = ("languagetool-core", "language-en", "language-es", "language-ca", "language-pt")
_ASK_SECONDS = 10


class MissingPartError(Exception):
    """A part of LanguageTool is not there; `reason` is a code for the status."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find_java(environment: Mapping[str, str] | None = None) -> str:
    """The path of a Java that is new enough: JAVA_HOME's first, then the one on PATH.

    Raises:
        MissingPartError: `java-missing` or `java-too-old`.
    """
    environment = os.environ if environment is None else environment
    home = environment.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    found = found or shutil.which("java", path=environment.get("PATH", os.defpath))
    if found is None:
        raise MissingPartError("java-missing")
    if java_version(found) < JAVA_AT_LEAST:
        raise MissingPartError("java-too-old")
    return found


def java_version(java: str) -> int:
    """The feature version that a Java tells of itself (8 for the old `1.8`).

    Raises:
        MissingPartError: `java-missing` when it can't be run or tells nothing.
    """
    try:
        asked = subprocess.run(
            [java, "-version"],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ASK_SECONDS,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingPartError("java-missing") from error
    told = _VERSION.search(asked.stderr + asked.stdout)
    if told is None:
        raise MissingPartError("java-missing")
    feature, second = int(told[1]), told[2]
    return int(second) if feature == 1 and second else feature


def jars_version(jars: Path) -> str:
    """The version of the LanguageTool in a folder of jars.

    The sums of the jars were checked when they were fetched; here only their presence is.

    Raises:
        MissingPartError: `jars-missing`, or `jars-incomplete` when the server could not start.
    """
    try:
        names = [path.name for path in jars.iterdir()]
    except OSError as error:
        raise MissingPartError("jars-missing") from error
    version = next((found[1] for name in names if (found := _SERVER_JAR.fullmatch(name))), "")
    if not version:
        raise MissingPartError("jars-missing")
    if any(f"{needed}-{version}.jar" not in names for needed in _NEEDED_JARS):
        raise MissingPartError("jars-incomplete")
    return version
