"""The shipped packs: every example of every criterion passes, and a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, find_packs, load_guide
from app.checks.guide.model import Example
from app.checks.packs import PASSED_FILE, failing_examples, open_guide, passed_fact, passes
from app.checks.report import Stage
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

GUIDES = sorted(find_packs())
BASE = load_guide(SHIPPED / BASE_GUIDE)


def test_the_packs_are_shipped() -> None:
    assert GUIDES == ["ad-strict", "base-narrative", "uk-english"]


@pytest.mark.parametrize("criterion", sorted({e.criterion for e in BASE.examples}))
def test_examples_of_a_criterion_pass(base_checker: Checker, criterion: str) -> None:
    failed: list[Example] = []
    spec = base_checker.guide.criterion(criterion)
    assert spec is not None
    for example in base_checker.guide.examples:
        if example.criterion == criterion and not example.dropped:
            report = base_checker.check(CleanText.of(example.text), ClipFacts(), Stage.SUBMIT)
            if not passes(report, example, spec):
                failed.append(example)
    assert failed == []


def test_every_criterion_has_six_examples_of_each_kind() -> None:
    generated = {"WC-01"}
    for criterion in (c.id for c in BASE.criteria if c.id not in generated):
        kinds = [e.good for e in BASE.examples if e.criterion == criterion]
        assert kinds.count(True) >= 6, criterion
        assert kinds.count(False) >= 6, criterion


def test_dropped_examples_say_why() -> None:
    dropped = [e for e in BASE.examples if e.dropped]
    assert dropped
    assert all(len(e.dropped) > 3 for e in dropped)


@pytest.mark.parametrize("name", [g for g in GUIDES if g != BASE_GUIDE])
def test_other_packs_pass_their_own_examples(name: str) -> None:
    checker = Checker(load_guide(SHIPPED / name))
    assert [f.example.text for f in failing_examples(checker)] == []
    assert [e for e in checker.guide.examples if not e.dropped]


def test_the_record_of_passed_packs_is_up_to_date() -> None:
    recorded = (SHIPPED / PASSED_FILE).read_text(encoding="utf-8")
    facts = {passed_fact(load_guide(SHIPPED / name)) for name in GUIDES}
    assert all(fact in recorded for fact in facts), "run: python -m tests.bench.record_passed"


def _pack(folder: Path, example: str) -> Path:
    pack = folder / "client"
    (pack / "rules").mkdir(parents=True)
    (pack / "examples").mkdir()
    (pack / "guide.yml").write_text(
        "schema: caption-guide/1\nid: client\nversion: '1'\nlanguage: en-US\n"
        "extends: base-narrative@1\n",
        encoding="utf-8",
    )
    (pack / "rules" / "own.yml").write_text(
        "id: REG-own\nextends: existence\nmessage: x\ntokens: [snazzy]\nx: { criterion: REG-01 }\n",
        encoding="utf-8",
    )
    (pack / "examples" / "own.txt").write_text(example, encoding="utf-8")
    return pack


def test_a_pack_whose_examples_fail_is_refused_with_the_line(tmp_path: Path) -> None:
    pack = _pack(tmp_path, "# REG-01\n- A ⟦snazzy⟧ hat.\n- A ⟦plain⟧ hat.\n")
    with pytest.raises(GuideError) as raised:
        open_guide(pack)
    assert (raised.value.code, raised.value.line) == ("guide.example-fails", 3)
    assert raised.value.file == "client/examples/own.txt"


def test_that_the_examples_passed_is_remembered_until_the_pack_changes(tmp_path: Path) -> None:
    memory = tmp_path / "passed" / "facts.json"
    pack = _pack(tmp_path, "# REG-01\n- A ⟦snazzy⟧ hat.\n")
    guide = open_guide(pack, remembered=memory).guide
    assert passed_fact(guide) in memory.read_text(encoding="utf-8")
    (pack / "examples" / "own.txt").write_text("# REG-01\n- A ⟦plain⟧ hat.\n", encoding="utf-8")
    with pytest.raises(GuideError):
        open_guide(pack, remembered=memory)
