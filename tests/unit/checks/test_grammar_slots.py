"""Words that sound or look alike: found where the slot betrays them, left alone elsewhere."""

from __future__ import annotations

import pytest

from tests.unit.checks.slips import assert_right, assert_slip


@pytest.mark.parametrize(
    ("text", "span", "instead"),
    [
        ("The soldier marches threw the gate.", "threw", "through"),
        ("She looks straight threw the glass.", "threw", "through"),
        ("The swimmers row past there house.", "there", "their"),
        ("The guests wipe off there boots at the door.", "there", "their"),
        ("The monkey sits on he's shoulder.", "he's", "his"),
        ("She rubs she's elbow and sits.", "she's", "her"),
        ("Its snowing, so the kids stay in.", "Its", "It's"),
        ("The choir begins to singing.", "singing", "sing"),
        ("The nurse holds the others arm.", "others", "other's"),
        ("The guard looks to all side.", "side", "sides"),
        ("Many peoples cross the bridge.", "peoples", "people"),
        ("The winners are waiving flags.", "waiving", "waving"),
        ("An old man is siting on the steps.", "siting", "sitting"),
        ("A toddler peaks out from a tent.", "peaks", "peeks"),
        ("The cow wonders off.", "wonders", "wanders"),
        ("He takes of his coat.", "of", "off"),
        ("The girls through the rope over a branch.", "through", "threw"),
        ("The diver excepts the medal.", "excepts", "accepts"),
    ],
)
def test_finds(text: str, span: str, instead: str) -> None:
    assert_slip(text, span, instead)


@pytest.mark.parametrize(
    "text",
    [
        "The pitcher who runs threw the ball.",
        "He walks through the gate.",
        "Over there people are dancing.",
        "From there boats look small.",
        "He looks at the man sitting there hands folded.",
        "She knows he's late, and she sees he's tired.",
        "From then on he's king.",
        "Its opening is small, and its walls are white.",
        "Its lighting, soft and warm, fills the room.",
        "He gets used to riding the horse.",
        "He goes from walking to running.",
        "The others hand him the rope.",
        "The girls hair clips lie on the table.",
        "The boys head for the door.",
        "The peoples of Africa gather.",
        "The boys run through the ball pit.",
        "The list excepts the children.",
        "The siting of the house is odd.",
        "The mountain peaks in the distance are white.",
        "He wonders about the noise.",
        "He takes of the bread what he wants.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert_right(text)
