"""What the window imports before it is painted stays small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ALLOWED = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_the_parts_need_three_modules_of_qt_and_nothing_heavy() -> None:
    names = [path.stem for path in sorted((ROOT / "app/ui/common").glob("[a-z]*.py"))]
    assert "theme" in names
    script = (
        "import sys\n"
        + "".join(f"import app.ui.common.{name}\n" for name in names)
        + "import app.ui.rubric.sidebar\n"
        + "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("PySide6.Qt")} == ALLOWED
    assert loaded.isdisjoint({"sqlalchemy", "av", "vlc", "numpy", "harper", "re2", "yaml"})
