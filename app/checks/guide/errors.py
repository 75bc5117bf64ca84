"""What can be wrong with a guide pack, with the file and the line."""

from __future__ import annotations

from app.domain.errors import RefusedError


class GuideError(RefusedError):
    """A guide pack is refused.

    Attributes:
        file: The file within its pack, such as ``base-narrative/rules/spc.yml``.
        line: The line, counted from 1; 0 when the whole file is meant.
    """

    def __init__(self, file: str, line: int, code: str, **facts: str | float | None) -> None:
        super().__init__(code, file=file, line=line, **facts)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        skipped = {"file", "line"}
        told = ", ".join(f"{k}: {v}" for k, v in self.facts.items() if k not in skipped)
        return f"{self.file}:{self.line}: {self.code}" + (f" ({told})" if told else "")
