"""Column types for values that SQLite has no type for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from app.domain.clip import ClipFacts
from app.store.codecs import facts_from_json, facts_to_json, text_from_stored, text_to_stored

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class FactsJson(TypeDecorator[ClipFacts]):
    """Clip facts as one JSON text."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: ClipFacts | None, dialect: Dialect) -> str | None:
        """Write the facts as JSON."""
        return None if value is None else facts_to_json(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> ClipFacts | None:
        """Read the facts from JSON."""
        return None if value is None else facts_from_json(value)


class Prose(TypeDecorator[str]):
    """A text as a person typed it, which may hold lone surrogates."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | bytes | None:
        """Give what SQLite can hold."""
        return None if value is None else text_to_stored(value)

    @override
    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> str | None:
        """Read the text back."""
        return None if value is None else text_from_stored(value)


class Digest(TypeDecorator[str]):
    """A SHA-256 digest, hexadecimal in the domain and 32 bytes in the file."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Pack the hexadecimal digits."""
        return None if value is None else bytes.fromhex(value)

    @override
    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Unpack to hexadecimal digits."""
        return None if value is None else value.hex()


class Money(TypeDecorator[Decimal]):
    """An exact amount as text, because SQLite would make a binary fraction of it."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)
