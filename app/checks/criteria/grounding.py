"""Titles and names: never the show, and names only where the clip bears them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.checks.context import Context, Outcome, Placed
from app.checks.criteria.dialogue import Quotation, quotations
from app.checks.english.tokens import Token
from app.checks.guide.model import Criterion
from app.checks.matcher import Hit
from app.checks.patterns import at_word_bounds
from app.checks.report import Confidence, Severity
from app.domain.clip import Ternary

_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "&",
        "'s",
        "vs",
        "de",
        "la",
        "le",
    ]
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
_SURE_LETTERS: Final = 6
_OTHER_WORKS: Final = frozenset(
    {"book", "novel", "copy", "poem", "album", "game", "painting", "symphony", "comic", "magazine"}
)
_READING: Final = frozenset({"read", "strum", "recite"})
_PARTS: Final = frozenset({"opening", "end", "ending", "beginning", "finale"})
_OTHER_REACH: Final = 6


def titles(context: Context, criterion: Criterion) -> Outcome:
    """Forbidden titles anywhere, words that frame a title, and Title Case runs behind them."""
    outcome = Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )
    spans = [(s, e, Severity.CRITICAL, "forbidden") for s, e in _forbidden(context)]
    for cue in context.cues(criterion.id, "frame"):
        run = _run_after(context.sentences[cue.sentence], cue.hit.end)
        if run and not _is_other_work(context.sentences[cue.sentence], cue.hit):
            spans.append((*run, Severity.MAJOR, "run"))
    for cue in context.cues(criterion.id, "watch-frame"):
        placed = context.sentences[cue.sentence]
        run = _run_after(placed, cue.hit.end)
        if run and _is_watched(placed, run, context.views.text[run[0] : run[1]]):
            spans.append((*run, Severity.MAJOR, "run"))
    for cue in context.cues(criterion.id, "show-frame"):
        placed = context.sentences[cue.sentence]
        run = _run_after(placed, cue.hit.end)
        if run and not _is_one_or_a_person(placed, context.views.text[run[0] : run[1]]):
            spans.append((*run, Severity.MAJOR, "run"))
    for cue in context.cues(criterion.id, "loose-frame"):
        placed = context.sentences[cue.sentence]
        run = _run_after(placed, cue.hit.end)
        title_like = run and _looks_like_title(context.views.text[run[0] : run[1]])
        if run and title_like and not _is_other_work(placed, cue.hit):
            spans.append((*run, Severity.MAJOR, "run"))
    for cue in context.cues(criterion.id, "run-before"):
        run = _run_before(context.sentences[cue.sentence], cue.hit.start)
        if run:
            spans.append((*run, Severity.MAJOR, "run"))
    spans += [
        (q.start, q.end, Severity.MAJOR, "quoted")
        for q in quotations(context)
        if (q.kind == "title" or _is_title_cue(context, q))
        and _is_title_case(context.views.text[q.start : q.end])
    ]
    allowed = {n.lower() for n in context.facts.names_allowed}
    for start, end, severity, code in spans:
        if code != "forbidden" and context.views.text[start:end].lower() in allowed:
            continue
        confidence = Confidence.CERTAIN if code == "forbidden" else Confidence.LIKELY
        found = context.finding(
            criterion, code, (start, end), default=severity, confidence=confidence
        )
        outcome.findings += [found] if found else []
    return outcome


def names(context: Context, criterion: Criterion) -> Outcome:
    """Names and brands: allowed, spoken, pinned by a token, or to be looked at."""
    outcome = plain_findings(context, criterion)
    known = _known_names(context)
    brands = set(context.guide.lists.get("brands", ()))
    common = set(context.guide.lists.get("common_words", ()))
    stop = {w.lower() for w in context.guide.lists.get("capital_words", ())}
    refused = context.facts.names_or_brands is Ternary.NO
    candidates = 0
    seen: set[str] = set()
    for placed, tokens in _candidates(context, stop):
        start, end = placed.start + tokens[0].start, placed.start + tokens[-1].end
        text = context.views.text[start:end]
        key = text.lower()
        is_brand = key in brands and not (key in common and text.islower())
        if text.islower() and not is_brand:
            continue
        candidates += 1
        outcome.spans.append((start, end))
        parts = {w.lower() for w in re.findall(r"[^\W_]+", text)}
        if key in seen or key in known or parts <= known or context.pinned(end):
            continue
        seen.add(key)
        level = Severity.MINOR if refused or is_brand or len(tokens) > 1 else Severity.INFO
        code = "refused" if refused else "no-evidence"
        found = context.finding(
            criterion, code, (start, end), default=level, confidence=Confidence.LIKELY
        )
        outcome.findings += [found] if found else []
    outcome.present = bool(candidates)
    outcome.signals["candidates"] = candidates
    return outcome


def plain_findings(context: Context, criterion: Criterion) -> Outcome:
    """The findings of a criterion's plain rules."""
    return Outcome(
        findings=[context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    )


def _forbidden(context: Context) -> Iterator[tuple[int, int]]:
    """Places of forbidden titles and their aliases, in quotations too."""
    text = context.views.text
    for entry in context.facts.titles_forbidden:
        for title in (part.strip() for part in entry.split("|")):
            if not title:
                continue
            sure = len(title.split()) > 1 or len(title) >= _SURE_LETTERS
            flags = re.IGNORECASE if sure else 0
            for match in re.finditer(re.escape(title), text, flags):
                if at_word_bounds(text, match.start(), match.end()):
                    yield match.start(), match.end()


def _run_after(placed: Placed, offset: int) -> tuple[int, int] | None:
    """The Title Case run that begins right behind an offset of a sentence."""
    tokens = [t for t in placed.sentence.tokens if t.start >= offset]
    if not tokens or not _is_capital(tokens[0]):
        return None
    last = 0
    for index, token in enumerate(tokens):
        if _is_capital(token) or token.text.isdigit():
            last = index
        elif token.lower not in _SMALL or index > last + 2:
            break
    if tokens[last].lower in _ARTICLES:
        return None
    return placed.start + tokens[0].start, placed.start + tokens[last].end


def _run_before(placed: Placed, offset: int) -> tuple[int, int] | None:
    """The Title Case run that ends right before an offset of a sentence."""
    tokens = [t for t in placed.sentence.tokens if t.end <= offset]
    first = len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        if _is_capital(tokens[index]) and not (index == 0 and first == len(tokens)):
            first = index
        elif tokens[index].lower not in _SMALL or first - index > 2:
            break
    if first >= len(tokens):
        return None
    return placed.start + tokens[first].start, placed.start + tokens[-1].end


def _looks_like_title(run: str) -> bool:
    """Behind a loose word such as ``of`` only a run that reads as a title counts."""
    words = run.split()
    if len(words) < 2:
        return False
    opens = words[0] in {"The", "A", "An"}
    return opens and len(words) >= 3


def _is_watched(placed: Placed, run: tuple[int, int], text: str) -> bool:
    """What is watched is a title unless it goes on to do something, or is a person's name."""
    after = next((t for t in placed.sentence.tokens if placed.start + t.start >= run[1]), None)
    acts = after is not None and after.tag in {"VB", "VBG", "VBZ", "VBP", "POS"}
    return not acts and not _is_one_or_a_person(placed, text)


def _is_one_or_a_person(placed: Placed, run: str) -> bool:
    """A capitalized run that says too little: one word, or a first name and what follows."""
    words = run.split()
    named = any(t.text == words[0] and "first_name" in t.classes for t in placed.sentence.tokens)
    return len(words) < 2 or named


def _is_other_work(placed: Placed, hit: Hit) -> bool:
    """A book, song, game or painting may be named: its word stands shortly before the frame."""
    tokens = [t for t in placed.sentence.tokens if t.start < hit.end][-_OTHER_REACH:]
    frame = placed.sentence.narration[hit.start : hit.end].split(" ")[0].lower()
    for token in tokens:
        if token.tag[:1] == "N" and token.lemma in _OTHER_WORKS:
            return True
        if token.tag[:1] == "V" and token.lemma in _READING:
            return True
        if token.tag[:1] == "V" and token.lemma == "play" and frame in _PARTS:
            return True
    return False


def _is_title_cue(context: Context, quote: Quotation) -> bool:
    cues = context.cues("TTL-01", "title-quote")
    touched = any(c.start < quote.end and quote.start < c.end for c in cues)
    return touched and quote.kind == "text"


def _is_title_case(text: str) -> bool:
    words = [w for w in text.strip(" ,.!?").split() if w[:1].isalpha()]
    return (
        bool(words)
        and words[0][0].isupper()
        and all(w[0].isupper() or w.lower() in _SMALL for w in words)
    )


def _is_capital(token: Token) -> bool:
    return token.is_word and token.text[0].isupper()


def _known_names(context: Context) -> set[str]:
    """Names the clip bears: allowed ones, speakers, and names that are heard in quotations."""
    known = {n.lower() for n in (*context.facts.names_allowed, *context.speakers)}
    for quote in quotations(context):
        text = context.views.text[quote.start : quote.end]
        known |= {w.lower() for w in re.findall(r"\b[A-Z][^\W\d_]+", text)}
    for name in tuple(known):
        known |= set(name.split())
    return known


def _candidates(context: Context, stop: set[str]) -> Iterator[tuple[Placed, list[Token]]]:
    """Runs of capitalized words, and listed brands in any case."""
    brands = set(context.guide.lists.get("brands", ()))
    for placed in context.sentences:
        run: list[Token] = []
        tokens = placed.sentence.tokens
        for index, token in enumerate(tokens):
            if (
                _is_name(tokens, index, stop)
                or token.lower in brands
                or (
                    run
                    and token.lower in {"de", "van", "von", "of", "the", "&"}
                    and (index + 1 < len(tokens) and _is_capital(tokens[index + 1]))
                )
            ):
                run.append(token)
            else:
                if run:
                    yield placed, run
                run = []
        if run:
            yield placed, run


def _is_name(tokens: tuple[Token, ...], index: int, stop: set[str]) -> bool:
    token = tokens[index]
    if not _is_capital(token) or token.lower in stop or token.text == "I":
        return False
    return token.tag in {"NNP", "NNPS"}
