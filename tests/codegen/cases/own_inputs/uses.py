"""Servers that are given own classes, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from market.inputs import Address, Choice, Contact, Level, Money, Order, Profile, Span, Window
from market.results import Person, Shop

from .api import Resolvers, build_schema
from .api.models import make_address, make_order

if TYPE_CHECKING:
    from graphwright.runtime import Info

    from .api.types import Named, Party


class Queries:
    """Complete."""

    def parties(
        self,
        info: Info[object],
        *,
        in_: Window | None,
        choice: Choice | None,
        page: Span | None,
        money: Money | None,
    ) -> list[Party]:
        """Every member of the union has an own class."""
        return [Person("Ann", Level.LOW), Shop(name="Corner", address="Main Street")]

    def named(self, info: Info[object], *, profile: Profile | None) -> list[Named]:
        """So has every type of the interface."""
        return [Person("Ann", Level.LOW), Shop(name="Corner", address="Main Street")]


class Mutations:
    """Complete."""

    def order(self, info: Info[object], *, input: Order, to: Address | None) -> str:
        """The project's own class."""
        return input.source

    def register(self, info: Info[object], *, contact: Contact) -> str | None:
        """A parsed value."""
        return contact.site.host


class MistypedMutations(Mutations):
    """Takes another class than it is given."""

    def register(self, info: Info[object], *, contact: Profile) -> str | None:  # E
        """Mistyped."""
        return contact.name


complete: Resolvers[object] = Resolvers(market_query=Queries(), market_mutation=Mutations())
build_schema(complete)

make_address(street="Main", rooms=None)
make_order(lines=["a"], level=Level.HIGH, note=None, to=None, parcel=1)  # E
