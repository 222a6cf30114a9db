"""Text comparison that means the same on SQLite and PostgreSQL.

SQLite's LIKE and lower() know letter case for ASCII only, and its LIKE ignores it even when
asked not to. Hence on SQLite the case-sensitive matches are made with instr() and substr(),
and the case-insensitive ones with a function of this library that maps every character to
its simple lower case, as PostgreSQL's lower() does under a UTF-8 locale; an engine gets it
from `register_sqlite_functions`. What differs: PostgreSQL folds by the LC_CTYPE of the
database, which for "C" is ASCII only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, ColumnElement, Engine, String, event, literal
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

_FOLD: Final = "graphwright_fold"
_ESCAPE: Final = "!"


class Folded(FunctionElement[str]):
    """A text in lower case, for comparison without regard to case."""

    name = "folded"
    type = String()
    inherit_cache = True


class _Match(FunctionElement[bool]):
    """Whether a text (1) has a value (2); the value also comes as a LIKE pattern (3)."""

    type = Boolean()
    inherit_cache = True


class ContainsText(_Match):
    """Whether a text has the value anywhere."""

    name = "contains_text"
    inherit_cache = True


class StartsWithText(_Match):
    """Whether a text begins with the value."""

    name = "starts_with_text"
    inherit_cache = True


class EndsWithText(_Match):
    """Whether a text ends with the value."""

    name = "ends_with_text"
    inherit_cache = True


def contains_text(column: ColumnElement[Any], value: str, *, fold: bool) -> ContainsText:
    """Returns the condition that the column has the value, whose wildcards are literals."""
    return ContainsText(*_operands(column, value, f"%{_escaped(value)}%", fold))


def starts_with_text(column: ColumnElement[Any], value: str, *, fold: bool) -> StartsWithText:
    """Returns the condition that the column begins with the value."""
    return StartsWithText(*_operands(column, value, f"{_escaped(value)}%", fold))


def ends_with_text(column: ColumnElement[Any], value: str, *, fold: bool) -> EndsWithText:
    """Returns the condition that the column ends with the value."""
    return EndsWithText(*_operands(column, value, f"%{_escaped(value)}", fold))


def folded(column: ColumnElement[Any]) -> Folded:
    """Returns the column in lower case."""
    return Folded(column)


def register_sqlite_functions(engine: Engine | AsyncEngine) -> None:
    """Gives every new connection of a SQLite engine the functions that conditions use.

    Without it a case-insensitive condition fails with "no such function"; on an engine of
    another database it does nothing.
    """
    sync_engine = engine.sync_engine if isinstance(engine, AsyncEngine) else engine
    if sync_engine.dialect.name == "sqlite":
        event.listen(sync_engine, "connect", _add_functions)


def fold_text(text: object) -> object:
    """Returns a text with each character in its simple lower case, anything else unchanged."""
    if not isinstance(text, str):
        return text
    if text.isascii():
        return text.lower()
    # Character by character: str.lower() of a whole text knows a final sigma, databases do not.
    # Only one character, U+0130, has a lower case of two; its simple one is the first of them.
    return "".join(character.lower()[:1] for character in text)


def _add_functions(connection: Any, _: object) -> None:
    connection.create_function(_FOLD, 1, fold_text, deterministic=True)


def _operands(
    column: ColumnElement[Any], value: str, pattern: str, fold: bool
) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    bound, liked = literal(value, String()), literal(pattern, String())
    if fold:
        return Folded(column), Folded(bound), Folded(liked)
    return column, bound, liked


def _escaped(value: str) -> str:
    for wildcard in (_ESCAPE, "%", "_"):
        value = value.replace(wildcard, _ESCAPE + wildcard)
    return value


@compiles(Folded)
def _compile_folded(folded: Folded, compiler: SQLCompiler, **options: Any) -> str:
    return f"lower({compiler.process(folded.clauses, **options)})"


@compiles(Folded, "postgresql")
def _compile_folded_postgresql(folded: Folded, compiler: SQLCompiler, **options: Any) -> str:
    # A column that is sorted by code points has a collation that folds ASCII only.
    return f'lower(({compiler.process(folded.clauses, **options)}) COLLATE "default")'


@compiles(Folded, "sqlite")
def _compile_folded_sqlite(folded: Folded, compiler: SQLCompiler, **options: Any) -> str:
    return f"{_FOLD}({compiler.process(folded.clauses, **options)})"


@compiles(_Match)
def _compile_match(match: _Match, compiler: SQLCompiler, **options: Any) -> str:
    text, _, pattern = match.clauses
    left, right = compiler.process(text, **options), compiler.process(pattern, **options)
    return f"({left} LIKE {right} ESCAPE '{_ESCAPE}')"


@compiles(ContainsText, "sqlite")
def _compile_contains_sqlite(match: _Match, compiler: SQLCompiler, **options: Any) -> str:
    text, value = _sqlite_operands(match, compiler, options)
    return f"(instr({text}, {value}) > 0)"


@compiles(StartsWithText, "sqlite")
def _compile_starts_with_sqlite(match: _Match, compiler: SQLCompiler, **options: Any) -> str:
    text, value = _sqlite_operands(match, compiler, options)
    return f"(substr({text}, 1, length({value})) = {value})"


@compiles(EndsWithText, "sqlite")
def _compile_ends_with_sqlite(match: _Match, compiler: SQLCompiler, **options: Any) -> str:
    text, value = _sqlite_operands(match, compiler, options)
    return f"(substr({text}, -length({value})) = {value})"


def _sqlite_operands(
    match: _Match, compiler: SQLCompiler, options: dict[str, Any]
) -> tuple[str, str]:
    text, value, _ = match.clauses
    return compiler.process(text, **options), compiler.process(value, **options)
