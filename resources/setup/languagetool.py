"""Fetches LanguageTool with Maven into a folder of this checkout, and checks every jar.

Ends with 0 when the jars are there and when they cannot be had (the program is whole without
them), with 1 when a jar is not the one it should be.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "resources" / "languagetool"
FOLDER = ROOT / "build" / "languagetool"
TIMEOUT_S = 600


class WrongJarError(Exception):
    """A jar is missing, is not in the list, or has another sum than the list says."""


def read_sums(text: str) -> dict[str, str]:
    """Returns the SHA-256 sum of each jar name in a list as ``sha256sum`` writes it."""
    rows = (line.split() for line in text.splitlines() if line.strip())
    return {name: digest for digest, name in rows}


def check_jars(folder: Path, sums: dict[str, str]) -> None:
    """Compares the jars of a folder with their sums.

    Raises:
        WrongJarError: with the name of the first jar that differs.
    """
    for path in sorted(folder.glob("*.jar")):
        if path.name not in sums:
            raise WrongJarError(f"{path.name} is not in jars.sha256")
    for name, wanted in sums.items():
        path = folder / name
        if not path.exists():
            raise WrongJarError(f"{name} is missing")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise WrongJarError(f"{name} has another SHA-256 sum than jars.sha256 says")


def is_done(folder: Path, sums: Path) -> bool:
    """Says whether the folder was filled by this very list; its copy lies beside the jars."""
    copy = folder / sums.name
    return copy.exists() and copy.read_bytes() == sums.read_bytes()


def fetch(folder: Path, parts: Path, maven: str) -> None:
    """Fills the folder, whole or not at all: a temporary one is renamed when the list matches.

    Raises:
        WrongJarError: a jar differs from the list.
        subprocess.SubprocessError: Maven failed or took too long.
    """
    sums = parts / "jars.sha256"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="languagetool-") as name:
        new = Path(name) / "jars"
        subprocess.run(
            [
                *(maven, "-q", "-B", "-f", str(parts / "pom.xml")),
                *("dependency:copy-dependencies", "-DincludeScope=runtime"),
                f"-DoutputDirectory={new}",
            ],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT_S,
        )
        check_jars(new, read_sums(sums.read_text(encoding="utf-8")))
        shutil.copy(sums, new)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def main() -> int:
    """Runs the step and says what happened; silent when there is nothing to do."""
    if is_done(FOLDER, PARTS / "jars.sha256"):
        return 0
    without = "Scenewright works without it; the tests that need it are skipped."
    maven = shutil.which("mvn")
    if maven is None:
        print(f"LanguageTool is not here: Maven (mvn) is missing. {without}")
        return 0
    print("Fetching LanguageTool (97 MB).")
    try:
        fetch(FOLDER, PARTS, maven)
    except WrongJarError as error:
        print(f"LanguageTool was not taken over: {error}.", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        words = error.stdout.decode(errors="replace").strip().splitlines()
        print(f"LanguageTool is not here: Maven failed. {without}", *words[:3], sep="\n    ")
    except subprocess.TimeoutExpired:
        print(f"LanguageTool is not here: Maven took more than {TIMEOUT_S} s. {without}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
