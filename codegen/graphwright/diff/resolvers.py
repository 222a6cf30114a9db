"""Which hand-written resolvers a change is about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.diff.change import Change, Resolver
from graphwright.elements.snapshot import Kind
from graphwright.ir.names import attribute_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from graphwright.diff.change import Finding
    from graphwright.elements.snapshot import Field, Snapshot, TypeDefinition
    from graphwright.scaffold.reading import BindingClass, Bindings, Member

#: Changes that no code has to follow: what was only announced, described or annotated; what graphwright
#: enforces itself; and what is new, so that there is no resolver of it yet.
_WITHOUT_CODE = (
    "DESCRIPTION_",
    "DEPRECATION_",
    "SINCE_",
    "AUTH_",
    "SPECIFIED_BY_",
    "DIRECTIVE_",
    "STANDARD_SCALAR_",
    "FIELD_ADDED",
    "TYPE_ADDED",
)
_ROOT_RECEIVER = "info"


class KnownResolvers:
    """The resolvers of the bindings, found by their names and what they resolve for.

    A method resolves a field of the root if it begins with `info`, and one of a type if it begins with
    the parents, which its annotation tells. `names` are names that the configuration gives to fields.
    """

    def __init__(self, bindings: Bindings, names: Mapping[str, str]) -> None:
        self._names = names
        self._methods: defaultdict[str, list[tuple[BindingClass, Member]]] = defaultdict(list)
        for binding in bindings.classes:
            for member in binding.members.values():
                if member.is_resolver:
                    self._methods[member.name].append((binding, member))

    def of(self, schema: Snapshot) -> Mapping[str, list[Resolver]]:
        """The resolvers of each field, and by each type those that resolve its fields, or that return
        or take it. Data is read from the row of its type: fields without a resolver have none.
        """
        found: defaultdict[str, list[Resolver]] = defaultdict(list)
        roots = {root.type_name for root in schema.roots.values()}
        for definition in schema.types.values():
            for field in definition.fields.values():
                resolvers = list(self._of_field(schema, definition, field, roots))
                if resolvers:
                    taken = (argument.type.name for argument in field.arguments.values())
                    about = {field.coordinate, definition.name, field.type.name, *taken}
                    for coordinate in about - roots:
                        found[coordinate] += resolvers
        return found

    def _of_field(
        self, schema: Snapshot, definition: TypeDefinition, field: Field, roots: Container[str]
    ) -> Iterator[Resolver]:
        name = self._names.get(field.coordinate) or attribute_name(field.name)
        is_root = definition.name in roots
        for binding, member in self._methods.get(name, ()):
            # Parents that are of no type of the schema are of a class of the project's own.
            named = member.receiver_words & schema.types.keys()
            fits = definition.name in named or not named
            if fits and is_root == (member.receiver == _ROOT_RECEIVER):
                yield Resolver(f"{binding.name}.{name}", binding.path, member.line)


def with_resolvers(
    changes: Iterable[Change], old: Snapshot, new: Snapshot, known: KnownResolvers
) -> Iterator[Change]:
    """The changes with the resolvers that each is about."""
    sides = (known.of(new), known.of(old))
    for change in changes:
        if change.code.startswith(_WITHOUT_CODE):
            yield change
        else:
            yield replace(change, resolvers=tuple(dict.fromkeys(_about(change.finding, sides))))


def _about(
    finding: Finding, sides: Iterable[Mapping[str, Sequence[Resolver]]]
) -> Iterator[Resolver]:
    """The resolvers of the field; for what is no part of a field, those of the type."""
    coordinate = finding.coordinate.partition(" ")[0].partition("(")[0]
    if finding.kind not in {Kind.FIELD, Kind.ARGUMENT}:
        coordinate = coordinate.partition(".")[0]
    for side in sides:
        yield from side.get(coordinate, ())
