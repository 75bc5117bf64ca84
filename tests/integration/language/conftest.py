"""One LanguageTool server for all tests of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checks.language.java import MissingPartError, find_java, jars_version
from app.checks.language.languagetool import LanguageToolChecker

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def jars() -> Path:
    """The folder that the set-up fills; without it or Java the tests are skipped."""
    folder = Path(os.environ.get("SCENEWRIGHT_LANGUAGETOOL", ROOT / "build" / "languagetool"))
    try:
        jars_version(folder)
        find_java()
    except MissingPartError as error:
        pytest.skip(f"LanguageTool is not here: {error.reason}")
    return folder


@pytest.fixture(scope="session")
def languagetool(
    jars: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LanguageToolChecker]:
    """A checker whose server runs already."""
    state = tmp_path_factory.mktemp("languagetool")
    checker = LanguageToolChecker(jars, state, patience=5)  # two cores run everything else too
    checker.prepare()
    yield checker
    checker.close()
    shutil.rmtree(state)
