"""A small project to scaffold: two schema files, bindings for some of their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.codegen.case import run, write_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

PYPROJECT = """\
[tool.graphwright]
schema = ["schema/*.graphql"]
server = "src/shop_api"
bindings = "src/shop/bindings"
context = "shop.context:Context"
"""

BOOK = """\
type Query {
  "All books, the newest first."
  books(first: Int! = 10, since: DateTime): [Book!]!

  "A book by its number."
  book(id: ID!): Book
}

type Book {
  id: ID!
  title: String!

  "What readers say of it."
  reviews(first: Int): [Review!]!

  "How far the \\"print run\\" is."
  stock: Int! @resolver(batch: false)
}

type Review {
  words: String!
}

scalar DateTime
"""

ORDER = """\
extend type Mutation {
  "Orders a book."
  orderBook(id: ID!): Order
}

type Mutation {
  hello: String
}

type Subscription {
  "Orders as they come in."
  orders: Order!
}

type Order {
  number: Int!
}
"""

CONTEXT = '''\
"""What every resolver finds at `info.context`."""


class Context:
    """A request."""
'''

FILES = {
    "pyproject.toml": PYPROJECT,
    "schema/book.graphql": BOOK,
    "schema/purchase_order.graphql": ORDER,
    "src/shop/__init__.py": "",
    "src/shop/context.py": CONTEXT,
    "src/shop/bindings/__init__.py": "",
}

BOOKS = '''\
"""Books."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info
    from shop.context import Context
    from shop_api.types import Book, Review


class Books:
    """Resolves the fields of Query."""

    # The newest come first.
    async def book(self, info: Info[Context], *, id: str) -> Book | None:
        """The book."""
        return None  # for now


class BookFields:
    """Resolves the fields of Book."""

    async def reviews(
        self, parents: Sequence[Book], info: Info[Context], *, first: int | None
    ) -> Sequence[Sequence[Review]]:
        """Their reviews."""
        return [[] for _ in parents]

    def stock(self, parent: Book, info: Info[Context]) -> int:
        """Always one."""
        return 1
'''


def shop(directory: Path, files: Mapping[str, str] | None = None) -> Path:
    """The project with further files, or others in their place."""
    write_tree(directory, {**FILES, **(files or {})})
    return directory


def scaffold(project: Path, *options: str) -> Result:
    """Runs `graphwright scaffold` in the project."""
    return run(project, "scaffold", *options)


def books(project: Path) -> str:
    """The text of the bindings of books."""
    return (project / "src/shop/bindings/books.py").read_bytes().decode()
