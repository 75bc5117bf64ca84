"""Our own rules: what they find and what they leave alone."""

from __future__ import annotations

import pytest

from tests.unit.checks.slips import assert_right, assert_slip


@pytest.mark.parametrize(
    ("text", "span", "suggestion"),
    [
        ("The old man walk into the barn.", "walk", "walks"),
        ("A girl carry a basket, and a boy try to help.", "carry", "carries"),
        ("The cook turns, and the boy push a cart.", "push", "pushes"),
        ("Everybody deserve a prize.", "deserve", "deserves"),
        ("A woman in a hat in sitting on a bench.", "in", "is"),
        ("There are two birds are on the roof.", "are", None),
        ("She opens and envelope.", "and", "an"),
        ("Woman is painting a fence.", "Woman", "A woman"),
        ("It rains. Young woman walks past.", "Young woman", "A young woman"),
        ("Camera can be seen on a pole.", "Camera", "A camera"),
        ("He walks into kitchen and sits.", "kitchen", "the kitchen"),
        ("Two cats sleep on couch.", "couch", "the couch"),
        ("The clown sees hisself in a spoon.", "hisself", "himself"),
        ("Each of the boats have a name.", "have", "has"),
        ("Much people wait at the gate.", "Much", "Many"),
        ("The guide shows she how to kneel.", "she", "her"),
        ("The hall grows quite when he bows.", "quite", "quiet"),
        ("One of the rider waves his hat.", "rider", "riders"),
    ],
)
def test_finds(text: str, span: str, suggestion: str | None) -> None:
    assert_slip(text, span, suggestion, which=-1 if span == "are" else 0)


@pytest.mark.parametrize(
    "text",
    [
        "The old man walks into the barn.",
        "She watches the man walk into the barn.",
        "Did everybody get a prize?",
        "Everybody want a prize?",
        "She makes everybody laugh.",
        "The ducks rest in standing water.",
        "There are two birds that are on the roof.",
        "There is nothing he is afraid of.",
        "He opens and closes the envelope.",
        "He walks from room to room and sits.",
        "She sits in bed and on stage.",
        "The person is painting.",
        "Guy walks past Lady.",
        "Woman's shoes stand by the door.",
        "A boy and girl are in the car.",
        "Children in kitchen aprons laugh.",
        "Each of the boats they have is blue.",
        "In each of the rooms are flowers.",
        "The hall is quite full, and he is not quite done.",
        "With he who laughs she laughs too.",
        "Two cooks in scrubs share a cup.",
        "Too much people-watching tires him.",
        "One of the team waves his hat.",
        "One of the player's hands is up.",
        "One of the rider groups waves a flag.",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert_right(text)
