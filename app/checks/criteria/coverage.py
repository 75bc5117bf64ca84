"""Must-have content: setting, sound, people, actions, emotion.

``present`` is true as soon as a cue of any strength is there; the state asks for more.
"""

from __future__ import annotations

from typing import Final

from app.checks.context import Context, Cue, Outcome, spans_of
from app.checks.guide.model import Criterion
from app.checks.report import Severity
from app.domain.clip import Ternary

EARLY_SENTENCES: Final = 2
EARLY_WORDS: Final = 45


def setting(context: Context, criterion: Criterion) -> Outcome:
    """A place, best in the first two sentences or 45 words."""
    strong = context.cues(criterion.id, "place")
    weak = context.cues(criterion.id, "generic")
    props = context.cues(criterion.id, "furniture")
    early = [c for c in strong if _is_early(context, c)]
    outcome = Outcome(
        present=bool(strong or weak),
        spans=spans_of(early or strong or weak),
        signals={
            "early": int(bool(early)),
            "strong": len(strong),
            "generic": len(weak),
            "props": len(props),
            "absent": int(not (strong or weak or props)),
        },
    )
    if not (strong or weak):
        _missing(context, criterion, outcome)
    elif not early:
        code = "late" if strong else "generic"
        _note(context, criterion, outcome, code, Severity.INFO)
    return outcome


def audio(context: Context, criterion: Criterion) -> Outcome:
    """A sound that is no speech, with its source or quality; or silence, said."""
    sounds = context.cues(criterion.id, "sound", "music") + _played(context, criterion)
    thin = context.cues(criterion.id, "thin")
    vocal = context.cues(criterion.id, "vocal")
    silence = context.cues(criterion.id, "silence")
    music = context.cues(criterion.id, "music")
    everything = sounds + thin + vocal + silence
    outcome = Outcome(
        present=bool(everything),
        spans=spans_of(sounds or silence or everything),
        signals={
            "strong": len(sounds),
            "thin": len(thin),
            "vocal": len(vocal),
            "silence": len(silence),
            "absent": int(not everything),
        },
    )
    facts = context.facts
    if not everything:
        _missing(context, criterion, outcome)
    elif facts.music is Ternary.YES and not music and not _names_music(thin):
        _note(context, criterion, outcome, "no-music", Severity.MAJOR)
    if facts.music is Ternary.YES:
        _contradict(context, criterion, outcome, context.cues(criterion.id, "no-music"))
    if facts.music is Ternary.NO:
        _contradict(context, criterion, outcome, music)
    if Ternary.YES in {facts.music, facts.ambience}:
        _contradict(context, criterion, outcome, context.cues(criterion.id, "no-sound"))
    return outcome


def _played(context: Context, criterion: Criterion) -> list[Cue]:
    """Playing without an object ("then plays again") behind an instrument named before it."""
    held = min((c.start for c in context.cues(criterion.id, "held")), default=None)
    plays = context.cues(criterion.id, "plays")
    return [] if held is None else [c for c in plays if c.start > held]


def characters(context: Context, criterion: Criterion) -> Outcome:
    """A person or animal, best introduced with what tells them apart."""
    named = context.cues(criterion.id, "being")
    described = context.cues(criterion.id, "described")
    pronouns = context.cues(criterion.id, "pronoun")
    everything = named + described + pronouns
    first = min((c.start for c in named + described), default=len(context.views.text))
    lost = [c for c in pronouns if c.start < first]
    outcome = Outcome(
        present=bool(everything),
        spans=spans_of(described or named or pronouns),
        signals={
            "described": len(described),
            "named": len(named),
            "pronouns": len(pronouns),
            "lost_pronouns": len(lost),
            "absent": int(not everything),
        },
    )
    if not everything:
        _missing(context, criterion, outcome)
    elif not named and not described:
        _note(context, criterion, outcome, "pronoun-only", Severity.MAJOR)
    elif not described:
        _note(context, criterion, outcome, "bare", Severity.MINOR)
    return outcome


def actions(context: Context, criterion: Criterion) -> Outcome:
    """Visible acts: distinct dynamic verbs, and an interaction where there are two people."""
    acts = context.cues(criterion.id, "act")
    together = context.cues(criterion.id, "interaction")
    distinct = {_verb(context, c) for c in acts}
    people = len({_verb(context, c) for c in context.cues("CHR-01", "being", "described")})
    outcome = Outcome(
        present=bool(acts),
        spans=spans_of(acts),
        signals={
            "acts": len(distinct),
            "interactions": len(together),
            "alone": int(people < 2),
            "absent": int(not acts),
        },
        detail=str(len(distinct)),
    )
    if not acts:
        _missing(context, criterion, outcome)
    elif len(distinct) < criterion.numbers.get("acts", 3):
        _note(context, criterion, outcome, "few", Severity.MINOR)
    for cue in context.cues(criterion.id, "soft-start"):
        finding = context.finding(
            criterion, "soft-start", (cue.start, cue.end), default=Severity.INFO
        )
        outcome.findings += [finding] if finding else []
    return outcome


def emotion(context: Context, criterion: Criterion) -> Outcome:
    """A feeling or mood in words, and a sign of it in the same or the next sentence."""
    feelings = context.cues(criterion.id, "feeling", "mood")
    signs = context.cues(criterion.id, "sign")
    expressions = context.cues(criterion.id, "expression")
    evidence = signs + expressions
    shown = [f for f in feelings if any(abs(f.sentence - e.sentence) <= 1 for e in evidence)]
    outcome = Outcome(
        present=bool(feelings or expressions),
        spans=spans_of(feelings + expressions),
        signals={
            "named": len(feelings),
            "shown": len(shown),
            "signs": len(evidence),
            "absent": int(not (feelings or evidence)),
        },
    )
    if not feelings and not evidence:
        _missing(context, criterion, outcome)
    elif not feelings:
        _note(context, criterion, outcome, "no-mood", Severity.MINOR)
    elif not shown and not context.cues("AUD-01", "music"):
        finding = context.finding(
            criterion, "no-sign", (feelings[0].start, feelings[0].end), default=Severity.MINOR
        )
        outcome.findings += [finding] if finding else []
    return outcome


def _is_early(context: Context, cue: Cue) -> bool:
    if cue.sentence < EARLY_SENTENCES:
        return True
    before = sum(p.sentence.words for p in context.sentences[: cue.sentence])
    return before < EARLY_WORDS


def _names_music(cues: list[Cue]) -> bool:
    return any("music" in c.hit.rule.id for c in cues)


def _verb(context: Context, cue: Cue) -> str:
    """The lemma of the last word of a cue."""
    placed = context.sentences[cue.sentence]
    inside = [t for t in placed.sentence.tokens if t.end <= cue.hit.end]
    return inside[-1].lemma if inside else ""


def _missing(context: Context, criterion: Criterion, outcome: Outcome) -> None:
    outcome.because.append("absent")
    finding = context.absence(criterion, "absent", Severity.MAJOR)
    outcome.findings += [finding] if finding else []


def _note(
    context: Context, criterion: Criterion, outcome: Outcome, code: str, severity: Severity
) -> None:
    outcome.because.append(code)
    finding = context.absence(criterion, code, severity)
    outcome.findings += [finding] if finding else []


def _contradict(context: Context, criterion: Criterion, outcome: Outcome, cues: list[Cue]) -> None:
    for cue in cues:
        finding = context.finding(
            criterion, "contradiction", (cue.start, cue.end), default=Severity.CRITICAL
        )
        outcome.findings += [finding] if finding else []
        outcome.signals["contradiction"] = 1
