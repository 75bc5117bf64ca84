"""``scenewright doctor``: each part's version and state, and what to do for what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final, TextIO


class PartState(StrEnum):
    """How a part is."""

    OK = "ok"
    MISSING = "missing"
    OLD = "too old"
    BROKEN = "broken"
    NOT_YET = "not made yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReport:
    """One part.

    Attributes:
        needed: Whether the program can't do its main job without it.
        detail: A place or a reason, for support.
    """

    name: str
    version: str
    state: PartState
    needed: bool
    detail: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is to be done."""
        return self.state in {PartState.OK, PartState.NOT_YET}


WHAT_TO_DO: Final = {
    "Python": "Install Python 3.11 or newer, then run 'make run' again.",
    "Qt": "Run 'make run': it installs the locked environment.",
    "libVLC": "Install VLC (on Debian: libvlc5 and vlc-plugin-base). Paused pictures work without.",
    "PyAV": "Run 'make run': it installs the locked environment.",
    "Harper": "Run 'make run': it installs the locked environment.",
    "Java": "Install a Java of at least 17 (on Debian: openjdk-17-jre-headless). Harper goes on.",
    "LanguageTool": "Run 'make run' with Maven and a network: it fetches the jars. Harper goes on.",
    "Database": "Run 'scenewright database check', then 'scenewright database restore'.",
    "Guide": "Run 'scenewright guide validate' to see the file and line.",
}


def run_doctor(probes: Sequence[Callable[[], PartReport]], *, as_json: bool, out: TextIO) -> int:
    """Ask every part how it is; 1 when something needed is not well."""
    reports = [probe() for probe in probes]
    sick = [report for report in reports if report.needed and not report.well]
    if as_json:
        rows = [
            asdict(r) | {"what_to_do": "" if r.well else WHAT_TO_DO.get(r.name, "")}
            for r in reports
        ]
        json.dump({"parts": rows, "ok": not sick}, out, indent=1)
        out.write("\n")
        return 1 if sick else 0
    width = max(len(report.name) for report in reports)
    for report in reports:
        detail = f"  ({report.detail})" if report.detail else ""
        out.write(f"{report.name:<{width}}  {report.state.value:<12} {report.version}{detail}\n")
        if not report.well:
            out.write(f"{'':<{width}}  {WHAT_TO_DO.get(report.name, '')}\n")
    out.write(
        "Everything needed is here.\n" if not sick else "Something needed is missing; see above.\n"
    )
    return 1 if sick else 0
