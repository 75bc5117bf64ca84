"""Dialogue and text on the screen: what the quotations of a caption are."""

from __future__ import annotations

from dataclasses import dataclass

from app.checks.context import Context, Cue, Outcome, Placed, spans_of
from app.checks.guide.model import Criterion
from app.checks.report import Severity, Stage
from app.domain.clip import Ternary


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation and what it is: ``speech``, ``text``, ``lyrics``, ``title`` or ``scare``."""

    placed: Placed
    start: int
    end: int
    kind: str
    attributed: bool
    words: int


def quotations(context: Context) -> list[Quotation]:
    """Tell the quotations of a text apart by the words around them."""
    kinds = {
        "text": _around(context, "OST-01", "text-quote"),
        "lyrics": _around(context, "DLG-01", "lyrics"),
        "title": _around(context, "TTL-01", "title-quote"),
    }
    said = _around(context, "DLG-01", "attribution")
    found: list[Quotation] = []
    for placed, start, end in context.quotations():
        attributed = _touched(said, start, end)
        kind = next((k for k, cues in kinds.items() if _touched(cues, start, end)), "speech")
        words = len(context.views.text[start:end].split())
        if kind == "speech" and not attributed:
            if words <= 2 and context.views.text[start:end].islower() and _inside(placed, start):
                kind = "scare"
            else:
                attributed = _goes_on(found, placed) or _has_speaker_near(context, placed)
        found.append(Quotation(placed, start, end, kind, attributed, words))
    return found


def dialogue(context: Context, criterion: Criterion) -> Outcome:
    """Speech quoted with its speaker and a timecode, or at least its gist."""
    quotes = [q for q in quotations(context) if q.kind == "speech"]
    reported = context.cues(criterion.id, "gist")
    pinned = [q for q in quotes if context.pinned(q.end + 1)]
    loose = [q for q in quotes if not q.attributed]
    spoken = context.cues(criterion.id, "talk") or reported or quotes
    share = 100 * sum(q.words for q in quotes) // max(1, context.words)
    outcome = Outcome(
        present=bool(quotes or reported),
        spans=sorted({(q.start, q.end) for q in quotes} | set(spans_of(reported))),
        signals={
            "quotes": len(quotes),
            "reported": len(reported),
            "loose": len(loose),
            "unpinned": len(quotes) - len(pinned),
            "share": share,
            "talk": int(bool(spoken)),
            "absent": int(not quotes and not reported),
        },
    )
    submit = context.stage is Stage.SUBMIT
    for quote in loose:
        _add(context, criterion, outcome, "unattributed", (quote.start, quote.end), Severity.MINOR)
    for quote in quotes:
        if quote not in pinned:
            level = Severity.MAJOR if submit else Severity.INFO
            _add(context, criterion, outcome, "no-timecode", (quote.start, quote.end), level)
        if quote.words > criterion.numbers.get("longest", 40):
            _add(context, criterion, outcome, "long", (quote.start, quote.end), Severity.MINOR)
    if share > criterion.numbers.get("share", 50):
        outcome.signals["too_much"] = 1
        found = context.absence(criterion, "share", Severity.MINOR)
        outcome.findings += [found] if found else []
    if not quotes and not reported:
        _absent(context, criterion, outcome)
    for placed, hit in context.hits(criterion.id):
        outcome.findings.append(context.rule_finding(criterion, placed, hit))
    return outcome


def on_screen_text(context: Context, criterion: Criterion) -> Outcome:
    """Text on the screen: its carrier named, its words quoted, a timecode beside it."""
    quotes = [q for q in quotations(context) if q.kind == "text"]
    mentions = context.cues(criterion.id, "mention")
    pinned = [q for q in quotes if context.pinned(q.end + 1)]
    outcome = Outcome(
        present=bool(quotes),
        spans=[(q.start, q.end) for q in quotes] or spans_of(mentions),
        signals={
            "quotes": len(quotes),
            "mentions": len(mentions),
            "unpinned": len(quotes) - len(pinned),
            "absent": int(not quotes),
        },
    )
    wanted = context.facts.on_screen_text is Ternary.YES
    if not quotes and wanted:
        found = context.absence(criterion, "absent", Severity.MAJOR)
        outcome.findings += [found] if found else []
    for cue in mentions if not quotes else ():
        _add(context, criterion, outcome, "not-quoted", (cue.start, cue.end), Severity.INFO)
    for quote in quotes:
        if quote not in pinned and context.stage is Stage.SUBMIT:
            _add(context, criterion, outcome, "no-timecode", (quote.start, quote.end),
                 Severity.INFO)  # fmt: skip
    return outcome


def _absent(context: Context, criterion: Criterion, outcome: Outcome) -> None:
    speech = context.facts.speech
    if speech is Ternary.YES:
        outcome.because.append("absent")
        found = context.absence(criterion, "absent", Severity.MAJOR)
    elif speech is Ternary.UNKNOWN:
        found = context.absence(criterion, "no-speech-known", Severity.INFO)
    else:
        found = None
    outcome.findings += [found] if found else []


def _add(
    context: Context,
    criterion: Criterion,
    outcome: Outcome,
    code: str,
    span: tuple[int, int],
    severity: Severity,
) -> None:
    found = context.finding(criterion, code, span, default=severity)
    outcome.findings += [found] if found else []


def _around(context: Context, criterion: str, name: str) -> list[tuple[int, int]]:
    return [(c.start, c.end) for c in context.cues(criterion, name)]


def _touched(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


def _inside(placed: Placed, start: int) -> bool:
    """True when narration goes on before the quotation without a comma or colon."""
    before = placed.sentence.narration[: start - placed.start].rstrip(' "')
    return bool(before) and before[-1] not in ",:"


def _goes_on(found: list[Quotation], placed: Placed) -> bool:
    """A quotation alone right behind an attributed one goes on with the same speaker."""
    if not found or not found[-1].attributed:
        return False
    last = found[-1].placed
    tagged = (
        bool(last.sentence.narration.rstrip().endswith("."))
        and not last.sentence.tokens[-1].is_quote
    )
    return last.index == placed.index - 1 and tagged


def _has_speaker_near(context: Context, placed: Placed) -> bool:
    """A quotation beside an act of a plausible speaker counts as attributed."""
    near = {placed.index, placed.index - 1}
    cues: list[Cue] = context.cues("CHR-01", "being", "described", "pronoun")
    own = [c for c in cues if c.sentence == placed.index]
    if own:
        return True
    before = [c for c in cues if c.sentence in near]
    alone = placed.index == 0 or bool(context.sentences[placed.index - 1].sentence.quotes)
    return bool(before) and not alone
