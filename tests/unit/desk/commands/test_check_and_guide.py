"""``check`` and ``guide`` on the command line, without argument parsing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.checks.engine import Checker
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.matches import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
)
from app.checks.report import Stage
from app.desk.commands.check import CheckArguments, facts_from, run_batch, run_check
from app.desk.commands.guide import run_diff, run_new, run_show, run_validate
from app.domain.clip import Ternary
from app.domain.errors import RefusedError

GUIDE = load_guide(SHIPPED / BASE_GUIDE)
CHECKER = Checker(GUIDE)


class OneWordChecker:
    """Finds one misspelled word, or gives no answer."""

    name = CheckerName.HARPER

    def __init__(self, *, answers: bool = True) -> None:
        self._state = CheckerState.READY if answers else CheckerState.MISSING

    def prepare(self) -> CheckerStatus:
        return self.status()

    def status(self) -> CheckerStatus:
        return CheckerStatus(name=self.name, version="1.0", state=self._state)

    def check(self, text: str, *, accepted: frozenset[str]) -> tuple[LanguageMatch, ...]:
        if self._state is not CheckerState.READY:
            raise CheckerUnavailableError(self.status())
        at = text.find("recieves")
        if at < 0:
            return ()
        return (
            LanguageMatch(
                checker=self.name, rule="SpellCheck", category="Spelling", start=at, end=at + 8,
                message="Did you mean receives?", suggestions=("receives",),
                kind=MatchKind.SPELLING,
            ),
        )  # fmt: skip

    def close(self) -> None:
        return


def batch(*rows: object, **arguments: object) -> list[dict[str, object]]:
    out = io.StringIO()
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    run_batch(CHECKER, lines, CheckArguments(**arguments), out)  # type: ignore[arg-type]
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_batch_keeps_order_and_ignores_more_keys() -> None:
    rows = batch({"id": "b", "text": "In a park.", "source": "x"}, "", {"id": "a", "text": ""})
    assert [r["id"] for r in rows] == ["b", "a"]
    assert rows[0]["guide"] == "base-narrative@1.0.0"


def test_offsets_of_a_batch_count_in_the_text_as_given() -> None:
    text = "😀 Then [00:01.000] he seems tired."
    (row,) = batch({"id": 1, "text": text}, stage=Stage.SUBMIT)
    (hedge,) = [f for f in row["findings"] if f["criterion"] == "SPC-01"]  # type: ignore[union-attr]
    assert text[hedge["start"] : hedge["end"]] == hedge["match"]
    assert row["id"] == "1"


def test_facts_of_a_row_are_its_own() -> None:
    plain, told = batch(
        {"id": "1", "text": "A lake."}, {"id": "2", "text": "A lake.", "facts": {"speech": False}}
    )
    assert plain["criteria"]["DLG-01"]["state"] == "too_early"  # type: ignore[index]
    assert told["criteria"]["DLG-01"]["state"] == "not_applicable"  # type: ignore[index]


@pytest.mark.parametrize("row", ["{", "[]", '{"id": "1"}', '{"text": "x"}', '{"id":1,"text":2}'])
def test_a_bad_row_is_told_with_its_line(row: str) -> None:
    with pytest.raises(RefusedError) as raised:
        batch({"id": "1", "text": "A"}, row)
    assert raised.value.code == "check.bad-row"
    assert raised.value.facts["line"] == 2


def test_facts_are_read_and_unknown_ones_refused() -> None:
    facts = facts_from({"speech": True, "music": "no", "people": None, "names_allowed": ["Ann"]})
    assert (facts.speech, facts.music, facts.people) == (Ternary.YES, Ternary.NO, Ternary.UNKNOWN)
    assert facts.names_allowed == ("Ann",)
    for bad in ({"speach": True}, {"speech": "maybe"}, {"names_allowed": "Ann"}):
        with pytest.raises(RefusedError):
            facts_from(bad)


def test_the_text_output_names_line_and_column() -> None:
    out = io.StringIO()
    run_check(CHECKER, "A man waits.\nHe seems tired.", CheckArguments(stage=Stage.SUBMIT), out)
    assert "2:4 major SPC-evidential “seems" in out.getvalue()


def test_the_text_output_shows_five_findings_of_a_rule_and_counts_the_rest() -> None:
    out = io.StringIO()
    run_check(CHECKER, "Perhaps it rains. " * 8, CheckArguments(), out)
    assert out.getvalue().count(" SPC-adverb ") == 5
    assert "\n+3 more of SPC-01\n" in out.getvalue()


def test_language_checkers_take_part_and_are_named() -> None:
    out = io.StringIO()
    arguments = CheckArguments(stage=Stage.SUBMIT, as_json=True)
    run_check(CHECKER, "She recieves a letter.", arguments, out, language=[OneWordChecker()])
    row = json.loads(out.getvalue())
    assert row["criteria"]["GRM-01"]["state"] == "weak"
    (found,) = [f for f in row["findings"] if f["criterion"] == "GRM-01"]
    assert found["match"] == "recieves"


def test_a_checker_without_an_answer_is_no_clean_bill() -> None:
    out = io.StringIO()
    deaf = OneWordChecker(answers=False)
    run_check(CHECKER, "She waves.", CheckArguments(stage=Stage.SUBMIT), out, language=[deaf])
    assert "?        GRM-01" in out.getvalue()
    assert "harper did not take part." in out.getvalue()


def test_a_new_pack_is_valid_and_a_broken_one_is_told(tmp_path: Path) -> None:
    out = io.StringIO()
    assert run_new("acme-films", tmp_path, out) == 0
    pack = tmp_path / "acme-films"
    assert run_validate(pack, (SHIPPED,), out) == 0
    assert "0 failed" in out.getvalue()
    (pack / "examples" / "own.txt").write_text("# REG-01\n- He does ⟦not⟧ answer.\n", "utf-8")
    assert run_validate(pack, (SHIPPED,), out) == 1
    (pack / "guide.yml").write_text("schema: caption-guide/1\nwrong: 1\n", "utf-8")
    assert run_validate(pack, (SHIPPED,), out) == 1
    assert "acme-films/guide.yml:2: guide.unknown-key" in out.getvalue()


@pytest.mark.parametrize("name", ["", "../x", "Acme", "a b"])
def test_a_pack_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        run_new(name, tmp_path, io.StringIO())


def test_a_pack_is_never_overwritten(tmp_path: Path) -> None:
    run_new("acme", tmp_path, io.StringIO())
    with pytest.raises(RefusedError) as raised:
        run_new("acme", tmp_path, io.StringIO())
    assert raised.value.code == "guide.exists"


def test_show_gives_the_guide_or_a_section() -> None:
    out = io.StringIO()
    run_show(GUIDE, out)
    run_show(GUIDE, out, section="SG-5.1")
    assert "SPC-01  Speculation (weight 5" in out.getvalue()
    assert "Say only what is seen or heard" in out.getvalue()
    with pytest.raises(RefusedError):
        run_show(GUIDE, out, section="SG-99")


def test_diff_names_what_changed() -> None:
    out = io.StringIO()
    assert run_diff(GUIDE, GUIDE, out) == 0
    assert run_diff(GUIDE, load_guide(SHIPPED / "ad-strict"), out) == 1
    text = out.getvalue()
    assert "no difference" in text
    assert "switch contractions: forbid > allow" in text
    assert "~ rule OBJ-evaluative: minor > major" in text
    assert "- rule REG-contraction" in text
