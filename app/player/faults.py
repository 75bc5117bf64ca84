"""What reading a file may fail with, inside the child processes."""

from __future__ import annotations

from app.desk.ports.player import PlayerFault


class MediaError(Exception):
    """A file cannot be used; `code` says why."""

    def __init__(self, code: PlayerFault, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
