"""An analysis that answers when the test says so."""

from __future__ import annotations

from collections.abc import Callable

from app.desk.ports.analysis import AnalysisEvent


class FakeAnalysis:
    """`AnalysisPort` that keeps what it was asked; ``post`` answers are the test's."""

    def __init__(self, post: Callable[[AnalysisEvent], None]) -> None:
        self.post = post
        self.asked: list[tuple[str, str]] = []
        self.cancelled: list[int] = []
        self.started = False

    def start(self) -> None:
        self.started = True

    def _ask(self, what: str, path: str) -> int:
        self.asked.append((what, path))
        return len(self.asked)

    def probe(self, path: str) -> int:
        return self._ask("probe", path)

    def peaks(self, path: str, *, from_ms: int = 0) -> int:
        return self._ask("peaks", path)

    def shots(self, path: str) -> int:
        return self._ask("shots", path)

    def thumbnails(self, path: str, times_ms: tuple[int, ...], *, height: int) -> int:
        return self._ask("thumbnails", path)

    def hash_content(self, path: str) -> int:
        return self._ask("hash", path)

    def preflight(self, path: str) -> int:
        return self._ask("preflight", path)

    def make_seekable_copy(self, path: str) -> int:
        return self._ask("copy", path)

    def keep_stream(self, address: str) -> int:
        return self._ask("keep", address)

    def cancel(self, request: int) -> None:
        self.cancelled.append(request)

    def close(self) -> None:
        self.started = False
