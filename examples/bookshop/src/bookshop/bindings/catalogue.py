"""Resolvers of the fields declared in schema/catalogue.graphql."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookshop.context import Context
from bookshop_api.connections import BookConnection
from bookshop_api.resolvers import AuthorResolvers, BookResolvers, CatalogueQueryResolvers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, PageRequest

    from bookshop.store import Store
    from bookshop_api.inputs import BookFilter
    from bookshop_api.types import Author, Book, SearchResult


class CatalogueQueryBindings(CatalogueQueryResolvers[Context]):
    """Resolves the fields of Query declared in schema/catalogue.graphql."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def books(
        self, info: Info[Context], *, filter: BookFilter | None, page: PageRequest
    ) -> BookConnection | None:
        """The books of the shop, the newest first."""
        return BookConnection.from_page(await self._store.books(filter, page, info.selection))

    async def search(
        self, info: Info[Context], *, words: str, first: int
    ) -> Sequence[SearchResult] | None:
        """Books and authors that have the words in their title or name, in any case."""
        return await self._store.search(words, first, info.selection)


class AuthorBindings(AuthorResolvers[Context]):
    """Resolves the fields of Author declared in schema/catalogue.graphql."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def books(
        self, parents: Sequence[Author], info: Info[Context], *, page: PageRequest
    ) -> Sequence[BookConnection | None]:
        """The author's books, the newest first."""
        authors = [author.id for author in parents]
        pages = await self._store.books_by(authors, page, info.selection)
        return [BookConnection.from_page(each) for each in pages]


class BookBindings(BookResolvers[Context]):
    """Resolves the fields of Book declared in schema/catalogue.graphql."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def author(self, parents: Sequence[Book], info: Info[Context]) -> Sequence[Author | None]:
        """Who wrote it."""
        return await self._store.authors_of([book.author_id for book in parents], info.selection)
