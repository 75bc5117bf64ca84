"""The tables, one class each; column names are the field names of the domain's values.

Only rows of this module know SQLAlchemy; what leaves the store is a frozen value. Times are UTC
milliseconds, identifiers UUIDv7 as text, and ``number`` is the order in which rows were added.
"""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Enum,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.desk.ports.store import DecisionReason, DecisionScope, SnapshotReason
from app.domain.clip import ClipFacts, ClipState, SourceKind
from app.domain.journal import EditKind
from app.domain.worklog import Activity, CorrectionKind, GapKind, IntervalOrigin, Track
from app.store.column_types import Digest, FactsJson, Money, Prose

Typed = Annotated[str, "a text as a person typed it"]
Sha256 = Annotated[str, "a SHA-256 digest"]
Number = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]
ClipId = Annotated[str, mapped_column(ForeignKey("clips.id"))]


def _stored_values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """The map from Python's types to SQLite's, for every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Integer,
        str: Text,
        float: Float,
        Typed: Prose,
        Sha256: Digest,
        Decimal: Money,
        ClipFacts: FactsJson,
        enum.StrEnum: Enum(
            enum.StrEnum, native_enum=False, length=40, values_callable=_stored_values
        ),
    }


class ClipRow(Base):
    """A clip."""

    __tablename__ = "clips"
    __table_args__ = (Index(None, "source"), Index(None, "content_hash"))

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Typed]
    kind: Mapped[SourceKind]
    source: Mapped[Typed]
    state: Mapped[ClipState]
    duration_ms: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    fps: Mapped[float | None]
    content_hash: Mapped[str]
    link: Mapped[Typed]
    facts: Mapped[ClipFacts]
    set_aside_reason: Mapped[Typed]
    state_before: Mapped[ClipState | None]
    added_ms: Mapped[int]
    due_ms: Mapped[int | None]
    position_ms: Mapped[int]
    sample: Mapped[bool]


class LastOpenedRow(Base):
    """The one row that names the clip opened last."""

    __tablename__ = "last_opened"
    __table_args__ = (CheckConstraint("only = 1", name="only_one"),)

    only: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    clip_id: Mapped[ClipId]
    at_ms: Mapped[int]


class DraftRow(Base):
    """The text being written for a clip, beside the record that led to it."""

    __tablename__ = "drafts"

    clip_id: Mapped[ClipId] = mapped_column(primary_key=True)
    text: Mapped[Typed]
    edit_number: Mapped[int]
    head_hash: Mapped[Sha256]
    caret: Mapped[int]
    words: Mapped[int]
    to_look_at: Mapped[int]
    updated_ms: Mapped[int]


class EditRow(Base):
    """One link of a writing record.

    The hash before a link is the hash of the row before it. The hashes of the contents are stored
    only when the contents are erased; until then they follow from the contents.
    """

    __tablename__ = "edits"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    clip_id: Mapped[ClipId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_ms: Mapped[int]
    kind: Mapped[EditKind]
    position: Mapped[int]
    note: Mapped[Typed]
    hash: Mapped[Sha256]
    removed: Mapped[Typed | None]
    inserted: Mapped[Typed | None]
    removed_hash: Mapped[Sha256 | None]
    inserted_hash: Mapped[Sha256 | None]


class DialogueRow(Base):
    """A line heard in a clip."""

    __tablename__ = "dialogue_lines"

    id: Mapped[str] = mapped_column(primary_key=True)
    clip_id: Mapped[ClipId] = mapped_column(index=True)
    in_ms: Mapped[int]
    out_ms: Mapped[int | None]
    speaker: Mapped[Typed]
    words: Mapped[Typed]


class SnapshotRow(Base):
    """A full copy of a draft."""

    __tablename__ = "snapshots"

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    clip_id: Mapped[ClipId] = mapped_column(index=True)
    at_ms: Mapped[int]
    reason: Mapped[SnapshotReason]
    text: Mapped[Typed]
    edit_number: Mapped[int]
    words: Mapped[int]


class SubmissionRow(Base):
    """What was handed over."""

    __tablename__ = "submissions"

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    clip_id: Mapped[ClipId] = mapped_column(index=True)
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("snapshots.id"))
    at_ms: Mapped[int]
    report_json: Mapped[Typed]
    worked_ms: Mapped[int]
    head_hash: Mapped[Sha256]
    facts: Mapped[ClipFacts]
    author: Mapped[Typed]
    taken_back_ms: Mapped[int | None]


class DecisionRow(Base):
    """What a person decided about a finding."""

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "scope"),)

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    clip_id: Mapped[ClipId] = mapped_column(index=True)
    rule: Mapped[str]
    criterion: Mapped[str]
    match: Mapped[Typed]
    scope: Mapped[DecisionScope]
    reason: Mapped[DecisionReason]
    at_ms: Mapped[int]
    withdrawn: Mapped[bool]


class SettingRow(Base):
    """A stored setting."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value_json: Mapped[Typed]


class WordRow(Base):
    """A word of the person's dictionary."""

    __tablename__ = "dictionary_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    at_ms: Mapped[int]


class WatchedRow(Base):
    """A stretch of a clip that was watched."""

    __tablename__ = "watched_spans"

    clip_id: Mapped[ClipId] = mapped_column(primary_key=True)
    start_ms: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    end_ms: Mapped[int]


class CorrectionRow(Base):
    """An appended change to what counts as work."""

    __tablename__ = "corrections"

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[CorrectionKind]
    reason: Mapped[Typed]
    at_ms: Mapped[int]
    gap_id: Mapped[str | None]
    undoes: Mapped[str | None]


class ReplacedRow(Base):
    """An interval that a correction takes out of what counts."""

    __tablename__ = "replaced_intervals"

    correction_id: Mapped[str] = mapped_column(ForeignKey("corrections.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    interval_id: Mapped[str]


class IntervalRow(Base):
    """A stretch of work: an original, or one that a correction adds.

    Attributes:
        clip_id: No foreign key: worked time is stored whatever happened to the clip.
        is_open: Whether the work clock may still move its end.
        correction_id: The correction that adds it, None for an original.
        counts: Whether it counts now; kept in step with the corrections in the same transaction,
            so that the time of each clip is one grouped sum.
    """

    __tablename__ = "intervals"
    __table_args__ = (
        Index("ix_intervals_of_clips", "counts", "clip_id", "start_ms", "end_ms"),
        Index("ix_intervals_open", "is_open", sqlite_where=text("is_open = 1")),
        Index(
            "ix_intervals_originals",
            "end_ms",
            "start_ms",
            sqlite_where=text("correction_id IS NULL"),
        ),
        Index(
            "ix_intervals_added",
            "correction_id",
            sqlite_where=text("correction_id IS NOT NULL"),
        ),
    )

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    offset_minutes: Mapped[int]
    track: Mapped[Track]
    activity: Mapped[Activity]
    clip_id: Mapped[str | None]
    origin: Mapped[IntervalOrigin]
    is_open: Mapped[bool]
    correction_id: Mapped[str | None] = mapped_column(ForeignKey("corrections.id"))
    counts: Mapped[bool]


class GapRow(Base):
    """A stretch that the work clock cut out."""

    __tablename__ = "gaps"
    __table_args__ = (Index(None, "end_ms", "start_ms"),)

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    offset_minutes: Mapped[int]
    kind: Mapped[GapKind]
    track: Mapped[Track]
    activity: Mapped[Activity]
    clip_id: Mapped[str | None]
    asks: Mapped[bool]


class LockRow(Base):
    """A locked period."""

    __tablename__ = "period_locks"

    number: Mapped[Number]
    id: Mapped[str] = mapped_column(unique=True)
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    invoice_number: Mapped[str] = mapped_column(unique=True)
    at_ms: Mapped[int]


class RateRow(Base):
    """Pay for an hour on a track from a date on."""

    __tablename__ = "rates"

    track: Mapped[Track] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal]
    currency: Mapped[str]
