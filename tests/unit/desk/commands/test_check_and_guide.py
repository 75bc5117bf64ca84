"""``check`` and ``guide`` on the command line, without argument parsing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.checks.engine import Checker
from app.checks.guide.errors import GuideError
from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.matches import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    CheckerUnavailableError,
    LanguageMatch,
    MatchKind,
)
from app.checks.report import Stage, State
from app.desk.commands.check import CheckArguments, check_text, facts_from, json_line, run_batch
from app.desk.commands.guide import run_diff, run_new, run_show, run_validate
from app.domain.clip import Ternary
from app.domain.errors import EnvironmentFailureError, RefusedError

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
    codes = {"speach": "facts.unknown-key", "speech": "facts.bad-value"}
    for key, code in (codes | {"names_allowed": "facts.bad-list"}).items():
        with pytest.raises(RefusedError) as raised:
            facts_from({key: "Ann"})
        assert raised.value.code == code


def test_a_bad_fact_of_a_batch_is_told_with_its_row() -> None:
    rows = {"id": "1", "text": "A"}, {"id": "2", "text": "A", "facts": {"speech": "maybe"}}
    with pytest.raises(RefusedError) as raised:
        batch(*rows)
    assert (raised.value.code, raised.value.facts["row"]) == ("facts.bad-value", 2)
    with pytest.raises(RefusedError) as raised:
        batch({"id": "1", "text": "A", "facts": ["speech"]})
    assert raised.value.code == "check.bad-row"


def test_language_checkers_take_part_and_are_named() -> None:
    arguments = CheckArguments(stage=Stage.SUBMIT)
    report = check_text(CHECKER, "She recieves a letter.", arguments, language=[OneWordChecker()])
    row = json.loads(json_line(report))
    assert row["criteria"]["GRM-01"]["state"] == "weak"
    (found,) = [f for f in row["findings"] if f["criterion"] == "GRM-01"]
    assert found["match"] == "recieves"


def test_a_checker_without_an_answer_is_no_clean_bill() -> None:
    deaf = OneWordChecker(answers=False)
    report = check_text(CHECKER, "She waves.", CheckArguments(stage=Stage.SUBMIT), language=[deaf])
    verdict = report.verdict("GRM-01")
    assert verdict is not None
    assert verdict.state is State.NEEDS_HUMAN
    assert [(run.name, run.ran) for run in report.checkers] == [("harper", False)]


def test_a_new_pack_is_valid_and_a_broken_one_is_told(tmp_path: Path) -> None:
    out = io.StringIO()
    assert run_new("acme-films", tmp_path, out) == 0
    pack = tmp_path / "acme-films"
    assert run_validate(pack, (SHIPPED,), out) == 0
    assert "2 pass, 0 fail" in out.getvalue()
    (pack / "examples" / "own.txt").write_text("# REG-01\n- He does ⟦not⟧ answer.\n", "utf-8")
    assert run_validate(pack, (SHIPPED,), out) == 1
    (pack / "guide.yml").write_text("schema: caption-guide/1\nwrong: 1\n", "utf-8")
    with pytest.raises(GuideError) as raised:
        run_validate(pack, (SHIPPED,), out)
    assert (raised.value.file, raised.value.line) == ("acme-films/guide.yml", 2)


def test_examples_that_are_not_run_are_listed_with_their_reason() -> None:
    out = io.StringIO()
    assert run_validate(SHIPPED / "ad-strict", (SHIPPED,), out) == 0
    assert out.getvalue().startswith("ad-strict@1.0.0: 118 rules, 24 sections, 6 examples: 5 pass,")
    assert "0 fail, 1 not run\n" in out.getvalue()
    assert (
        "ad-strict/examples/reg.txt:7: REG-01 is not run: profile contractions are allowed"
        in out.getvalue()
    )
    assert "He doesn't answer the door." in out.getvalue()


def test_a_folder_that_cannot_be_written_to_gets_no_pack(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(EnvironmentFailureError) as raised:
        run_new("acme", tmp_path / "file", io.StringIO())
    assert raised.value.code == "file.not-written"


@pytest.mark.parametrize("name", ["", "../x", "Acme", "a b"])
def test_a_pack_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        run_new(name, tmp_path, io.StringIO())


def test_a_pack_is_never_overwritten(tmp_path: Path) -> None:
    run_new("acme", tmp_path, io.StringIO())
    with pytest.raises(RefusedError) as raised:
        run_new("acme", tmp_path, io.StringIO())
    assert raised.value.code == "guide.exists"


def test_show_gives_the_guide_or_a_section_by_its_number() -> None:
    out = io.StringIO()
    run_show(GUIDE, out)
    assert out.getvalue().startswith("Base narrative 1.0.0 (base-narrative, en-US)")
    assert "SPC-01  Speculation           section 5.1  weight 5  17 rules" in out.getvalue()
    for name in ("5.1", "SG-5.1"):
        out = io.StringIO()
        run_show(GUIDE, out, section=name)
        assert out.getvalue().startswith("Base narrative 1.0.0, section 5.1\n")
        assert "Say only what is seen or heard" in out.getvalue()
    with pytest.raises(RefusedError) as raised:
        run_show(GUIDE, out, section="99")
    assert "6.5, 6.6, 7.1" in str(raised.value.facts["known"])


def test_diff_names_what_changed() -> None:
    out = io.StringIO()
    assert run_diff(GUIDE, GUIDE, out) == 0
    assert run_diff(GUIDE, load_guide(SHIPPED / "ad-strict"), out) == 1
    text = out.getvalue()
    assert "no difference" in text
    assert "switch contractions: forbid > allow" in text
    assert "~ rule OBJ-evaluative: minor > major" in text
    assert "- rule REG-contraction" in text
