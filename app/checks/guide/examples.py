r"""Fixtures of a pack: ``examples/*.txt``.

A line ``# SPC-01`` names the criterion, ``+`` begins an example that complies, ``-`` one that
fails, with the expected spans between ``⟦`` and ``⟧``. ``~ 18 reason`` before an example drops
it: it is kept as a record and not run. ``\n`` in an example stands for a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.guide.errors import GuideError
from app.checks.guide.model import Example

_MARK = re.compile("[⟦⟧]")


def read_examples(text: str, file: str) -> Iterator[Example]:
    """Read the examples of one file.

    Raises:
        GuideError: ``guide.example`` for a line that is none of these.
    """
    criterion, dropped = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        kind, _, rest = line.strip().partition(" ")
        if not kind:
            continue
        if kind == "#":
            criterion = rest.strip()
        elif kind == "~":
            dropped = rest.strip() or "dropped"
        elif kind in {"+", "-"} and criterion:
            marked = rest.replace("\\n", "\n")
            yield Example(
                criterion=criterion,
                good=kind == "+",
                text=_MARK.sub("", marked),
                spans=_spans(marked, file, number),
                dropped=dropped,
                file=file,
                line=number,
            )
            dropped = ""
        else:
            raise GuideError(file, number, "guide.example", text=line[:60])


def _spans(marked: str, file: str, number: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    opened = -1
    for taken, match in enumerate(_MARK.finditer(marked)):
        at = match.start() - taken
        if match.group() == "⟦" and opened < 0:
            opened = at
        elif match.group() == "⟧" and opened >= 0:
            found.append((opened, at))
            opened = -1
        else:
            raise GuideError(file, number, "guide.example", text="marks do not pair")
    return tuple(found)
