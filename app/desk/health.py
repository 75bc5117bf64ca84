"""How a person's decisions judge the rules: which ones are kept, lowered or switched off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.checks import rule_health
from app.checks.rule_health import ENOUGH_DECISIONS, RuleHealth, Standing
from app.desk.ports.store import Decision, DecisionReason, DecisionScope, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """How a rule fared with the person who writes here.

    Attributes:
        confirmed: Findings the person called right.
        false_positive: Findings the person called wrong.
        allowed_by_evidence, preference: Dismissed for reasons that do not speak against the rule.
    """

    rule: str
    criterion: str
    confirmed: int = 0
    false_positive: int = 0
    allowed_by_evidence: int = 0
    preference: int = 0

    @property
    def health(self) -> RuleHealth:
        """The part of the record by which the rule is judged."""
        return RuleHealth(
            rule=self.rule, confirmed=self.confirmed, false_positives=self.false_positive
        )

    @property
    def shown(self) -> int:
        """Findings the person said anything about."""
        return self.confirmed + self.dismissed

    @property
    def dismissed(self) -> int:
        """Findings the person put aside, for whatever reason."""
        return self.false_positive + self.allowed_by_evidence + self.preference

    @property
    def decided(self) -> int:
        """Decisions that count for or against the rule."""
        return self.health.decisions

    @property
    def judged(self) -> bool:
        """Whether there are enough decisions to judge it."""
        return self.decided >= ENOUGH_DECISIONS

    @property
    def precision(self) -> float | None:
        """Share of right findings among those that count, None without any."""
        return self.health.precision

    @property
    def standing(self) -> Standing:
        """What becomes of the rule's findings."""
        return self.health.standing


def rule_records(decisions: Iterable[Decision]) -> tuple[RuleRecord, ...]:
    """Count the decisions by rule, in the order of the rules' names.

    Of several decisions about one finding (the same words of one clip) the newest counts; one that
    was withdrawn does not count.
    """
    counts: dict[str, dict[DecisionReason, int]] = {}
    criteria: dict[str, str] = {}
    for decision in _standing(decisions):
        by_reason = counts.setdefault(decision.rule, dict.fromkeys(DecisionReason, 0))
        by_reason[decision.reason] += 1
        criteria[decision.rule] = decision.criterion
    return tuple(
        RuleRecord(
            rule=rule,
            criterion=criteria[rule],
            confirmed=by_reason[DecisionReason.CONFIRMED],
            false_positive=by_reason[DecisionReason.FALSE_POSITIVE],
            allowed_by_evidence=by_reason[DecisionReason.ALLOWED_BY_EVIDENCE],
            preference=by_reason[DecisionReason.PREFERENCE],
        )
        for rule, by_reason in sorted(counts.items())
    )


def standings(records: Iterable[RuleRecord]) -> Mapping[str, Standing]:
    """Give the rules that are lowered or switched off."""
    return rule_health.standings(record.health for record in records)


def read_records(unit: UnitOfWork) -> tuple[RuleRecord, ...]:
    """Count all decisions there are. READER lane: there may be many."""
    return rule_records(unit.decisions.all())


def _standing(decisions: Iterable[Decision]) -> Iterable[Decision]:
    """Leave out what a newer decision replaced or took back."""
    newest: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        if not decision.withdrawn:
            newest[decision.rule, decision.clip_id, decision.match] = decision
            continue
        for key, earlier in list(newest.items()):
            if _takes_back(decision, earlier):
                del newest[key]
    return newest.values()


def _takes_back(withdrawal: Decision, earlier: Decision) -> bool:
    if withdrawal.rule != earlier.rule or withdrawal.scope is not earlier.scope:
        return False
    here = withdrawal.clip_id == earlier.clip_id
    if withdrawal.scope is DecisionScope.RULE:
        return True
    if withdrawal.scope is DecisionScope.CLIP:
        return here
    return here and withdrawal.match == earlier.match
