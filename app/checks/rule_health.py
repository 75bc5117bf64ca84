"""Rule health: how often people confirmed what a rule found.

Precision = confirmed / (confirmed + false positives). Over 50 decisions a rule below 0.70 drops
to info, below 0.50 it is switched off until it is mended. Dismissals that say "allowed by
evidence" or "preference" are no mistakes of the rule and do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ENOUGH_DECISIONS: Final = 50
INFO_BELOW: Final = 0.70
OFF_BELOW: Final = 0.50


class Standing(StrEnum):
    """What becomes of a rule."""

    KEPT = "kept"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDecision:
    """One decision of a person about a finding; ``confirmed`` False is a false positive."""

    rule: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHealth:
    """The record of one rule."""

    rule: str
    confirmed: int
    false_positives: int

    @property
    def decisions(self) -> int:
        """Decisions that count."""
        return self.confirmed + self.false_positives

    @property
    def precision(self) -> float | None:
        """Share confirmed, None without decisions."""
        return self.confirmed / self.decisions if self.decisions else None

    @property
    def standing(self) -> Standing:
        """Kept, dropped to info, or off; always kept below 50 decisions."""
        precision = self.precision
        if precision is None or self.decisions < ENOUGH_DECISIONS:
            return Standing.KEPT
        if precision < OFF_BELOW:
            return Standing.OFF
        return Standing.INFO if precision < INFO_BELOW else Standing.KEPT


def rule_health(decisions: Iterable[RuleDecision]) -> tuple[RuleHealth, ...]:
    """The record of every rule that was decided about, the worst precision first."""
    counts: dict[str, list[int]] = {}
    for decision in decisions:
        pair = counts.setdefault(decision.rule, [0, 0])
        pair[0 if decision.confirmed else 1] += 1
    records = (
        RuleHealth(rule=rule, confirmed=good, false_positives=bad)
        for rule, (good, bad) in counts.items()
    )
    return tuple(sorted(records, key=lambda r: (r.precision or 0.0, -r.decisions, r.rule)))


def standings(records: Iterable[RuleHealth]) -> Mapping[str, Standing]:
    """The rules that are not kept as they are."""
    return {r.rule: r.standing for r in records if r.standing is not Standing.KEPT}
