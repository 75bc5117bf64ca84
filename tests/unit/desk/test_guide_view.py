"""The pages of a guide, the search in them, and the finding at the caret."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.guide.loader import BASE_GUIDE, SHIPPED, load_guide
from app.checks.guide.model import Guide
from app.checks.report import Confidence, Finding, Reason, Severity
from app.desk.guide_view import GuideView, PageKind, finding_at, finding_near, pages_of, search


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SHIPPED / BASE_GUIDE)


@pytest.fixture
def view(guide: Guide) -> GuideView:
    made = GuideView()
    made.set_guide(guide)
    return made


def found(start: int, end: int, severity: Severity = Severity.MINOR) -> Finding:
    return Finding(
        rule="SPC-modal",
        criterion="SPC-01",
        severity=severity,
        confidence=Confidence.CERTAIN,
        start=start,
        end=end,
        match="x" * (end - start),
        reason=Reason(code="spc", text="No."),
        section="SG-5.1",
    )


def test_every_section_and_every_criterion_has_a_page(guide: Guide) -> None:
    pages = pages_of(guide)
    assert [p.id for p in pages] == [
        *(section.id for section in guide.sections),
        *(criterion.id for criterion in guide.criteria),
    ]
    assert all(page.title and page.body and page.do and page.dont for page in pages)


def test_a_criterion_says_what_its_section_asks_and_both_link_to_each_other(guide: Guide) -> None:
    pages = {page.id: page for page in pages_of(guide)}
    speculation, section = pages["SPC-01"], pages["SG-5.1"]
    assert (speculation.kind, speculation.number) == (PageKind.CRITERION, "SPC")
    assert (section.kind, section.number) == (PageKind.SECTION, "5.1")
    assert speculation.body == section.body
    assert (speculation.links, section.links) == (("SG-5.1",), ("SPC-01",))
    assert speculation.criterion is guide.criterion("SPC-01")
    assert speculation.rules == sum(rule.criterion == "SPC-01" for rule in guide.rules) > 0


def test_a_criterion_that_a_guide_switches_off_has_no_page_and_no_link(guide: Guide) -> None:
    fewer = replace(guide, criteria=tuple(c for c in guide.criteria if c.id != "SPC-01"))
    pages = {page.id: page for page in pages_of(fewer)}
    assert "SPC-01" not in pages
    assert pages["SG-5.1"].links == ()


def test_search_puts_titles_first_and_wants_every_word(guide: Guide) -> None:
    pages = pages_of(guide)
    assert search(pages, "") == pages
    hits = [page.id for page in search(pages, "camera")]
    assert hits[:2] == ["SG-6.1", "CAM-01"]
    assert search(pages, "camera wheelchair") == ()


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("5.1", "SG-5.1"),
        ("spc", "SPC-01"),
        ("LANTERN", None),
        ("wheelchair", "SG-5.6"),
        ("KMCC", "SG-6.1"),
        ("tiled KITCHEN", "SG-2.1"),
        ("itchen", None),
    ],
)
def test_search_looks_at_numbers_bodies_examples_and_sources(
    guide: Guide, query: str, hit: str | None
) -> None:
    hits = [page.id for page in search(pages_of(guide), query)]
    assert (hits[0] if hits else None) == hit


@given(st.text(max_size=20))
def test_search_never_invents_or_doubles_a_page(query: str) -> None:
    pages = pages_of(load_cached())
    hits = [page.id for page in search(pages, query)]
    assert len(set(hits)) == len(hits)
    assert set(hits) <= {page.id for page in pages}


_cache: list[Guide] = []


def load_cached() -> Guide:
    if not _cache:
        _cache.append(load_guide(SHIPPED / BASE_GUIDE))
    return _cache[0]


def test_the_finding_at_the_caret_is_the_gravest_then_the_shortest() -> None:
    findings = [found(0, 30), found(5, 12), found(5, 20, Severity.MAJOR), found(40, 40)]
    assert finding_at(findings, 2) == 0
    assert finding_at(findings[:2], 8) == 1
    assert finding_at(findings, 8) == 2
    assert finding_at(findings, 30) == 0
    assert finding_at(findings, 31) is None
    assert finding_at(findings, 40) is None


def test_the_finding_near_the_caret_is_the_nearest_then_the_gravest() -> None:
    findings = [found(0, 4), found(20, 24), found(20, 30, Severity.MAJOR), found(10, 10)]
    assert finding_near(findings, 6) == 0
    assert finding_near(findings, 18) == 2
    assert finding_near(findings, 22) == 2
    assert finding_near(findings[3:], 10) is None
    assert finding_near([], 3) is None


def test_opening_takes_ids_and_numbers(view: GuideView) -> None:
    assert view.page is not None
    assert view.page.id == "SG-1.1"
    assert view.open("5.1")
    assert view.page.id == "SG-5.1"
    assert view.open("SPC-01")
    assert view.page.id == "SPC-01"
    assert not view.open("9.9")
    assert not view.open("")
    assert view.page.id == "SPC-01"


def test_search_opens_the_first_hit_and_opening_elsewhere_ends_the_search(view: GuideView) -> None:
    view.search("camera")
    assert view.page is not None
    assert view.page.id == "SG-6.1"
    view.open("SG-2.1")
    assert view.query == ""
    view.search("submarine")
    assert view.shown == ()
    assert view.page.id == "SG-2.1"


def test_stepping_walks_the_list_and_ends_at_its_ends(view: GuideView) -> None:
    view.search("camera")
    ids = [page.id for page in view.shown]
    for expected in [*ids[1:], ids[-1]]:
        view.step(1)
        assert view.page is not None
        assert view.page.id == expected
    for _ in ids:
        view.step(-1)
    assert view.page.id == ids[0]


def test_another_guide_keeps_the_page_if_it_has_it(view: GuideView, guide: Guide) -> None:
    view.open("SPC-01")
    view.set_guide(replace(guide, title="Other"))
    assert view.page is not None
    assert view.page.id == "SPC-01"
    fewer = replace(guide, criteria=tuple(c for c in guide.criteria if c.id != "SPC-01"))
    view.set_guide(fewer)
    assert view.page.id == "SG-1.1"


def test_without_a_guide_there_is_nothing_to_show() -> None:
    view = GuideView()
    assert view.page is None
    assert view.shown == ()
    view.step(1)
    assert not view.open("5.1")
