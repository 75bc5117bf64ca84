"""Time and timers, injected so that tests need no waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """What time it is; every call returns at once."""

    def utc_ms(self) -> int:
        """Wall clock, UTC, in milliseconds since 1970."""
        ...

    def monotonic_ms(self) -> int:
        """A clock that only runs forward and is not set by anybody."""
        ...

    def offset_minutes(self) -> int:
        """The zone offset people live in now, in minutes east of UTC."""
        ...


class Timer(Protocol):
    """A call that waits for its time."""

    def cancel(self) -> None:
        """Do not make the call; a no-op when it was made."""
        ...


class Timers(Protocol):
    """Calls made later on MAIN."""

    def call_later(self, delay_ms: int, call: Callable[[], None]) -> Timer:
        """Make one call on MAIN after at least ``delay_ms``."""
        ...


class Ids(Protocol):
    """Gives identifiers."""

    def new(self) -> str:
        """Give a new UUIDv7 in its usual form."""
        ...
