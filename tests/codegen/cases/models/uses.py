"""Servers over own classes, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.models import Address, Branch, Feeling, Genre, Loan, Member, Periodical, Writer
from library.tables import Book, Person, Shelf

from .api import Resolvers, build_schema
from .api.connections import BookConnection
from .api.models import author_full_name, branch_open, magazine_issue
from .api.types import Employee, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, Page, PageRequest


class Context:
    """What the server knows of a request."""

    books: Page[Book]


class Queries:
    """Complete."""

    def authors(self, info: Info[Context]) -> list[Writer]:
        """The project's own class."""
        return []

    def branch(self, info: Info[Context]) -> Branch:
        """A plain class."""
        return Branch("Main Street")

    def loans(self, info: Info[Context], *, of: str, genre: Genre | None) -> list[Loan]:
        """An argument is of the own enum."""
        return []

    def search(self, info: Info[Context], *, text: str) -> list[Found]:
        """Objects, mappings and an emitted class."""
        magazine: Periodical = {"typename": "Magazine", "name": text}
        return [magazine, Employee(name=text, address=Address(text))]


class Authors:
    """Complete."""

    def motto(self, parents: Sequence[Writer], info: Info[Context]) -> list[str]:
        """Made of what the class has."""
        return [parent.motto.decode() for parent in parents]

    def prizes(self, parents: Sequence[Writer], info: Info[Context]) -> list[list[str]]:
        """None so far."""
        return [[] for _ in parents]

    def born(
        self, parents: Sequence[Writer], info: Info[Context], *, calendar: str | None
    ) -> list[int]:
        """In any calendar."""
        return [parent.born for parent in parents]

    def books(
        self, parents: Sequence[Writer], info: Info[Context], *, page: PageRequest
    ) -> list[BookConnection]:
        """A page holds the own class."""
        return [BookConnection.from_page(info.context.books) for _ in parents]


class Books:
    """Complete."""

    def author(self, parents: Sequence[Book], info: Info[Context]) -> list[Writer | None]:
        """Not the mapped one."""
        return [None for _ in parents]


class Branches:
    """Complete."""

    def manager(self, parents: Sequence[Branch], info: Info[Context]) -> list[Employee]:
        """An emitted class."""
        return [Employee(name=parent.name, address=parent.address) for parent in parents]


class Members:
    """Complete."""

    def loans(self, parents: Sequence[Member], info: Info[Context]) -> list[list[Loan]]:
        """None."""
        return [[] for _ in parents]


class BooksOfPeople(Books):
    """Hands out what is no author."""

    def author(self, parents: Sequence[Book], info: Info[Context]) -> list[Person]:  # E
        """Mistyped."""
        return [parent.author for parent in parents]


complete: Resolvers[Context] = Resolvers(
    library_query=Queries(),
    author=Authors(),
    book=Books(),
    branch=Branches(),
    member=Members(),
)
build_schema(complete)


def read(writer: Writer, branch: Branch, magazine: Periodical, shelf: Shelf) -> None:
    """What is read has the type of the schema."""
    name: str = author_full_name(writer)
    is_open: bool = branch_open(branch)
    issue: int = magazine_issue(magazine)  # E
    author_full_name(shelf)  # E
    print(name, is_open, issue, Feeling.happy)
