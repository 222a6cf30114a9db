"""After any series of saves, what `graphwright watch` wrote is what `graphwright generate` writes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphwright.config import load_config
from graphwright.emit import compare, format_files
from graphwright.errors import DiagnosticsError
from graphwright.inputs import output_directories, read
from graphwright.pipeline import generate
from graphwright.watch.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The project; what stands between « and » is there or not, by its number.
FILES: Mapping[str, str] = {
    "pyproject.toml": """\
[tool.graphwright]
schema = ["schema/*.graphql"]
server = "shop/api"
[tool.graphwright.scalars]
Price = "str"
Weight = "«0:float»"
[tool.graphwright.client]
operations = ["operations/*.graphql"]
package = "«1:other_»client/shop_client"
distribution = "shop-client"
[tool.graphwright.names]
"Book.title" = "«2:book_»title"
""",
    "schema/shop.graphql": '''\
scalar Price
scalar Weight«3: @specifiedBy(url: "https://example.org")»
"""What is sold.«4: Or lent.»"""
interface Thing { id: ID! «5:price(in: Currency = EUR): Price» }
type Book implements Thing {
  id: ID!
  «5:price(in: Currency = EUR): Price»
  title: String«6:!»
  kind: Kind!
  weight: Weight
  authors(filter: AuthorFilter): [Author!]!
  «7:stock: Int!»
}
"""A kind.«8: Of books.»"""
enum Kind { PAPER «9:"Read aloud." AUDIO» EBOOK }
enum Currency { EUR USD }
type Query {
  book(id: ID!): Book
  things(kind: Kind = PAPER): [Thing!]!
  found(text: String!): [Found!]!
  «10:unused(filter: AuthorFilter!): Book»
}
''',
    "schema/author.graphql": """\
type Author { id: ID! name: String! books: [Book!]! }
input AuthorFilter { name: String «11:born: Int = 1900» AND: [AuthorFilter!] }
union Found = Book | Author «12:| Label»
type Label { name: String! }
""",
    "schema/more.graphql": "«13:extend type Query { label: Label } enum kind { A }»\n",
    "operations/books.graphql": """\
«14:# Reads a book.»
query ReadBook($id: ID!, $filter: AuthorFilter) {
  book(id: $id) { ...Listed kind authors(filter: $filter) { name «15:id» } }
}
query ListThings($kind: Kind) { things(kind: $kind) { id «16:... on Book { weight }» } }
«17:query Find { found(text: "x") { ... on Author { name } ... on Book { ...Listed } } }»
""",
    "operations/fragments.graphql": "fragment Listed on Book { id «18:title»«19:nothing» kind }\n",
}


def files_with(numbers: set[int]) -> dict[str, str]:
    """The files with these of the varying texts."""
    return {path: _chosen(text, numbers) for path, text in FILES.items()}


def _chosen(text: str, numbers: set[int]) -> str:
    head, opened, rest = text.partition("«")
    if not opened:
        return head
    varying, _, tail = rest.partition("»")
    number, _, inner = varying.partition(":")
    return head + (inner if int(number) in numbers else "") + _chosen(tail, numbers)


def out_of_date(root: Path) -> list[str] | None:
    """The files that generation from scratch would change; None when there are mistakes."""
    try:
        config = load_config(root / "pyproject.toml")
        files = format_files(generate(config, read(config)))
    except DiagnosticsError:
        return None
    return [each.path for each in compare(root, files, output_directories(config)).changes]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 19), min_size=8, max_size=8))
def test_any_series_of_saves_ends_at_the_same_bytes(steps: list[int]) -> None:
    """Also when some of them are mistakes, which later ones mend."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        generation = Generation(root / "pyproject.toml")
        numbers = {0, 6, 18}
        for step in [None, *steps]:
            numbers ^= set() if step is None else {step}
            for path, text in files_with(numbers).items():
                save(root / path, text)
            mistakes = [mistake for run in generation.runs() for mistake in run.mistakes]
            changes = out_of_date(root)
            assert (changes is None) is bool(mistakes)
            assert not changes


def save(path: Path, text: str) -> None:
    """Write the file if it differs."""
    if not path.is_file() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
