"""Handing over at the desk: what is open before, submit, take back, take up again, the copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.checks.report import Finding
from app.desk import handover, queue
from app.desk.playback import PlaybackDesk
from app.desk.ports.store import Submission
from app.desk.rubric import RubricDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings
from app.desk.work import WorkDesk
from app.desk.writing import WritingDesk
from app.domain.caption import CleanText, count_words
from app.domain.clip import Clip, ClipMove, can_move, next_state
from app.domain.coverage import Span, gaps
from app.domain.errors import RefusedError

GAP_MS: Final = 1000
"""Parts longer than this that were not watched are named at submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoints:
    """What is still open when a person wants to submit.

    Attributes:
        findings: Each open finding, minor and above, the gravest first.
        unwatched: Parts of the clip that were not watched.
    """

    findings: tuple[Finding, ...] = ()
    unwatched: tuple[Span, ...] = ()

    @property
    def criteria(self) -> tuple[tuple[str, str], ...]:
        """Criterion and words (or "") of each open finding."""
        return tuple((finding.criterion, finding.match) for finding in self.findings)

    @property
    def any(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.findings or self.unwatched)


class HandingOverView(Protocol):
    """What handing over asks of the caption room. MAIN."""

    def show_submitted(self, submission: Submission, clip: Clip) -> None:
        """Say that the caption was handed over, and offer to take it back."""
        ...

    def show_problem(self, error: Exception) -> None:
        """Say that something could not be done."""
        ...


class ClipHolder(Protocol):
    """Who has the clip on the desk."""

    @property
    def clip(self) -> Clip | None:
        """The clip on the desk."""
        ...

    def take_state(self, clip: Clip) -> None:
        """Hear that the state of a clip changed."""
        ...

    def open(self, clip_id: str, then: Callable[[], None] | None = None) -> None:
        """Put a clip on the desk."""
        ...

    def save_counts(self) -> None:
        """Store what the queue shows of the text."""
        ...


class HandingOver:
    """Moves the clip on the desk between its captioner and its reviewer. MAIN; never waits."""

    def __init__(
        self,
        *,
        desk: Desk,
        view: HandingOverView,
        writing: WritingDesk,
        playback: PlaybackDesk,
        rubric: RubricDesk,
        work: WorkDesk,
        settings: Callable[[], Settings],
        holder: ClipHolder,
    ) -> None:
        self._desk = desk
        self._view = view
        self._writing = writing
        self._playback = playback
        self._rubric = rubric
        self._work = work
        self._settings = settings
        self._holder = holder

    def can_submit(self) -> bool:
        """Tell whether the clip on the desk can be submitted at all."""
        clip = self._holder.clip
        return clip is not None and can_move(clip.state, ClipMove.SUBMIT)

    def open_points(self) -> OpenPoints:
        """Tell what is open before submitting."""
        report = self._rubric.submit_report()
        info = self._playback.state.info
        unwatched: tuple[Span, ...] = ()
        if info is not None and info.duration_ms and not self._playback.state.manual:
            unwatched = gaps(self._playback.watched, info.duration_ms, longer_than_ms=GAP_MS)
        gravest_first = sorted(report.to_look_at(), key=lambda f: f.severity.rank, reverse=True)
        return OpenPoints(findings=tuple(gravest_first), unwatched=unwatched)

    def submit(self, then: Callable[[], None]) -> None:
        """Hand the caption over; ``then`` is called when it is stored.

        Raises:
            RefusedError: ``submit.nothing-written``.
        """
        clip = self._holder.clip
        if clip is None:
            return
        if not count_words(CleanText.of(self._writing.text).text):
            raise RefusedError("submit.nothing-written")

        def freeze() -> None:
            request = handover.SubmitRequest(
                clip_id=clip.id,
                text=self._writing.text,
                report_json=self._rubric.submit_json(),
                worked_ms=self._work.worked_ms(),
                author=self._settings().text("person.name"),
                at_ms=self._desk.clock.utc_ms(),
                snapshot_id=self._desk.ids.new(),
                submission_id=self._desk.ids.new(),
            )
            self._desk.run(
                lambda unit: handover.submit(unit, request), done, self._view.show_problem
            )

        def done(submission: Submission) -> None:
            submitted = replace(clip, state=next_state(clip.state, ClipMove.SUBMIT))
            self._holder.take_state(submitted)
            self._view.show_submitted(submission, submitted)
            then()

        self._holder.save_counts()
        self._writing.flush(freeze)

    def take_back(self, clip_id: str, then: Callable[[], None]) -> None:
        """Take a submission back and put the clip on the desk again."""
        at = self._desk.clock.utc_ms()

        def reopen(clip: Clip) -> None:
            self._holder.take_state(clip)
            self._holder.open(clip.id, then)

        self._desk.run(
            lambda unit: handover.take_back(unit, clip_id, at), reopen, self._view.show_problem
        )

    def take_up_again(self, clip_id: str, then: Callable[[], None]) -> None:
        """Bring a clip back that was set aside; on the desk it can be written again."""

        def go_on(clip: Clip) -> None:
            self._holder.take_state(clip)
            then()

        self._desk.run(
            lambda unit: queue.take_up_again(unit, clip_id), go_on, self._view.show_problem
        )

    def text_to_copy(self) -> str:
        """Give the clean text for the client's web tool."""
        return handover.text_to_copy(self._writing.text)
