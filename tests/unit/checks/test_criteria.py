"""Criteria whose examples are made here: length, order, tense, layout, facts of the text."""

from __future__ import annotations

import pytest

from app.checks.criteria.order import distance, kendall_tau
from app.checks.criteria.readability import syllables
from app.checks.engine import Checker
from app.checks.report import Report, Severity, Stage, State
from app.domain.caption import CleanText
from app.domain.clip import ClipFacts


def check(checker: Checker, raw: str) -> Report:
    return checker.check(CleanText.of(raw), ClipFacts(), Stage.SUBMIT)


def state(report: Report, criterion: str) -> State:
    verdict = report.verdict(criterion)
    assert verdict is not None
    return verdict.state


@pytest.mark.parametrize(
    ("count", "wanted", "severity"),
    [
        (0, State.VIOLATED, Severity.CRITICAL),
        (18, State.VIOLATED, Severity.CRITICAL),
        (29, State.VIOLATED, Severity.CRITICAL),
        (49, State.VIOLATED, Severity.MAJOR),
        (50, State.WEAK, Severity.INFO),
        (59, State.WEAK, Severity.INFO),
        (60, State.SATISFIED, None),
        (132, State.SATISFIED, None),
        (240, State.SATISFIED, None),
        (250, State.WEAK, Severity.INFO),
        (251, State.VIOLATED, Severity.MAJOR),
        (312, State.VIOLATED, Severity.CRITICAL),
    ],
)
def test_length(
    base_checker: Checker, count: int, wanted: State, severity: Severity | None
) -> None:
    report = check(base_checker, " ".join(["word"] * count))
    assert report.words == count
    assert state(report, "WC-01") is wanted
    found = [f.severity for f in report.findings if f.criterion == "WC-01"]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("text", "count"),
    [("Twenty-one", 1), ("left—then right", 3), ("It's 3:15 p.m.", 3), ("😀 😀 😀 😀 😀 😀", 0)],
)
def test_what_a_word_is(base_checker: Checker, text: str, count: int) -> None:
    assert check(base_checker, text).words == count


@pytest.mark.parametrize(
    ("times_s", "wanted"),
    [
        ([1.0, 4.2, 9.8], State.SATISFIED),
        ([2.0, 1.2, 6.0], State.SATISFIED),
        ([0.5, 3.0, 3.0, 8.0], State.SATISFIED),
        ([9.0, 1.0], State.SATISFIED),
        ([12.0, 6.0, 1.0], State.VIOLATED),
        ([9.0, 1.0, 8.0, 2.0], State.VIOLATED),
        ([1.0, 9.0, 4.0, 14.0], State.SATISFIED),
        ([4.0, 9.0, 1.0, 14.0], State.WEAK),
    ],
)
def test_order_of_the_tokens(base_checker: Checker, times_s: list[float], wanted: State) -> None:
    parts = [f"A dog barks [00:{s:06.3f}]." for s in times_s]
    assert state(check(base_checker, " ".join(parts)), "ORD-01") is wanted


def test_tau() -> None:
    assert kendall_tau([1, 2]) is None
    assert kendall_tau([0, 5000, 9000]) == 1.0
    assert kendall_tau([9000, 5000, 0]) == -1.0
    assert kendall_tau([0, 100, 200]) == 1.0


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The man walked home.", 1),
        ("A man held by two guards walks off.", 0),
        ("The person who dealt the cards smiles.", 0),
        ("He looks out, his jaw clenched.", 0),
        ("She says that he left.", 0),
        ("A nurse opens a letter she received.", 0),
        ("In the yard she received a letter.", 1),
        ("The door was shut, and rain poured down.", 2),
        ("He cut the rope and put it down.", 0),
        ("As if it were a pet, she strokes the hat.", 0),
        ("The crowd cheered and gave an ovation.", 2),
    ],
)
def test_past_tense(base_checker: Checker, text: str, past: int) -> None:
    report = check(base_checker, text)
    assert sum(f.criterion == "TNS-01" for f in report.findings) == past


def test_one_past_verb_among_many_is_only_a_note(base_checker: Checker) -> None:
    report = check(base_checker, "A man runs, jumps and falls. He stood up. He waves and grins.")
    assert state(report, "TNS-01") is State.WEAK
    assert {f.severity for f in report.findings if f.criterion == "TNS-01"} == {Severity.INFO}


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("He waves [00:99.100].", "FMT-bad-token"),
        ("He waves 😀.", "FMT-emoji"),
        ("See https://example.org now.", "FMT-markup"),
        ("- He waves.", "FMT-list"),
        ("He waves  twice.", "FMT-spacing"),
        ("First.\nSecond.", "FMT-paragraphs"),
    ],
)
def test_layout(base_checker: Checker, raw: str, rule: str) -> None:
    assert rule in {f.rule for f in check(base_checker, raw).findings}


LISTED = (
    "Along the quay stand a woman in a straw hat with a melon, two boys holding kites, and a "
    "bearded man in rubber boots."
)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("A diver wades out.", "The diver spits.", True),
        ("", "A diver wades out. The diver spits.", False),
        ("A diver wades out.", "The woman hands the diver a towel.", False),
        ("A diver wades out.", "They cheer.", False),
    ],
    ids=["no-part", "comes-first", "taken-up", "taken-up-together"],
)
def test_a_list_of_onlookers_is_too_much_only_when_they_play_no_part(
    base_checker: Checker, before: str, after: str, found: bool
) -> None:
    report = check(base_checker, f"{before} {LISTED} {after}".strip())
    spans = [f.match for f in report.findings if f.criterion == "BGD-01"]
    assert spans == ([LISTED] if found else [])


def test_a_list_of_onlookers_makes_the_criterion_apply(base_checker: Checker) -> None:
    report = check(base_checker, f"A diver wades out. {LISTED} The diver spits.")
    assert state(report, "BGD-01") is State.WEAK


EXTRA = "An usher in a tan suit with a plaid tie and brown boots leans on a pillar."


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("A bride stops. Guests turn.", "The bride smiles.", True),
        ("A bride stops.", "The bride smiles.", False),
        ("A bride stops. Guests turn.", "He waves at the bride.", False),
        ("A bride stops. Guests turn.", "The usher hands the bride a rose.", False),
    ],
    ids=["no-part", "comes-early", "taken-up", "named-again"],
)
def test_one_more_person_described_at_length_is_too_much_only_when_left_at_once(
    base_checker: Checker, before: str, after: str, found: bool
) -> None:
    report = check(base_checker, f"{before} {EXTRA} {after}")
    spans = [f.match for f in report.findings if f.criterion == "BGD-01"]
    assert spans == ([EXTRA] if found else [])


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("A boy lifts a flute. He shuts his eyes and plays.", True),
        ("A boy lifts a flute and sets it down.", False),
        ("A boy lifts a ball. He plays with a dog.", False),
        ("A boy plays. A flute lies on the bed.", False),
    ],
)
def test_playing_is_a_sound_once_an_instrument_is_named(
    base_checker: Checker, text: str, present: bool
) -> None:
    verdict = check(base_checker, text).verdict("AUD-01")
    assert verdict is not None
    assert verdict.present is present


def test_details_about_background_people_count_only_for_people(base_checker: Checker) -> None:
    def rules(text: str) -> set[str]:
        found = check(base_checker, text).to_look_at()
        return {f.rule for f in found if f.criterion == "BGD-01"}

    people = "In the stands, a woman in a red hat and a blue coat knits a yellow scarf."
    things = "In the background, there are red roofs, green hedges, a white fence and a gray shed."
    acting = "Behind him, a woman in a red hat, blue coat and gray scarf hands him a note."
    assert rules(people) == {"BGD-detail"}
    assert rules(things) == set()
    assert rules(acting) == set()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("They watch an episode of Harbor Lights.", ["Harbor Lights"]),
        ("It is a scene from The Long Way Home.", ["The Long Way Home"]),
        ("A girl dressed as Nix from Snowfall twirls.", ["Snowfall"]),
        ("A contestant on Cake Sprint drops a bowl.", ["Cake Sprint"]),
        ("A contestant on Maria Lopez's left drops a bowl.", []),
        ("They learn the steps of the Velvet Comet video.", ["Velvet Comet"]),
        ("A man from New York City waves.", []),
        ("A sketch of Maria Lopez hangs there.", []),
        ("A worker in the Harbor Grill kitchen stirs a pot.", []),
    ],
)
def test_titles_in_title_case_behind_a_frame(
    base_checker: Checker, text: str, titles: list[str]
) -> None:
    found = [f.match for f in check(base_checker, text).findings if f.rule == "TTL-run"]
    assert found == titles


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ('"Go," she says.', True),
        ('A sign reads "Exit."', False),
        ('They sing "Over the Hill."', False),
        ("He asks for help.", True),
        ("He speaks to her.", False),
        ("She explains how to knit.", True),
    ],
)
def test_dialogue_is_words_or_their_gist(base_checker: Checker, text: str, present: bool) -> None:
    verdict = check(base_checker, text).verdict("DLG-01")
    assert verdict is not None
    assert verdict.present is present


def test_distance_and_syllables() -> None:
    assert (distance("ortiz", "ortis"), distance("anna", "hannah"), distance("a", "abcde")) == (
        1,
        2,
        3,
    )
    assert [syllables(w) for w in ("table", "smile", "area", "the")] == [2, 1, 3, 1]
