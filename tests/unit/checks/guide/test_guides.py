"""Guide packs: errors with file and line, limits, merging, expressions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.guide.documents import MAX_FILE, read_documents
from app.checks.guide.errors import GuideError
from app.checks.guide.expressions import ExpressionError, parse_expression
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.guide.merge import merged
from app.checks.report import Severity

HEAD = "schema: caption-guide/1\nid: t\nversion: '1'\nlanguage: en-US\n"
CRITERIA = HEAD + (
    "criteria:\n  X-01: { section: SG-1, group: must_not }\n"
    "sections:\n  - { id: SG-1, title: One, body: Text }\n"
)
RULE = "id: X-a\nextends: existence\nmessage: m\ntokens: [abc]\nx: { criterion: X-01 }\n"


def write(folder: Path, guide: str = CRITERIA, rule: str = RULE, lexicon: str = "") -> Path:
    pack = folder / "t"
    (pack / "rules").mkdir(parents=True)
    (pack / "guide.yml").write_text(guide, encoding="utf-8")
    (pack / "rules" / "a.yml").write_text(rule, encoding="utf-8")
    if lexicon:
        (pack / "lexicons").mkdir()
        (pack / "lexicons" / "w.yml").write_text(lexicon, encoding="utf-8")
    return pack


def refusal(folder: Path, **files: str) -> GuideError:
    with pytest.raises(GuideError) as raised:
        load_guide(write(folder, **files))
    return raised.value


@pytest.mark.parametrize(
    ("rule", "line", "code"),
    [
        ("id: X-a\nextends: existence\nfoo: 1\nx: { criterion: X-01 }\n", 3, "guide.unknown-key"),
        ("id: X-a\nextends: spelling\nx: { criterion: X-01 }\n", 2, "guide.choice"),
        ("id: X-a\nextends: existence\n", 1, "guide.missing-key"),
        ("id: X-a\nextends: existence\ntokens: abc\nx: { criterion: X-01 }\n", 3, "guide.kind"),
        (RULE.replace("abc", "'a(?=b)'"), 4, "guide.pattern"),
        (RULE.replace("abc", "'(a)\\1'"), 4, "guide.pattern"),
        (RULE.replace("abc", "'a['"), 4, "guide.pattern"),
        (RULE.replace("[abc]", str([f"w{n}" for n in range(401)])), 4, "guide.pattern"),
        (RULE.replace("X-01", "Y-01"), 5, "guide.no-criterion"),
        (RULE + "link: guide://SG-9\n", 6, "guide.no-section"),
        (RULE + "---\n" + RULE, 7, "guide.duplicate-rule"),
        ("id: X-a\nid: X-b\n", 2, "guide.duplicate-key"),
        ("id: [unclosed\n", 2, "guide.yaml"),
        ("id: !!python/object:os.system x\n", 1, "guide.tag"),
        ("extends: existence\n", 1, "guide.missing-key"),
        (
            "id: X-a\nextends: sequence\nx:\n  criterion: X-01\n  sequence: [a b,\n b,\n a (]\n",
            7,
            "guide.sequence",
        ),
    ],
)
def test_a_broken_rule_is_told_with_its_line(
    tmp_path: Path, rule: str, line: int, code: str
) -> None:
    error = refusal(tmp_path, rule=rule)
    assert (error.file, error.line, error.code) == ("t/rules/a.yml", line, code)
    assert str(error).startswith(f"t/rules/a.yml:{line}: {code}")


@pytest.mark.parametrize(
    ("guide", "line", "code"),
    [
        (CRITERIA + "colour: red\n", 9, "guide.unknown-key"),
        (CRITERIA.replace("SG-1,", "SG-7,", 1), 6, "guide.no-section"),
        (HEAD.replace("caption-guide/1", "caption-guide/9"), 1, "guide.choice"),
        (HEAD + "extends: nobody@1\n", 5, "guide.extends"),
        (
            CRITERIA.replace("group: must_not", "group: must_not, state: { weak: 'minor >' }"),
            6,
            "guide.expression",
        ),
        (HEAD + "switches: [a]\n", 5, "guide.kind"),
    ],
)
def test_a_broken_guide_file_is_told_with_its_line(
    tmp_path: Path, guide: str, line: int, code: str
) -> None:
    error = refusal(tmp_path, guide=guide)
    assert (error.file, error.line, error.code) == ("t/guide.yml", line, code)


def test_a_folder_without_a_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GuideError) as raised:
        load_guide(tmp_path)
    assert raised.value.code == "guide.missing"


def test_a_switch_without_its_value_is_refused(tmp_path: Path) -> None:
    rule = RULE.replace(
        "{ criterion: X-01 }", "{ criterion: X-01, switch: s, by_switch: { a: minor } }"
    )
    error = refusal(tmp_path, guide=CRITERIA + "switches: { s: b }\n", rule=rule)
    assert error.code == "guide.switch"


def test_a_switch_sets_the_severity_or_turns_a_rule_off(tmp_path: Path) -> None:
    rule = RULE.replace(
        "{ criterion: X-01 }",
        "{ criterion: X-01, switch: s, by_switch: { a: major, b: 'off' } }",
    )
    on = load_guide(write(tmp_path / "1", guide=CRITERIA + "switches: { s: a }\n", rule=rule))
    off = load_guide(write(tmp_path / "2", guide=CRITERIA + "switches: { s: b }\n", rule=rule))
    assert [r.severity for r in on.rules] == [Severity.MAJOR]
    assert off.rules == ()


def test_files_and_aliases_have_limits() -> None:
    with pytest.raises(GuideError) as big:
        read_documents("a: " + "x" * MAX_FILE, "f")
    assert big.value.code == "guide.too-big"
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: *a\n" for n in range(30))
    with pytest.raises(GuideError) as aliases:
        read_documents(bomb, "f")
    assert aliases.value.code == "guide.alias"
    deep = "a: " + "[" * 20 + "]" * 20
    with pytest.raises(GuideError) as nested:
        read_documents(deep, "f")
    assert nested.value.code == "guide.too-deep"


def test_a_merge_key_is_refused() -> None:
    with pytest.raises(GuideError) as raised:
        read_documents("a: &a {x: 1}\nb:\n  <<: *a\n", "f")
    assert (raised.value.code, raised.value.line) == ("guide.tag", 3)


def _merge(base: str, child: str) -> object:
    (low,) = read_documents(base, "base.yml")
    (high,) = read_documents(child, "child.yml")
    return merged(low, high)


def test_maps_merge_deeply_and_lists_are_replaced_or_edited() -> None:
    base = "a: { b: 1, c: [x, y, z] }\nd: [1]\ns: [{id: p, v: 1}, {id: q, v: 2}]\n"
    child = "a: { b: 2, c: { add: [w], remove: [y] } }\nd: [2, 3]\ns: { add: [{id: q, v: 9}] }\n"
    result = _merge(base, child)
    assert result.value == {  # type: ignore[attr-defined]
        "a": {"b": 2, "c": ["x", "z", "w"]},
        "d": [2, 3],
        "s": [{"id": "p", "v": 1}, {"id": "q", "v": 9}],
    }
    assert result.place(("a", "c", 0)) == ("base.yml", 1)  # type: ignore[attr-defined]
    assert result.place(("a", "c", 2)) == ("child.yml", 1)  # type: ignore[attr-defined]


def test_removing_what_is_not_there_is_told() -> None:
    with pytest.raises(GuideError) as raised:
        _merge("a: [x]\n", "\na: { remove: [q] }\n")
    assert (raised.value.code, raised.value.file, raised.value.line) == (
        "guide.list-edit", "child.yml", 2,
    )  # fmt: skip


def test_a_pack_that_extends_another_changes_only_what_it_says() -> None:
    base = load_guide(SHIPPED / BASE_GUIDE)
    strict = load_guide(SHIPPED / "ad-strict")
    assert strict.stamp.sha256 != base.stamp.sha256
    assert strict.rule("REG-contraction") is None
    assert strict.rule("OBJ-evaluative").severity is Severity.MAJOR  # type: ignore[union-attr]
    assert strict.rule("OBJ-evaluative").sequences == base.rule("OBJ-evaluative").sequences  # type: ignore[union-attr]
    assert strict.rule("SPC-mind") == base.rule("SPC-mind")
    assert [c.id for c in strict.criteria] == [c.id for c in base.criteria]
    assert strict.section("SG-3.3").title != base.section("SG-3.3").title  # type: ignore[union-attr]


def test_the_hash_covers_every_file_and_the_parent(tmp_path: Path) -> None:
    one = load_guide(write(tmp_path / "1"))
    same = load_guide(write(tmp_path / "2"))
    other = load_guide(write(tmp_path / "3", rule=RULE.replace("abc", "abd")))
    assert one.stamp == same.stamp
    assert one.stamp.sha256 != other.stamp.sha256


@pytest.mark.parametrize(
    ("text", "signals", "value"),
    [
        ("minor > 0 && minor <= 2", {"minor": 2}, 1),
        ("minor > 0 && minor <= 2", {"minor": 3}, 0),
        ("major >= 1 || minor >= 3", {"minor": 3}, 1),
        ("!early", {}, 1),
        ("!(a || b) && c != 2", {"c": 3}, 1),
        ("a == 1 || a == 2 && b", {"a": 1}, 1),
        ("7", {}, 7),
        ("unknown", {}, 0),
    ],
)
def test_expressions(text: str, signals: dict[str, int], value: int) -> None:
    assert parse_expression(text).value(signals) == value


@pytest.mark.parametrize(
    "text",
    ["", "a &&", "a & b", "(a", "a)", "a b", "__import__('os')", "a.b", "1 + 1", "a" * 500,
     "(" * 60 + "a" + ")" * 60, "> 3", "A"],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(text)


@settings(deadline=None)
@given(st.text(alphabet="ab01 &|!()<>=", max_size=40))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        tree = parse_expression(text)
    except ExpressionError:
        return
    assert isinstance(tree.value({"a": 1}), int)
    assert tree.names() <= {"a", "b", "ab", "ba"} | tree.names()
