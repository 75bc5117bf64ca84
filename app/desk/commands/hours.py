"""``scenewright hours``: the hours of a period for scripts and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from app.desk.files import write_whole
from app.desk.hours import counted_records, summary
from app.domain.errors import EnvironmentFailureError
from app.domain.timesheet import GroupBy, Rounding
from app.exchange.timesheet_csv import rows_csv
from app.exchange.timesheet_ics import timesheet_ics
from app.exchange.timesheet_json import timesheet_json
from app.exchange.timesheet_text import table_text
from app.timekeeping.figures import week_of
from app.timekeeping.pay import PaySettings
from app.timekeeping.report import WorkSummary, add_up

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.desk.ports.worklog import WorkLogRepository
    from app.domain.timesheet import Timesheet


class HoursFormat(StrEnum):
    """How the hours are written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"
    ICS = "ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursArguments:
    """The command line: from the first day of this week to today unless it says otherwise."""

    first_day: date | None = None
    last_day: date | None = None
    by: GroupBy = GroupBy.CLIP
    format: HoursFormat = HoursFormat.TEXT
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursContext:
    """What the command needs to know besides the hours.

    Attributes:
        today: The local date.
        now_ms: UTC now.
        settings: Rates, paid activities, first day of the week.
        rounding: The rule for billed time.
        titles: Clip titles by id.
        person: Whose hours these are.
        letter: US Letter, else A4.
    """

    today: date
    now_ms: int
    settings: PaySettings = field(default_factory=PaySettings)
    rounding: Rounding = field(default_factory=Rounding)
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    person: str = ""
    letter: bool = True


def run_hours(
    arguments: HoursArguments,
    worklog: WorkLogRepository,
    context: HoursContext,
    *,
    out: TextIO,
    err: TextIO,
) -> int:
    """Write the hours to ``arguments.out`` or to ``out``.

    Returns:
        0 when written; 1 when the file could not be written; 2 when the arguments do not fit.
    """
    last_day = arguments.last_day or max(context.today, arguments.first_day or context.today)
    first_day = arguments.first_day or week_of(last_day, context.settings)[0]
    if last_day < first_day:
        print(f"scenewright: --to {last_day} lies before --from {first_day}.", file=err)
        return 2
    if arguments.format is HoursFormat.PDF and arguments.out is None:
        print("scenewright: A PDF goes to a file: add --out FILE.", file=err)
        return 2
    content = _content(arguments, worklog, context, first_day, last_day)
    if arguments.out is None:
        out.write(content.decode())
        return 0
    try:
        write_whole(arguments.out, content)
    except EnvironmentFailureError as error:
        print(f"scenewright: {arguments.out} was not written: {error.facts['why']}.", file=err)
        return 1
    return 0


def _content(
    arguments: HoursArguments,
    worklog: WorkLogRepository,
    context: HoursContext,
    first_day: date,
    last_day: date,
) -> bytes:
    """The file; only the forms that list the intervals read them one by one."""
    match arguments.format:
        case HoursFormat.ICS:
            records = counted_records(worklog, first_day, last_day)
            return timesheet_ics(records, context.titles, made_ms=context.now_ms).encode()
        case HoursFormat.JSON:
            records = counted_records(worklog, first_day, last_day)
            worked = WorkSummary(
                add_up(records), first_day=first_day, last_day=last_day, settings=context.settings
            )
            timesheet = worked.timesheet(arguments.by, context.rounding)
            return timesheet_json(timesheet, records).encode()
        case _:
            worked = summary(worklog, first_day, last_day, context.settings)
            timesheet = worked.timesheet(arguments.by, context.rounding)
            return _table(timesheet, arguments.format, context)


def _table(timesheet: Timesheet, form: HoursFormat, context: HoursContext) -> bytes:
    """The file of a form that holds rows alone."""
    match form:
        case HoursFormat.PDF:
            # Only here: the library behind it takes long to load.
            from app.exchange.timesheet_pdf import timesheet_pdf

            return timesheet_pdf(
                timesheet,
                context.titles,
                person=context.person,
                made_on=context.today,
                letter=context.letter,
            )
        case HoursFormat.CSV:
            return rows_csv(timesheet, context.titles).encode()
        case _:
            return table_text(timesheet, context.titles).encode()
