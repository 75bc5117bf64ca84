"""What a person decided and set: decisions, settings, dictionary, watched spans."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.desk.ports.store import Decision, DecisionScope
from app.store.models import DecisionRow, SettingRow, WatchedRow, WordRow
from app.store.repositories.rows import columns_of, read_all, require_clip, values_of

_DECISION = columns_of(DecisionRow, Decision)


class SqlDecisions:
    """Decisions in the database; see ``app.desk.ports.store.DecisionRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, decision: Decision) -> None:
        """Add a decision; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, decision.clip_id)
        self._session.execute(insert(DecisionRow).values(values_of(decision)))

    def of_clip(self, clip_id: str) -> Sequence[Decision]:
        """Decisions that hold for a clip, oldest first: its own and those about a whole rule."""
        reaching = or_(DecisionRow.clip_id == clip_id, DecisionRow.scope == DecisionScope.RULE)
        held = select(*_DECISION).where(reaching).order_by(DecisionRow.number)
        return read_all(self._session, Decision, held)

    def all(self) -> Sequence[Decision]:
        """Give all decisions, oldest first."""
        return read_all(self._session, Decision, select(*_DECISION).order_by(DecisionRow.number))


class SqlSettings:
    """Settings in the database; see ``app.desk.ports.store.SettingsRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, str]:
        """Give every stored value."""
        rows = self._session.execute(select(SettingRow.key, SettingRow.value_json))
        return {row.key: row.value_json for row in rows}

    def set(self, key: str, value_json: str) -> None:
        """Store a value."""
        stored = sqlite.insert(SettingRow).values(key=key, value_json=value_json)
        self._session.execute(stored.on_conflict_do_update(set_={"value_json": value_json}))

    def remove(self, key: str) -> None:
        """Forget a value; one that is not there is no error."""
        self._session.execute(delete(SettingRow).where(SettingRow.key == key))


class SqlDictionary:
    """The dictionary in the database; see ``app.desk.ports.store.DictionaryRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def words(self) -> frozenset[str]:
        """Give all words."""
        return frozenset(self._session.scalars(select(WordRow.word)))

    def add(self, word: str, at_ms: int) -> None:
        """Add a word; a known one keeps the time at which it was first added."""
        added = sqlite.insert(WordRow).values(word=word, at_ms=at_ms)
        self._session.execute(added.on_conflict_do_nothing())

    def remove(self, word: str) -> None:
        """Remove a word; one that is not there is no error."""
        self._session.execute(delete(WordRow).where(WordRow.word == word))


class SqlWatched:
    """Watched spans in the database; see ``app.desk.ports.store.WatchedRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def spans(self, clip_id: str) -> Sequence[tuple[int, int]]:
        """Give the merged spans in ms, in order."""
        rows = self._session.execute(
            select(WatchedRow.start_ms, WatchedRow.end_ms)
            .where(WatchedRow.clip_id == clip_id)
            .order_by(WatchedRow.start_ms)
        )
        return [(start_ms, end_ms) for start_ms, end_ms in rows]

    def set(self, clip_id: str, spans: Sequence[tuple[int, int]]) -> None:
        """Store the merged spans in place of those before; raises RefusedError ``clip.unknown``."""
        require_clip(self._session, clip_id)
        self._session.execute(delete(WatchedRow).where(WatchedRow.clip_id == clip_id))
        if spans:
            rows = [{"clip_id": clip_id, "start_ms": a, "end_ms": b} for a, b in spans]
            self._session.execute(insert(WatchedRow), rows)
