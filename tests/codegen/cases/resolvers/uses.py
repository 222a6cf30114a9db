"""Servers, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .api import Resolvers, build_schema
from .api.nodes import NodeLoaders
from .api.types import Address, Badge, Node, Team, User

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphwright.runtime import Info


class Context:
    """What the server knows of a request."""

    viewer: str


class Queries:
    """Complete; methods may be plain or async."""

    async def user(self, info: Info[Context], *, id: UUID) -> User | None:
        """The viewer is typed."""
        print(info.context.viewer.upper(), id.hex)
        return None

    def users(
        self, info: Info[Context], *, names: Sequence[str] | None, active: bool, limit: int | None
    ) -> list[User]:
        """A list is a sequence."""
        return []

    def version(self, info: Info[object]) -> str:
        """A server need not know what the context is."""
        return "1"


class Users:
    """Complete."""

    def team(self, parents: Sequence[User], info: Info[Context]) -> list[None]:
        """Nothing but None is fine where null is."""
        return [None for _ in parents]

    def friends(self, parents: Sequence[User], info: Info[Context]) -> list[list[User] | Exception]:
        """An item may be an exception."""
        return [ValueError(parent.name) for parent in parents]

    async def avatar(
        self,
        parents: Sequence[User],
        info: Info[Context],
        *,
        size: int,
        self_: bool | None,
        info_: str | None,
        parents_: Sequence[str] | None,
    ) -> Sequence[str | None]:
        """Arguments beside the method's own parameters."""
        return ["" for _ in parents]

    def score(self, parents: Sequence[User], info: Info[Context]) -> list[float]:
        """One number a user."""
        return [1.0 for _ in parents]

    def motto(self, parent: User, info: Info[Context], *, language: str | None) -> str:
        """One user at a time."""
        return parent.name


class Teams:
    """Complete."""

    def members(self, parents: Sequence[object], info: Info[Context]) -> list[list[User] | None]:
        """Takes any parents."""
        return [None for _ in parents]


class Addresses:
    """Complete."""

    def inhabitants(self, parents: Sequence[Address], info: Info[Context]) -> list[list[User]]:
        """Nobody."""
        return [[] for _ in parents]


class Badges:
    """Complete; a union or an interface is any of its types."""

    def owner(self, parents: Sequence[Badge], info: Info[Context]) -> list[User | Team | None]:
        """A team."""
        return [Team(id="1") for _ in parents]

    def anyone(self, parents: Sequence[Badge], info: Info[Context]) -> Sequence[Node | None]:
        """The same."""
        return self.owner(parents, info)


class NoQueries:
    """Without methods."""


class UsersWithoutMotto(Users):
    """With a method of another kind."""

    motto = None  # E


class ScoreForOne(Users):
    """Takes one parent where all come at once."""

    def score(self, parents: User, info: Info[Context]) -> list[float]:  # E
        """Mistyped."""
        return [1.0]


complete: Resolvers[Context] = Resolvers(
    resolvers_query=Queries(), address=Addresses(), badge=Badges(), team=Teams(), user=Users()
)
build_schema(complete)

Resolvers[Context](
    resolvers_query=NoQueries(),  # E
    address=Addresses(),
    badge=Badges(),
    team=Teams(),
    user=ScoreForOne(),  # E
)
Resolvers[Context](team=Teams())  # E
Resolvers[str](
    resolvers_query=Queries(),  # E
    address=Addresses(),  # E
    badge=Badges(),  # E
    team=Teams(),  # E
    user=Users(),  # E
)


async def load_users(ids: Sequence[str], info: Info[Context]) -> Sequence[User | None]:
    """A user a local id."""
    return [None for _ in ids]


def load_teams(ids: Sequence[str], info: Info[object]) -> list[Team]:
    """Need not be async."""
    return [Team(id=each) for each in ids]


async def load_nodes(loaders: NodeLoaders[Context], info: Info[Context], *, id: str) -> Node | None:
    """What they load is any node."""
    (node,) = await loaders.load([id], info)
    return node


NodeLoaders[Context](team=load_teams, user=load_users)
NodeLoaders[Context](team=load_teams)  # E
NodeLoaders[Context](team=load_users, user=load_users)  # E
