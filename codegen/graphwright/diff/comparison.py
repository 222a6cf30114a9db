"""Two snapshots side by side: which elements were added, which removed, which are in both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from graphwright.elements.snapshot import (
    DirectiveDefinition,
    Element,
    Field,
    InputValue,
    Root,
    Snapshot,
    TypeDefinition,
    Usage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

E = TypeVar("E", bound=Element)
E_co = TypeVar("E_co", bound=Element, covariant=True)


@dataclass(frozen=True, slots=True)
class Pair(Generic[E_co]):
    """An element of both sides."""

    old: E_co
    new: E_co


@dataclass(frozen=True, slots=True)
class Matches(Generic[E_co]):
    """Elements of one kind, matched by name within what they belong to."""

    added: tuple[E_co, ...]
    removed: tuple[E_co, ...]
    kept: tuple[Pair[E_co], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the rules look at.

    Types whose SDL is the same text on both sides are left out of `types.kept` and of all that stands
    inside types. `alike` are the kept types that are of the same kind on both sides; only their
    parts are compared.
    """

    old: Snapshot
    new: Snapshot
    roots: Matches[Root]
    types: Matches[TypeDefinition]
    alike: tuple[Pair[TypeDefinition], ...]
    fields: Matches[Field]
    arguments: Matches[InputValue]
    input_fields: Matches[InputValue]
    enum_values: Matches[Element]
    union_members: Matches[Element]
    interfaces: Matches[Element]
    directives: Matches[DirectiveDefinition]
    directive_arguments: Matches[InputValue]

    @property
    def elements(self) -> Iterator[Pair[Element]]:
        """Every element that is on both sides and can have a description or directives."""
        yield Pair(self.old.schema, self.new.schema)
        yield from self.types.kept
        yield from self.fields.kept
        yield from self.arguments.kept
        yield from self.input_fields.kept
        yield from self.enum_values.kept
        yield from self.directives.kept
        yield from self.directive_arguments.kept

    @property
    def added(self) -> Iterator[Element]:
        """Every element that was added to something that was there, or as a definition."""
        return chain(
            self.types.added,
            self.fields.added,
            self.arguments.added,
            self.input_fields.added,
            self.enum_values.added,
        )

    @property
    def usages(self) -> Iterator[UsageChange]:
        """Directives that differ on elements of both sides, if both sides can show them."""
        if self.old.shows_directives and self.new.shows_directives:
            for pair in self.elements:
                if pair.old.usages or pair.new.usages:
                    yield from _usage_changes(pair)


@dataclass(frozen=True, slots=True)
class UsageChange:
    """A directive that was added to an element, removed from it, or given other arguments."""

    element: Pair[Element]
    old: Usage | None
    new: Usage | None

    @property
    def name(self) -> str:
        """The name of the directive."""
        return next(usage.name for usage in (self.old, self.new) if usage)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """The elements of the two snapshots, matched."""
    types = _match([(old.types, new.types)])
    changed = tuple(pair for pair in types.kept if pair.old.text != pair.new.text)
    alike = tuple(pair for pair in changed if pair.old.kind is pair.new.kind)
    fields = _match((pair.old.fields, pair.new.fields) for pair in alike)
    directives = _match([(old.directives, new.directives)])
    return Comparison(
        old=old,
        new=new,
        roots=_match([(old.roots, new.roots)]),
        types=Matches(types.added, types.removed, changed),
        alike=alike,
        fields=fields,
        arguments=_match((pair.old.arguments, pair.new.arguments) for pair in fields.kept),
        input_fields=_match((pair.old.input_fields, pair.new.input_fields) for pair in alike),
        enum_values=_match((pair.old.values, pair.new.values) for pair in alike),
        union_members=_match((pair.old.members, pair.new.members) for pair in alike),
        interfaces=_match((pair.old.interfaces, pair.new.interfaces) for pair in alike),
        directives=directives,
        directive_arguments=_match(
            (pair.old.arguments, pair.new.arguments) for pair in directives.kept
        ),
    )


def _match(groups: Iterable[tuple[Mapping[str, E], Mapping[str, E]]]) -> Matches[E]:
    """The matches of all groups, each the old and the new elements by name."""
    added: list[E] = []
    removed: list[E] = []
    kept: list[Pair[E]] = []
    for old, new in groups:
        added.extend(element for name, element in new.items() if name not in old)
        removed.extend(element for name, element in old.items() if name not in new)
        kept.extend(Pair(old[name], new[name]) for name in old if name in new)
    return Matches(tuple(added), tuple(removed), tuple(kept))


def _usage_changes(pair: Pair[Element]) -> Iterator[UsageChange]:
    names = dict.fromkeys(usage.name for usage in (*pair.old.usages, *pair.new.usages))
    for name in names:
        old = [usage for usage in pair.old.usages if usage.name == name]
        new = [usage for usage in pair.new.usages if usage.name == name]
        gone = _without(old, new)
        come = _without(new, old)
        for before, after in zip(gone, come, strict=False):
            yield UsageChange(pair, before, after)
        for before in gone[len(come) :]:
            yield UsageChange(pair, before, None)
        for after in come[len(gone) :]:
            yield UsageChange(pair, None, after)


def _without(usages: Iterable[Usage], others: Iterable[Usage]) -> list[Usage]:
    """The usages left when each of the others has taken away one that is written alike."""
    texts = [usage.text for usage in others]
    left: list[Usage] = []
    for usage in usages:
        if usage.text in texts:
            texts.remove(usage.text)
        else:
            left.append(usage)
    return left
