"""What must not be in the narration: speculation, opinion, camera, I and you, past tense."""

from __future__ import annotations

from typing import Final

from app.checks.context import Context, Outcome, Placed
from app.checks.english.tokens import Token
from app.checks.guide.model import Criterion
from app.checks.report import Confidence, Severity

_SAME_IN_PAST: Final = frozenset(
    [
        "bet",
        "bid",
        "burst",
        "bust",
        "cast",
        "cost",
        "cut",
        "hit",
        "hurt",
        "let",
        "put",
        "quit",
        "read",
        "rid",
        "set",
        "shed",
        "shut",
        "slit",
        "split",
        "spread",
        "thrust",
        "wed",
    ]
)
_CLAUSES: Final = frozenset(
    {"as", "while", "because", "until", "when", "before", "after", "if", "since", "although"}
)
_RELATIVE: Final = frozenset({"WP", "WDT", "WRB"})
_HEARD: Final = frozenset(
    [
        "say",
        "tell",
        "ask",
        "reply",
        "answer",
        "explain",
        "add",
        "state",
        "claim",
        "admit",
        "mention",
        "guess",
        "think",
        "believe",
        "suppose",
        "assume",
        "realize",
        "remember",
        "wonder",
    ]
)
"""Verbs of which a clause in the past depends: what it tells is no narration."""


def plain(context: Context, criterion: Criterion) -> Outcome:
    """A criterion whose rules say it all."""
    found = [context.rule_finding(criterion, p, h) for p, h in context.hits(criterion.id)]
    return Outcome(findings=found)


def speculation(context: Context, criterion: Criterion) -> Outcome:
    """Hedges and mind-reading; a thought with its visible sign in the sentence weighs less."""
    outcome = Outcome()
    signs = {c.sentence for c in context.cues("EMO-01", "sign", "expression")}
    kin_heard = bool(context.cues(criterion.id, "kin-heard"))
    for placed, hit in context.hits(criterion.id):
        severity = hit.rule.severity
        if "sign" in hit.rule.needs and placed.index in signs:
            severity = Severity.MINOR
        if "kin" in hit.rule.needs and kin_heard:
            severity = Severity.INFO
        outcome.findings.append(context.rule_finding(criterion, placed, hit, severity))
    return outcome


def objectivity(context: Context, criterion: Criterion) -> Outcome:
    """The writer's own judgement; intensifiers count only when there are many."""
    outcome = plain(context, criterion)
    strong = context.cues(criterion.id, "intensifier")
    level = Severity.MINOR if len(strong) >= criterion.numbers.get("intensifiers", 3) else None
    for cue in strong:
        severity = level if level is Severity.MINOR else Severity.INFO
        placed = context.sentences[cue.sentence]
        outcome.findings.append(context.rule_finding(criterion, placed, cue.hit, severity))
    return outcome


def camera(context: Context, criterion: Criterion) -> Outcome:
    """Camera, viewer and editing words; openings weigh more."""
    outcome = plain(context, criterion)
    outcome.signals["opener"] = sum(f.rule == "CAM-opener" for f in outcome.findings)
    return outcome


def tense(context: Context, criterion: Criterion) -> Outcome:
    """Finite verbs of the narration in the past, against those in the present."""
    outcome = Outcome()
    past: list[tuple[Placed, Token]] = []
    present = 0
    for placed in context.sentences:
        tokens = placed.sentence.tokens
        present += sum(t.tag in {"VBZ", "VBP"} for t in tokens)
        past += [(placed, tokens[i]) for i in range(len(tokens)) if is_past(tokens, i)]
    finite = len(past) + present
    enough = 1 if finite <= 2 else 2
    violated = len(past) >= enough
    for placed, token in past:
        span = placed.start + token.start, placed.start + token.end
        level = Severity.MINOR if violated else Severity.INFO
        found = context.finding(
            criterion, "past", span, default=level, confidence=Confidence.LIKELY
        )
        outcome.findings += [found] if found else []
    outcome.signals = {"past": len(past), "finite": finite, "narrated_past": int(violated)}
    return outcome


def is_past(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token is a finite past verb of what is told.

    Not counted: forms that are the same in the present, relative clauses (facts before the
    clip), absolute constructions ("his jaw clenched"), what someone is told to have said.
    """
    token = tokens[at]
    if token.tag != "VBD" or token.lower in _SAME_IN_PAST:
        return False
    if token.lemma == "use" and at + 1 < len(tokens) and tokens[at + 1].lower == "to":
        return False
    if token.lemma == "have" and at + 1 < len(tokens) and tokens[at + 1].lower == "better":
        return False
    if token.lemma == "be" and any(
        t.lower in {"if", "though"} for t in tokens[max(0, at - 4) : at]
    ):
        return False
    if at + 1 < len(tokens) and tokens[at + 1].lower == "by":
        return False
    if token.lower.endswith("ed") and _is_participle(tokens, at):
        return False
    return not (_in_relative(tokens, at) or _is_absolute(tokens, at) or _is_reported(tokens, at))


def _is_participle(tokens: tuple[Token, ...], at: int) -> bool:
    """``-ed`` behind a noun in a clause that has its verb: one finite verb to a clause."""
    for token in reversed(tokens[:at]):
        if token.tag in {"CC", ",", ".", "WP", "WDT", "WRB", "PRP", "QT"}:
            return False
        if token.tag == "IN" and token.lower in _CLAUSES:
            return False
        if token.tag in {"VBZ", "VBP", "MD", "VB"} and token.lemma != "let":
            return True
    return False


def _in_relative(tokens: tuple[Token, ...], at: int) -> bool:
    if _is_contact_clause(tokens, at):
        return True
    for token in reversed(tokens[max(0, at - 6) : at]):
        if token.lower == "when":
            return False
        if token.tag in _RELATIVE or token.lower in {"that", "because", "since"}:
            return True
        if token.tag in {"VBZ", "VBP", "VBD", "MD", "CC"} or token.lower in {",", ";"}:
            return False
    return False


def _is_contact_clause(tokens: tuple[Token, ...], at: int) -> bool:
    """``opens a letter she received``: a subject right behind the noun it tells more of."""
    if at < len(("opens", "letter", "she")) or tokens[at - 1].tag not in {"PRP", "NNP"}:
        return False
    if tokens[at - 2].tag not in {"NN", "NNS", "JJ"}:
        return False
    for token in reversed(tokens[: at - 2]):
        if token.tag in {"CC", ",", ".", "QT", "WDT", "WP", "WRB"}:
            return False
        if token.tag in {"VBZ", "VBP", "VBD", "MD"}:
            return True
    return False


def _is_absolute(tokens: tuple[Token, ...], at: int) -> bool:
    """``, his jaw clenched``: a possessive phrase behind a comma in a clause with its own verb."""
    back = at - 1
    while back >= 0 and tokens[back].tag in {"NN", "NNS", "JJ", "RB", "POS"}:
        back -= 1
    opened = back >= 0 and tokens[back].tag in {"PRP$", "DT"}
    lead = tokens[back - 1] if opened and back > 0 else None
    if lead is None or not (lead.text in {",", "—", "–"} or lead.lower == "with"):
        return False
    return any(t.tag in {"VBZ", "VBP"} for t in tokens)


def _is_reported(tokens: tuple[Token, ...], at: int) -> bool:
    return any(
        t.lemma in _HEARD and t.tag in {"VBZ", "VBP", "VBG"} for t in tokens[max(0, at - 8) : at]
    )
