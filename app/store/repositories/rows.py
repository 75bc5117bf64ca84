"""From rows to frozen values and back, by the names that columns and fields share."""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Select, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.errors import RefusedError
from app.store.models import Base, ClipRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


def columns_of(row: type[Base], kind: type[Any], **other: ColumnElement[Any]) -> tuple[Any, ...]:
    """Give the columns that make a value, in the order of its fields.

    Args:
        row: The table.
        kind: The dataclass of the value.
        other: Expressions for fields that have no column of their name.
    """
    return tuple(
        other[field.name].label(field.name) if field.name in other else getattr(row, field.name)
        for field in fields(kind)
    )


def values_of(value: DataclassInstance) -> dict[str, Any]:
    """Give the fields of a value for an insert or update, without converting what is inside."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def read_all(session: Session, kind: type[T], statement: Select[*tuple[Any, ...]]) -> Sequence[T]:
    """Make a value of every row that a statement on ``columns_of`` gives."""
    return [kind(**row) for row in session.execute(statement).mappings()]


def read_first(session: Session, kind: type[T], statement: Select[*tuple[Any, ...]]) -> T | None:
    """Make a value of the first row, None when there is none."""
    row = session.execute(statement).mappings().first()
    return None if row is None else kind(**row)


class HotQuery:
    """A statement whose thousands of rows go past SQLAlchemy's result objects.

    It is compiled once, from the models; its rows are as SQLite gives them, so the caller turns
    stored values into enums and texts. Measured: less than half of the time.
    """

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
    ) -> None:
        compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
        self._sql = str(compiled)
        self._params: dict[str, Any] = dict(compiled.params)

    def rows(self, session: Session, **params: str | int | None) -> Sequence[tuple[Any, ...]]:
        """Run it within the session's transaction."""
        raw: Any = session.connection().connection.driver_connection
        return raw.execute(self._sql, self._params | params).fetchall()


@contextmanager
def collector_at_rest() -> Generator[None]:
    """Make thousands of values without the search for cycles, which none of them has.

    It would look at all of them again and again: a third of the time of a year of hours.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def require_clip(session: Session, clip_id: str) -> None:
    """Refuse what belongs to a clip that is not there.

    Raises:
        RefusedError: ``clip.unknown``.
    """
    if session.scalar(select(ClipRow.number).where(ClipRow.id == clip_id)) is None:
        raise RefusedError("clip.unknown", clip_id=clip_id)
