"""The criteria of the rubric: what each one counts, before the guide makes a state of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.checks.context import Context, Outcome
from app.checks.criteria import coverage, dialogue, form, grounding, narration, order, people
from app.checks.guide.model import Criterion
from app.checks.report import CheckerRun, Finding

Judge = Callable[[Context, Criterion], Outcome]

_JUDGES: Final[dict[str, Judge]] = {
    "WC-01": form.length,
    "SET-01": coverage.setting,
    "AUD-01": coverage.audio,
    "CHR-01": coverage.characters,
    "ACT-01": coverage.actions,
    "EMO-01": coverage.emotion,
    "DLG-01": dialogue.dialogue,
    "OST-01": dialogue.on_screen_text,
    "SPC-01": narration.speculation,
    "TTL-01": grounding.titles,
    "NAM-01": grounding.names,
    "BGD-01": people.background,
    "IDN-01": people.identity,
    "CAM-01": narration.camera,
    "TNS-01": narration.tense,
    "OBJ-01": narration.objectivity,
    "FMT-01": form.layout,
    "FLW-01": form.flow,
    "ORD-01": order.order,
    "CON-01": order.consistency,
}


def judge(
    context: Context,
    criterion: Criterion,
    language: tuple[Finding, ...],
    checkers: tuple[CheckerRun, ...],
) -> Outcome:
    """Find out what a criterion needs to know; criteria of a pack's own use plain rules."""
    if criterion.id == "GRM-01":
        return form.grammar(context, criterion, language, checkers)
    return _JUDGES.get(criterion.id, narration.plain)(context, criterion)
