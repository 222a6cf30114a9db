"""Which resolvers a change is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.diff.schemas import TODAY, reviewed

from graphwright.diff.resolvers import KnownResolvers
from graphwright.diff.review import Context
from graphwright.scaffold.reading import read_bindings

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """
type Query {
  kernels(filter: Filter, first: Int): [Kernel!]!
  owner: User
}
type Mutation { rename(input: Rename!): Kernel }
type Kernel { id: ID!, owner: User, agents(up: Boolean): [Agent!]! }
type User { id: ID!, kernels: [Kernel!]! }
type Agent { id: ID!, state: State }
enum State { UP DOWN }
input Filter { name: String }
input Rename { name: String }
"""
BINDINGS = """
class Queries:
    async def kernels(self, info: Info[Context], *, filter: Filter | None) -> list[Kernel]: ...
    def owner(self, info: Info[Context]) -> User: ...
    def _owner(self, info: Info[Context]) -> User: ...


class Mutations:
    def rename(self, info: Info[Context], *, input: Rename) -> Kernel: ...


class KernelFields:
    def owner(self, parents: Sequence[types.Kernel], info: Info[Context]) -> object: ...
    def hosts(self, parents: "Sequence[KernelRow]", info: Info[Context]) -> object: ...


class UserFields:
    def kernels(self, parents: Sequence[User], info: Info[Context]) -> object: ...
"""


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """The bindings as they are on disk; one field has a name of its own."""
    (tmp_path / "bindings").mkdir()
    (tmp_path / "bindings/all.py").write_text(BINDINGS, "utf-8")
    bindings = read_bindings(tmp_path, ["bindings"], "api")
    return Context(today=TODAY, resolvers=KnownResolvers(bindings, {"Kernel.agents": "hosts"}))


@pytest.mark.parametrize(
    ("before", "after", "resolvers"),
    [
        ("first: Int)", "first: Int!)", ["Queries.kernels"]),
        ("  owner: User\n}", "  owner: User!\n}", ["Queries.owner"]),
        ("ID!, owner: User,", "ID!,", ["KernelFields.owner"]),
        ("kernels: [Kernel!]! }", "kernels: [Kernel!] }", ["UserFields.kernels"]),
        ("up: Boolean", "up: Boolean!", ["KernelFields.hosts"]),
        ("input Filter { name", "input Filter { called", ["Queries.kernels"]),
        ("input Rename { name: String", "input Rename { name: String!", ["Mutations.rename"]),
        ("UP DOWN", "UP", []),
        ("type Agent { id: ID!", "type Agent { id: ID", []),
        ("type Agent {", "interface Agent {", ["KernelFields.hosts"]),
        ("  owner: User\n}", '  "Who asks."\n  owner: User\n}', None),
        ("  owner: User\n}", "  owner: User @deprecated\n}", None),
    ],
)
def test_a_change_names_its_resolvers(
    before: str, after: str, resolvers: list[str] | None, context: Context
) -> None:
    """Those of the field, or of the fields that return or take the type; data has none."""
    assert before in BEFORE
    found = reviewed(BEFORE, BEFORE.replace(before, after), context).changes
    names = {
        tuple(each.name for each in change.resolvers) if change.resolvers is not None else None
        for change in found
    }
    assert names == {None if resolvers is None else tuple(resolvers)}


def test_a_resolver_has_its_place(context: Context) -> None:
    """The line of its method."""
    (change,) = reviewed(BEFORE, BEFORE.replace("ID!, owner: User,", "ID!,"), context).changes
    places = [(resolver.path, resolver.line) for resolver in change.resolvers or ()]
    assert places == [("bindings/all.py", 13)]


def test_without_bindings_nothing_is_said_of_resolvers() -> None:
    """Nobody looked."""
    (change,) = reviewed(BEFORE, BEFORE.replace("ID!, owner: User,", "ID!,")).changes
    assert change.resolvers is None
