"""The style guide as something to read: its pages, the search in them, and which one is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.checks.guide.model import Criterion, Guide, Section
from app.checks.report import Finding

_PREFIX: Final = "SG-"


class PageKind(StrEnum):
    """What a page is about."""

    SECTION = "section"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """A page of the guide.

    Attributes:
        id: Id of the section (``SG-5.1``) or of the criterion (``SPC-01``).
        number: What stands in front of its title: ``5.1`` or ``SPC``.
        body: What the guide asks; a criterion has the body of its section.
        do, dont: Examples.
        sources: Whose guides say the same.
        links: Pages that belong to it: a section's criteria, a criterion's section.
        criterion: What the page is about, None for a section.
        rules: Number of rules that look for it.
    """

    id: str
    kind: PageKind
    number: str
    title: str
    body: str = ""
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    criterion: Criterion | None = None
    rules: int = 0


def pages_of(guide: Guide) -> tuple[GuidePage, ...]:
    """Give all pages: the sections, then the criteria, both in the order of the guide."""
    known = {criterion.id for criterion in guide.criteria}
    sections = (
        GuidePage(
            id=section.id,
            kind=PageKind.SECTION,
            number=section_number(section.id),
            title=section.title,
            body=section.body,
            do=section.do,
            dont=section.dont,
            sources=section.sources,
            links=tuple(name for name in section.criteria if name in known),
        )
        for section in guide.sections
    )
    return (*sections, *(_criterion_page(guide, criterion) for criterion in guide.criteria))


def _criterion_page(guide: Guide, criterion: Criterion) -> GuidePage:
    section: Section | None = guide.section(criterion.section)
    return GuidePage(
        id=criterion.id,
        kind=PageKind.CRITERION,
        number=criterion.id.split("-", 1)[0],
        title=criterion.title,
        body=section.body if section else "",
        do=section.do if section else (),
        dont=section.dont if section else (),
        sources=section.sources if section else (),
        links=(section.id,) if section else (),
        criterion=criterion,
        rules=sum(rule.criterion == criterion.id for rule in guide.rules),
    )


def section_number(section_id: str) -> str:
    """Give the number of a section as it is said: ``5.1`` for ``SG-5.1``."""
    return section_id.removeprefix(_PREFIX)


def search(pages: Iterable[GuidePage], query: str) -> tuple[GuidePage, ...]:
    """Give the pages in which every word of a query stands, those with it in the title first.

    Looks at numbers, titles, bodies, examples and sources; capitals do not matter, and the
    beginning of a word is enough.
    """
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in query.casefold().split()]
    if not words:
        return tuple(pages)
    first: list[GuidePage] = []
    then: list[GuidePage] = []
    for page in pages:
        head = f"{page.number} {page.id} {page.title}".casefold()
        whole = " ".join((head, page.body, *page.do, *page.dont, *page.sources)).casefold()
        if all(word.search(head) for word in words):
            first.append(page)
        elif all(word.search(whole) for word in words):
            then.append(page)
    return (*first, *then)


def finding_at(findings: Sequence[Finding], caret: int) -> int | None:
    """Give the index of the finding at a caret: the gravest that reaches it, then the shortest.

    Args:
        findings: In the offsets of the caret's text.
        caret: Code points.
    """
    here = [
        (-finding.severity.rank, finding.end - finding.start, index)
        for index, finding in enumerate(findings)
        if not finding.is_absence and finding.start <= caret <= finding.end
    ]
    return min(here)[2] if here else None


def finding_near(findings: Sequence[Finding], caret: int) -> int | None:
    """Give the index of the finding whose words are nearest to a caret, None if there is none."""
    apart = [
        (max(finding.start - caret, caret - finding.end, 0), -finding.severity.rank, index)
        for index, finding in enumerate(findings)
        if not finding.is_absence
    ]
    return min(apart)[2] if apart else None


class GuideView:
    """What the drawer shows of a guide. MAIN, Qt-free.

    Attributes:
        guide: The guide in use, None until one is loaded.
    """

    def __init__(self) -> None:
        self.guide: Guide | None = None
        self._pages: tuple[GuidePage, ...] = ()
        self._query = ""
        self._current = ""

    def set_guide(self, guide: Guide) -> None:
        """Show a guide; the page that is open stays open if the guide still has it."""
        self.guide = guide
        self._pages = pages_of(guide)
        if self._find(self._current) is None:
            self._current = self._pages[0].id if self._pages else ""

    @property
    def query(self) -> str:
        """What is searched for."""
        return self._query

    @property
    def shown(self) -> tuple[GuidePage, ...]:
        """The pages in the list, after the search."""
        return search(self._pages, self._query)

    @property
    def page(self) -> GuidePage | None:
        """The page that is open."""
        return self._find(self._current)

    def search(self, query: str) -> None:
        """Search; the first page found is opened, unless the open one is among them."""
        self._query = query
        found = self.shown
        if query.strip() and found and self._current not in {page.id for page in found}:
            self._current = found[0].id

    def open(self, page_id: str) -> bool:
        """Open a page by its id, or a section by its number; gives whether it is there."""
        page = self._find(page_id) or self._find(f"{_PREFIX}{page_id}")
        if page is None:
            return False
        self._current = page.id
        if page not in self.shown:
            self._query = ""
        return True

    def step(self, by: int) -> None:
        """Open the next or the previous page of the list; it ends at its ends."""
        ids = [page.id for page in self.shown]
        if not ids:
            return
        now = ids.index(self._current) if self._current in ids else -1 if by > 0 else len(ids)
        self._current = ids[max(0, min(len(ids) - 1, now + by))]

    def title_of(self, page_id: str) -> str:
        """Give the title of a page, "" if it is not there."""
        page = self._find(page_id)
        return page.title if page else ""

    def _find(self, page_id: str) -> GuidePage | None:
        return next((page for page in self._pages if page.id == page_id), None)
