"""GRM-01: votes, names, masks, weights, the join of findings and the state."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.grammar import (
    CheckerName,
    CheckerState,
    CheckerStatus,
    LanguageMatch,
    MatchKind,
    accepted_words,
    checker_runs,
    grammar_findings,
    grammar_verdict,
)
from app.checks.report import Finding, Severity, State

HARPER, LT = CheckerName.HARPER, CheckerName.LANGUAGETOOL
BOTH = frozenset({HARPER, LT})


def said(
    checker: CheckerName,
    text: str,
    word: str,
    *suggestions: str,
    kind: MatchKind = MatchKind.SPELLING,
    rule: str = "",
    nth: int = 0,
) -> LanguageMatch:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    default = "SpellCheck" if checker is HARPER else "MORFOLOGIK_RULE_EN_US"
    return LanguageMatch(
        checker=checker,
        rule=rule or default,
        category="",
        start=start,
        end=start + len(word),
        message=f"{checker} objects.",
        suggestions=suggestions,
        kind=kind,
    )


def both(text: str, word: str, *suggestions: str, nth: int = 0) -> list[LanguageMatch]:
    return [said(c, text, word, *suggestions, nth=nth) for c in (HARPER, LT)]


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [f.match for f in findings if f.severity is not Severity.INFO]


def test_the_same_error_from_both_is_one_finding_that_names_both() -> None:
    text = "She recieves a letter."
    matches = [
        said(LT, text, "recieves", "receives"),
        said(HARPER, text, "recieves", "receives", "relieves"),
    ]
    (finding,) = grammar_findings(text, matches, ran=BOTH)
    assert (finding.rule, finding.criterion) == ("GRM-LT-MORFOLOGIK_RULE_EN_US", "GRM-01")
    assert finding.severity is Severity.MINOR
    assert finding.reason.values == (("checkers", "harper, languagetool"),)
    assert finding.suggestions == ("receives", "relieves")
    assert finding.reason.text == "languagetool objects."


def test_a_word_that_one_dictionary_knows_is_a_word() -> None:
    text = "She carries a duffel bag."
    (finding,) = grammar_findings(text, [said(HARPER, text, "duffel")], ran=BOTH)
    assert finding.severity is Severity.INFO
    assert finding.reason.code == "grm.dictionaries-differ"


def test_harper_decides_alone_while_languagetool_has_not_answered() -> None:
    text = "She recieves it. He waits."
    matches = [said(HARPER, text, "recieves", "receives")]
    assert errors(grammar_findings(text, matches, ran=BOTH, pending=[(0, 16)])) == ["recieves"]
    assert errors(grammar_findings(text, matches, ran=BOTH, pending=[(17, 26)])) == []
    assert errors(grammar_findings(text, matches, ran=frozenset({HARPER}))) == ["recieves"]


def test_nothing_is_said_when_no_checker_ran() -> None:
    assert grammar_findings("Everybody deserve it.", [], ran=frozenset()) == ()


@pytest.mark.parametrize(
    ("accepted", "flagged"),
    [((), True), (("Zorblatt Queen",), False), (("zorblatt",), False), (("Zorblat",), True)],
)
def test_names_of_the_clip_and_the_dictionary_are_accepted(
    accepted: tuple[str, ...], flagged: bool
) -> None:
    text = "They wave at zorblatt's dog."
    matches = both(text, "zorblatt's", "blatt")
    found = grammar_findings(text, matches, ran=BOTH, accepted=accepted_words(accepted))
    assert bool(errors(found)) is flagged


def test_a_capital_inside_a_sentence_marks_a_name() -> None:
    text = "He greets Frantz at the gate."
    (finding,) = grammar_findings(text, both(text, "Frantz", "Franz"), ran=BOTH)
    assert (finding.severity, finding.reason.code) == (Severity.INFO, "grm.name")


def test_an_abbreviated_title_ends_no_sentence() -> None:
    text = "He greets Sgt. Frantz at the gate."
    assert errors(grammar_findings(text, both(text, "Frantz", "Franz"), ran=BOTH)) == []


def test_a_name_that_comes_again_is_not_even_a_remark() -> None:
    text = "Frantz waves. She greets Frantz."
    matches = [*both(text, "Frantz", "Franz"), *both(text, "Frantz", "Franz", nth=1)]
    assert grammar_findings(text, matches, ran=BOTH) == ()


def test_swapped_letters_are_a_slip_even_with_a_capital() -> None:
    text = "They follow the North Satr home."
    assert errors(grammar_findings(text, both(text, "Satr", "Star"), ran=BOTH)) == ["Satr"]


def test_a_sentence_may_begin_with_a_slip() -> None:
    text = "Womman and child wave."
    assert errors(grammar_findings(text, both(text, "Womman", "Woman"), ran=BOTH)) == ["Womman"]


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("grey", "gray"),
        ("colour", "color"),
        ("theatre", "theater"),
        ("realises", "realizes"),
        ("travelled", "traveled"),
    ],
)
def test_british_spelling_is_a_remark(word: str, suggestion: str) -> None:
    text = f"On the {word} road."
    (finding,) = grammar_findings(text, both(text, word, suggestion), ran=BOTH)
    assert (finding.severity, finding.reason.code) == (Severity.INFO, "grm.variant")


@pytest.mark.parametrize(
    ("word", "halves", "error"),
    [("cliffside", "cliff side", False), ("eachother", "each other", True)],
)
def test_english_makes_compounds_but_not_of_small_words(
    word: str, halves: str, error: bool
) -> None:
    text = f"They see the {word} path."
    assert bool(errors(grammar_findings(text, both(text, word, halves), ran=BOTH))) is error


def test_what_touches_a_quotation_is_dropped() -> None:
    text = 'She says, "Them boys aint comin," and recieves it.'
    matches = [*both(text, "aint", "ain't"), *both(text, "recieves", "receives")]
    quote = (text.index('"'), text.rindex('"') + 1)
    assert errors(grammar_findings(text, matches, ran=BOTH, masks=[quote])) == ["recieves"]
    assert len(errors(grammar_findings(text, matches, ran=BOTH))) == 2


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("COMMA_COMPOUND_SENTENCE_2", MatchKind.TYPOGRAPHY),
        ("COLLECTIVE_NOUN_VERB_AGREEMENT_VBP", MatchKind.GRAMMAR),
        ("LETS_LET", MatchKind.GRAMMAR),
        ("SOME_STYLE_RULE", MatchKind.STYLE),
    ],
)
def test_taste_and_style_are_remarks(rule: str, kind: MatchKind) -> None:
    text = "The toddler grins and lets go."
    (finding,) = grammar_findings(
        text, [said(LT, text, "lets", "let's", kind=kind, rule=rule)], ran=BOTH
    )
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    "rule", ["PASSIVE_VOICE_SIMPLE", "PROFANITY", "EN_DATE_WEEKDAY_CURRENTYEAR"]
)
def test_rules_of_other_criteria_say_nothing(rule: str) -> None:
    text = "The ball is thrown."
    match = said(LT, text, "thrown", kind=MatchKind.GRAMMAR, rule=rule)
    assert grammar_findings(text, [match], ran=BOTH) == ()


def test_a_missing_capital_is_a_slip_unless_the_text_has_none() -> None:
    def flagged(text: str, word: str) -> list[str]:
        matches = [
            said(LT, text, word, kind=MatchKind.CASING, rule="UPPERCASE_SENTENCE_START"),
            said(HARPER, text, word, kind=MatchKind.CASING, rule="SentenceCapitalization"),
        ]
        return errors(grammar_findings(text, matches, ran=BOTH))

    assert flagged("A man sits. the dog barks. He gets up.", "the") == ["the"]
    assert flagged("a man sits. the dog barks. he gets up.", "the") == []


def test_an_article_before_an_unknown_name_is_left_to_the_writer() -> None:
    text = "They buy an Eulerian lamp."
    article = said(LT, text, "an", "a", kind=MatchKind.GRAMMAR, rule="EN_A_VS_AN")
    assert errors(grammar_findings(text, [article, *both(text, "Eulerian")], ran=BOTH)) == []
    plain = "They buy an lamp."
    article = said(LT, plain, "an", "a", kind=MatchKind.GRAMMAR, rule="EN_A_VS_AN")
    assert errors(grammar_findings(plain, [article], ran=BOTH)) == ["an"]


def test_a_guess_of_harper_counts_only_if_languagetool_agrees() -> None:
    text = "The custom of the house wins."
    guess = said(HARPER, text, "custom", kind=MatchKind.GRAMMAR, rule="PronounVerbAgreement")
    agreed = said(LT, text, "custom of", kind=MatchKind.GRAMMAR, rule="SOME_AGREEMENT")
    assert errors(grammar_findings(text, [guess], ran=BOTH)) == []
    assert errors(grammar_findings(text, [guess, agreed], ran=BOTH)) == ["custom"]


def test_a_rule_of_harper_that_is_less_sure_gives_way_to_languagetool() -> None:
    text = "All he does is be calm."
    guess = said(HARPER, text, "be", "", kind=MatchKind.GRAMMAR, rule="SingleBe")
    assert errors(grammar_findings(text, [guess], ran=BOTH)) == []
    assert errors(grammar_findings(text, [guess], ran=frozenset({HARPER}))) == ["be"]
    assert errors(grammar_findings(text, [guess], ran=BOTH, pending=[(0, len(text))])) == ["be"]


def test_a_word_doubled_on_purpose_is_left_to_the_writer() -> None:
    for text, doubled, wrong in (
        ("He says that that is it.", "that that", []),
        ("On the the mat.", "the the", ["the the"]),
    ):
        match = said(HARPER, text, doubled, kind=MatchKind.GRAMMAR, rule="RepeatedWords")
        assert errors(grammar_findings(text, [match], ran=frozenset({HARPER}))) == wrong


def test_without_languagetool_a_pronoun_makes_harpers_guess_good() -> None:
    text = "He go to the window."
    guess = said(HARPER, text, "go", "goes", kind=MatchKind.GRAMMAR, rule="PronounVerbAgreement")
    assert errors(grammar_findings(text, [guess], ran=frozenset({HARPER}))) == ["go"]


def test_a_remark_inside_an_error_goes_into_it() -> None:
    text = "A black bull chaises a man."
    error = said(LT, text, "A black bull chaises", kind=MatchKind.GRAMMAR, rule="A_NNS")
    remark = said(HARPER, text, "bull chaises", kind=MatchKind.STYLE, rule="CompoundNouns")
    (finding,) = grammar_findings(text, [remark, error], ran=BOTH)
    assert finding.rule == "GRM-LT-A_NNS"


def test_style_and_typography_offer_no_replacement() -> None:
    text = "The screen goes black and we wait."
    match = said(LT, text, "black", "dark", kind=MatchKind.STYLE, rule="SOME_STYLE_RULE")
    (finding,) = grammar_findings(text, [match], ran=BOTH)
    assert finding.suggestions == ()


def test_the_order_of_the_answers_does_not_matter() -> None:
    text = "She recieves a gift and lets go of the North Satr."
    matches = [
        *both(text, "recieves", "receives"),
        said(LT, text, "lets", "let's", kind=MatchKind.GRAMMAR, rule="LETS_LET"),
        *both(text, "Satr", "Star"),
    ]
    results = {grammar_findings(text, order, ran=BOTH) for order in itertools.permutations(matches)}
    assert len(results) == 1


@given(
    st.text(alphabet='aA .,"\n😀é', max_size=60),
    st.lists(
        st.tuples(
            st.integers(0, 60), st.integers(0, 8), st.sampled_from(list(MatchKind)), st.booleans()
        ),
        max_size=8,
    ),
)
def test_findings_never_overlap_and_stay_in_the_text(
    text: str, raw: list[tuple[int, int, MatchKind, bool]]
) -> None:
    matches = [
        LanguageMatch(
            checker=HARPER if harper else LT,
            rule="X",
            category="",
            start=min(start, len(text)),
            end=min(start + length, len(text)),
            message="",
            suggestions=(),
            kind=kind,
        )
        for start, length, kind, harper in raw
    ]
    found = grammar_findings(text, matches, ran=BOTH)
    assert all(0 <= f.start <= f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def status(name: CheckerName, state: CheckerState) -> CheckerStatus:
    return CheckerStatus(name=name, version="1.0", state=state)


@pytest.mark.parametrize(
    ("count", "words", "state"),
    [
        (0, 90, State.SATISFIED),
        (1, 20, State.WEAK),
        (3, 60, State.WEAK),
        (4, 60, State.VIOLATED),
        (7, 200, State.WEAK),
        (8, 200, State.VIOLATED),
    ],
)
def test_the_state_is_the_number_of_errors_in_100_words(
    count: int, words: int, state: State
) -> None:
    text = " ".join(f"recieves{i}x" for i in range(count))
    matches = [m for i in range(count) for m in both(text, f"recieves{i}x")]
    lower = "".join("abcdefghij"[int(c)] if c.isdigit() else c for c in text)
    findings = grammar_findings(lower, matches, ran=BOTH)
    verdict = grammar_verdict(findings, words=words, checkers=[status(HARPER, CheckerState.READY)])
    assert verdict.state is state
    assert verdict.because == ("harper 1.0",)


def test_only_if_no_checker_ran_a_person_is_needed() -> None:
    off = [status(HARPER, CheckerState.MISSING), status(LT, CheckerState.OFF)]
    assert grammar_verdict((), words=100, checkers=off).state is State.NEEDS_HUMAN
    one = [status(HARPER, CheckerState.READY), status(LT, CheckerState.OFF)]
    assert grammar_verdict((), words=100, checkers=one).state is State.SATISFIED
    assert [run.ran for run in checker_runs(one)] == [True, False]


@pytest.mark.parametrize(
    ("text", "said_of", "rule", "wrong"),
    [
        ("They go on hand in hand.", "hand in hand", "PHRASE_REPETITION", []),
        ("They go in hand in hand.", "in hand in hand", "PHRASE_REPETITION", []),
        ("They sit on the on the mat.", "on the on the", "PHRASE_REPETITION", ["on the on the"]),
        ("No one but the cooks eats.", "eats", "PCT_PLURAL_NOUN_SINGULAR_VERB_AGREEMENT", []),
        ("Ten dollars is too much.", "is", "AGREEMENT_SENT_START_2", []),
        ("Ten dogs is too much.", "is", "AGREEMENT_SENT_START_2", ["is"]),
        ("At dusk a lamp flickers.", "a lamp flickers", "A_NNS", []),
        ("A lamps flickers.", "A lamps", "A_NNS", ["A lamps"]),
        ("Yes, but cooks eats.", "eats", "PCT_PLURAL_NOUN_SINGULAR_VERB_AGREEMENT", ["eats"]),
    ],
)
def test_set_phrases_that_a_rule_does_not_know_are_right(
    text: str, said_of: str, rule: str, wrong: list[str]
) -> None:
    match = said(LT, text, said_of, kind=MatchKind.GRAMMAR, rule=rule)
    assert errors(grammar_findings(text, [match], ran=frozenset({LT}))) == wrong


def test_a_name_with_an_accent_at_a_sentence_start_is_a_name() -> None:
    text = "Zoë ladles the soup."
    assert errors(grammar_findings(text, both(text, "Zoë", "Zoe"), ran=BOTH)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They wash there hands.", ["there"]),
        ("Since when are there cows?", []),
        ("He has gone there lots.", []),
    ],
)
def test_harper_is_believed_on_there_unless_it_can_stand_so(text: str, wrong: list[str]) -> None:
    match = said(HARPER, text, "there", "their", kind=MatchKind.GRAMMAR, rule="ThereToTheir")
    assert errors(grammar_findings(text, [match], ran=BOTH)) == wrong
