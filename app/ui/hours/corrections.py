"""The corrections in the hours room: the form, what it asks for, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.desk.hours_board import HoursBoard
from app.desk.hours_desk import HoursDesk, MakeCorrection
from app.desk.hours_lines import Line
from app.domain.worklog import Activity, Correction, CorrectionKind, Track
from app.ui.common.words.formats import clock, day, moment
from app.ui.hours import side
from app.ui.hours.form import CorrectionRequest
from app.ui.hours.papers import words_of
from app.ui.hours.side import Side

_DID = {
    CorrectionKind.CHANGE: "Changed.",
    CorrectionKind.SPLIT: "Split.",
    CorrectionKind.ADD: "Added.",
    CorrectionKind.REMOVE: "Removed.",
    CorrectionKind.ANSWER: "Answered.",
    CorrectionKind.UNDO: "Taken back.",
}
_UNDOES = {
    CorrectionKind.CHANGE: "Takes back the change",
    CorrectionKind.SPLIT: "Takes back the split",
    CorrectionKind.ADD: "Takes back the added time",
    CorrectionKind.REMOVE: "Brings the removed time back",
    CorrectionKind.ANSWER: "Takes back the answer to the gap",
    CorrectionKind.UNDO: "Does again what was taken back",
}


class Corrections:
    """Opens the form for a line, hands its request on, and offers to take a correction back. MAIN.

    Args:
        hours: The desk of the hours.
        pane: The pane with the lines and the form.
        clips: Gives the clips to choose from: id and title.
        offset_minutes: Gives the offset of the local zone.
    """

    def __init__(
        self,
        hours: HoursDesk,
        pane: Side,
        *,
        clips: Callable[[], Sequence[tuple[str, str]]],
        offset_minutes: Callable[[], int],
    ) -> None:
        self._hours = hours
        self._pane = pane
        self._clips = clips
        self._offset_minutes = offset_minutes
        self._last: Correction | None = None
        pane.asked.connect(self.open)
        pane.form.asked.connect(self._correct)
        pane.lines.chosen.connect(self._show_undo)

    def corrected(self, correction: Correction) -> str:
        """Close the form after a correction was stored; gives what was done in words."""
        self._last = correction
        self._pane.close_form()
        return f"{_DID[correction.kind]} What was there before is kept."

    def open(self, key: str) -> None:
        """Open the form, or take a correction back."""
        board = self._hours.board
        if board is None:
            return
        line = self._pane.lines.current_line()
        if key == side.UNDO:
            correction = self._undoable(board, line)
            if correction is not None:
                self._hours.undo(correction.id)
            return
        whole = None if line is None else line.whole or line.interval
        kind = CorrectionKind(key)
        form = self._pane.form
        form.set_clips(self._clips())
        chosen_day = line.day if line is not None else min(board.period.last, board.today)
        form.open(
            kind,
            line,
            day=chosen_day,
            offset_minutes=self._offset_minutes(),
            interval=whole,
        )
        self._pane.open_form()

    def _correct(self, request: CorrectionRequest) -> None:
        def refused(error: Exception) -> None:
            self._pane.form.show_problem(words_of(error).words)

        if request.kind is CorrectionKind.ADD:
            self._hours.add(
                start_ms=request.start_ms or 0,
                end_ms=request.end_ms or 0,
                track=Track(request.track),
                activity=Activity(request.activity),
                clip_id=request.clip_id or None,
                reason=request.reason,
                on_refused=refused,
            )
            return
        self._hours.correct(_making(request), refused)

    def _show_undo(self, line: Line | None) -> None:
        board = self._hours.board
        correction = self._undoable(board, line) if board is not None else None
        if correction is None:
            self._pane.show_undo("")
            return
        at = moment(correction.at_ms)
        redo = correction.kind is CorrectionKind.UNDO
        words = f"{_UNDOES[correction.kind]} of {day(at)}, {clock(at)}."
        self._pane.show_undo(words, redo=redo)

    def _undoable(self, board: HoursBoard, line: Line | None) -> Correction | None:
        """The correction of the chosen line, else what was taken back last, else the newest one."""
        if line is not None and line.correction is not None:
            return line.correction
        if self._last is not None and self._last.kind is CorrectionKind.UNDO:
            return self._last
        return board.last_correction


def _making(request: CorrectionRequest) -> MakeCorrection:
    """The correction that a filled form stands for."""
    interval_id = request.interval.id if request.interval is not None else ""
    match request.kind:
        case CorrectionKind.SPLIT:
            return lambda book: book.split(
                interval_id, at_ms=request.at_ms or 0, reason=request.reason
            )
        case CorrectionKind.REMOVE:
            return lambda book: book.remove(interval_id, reason=request.reason)
        case _:
            return lambda book: book.change(
                interval_id,
                reason=request.reason,
                start_ms=request.start_ms,
                end_ms=request.end_ms,
                track=Track(request.track),
                activity=Activity(request.activity),
                clip_id=request.clip_id or None,
                no_clip=not request.clip_id,
            )
