"""What the shop keeps, read column by column as operations ask for it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from graphwright.runtime import CursorCodec
from graphwright.runtime.sql import (
    KeysetSource,
    Parents,
    column,
    decoded,
    fetch_by_keys,
    fetch_page,
    fetch_pages,
    i_contains,
    order_term,
    register_sqlite_functions,
)
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import create_async_engine

from bookshop.models import AuthorRow, Base, BookRow
from bookshop.stock import AUTHORS, BOOKS
from bookshop_api.filters import BookFilterColumns, book_filter
from bookshop_api.projections import AuthorProjection, BookProjection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Page, PageRequest, Selection
    from sqlalchemy import Select, SQLColumnExpression

    from bookshop_api.inputs import BookFilter
    from bookshop_api.types import Author, Book, SearchResult

FILTER = BookFilterColumns(title=BookRow.title, year=BookRow.year)
NEWEST_FIRST = (order_term("YEAR", BookRow.year, descending=True),)

# Cursors are signed, so that clients cannot make their own. Servers that answer for each other
# share the key.
CURSORS = CursorCodec(secrets.token_bytes(32))

BOOK_SOURCE = KeysetSource(
    name="Book",
    projection=BookProjection(
        id=decoded(str, BookRow.id),
        title=column(BookRow.title),
        year=column(BookRow.year),
        price=column(BookRow.price),
        stock=column(BookRow.stock),
        author_id=decoded(str, BookRow.author_id),
        # What the resolver of a field reads of its parent is loaded with it.
        needs={"author": ("author_id",)},
    ),
    key=(BookRow.id,),
    codec=CURSORS,
)
AUTHOR_SOURCE = KeysetSource(
    name="Author",
    projection=AuthorProjection(
        id=decoded(str, AuthorRow.id),
        name=column(AuthorRow.name),
        needs={"books": ("id",)},
    ),
    key=(AuthorRow.id,),
    codec=CURSORS,
)


class Store:
    """The shop's database."""

    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url)
        register_sqlite_functions(self.engine)

    async def open(self) -> None:
        """Make the tables, and fill them the first time."""
        async with self.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
            if await connection.scalar(select(AuthorRow.id).limit(1)) is None:
                await connection.execute(insert(AuthorRow), AUTHORS)
                await connection.execute(insert(BookRow), BOOKS)

    async def close(self) -> None:
        """Let go of the database."""
        await self.engine.dispose()

    async def books(
        self, wanted: BookFilter | None, page: PageRequest, selection: Selection
    ) -> Page[Book]:
        """The page of books; one statement, and one more for the count if it is asked for."""
        async with self.engine.connect() as connection:
            return await fetch_page(
                connection,
                BOOK_SOURCE,
                where=book_filter(wanted, FILTER),
                order=NEWEST_FIRST,
                page=page,
                selection=selection,
            )

    async def books_by(
        self, authors: Sequence[str], page: PageRequest, selection: Selection
    ) -> Sequence[Page[Book]]:
        """The page of the books of each author; as many statements as for one."""
        async with self.engine.connect() as connection:
            return await fetch_pages(
                connection,
                BOOK_SOURCE,
                Parents(BookRow.author_id, [int(author) for author in authors]),
                order=NEWEST_FIRST,
                page=page,
                selection=selection,
            )

    async def books_of(self, ids: Sequence[str], selection: Selection) -> Sequence[Book | None]:
        """The book of each number."""
        async with self.engine.connect() as connection:
            keys = [int(each) for each in ids]
            return await fetch_by_keys(connection, BOOK_SOURCE, keys, selection=selection)

    async def authors_of(self, ids: Sequence[str], selection: Selection) -> Sequence[Author | None]:
        """The author of each number."""
        async with self.engine.connect() as connection:
            keys = [int(each) for each in ids]
            return await fetch_by_keys(connection, AUTHOR_SOURCE, keys, selection=selection)

    async def search(self, words: str, first: int, selection: Selection) -> Sequence[SearchResult]:
        """Authors and books with the words in their name or title, so many of each at most."""
        async with self.engine.connect() as connection:
            authors = await connection.scalars(matching(AuthorRow.id, AuthorRow.name, words, first))
            books = await connection.scalars(matching(BookRow.id, BookRow.title, words, first))
            found = [
                *await fetch_by_keys(connection, AUTHOR_SOURCE, authors.all(), selection=selection),
                *await fetch_by_keys(connection, BOOK_SOURCE, books.all(), selection=selection),
            ]
        return [each for each in found if each is not None]


def matching(
    key: SQLColumnExpression[int], text: SQLColumnExpression[str], words: str, first: int
) -> Select[Any]:
    """The keys of the first rows with the words in a text."""
    found = select(key).order_by(key).limit(first)
    where = i_contains(text, words)
    return found if where is None else found.where(where)
