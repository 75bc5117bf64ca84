"""The first schema: clips, writing records, snapshots, decisions, settings and hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "clips",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("fps", sa.Float(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("set_aside_reason", sa.Text(), nullable=False),
        sa.Column("state_before", sa.String(40), nullable=True),
        sa.Column("added_ms", sa.Integer(), nullable=False),
        sa.Column("due_ms", sa.Integer(), nullable=True),
        sa.Column("position_ms", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_clips")),
        sa.UniqueConstraint("id", name=op.f("uq_clips_id")),
    )
    op.create_index(op.f("ix_clips_content_hash"), "clips", ["content_hash"], unique=False)
    op.create_index(op.f("ix_clips_source"), "clips", ["source"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
    )
    op.create_table(
        "dictionary_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_dictionary_words")),
    )
    op.create_table(
        "gaps",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("track", sa.String(40), nullable=False),
        sa.Column("activity", sa.String(40), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=True),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_gaps")),
        sa.UniqueConstraint("id", name=op.f("uq_gaps_id")),
    )
    op.create_index(op.f("ix_gaps_end_ms_start_ms"), "gaps", ["end_ms", "start_ms"], unique=False)
    op.create_table(
        "period_locks",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_period_locks")),
        sa.UniqueConstraint("id", name=op.f("uq_period_locks_id")),
        sa.UniqueConstraint("invoice_number", name=op.f("uq_period_locks_invoice_number")),
    )
    op.create_table(
        "rates",
        sa.Column("track", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("track", "valid_from", name=op.f("pk_rates")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_decisions_clip_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
    )
    op.create_index(op.f("ix_decisions_clip_id"), "decisions", ["clip_id"], unique=False)
    op.create_index(op.f("ix_decisions_scope"), "decisions", ["scope"], unique=False)
    op.create_table(
        "dialogue_lines",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("in_ms", sa.Integer(), nullable=False),
        sa.Column("out_ms", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_dialogue_lines_clip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_lines")),
    )
    op.create_index(op.f("ix_dialogue_lines_clip_id"), "dialogue_lines", ["clip_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edit_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.Column("caret", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("to_look_at", sa.Integer(), nullable=False),
        sa.Column("updated_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_drafts_clip_id")),
        sa.PrimaryKeyConstraint("clip_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "edits",
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=True),
        sa.Column("inserted", sa.Text(), nullable=True),
        sa.Column("removed_hash", sa.LargeBinary(), nullable=True),
        sa.Column("inserted_hash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_edits_clip_id")),
        sa.PrimaryKeyConstraint("clip_id", "number", name=op.f("pk_edits")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "intervals",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(40), nullable=False),
        sa.Column("activity", sa.String(40), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("correction_id", sa.Text(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name=op.f("fk_intervals_correction_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_intervals")),
        sa.UniqueConstraint("id", name=op.f("uq_intervals_id")),
    )
    op.create_index(
        "ix_intervals_added",
        "intervals",
        ["correction_id"],
        unique=False,
        sqlite_where=sa.text("correction_id IS NOT NULL"),
    )
    op.create_index(
        "ix_intervals_originals",
        "intervals",
        ["end_ms", "start_ms"],
        unique=False,
        sqlite_where=sa.text("correction_id IS NULL"),
    )
    op.create_index(
        "ix_intervals_of_clips",
        "intervals",
        ["counts", "clip_id", "start_ms", "end_ms"],
        unique=False,
    )
    op.create_index(
        "ix_intervals_open",
        "intervals",
        ["is_open"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
    )
    op.create_table(
        "last_opened",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.CheckConstraint("only = 1", name=op.f("ck_last_opened_only_one")),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_last_opened_clip_id")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_last_opened")),
    )
    op.create_table(
        "replaced_intervals",
        sa.Column("correction_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("interval_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name=op.f("fk_replaced_intervals_correction_id")
        ),
        sa.PrimaryKeyConstraint("correction_id", "place", name=op.f("pk_replaced_intervals")),
    )
    op.create_table(
        "snapshots",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edit_number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_snapshots_clip_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("id", name=op.f("uq_snapshots_id")),
    )
    op.create_index(op.f("ix_snapshots_clip_id"), "snapshots", ["clip_id"], unique=False)
    op.create_table(
        "watched_spans",
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_watched_spans_clip_id")),
        sa.PrimaryKeyConstraint("clip_id", "start_ms", name=op.f("pk_watched_spans")),
    )
    op.create_table(
        "submissions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("clip_id", sa.Text(), nullable=False),
        sa.Column("snapshot_id", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("report_json", sa.Text(), nullable=False),
        sa.Column("worked_ms", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("taken_back_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["clip_id"], ["clips.id"], name=op.f("fk_submissions_clip_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_submissions_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_submissions")),
        sa.UniqueConstraint("id", name=op.f("uq_submissions_id")),
    )
    op.create_index(op.f("ix_submissions_clip_id"), "submissions", ["clip_id"], unique=False)
