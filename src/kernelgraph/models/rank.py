"""The order of an enum that is stored as text, as an expression that an index can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Integer, case, literal_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Case
    from sqlalchemy.orm import InstrumentedAttribute

E = TypeVar("E")


def rank_of(
    column: InstrumentedAttribute[str], stored: Mapping[E, Sequence[str]], unknown: E
) -> Case[int]:
    """The place, from 0, of the member that a stored text stands for; `unknown` for any other.

    All in literals: with parameters a database would not see that the index has the same text.
    """
    places = {member: literal_column(str(place), Integer()) for place, member in enumerate(stored)}
    whens: dict[Any, Any] = {
        literal_column(f"'{text}'"): places[member]
        for member, texts in stored.items()
        for text in texts
    }
    return case(whens, value=column, else_=places[unknown])
