"""Agreement of subject and verb: the classes found, and the constructions that look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.grammar_agreement import agreement_slips
from app.checks.grammar_own import own_matches
from app.checks.grammar_phrases import tokens_of
from app.checks.grammar_words import words
from tests.unit.checks.slips import assert_right, assert_slip


@pytest.mark.parametrize(
    ("text", "span", "instead"),
    [
        ("The baker knead the dough.", "knead", "kneads"),
        ("A gardener in a straw hat dig a hole.", "dig", "digs"),
        ("In the yard, a nurse carry a tray.", "carry", "carries"),
        ("The rider sits still while the horse climb the hill.", "climb", "climbs"),
        ("A girl in a red coat are feeding the ducks.", "are", "is"),
        ("Three boys is on the wall.", "is", "are"),
        ("All of them laughs.", "laughs", "laugh"),
        ("One of the dancers lift her arm.", "lift", "lifts"),
        ("The owl lands on a post and turn its head.", "turn", "turns"),
        ("She pauses, wipe her brow, and walks on.", "wipe", "wipes"),
        ("He trips on the step and fall down.", "fall", "falls"),
        ('"Stop," he shouts and grab the rope.', "grab", "grabs"),
        ("He nods to a woman who carry a basket.", "carry", "carries"),
        ("Oluwaseun lift his cup, sips and smiles.", "lift", "lifts"),
    ],
)
def test_finds(text: str, span: str, instead: str) -> None:
    assert_slip(text, span, instead)


@pytest.mark.parametrize(
    "text",
    [
        "A man and a woman walk in and sit down.",
        "A group of men play cards and drink beer.",
        "The crowd cheer and wave flags.",
        "The rest of the players run off.",
        "None of them moves.",
        "Both of the boys laugh.",
        "Two hours is a long time.",
        "The United States is on the map.",
        "She watches the boys run and jump into the pool.",
        "The coach makes the players run and do push-ups.",
        "He tries to lift the box and put it on the shelf.",
        "She helps him climb the wall and open the gate.",
        "He can run and jump over the wall.",
        "He insists that she take the money.",
        "Does the man walk to work?",
        "The dance the girls do ends.",
        "The walk to the gate is long.",
        "A can of soup stands on the stove.",
        "Each day begin with a stretch.",
        "In the bowl, mix the flour and add the eggs.",
        "He lies on his back, face up in the water.",
        "The clothes are washed and put on the line.",
        "He turns, and waves crash on the rocks.",
        "The rain stops and birds sing.",
        "One of the men who walk past waves.",
        "Men who walk dogs stop.",
        "A man as well as his sons are fishing.",
        "Everybody listen up!",
        "Somebody who calls himself Bo waves.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert_right(text)


def test_quotations_are_not_looked_at() -> None:
    assert own_matches('He says, "The man walk in and she go with him," and nods.') == ()


def test_the_place_of_a_slip_does_not_depend_on_the_sentences_before() -> None:
    sentence = "The baker knead the dough."
    (alone,) = own_matches(sentence)
    (later,) = own_matches("It rains. Dogs bark. " + sentence)
    assert later.start - alone.start == len("It rains. Dogs bark. ")


_PIECES = st.sampled_from(
    sorted(words("the a man women walk walks and who all of them is are to his it there its , . ?"))
)


@given(st.lists(_PIECES, max_size=20))
def test_any_row_of_words_gives_slips_within_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for slip in agreement_slips(tokens_of(text)):
        assert 0 <= slip.start < slip.end <= len(text)
