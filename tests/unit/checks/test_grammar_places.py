"""The index of matches by place against a look at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.checks.grammar_places import Places, overlap
from app.checks.matches import CheckerName, LanguageMatch, MatchKind


def at(start: int, length: int) -> LanguageMatch:
    return LanguageMatch(
        checker=CheckerName.HARPER,
        rule="R",
        category="",
        start=start,
        end=start + length,
        message="",
        suggestions=(),
        kind=MatchKind.GRAMMAR,
    )


spans = st.builds(at, st.integers(0, 400), st.integers(0, 200))


@given(st.lists(spans, max_size=20), spans)
def test_finds_what_a_look_at_all_would_find(
    matches: list[LanguageMatch], place: LanguageMatch
) -> None:
    found = list(Places(matches).overlapping(place))
    assert sorted(map(id, found)) == sorted(id(m) for m in matches if overlap(m, place))


def test_a_match_without_length_counts_as_one_character() -> None:
    assert overlap(at(5, 0), at(5, 1))
    assert not overlap(at(5, 0), at(4, 1))
