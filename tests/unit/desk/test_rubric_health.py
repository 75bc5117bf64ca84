"""The rubric of a clip under the health of its rules: read, counted again, reloaded guides."""

from __future__ import annotations

import pytest

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.checks.report import Finding, Severity
from app.checks.rule_health import Standing
from app.desk.judged import RubricNews
from app.desk.ports.store import DecisionReason, DecisionScope
from app.desk.rubric import RubricDesk
from app.domain.clip import ClipFacts
from tests.fakes.desk import DeskHarness
from tests.fakes.parts import base_checker

TEXT = (
    "On a wooden pier, gulls cry and an old man in a yellow raincoat mends a net. He is probably "
    "sad. A girl in red boots walks up with a lantern and holds it over his work while he smiles."
)


class Rubric:
    """A rubric on a memory store, its clip on the desk."""

    def __init__(self) -> None:
        self.harness = DeskHarness()
        self.harness.add_clip("c1")
        self.harness.add_clip("c2")
        self.news: list[RubricNews] = []
        self.errors: list[Exception] = []
        self.load: Checker | Exception = base_checker()
        self.desk = RubricDesk(
            self.harness.desk,
            load_checker=self._load,
            on_news=self.news.append,
            on_guide=lambda _: None,
            on_error=self.errors.append,
        )
        self.desk.reload()
        self.desk.open(TEXT, ClipFacts(), clip_id="c1")
        self.settle()

    def _load(self) -> Checker:
        if isinstance(self.load, Exception):
            raise self.load
        return self.load

    def settle(self) -> None:
        self.harness.timers.advance(5)

    @property
    def found(self) -> list[Finding]:
        return [f for f in self.news[-1].report.findings if f.match == "probably"]

    def decide(self, times: int, reason: DecisionReason) -> None:
        """Decide about so many findings of the same rule, in another clip's texts."""
        (finding,) = self.found
        for number in range(times):
            words = f"{reason.value} {number}"
            other = type(finding)(**{**_fields(finding), "match": words})
            self.desk.dismiss(other, reason, DecisionScope.FINDING)
        self.settle()


def _fields(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in finding.__slots__}


@pytest.fixture
def rubric() -> Rubric:
    return Rubric()


def test_before_the_decisions_are_read_no_rule_is_hushed(rubric: Rubric) -> None:
    assert rubric.desk.hushed is None
    rubric.desk.read_health()
    assert rubric.desk.hushed == {}
    assert rubric.desk.health == ()


def test_a_confirmed_finding_is_stored_and_stays(rubric: Rubric) -> None:
    (finding,) = rubric.found
    assert not rubric.desk.is_confirmed(finding)
    rubric.desk.confirm(finding)
    rubric.settle()
    assert rubric.desk.is_confirmed(finding)
    assert rubric.found == [finding]
    (record,) = rubric.desk.health
    assert (record.rule, record.confirmed) == (finding.rule, 1)
    stored = rubric.harness.store.read(lambda unit: unit.decisions.of_clip("c1"))
    rubric.desk.withdraw(stored[-1])
    assert not rubric.desk.is_confirmed(finding)
    assert rubric.desk.health == ()


def test_the_fiftieth_decision_lowers_a_bad_rule_at_once(rubric: Rubric) -> None:
    rubric.decide(30, DecisionReason.CONFIRMED)
    rubric.decide(19, DecisionReason.FALSE_POSITIVE)
    (finding,) = rubric.found
    assert finding.severity is Severity.MAJOR
    rubric.decide(20, DecisionReason.FALSE_POSITIVE)
    assert rubric.desk.hushed == {finding.rule: Standing.INFO}
    (finding,) = rubric.found
    assert finding.severity is Severity.INFO
    assert rubric.news[-1].lowered == 1
    assert not any(f.match == "probably" for f in rubric.desk.submit_report().to_look_at())


def test_a_rule_that_is_mostly_wrong_is_switched_off(rubric: Rubric) -> None:
    rubric.decide(10, DecisionReason.CONFIRMED)
    rubric.decide(45, DecisionReason.FALSE_POSITIVE)
    assert rubric.found == []
    assert rubric.news[-1].switched_off == 1


def test_another_window_finds_the_same_health(rubric: Rubric) -> None:
    rubric.decide(60, DecisionReason.FALSE_POSITIVE)
    again = RubricDesk(
        rubric.harness.desk,
        load_checker=base_checker,
        on_news=lambda _: None,
        on_guide=lambda _: None,
        on_error=rubric.errors.append,
    )
    again.read_health()
    assert again.health == rubric.desk.health
    assert list((again.hushed or {}).values()) == [Standing.OFF]


def test_a_guide_that_does_not_load_leaves_the_old_one_in_use(rubric: Rubric) -> None:
    before = rubric.desk.checker
    rubric.load = GuideError("mine/guide.yml", 3, "guide.yaml")
    told: list[Exception] = []
    rubric.desk.reload(on_error=told.append)
    assert told == [rubric.load]
    assert rubric.errors == []
    assert rubric.desk.checker is before
    rubric.desk.reload()
    assert rubric.errors == [rubric.load]


def test_a_guide_that_loads_is_told_and_used(rubric: Rubric) -> None:
    newer = Checker(base_checker().guide)
    rubric.load = newer
    told: list[Checker] = []
    rubric.desk.reload(told.append)
    assert told == [newer]
    assert rubric.desk.checker is newer


def test_without_any_guide_the_desk_knows_why(rubric: Rubric) -> None:
    error = GuideError("mine/guide.yml", 3, "guide.yaml")
    rubric.load = error
    rubric.desk.reload()
    assert rubric.desk.fault is None  # the old guide is still in use
    bare = RubricDesk(
        rubric.harness.desk,
        load_checker=rubric._load,
        on_news=lambda _: None,
        on_guide=lambda _: None,
        on_error=rubric.errors.append,
    )
    bare.reload()
    assert bare.fault is error
    rubric.load = base_checker()
    bare.reload()
    assert bare.fault is None


def test_hearing_the_checkers_and_showing_the_report_are_slices_of_their_own(
    rubric: Rubric, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[list[str]] = []
    turn = rubric.desk._slice

    def begin() -> None:
        turns.append([])
        turn()

    def noted(name: str) -> None:
        call = getattr(rubric.desk, name)

        def note(*arguments: object) -> object:
            turns[-1].append(name)
            return call(*arguments)

        monkeypatch.setattr(rubric.desk, name, note)

    monkeypatch.setattr(rubric.desk, "_slice", begin)
    for name in ("_tell_language", "_language_findings", "_steps", "_judged"):
        noted(name)
    rubric.desk.set_text(TEXT + " He waits.")
    rubric.settle()
    assert all(len(done) == 1 for done in turns)
    assert [done[0] for done in turns if done != ["_steps"]] == [
        "_tell_language",
        "_language_findings",
        "_judged",
    ]
