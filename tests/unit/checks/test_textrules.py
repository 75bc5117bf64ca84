"""Vale's rule types in a pack of the test's own: they mean what they mean in Vale."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.checks.engine import Checker
from app.checks.guide.loader import load_guide
from app.checks.report import Stage
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts

GUIDE = (
    "schema: caption-guide/1\nid: t\nversion: '1'\nlanguage: en-US\n"
    "criteria:\n  X-01: { section: SG-1, group: must_not }\n"
    "sections:\n  - { id: SG-1, title: One, body: Text }\n"
)


def found(folder: Path, rule: str, text: str) -> list[str]:
    pack = folder / "t"
    (pack / "rules").mkdir(parents=True, exist_ok=True)
    (pack / "guide.yml").write_text(GUIDE, encoding="utf-8")
    (pack / "rules" / "a.yml").write_text(
        f"id: X-a\nmessage: '%s'\n{rule}\nx: {{ criterion: X-01{_more(rule)} }}\n",
        encoding="utf-8",
    )
    checker = Checker(load_guide(pack))
    report = checker.check(CleanText.of(text), ClipFacts(), Stage.SUBMIT)
    return [f.match for f in report.findings]


def _more(rule: str) -> str:
    return ", sequence: ['[person] > @wave <']" if "sequence" in rule else ""


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        ("extends: existence\ntokens: [foo]", "A Foo and food.", ["Foo"]),
        ("extends: existence\nignorecase: false\ntokens: [foo]", "A Foo, a foo.", ["foo"]),
        ("extends: existence\ntokens: [foo]\nexceptions: ['foo fighter']", "foo fighter foo",
         ["foo"]),
        ("extends: existence\nscope: quote\ntokens: [foo]", 'A foo says, "foo."', ["foo"]),
        ("extends: substitution\nswap: { lorry: truck }", "A lorry stops.", ["lorry"]),
        ("extends: occurrence\ntoken: and\nmax: 2\nscope: sentence",
         "ox and cow. c and d and e and f.",
         ["c and d and e and f."]),
        ("extends: occurrence\ntoken: and\nmin: 1", "a b. c d.", [""]),
        ("extends: occurrence\ntoken: and\nmin: 1", "a b. c and d.", []),
        ("extends: repetition\ntokens: ['[a-z]+']", "The dog runs runs off. Off it goes.",
         ["runs runs"]),
        ("extends: conditional\nfirst: 'WHO'\nsecond: 'World Health'", "The WHO meets.", ["WHO"]),
        ("extends: conditional\nfirst: 'WHO'\nsecond: 'World Health'",
         "The World Health Organization. The WHO meets.", []),
        ("extends: capitalization\nignorecase: false\ntokens: ['[A-Z]{4,}']", "A LOUD man.",
         ["LOUD"]),
        ("extends: metric\nformula: 'words_per_sentence > 5'", "One two three four five six seven.",
         [""]),
        ("extends: metric\nformula: 'words_per_sentence > 5'", "One two. Three four.", []),
        ("extends: sequence", "A boy waves. A flag waves.", ["waves"]),
    ],
)  # fmt: skip
def test_rule_types(tmp_path: Path, rule: str, text: str, wanted: list[str]) -> None:
    assert found(tmp_path, rule, text) == wanted


def test_exempting_words_nearby(tmp_path: Path) -> None:
    rule = "extends: existence\ntokens: [want]"
    near = "unless_before: { pattern: says, tokens: 3 }"
    pack = tmp_path / "t"
    (pack / "rules").mkdir(parents=True)
    (pack / "guide.yml").write_text(GUIDE, encoding="utf-8")
    (pack / "rules" / "a.yml").write_text(
        f"id: X-a\n{rule}\nx: {{ criterion: X-01, {near} }}\n", encoding="utf-8"
    )
    checker = Checker(load_guide(pack))

    def count(text: str) -> int:
        return len(checker.check(CleanText.of(text), ClipFacts(), Stage.SUBMIT).findings)

    assert count("He says they want it.") == 0
    assert count("He says that the two of them want it.") == 1
    assert count("He says so. They want it.") == 1
