"""Spans of media time: merged, half-open, in milliseconds. Watched and described coverage."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def merge(spans: Iterable[Span], *, bridge_ms: int = 0) -> tuple[Span, ...]:
    """Sort spans and join those that touch or lie at most ``bridge_ms`` apart."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1] + bridge_ms:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def gaps(spans: Iterable[Span], duration_ms: int, *, longer_than_ms: int = 0) -> tuple[Span, ...]:
    """Give what merged spans leave open in ``[0, duration_ms)``, short gaps left out."""
    found: list[Span] = []
    at = 0
    for start, end in merge(spans):
        if start > at:
            found.append((at, min(start, duration_ms)))
        at = max(at, end)
    if at < duration_ms:
        found.append((at, duration_ms))
    return tuple(gap for gap in found if gap[1] - gap[0] > longer_than_ms)


def covered_ms(spans: Iterable[Span], duration_ms: int) -> int:
    """Give how much of ``[0, duration_ms)`` the spans cover."""
    clipped = ((max(0, start), min(end, duration_ms)) for start, end in merge(spans))
    return sum(max(0, end - start) for start, end in clipped)
