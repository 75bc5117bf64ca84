"""Messages between the window's side and its children: one JSON object a line, over pipes.

Standard library only. A message is a flat dict; the key "m" names its kind.
"""

from __future__ import annotations

import json
import os
from typing import Any, Final, cast

Message = dict[str, Any]

LONGEST: Final = 4000
"""Bytes of the longest command; below PIPE_BUF (4,096), so that a write is whole or not at all."""


class MessageTooLongError(ValueError):
    """The message does not fit into one whole write."""


def encode(message: Message) -> bytes:
    """One line of ASCII JSON."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def encode_command(message: Message) -> bytes:
    """A command's line.

    Raises:
        MessageTooLongError: the line is longer than `LONGEST`.
    """
    line = encode(message)
    if len(line) > LONGEST:
        raise MessageTooLongError(message.get("m"))
    return line


class Lines:
    """Cuts what arrives on a pipe into messages; a line that is no message is left out."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        found: list[Message] = []
        for line in lines:
            try:
                message: Any = json.loads(line)
            except ValueError:
                # A library wrote to the pipe; its noise must not end the session.
                continue
            if isinstance(message, dict) and "m" in message:
                found.append(cast("Message", message))
        return found


def write_all(fd: int, data: bytes) -> None:
    """Write every byte, waiting as long as the reader needs."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
