"""A schema, and the operations that are known of it, to the pages of its reference."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict

from graphwright.docs.links import Links
from graphwright.docs.operations import operations_of
from graphwright.docs.reference import (
    DirectivePage,
    Entry,
    FieldEntry,
    Link,
    Marks,
    Reference,
    TypePage,
    User,
    ValueEntry,
)
from graphwright.docs.standard_scalars import DESCRIPTIONS
from graphwright.docs.users import Users
from graphwright.elements.deprecation import reason_of
from graphwright.elements.operations import read_operations
from graphwright.elements.snapshot import Field, InputValue, Kind, TypeDefinition
from graphwright.elements.specification import url_of
from graphwright.sdl.vocabulary import AUTH, GENERATOR_ONLY, SINCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql import Source

    from graphwright.elements.snapshot import DirectiveDefinition, Element, Place, Snapshot

_SHOWN_OTHERWISE = frozenset({"deprecated", "specifiedBy", "oneOf", SINCE, AUTH}) | GENERATOR_ONLY


def build_reference(
    title: str, schema: Snapshot, operations: Iterable[Source] | None = None
) -> Reference:
    """The reference; without operations, it says nothing of who uses what."""
    sources = tuple(operations or ())
    known = read_operations(schema, sources)
    links = Links(schema, known.names)
    shown = operations_of(schema, known, sources, links)
    builder = _Builder(schema, links, Users(known, shown))
    return Reference(
        title=title,
        description=schema.schema.description or "",
        types=builder.types(),
        directives=tuple(
            builder.directive(definition) for _, definition in sorted(schema.directives.items())
        ),
        operations=None if operations is None else shown,
        links=links.by_coordinate,
    )


class _Common(TypedDict):
    """What every entry has."""

    name: str
    coordinate: str
    anchor: str
    description: str
    marks: Marks
    place: Place
    users: tuple[User, ...]


class _Builder:
    """Makes entries of elements."""

    def __init__(self, schema: Snapshot, links: Links, users: Users) -> None:
        self._schema = schema
        self._links = links
        self._users = users
        self._occurrences = _Occurrences(schema, links)
        self._roots = {root.type_name: root.name for root in schema.roots.values()}

    def types(self) -> tuple[TypePage, ...]:
        """The pages of all types, by name."""
        standard = self._schema.standard_scalars - self._schema.types.keys()
        pages = [self._type(definition) for definition in self._schema.types.values()]
        pages += [self._standard_scalar(name) for name in standard]
        return tuple(sorted(pages, key=lambda page: page.name))

    def directive(self, definition: DirectiveDefinition) -> DirectivePage:
        """The page of a directive."""
        return DirectivePage(
            **self._common(definition, ""),
            page=self._links.to(definition.coordinate).page,
            arguments=tuple(self._value(each) for each in definition.arguments.values()),
            locations=definition.locations,
            repeatable=definition.repeatable,
            sdl=_lines(self._schema, definition.place),
        )

    def _type(self, definition: TypeDefinition) -> TypePage:
        name = definition.name
        common = self._common(definition, "")
        interfaces = tuple(definition.interfaces)
        root = self._roots.get(name)
        seen = self._occurrences
        return TypePage(
            **common,
            kind=definition.kind,
            page=self._links.to(name).page,
            root=root,
            fields=tuple(
                self._field(field, interfaces, is_root=root is not None)
                for field in definition.fields.values()
            ),
            input_fields=tuple(map(self._value, definition.input_fields.values())),
            values=tuple(
                Entry(**self._common(value, value.name)) for value in definition.values.values()
            ),
            interfaces=self._named(interfaces),
            implementers=tuple(seen.implementers[name]),
            members=self._named(definition.members),
            unions=tuple(seen.unions[name]),
            returned_by=tuple(seen.returned_by[name]),
            taken_by=tuple(seen.taken_by[name]),
            specified_by=url_of(definition),
            one_of=definition.usage("oneOf") is not None,
            sdl="\n\n".join(_lines(self._schema, block) for block in definition.blocks),
            example=None if root else self._users.example(common["users"]),
        )

    def _standard_scalar(self, name: str) -> TypePage:
        return TypePage(
            name=name,
            coordinate=name,
            anchor="",
            description=DESCRIPTIONS[name],
            marks=Marks(),
            place=None,
            kind=Kind.SCALAR,
            page=self._links.to(name).page,
        )

    def _field(self, field: Field, interfaces: tuple[str, ...], *, is_root: bool) -> FieldEntry:
        common = self._common(field, field.name, interfaces)
        return FieldEntry(
            **common,
            type=self._links.type_text(field.type),
            arguments=tuple(
                self._value(argument, interfaces) for argument in field.arguments.values()
            ),
            example=self._users.example(common["users"]) if is_root else None,
        )

    def _value(self, value: InputValue, interfaces: tuple[str, ...] = ()) -> ValueEntry:
        return ValueEntry(
            **self._common(value, self._links.to(value.coordinate).anchor, interfaces),
            type=self._links.type_text(value.type),
            default=value.default,
            required=value.required,
        )

    def _common(self, element: Element, anchor: str, interfaces: tuple[str, ...] = ()) -> _Common:
        return _Common(
            name=element.name,
            coordinate=element.coordinate,
            anchor=anchor,
            description=element.description or "",
            marks=_marks(element),
            place=element.place,
            users=self._users.of(element.coordinate, interfaces),
        )

    def _named(self, names: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self._links.to(name) for name in names)


class _Occurrences:
    """Where each type is named in the schema, by its name."""

    def __init__(self, schema: Snapshot, links: Links) -> None:
        self.returned_by: Mapping[str, list[Link]] = defaultdict(list)
        self.taken_by: Mapping[str, list[Link]] = defaultdict(list)
        self.implementers: Mapping[str, list[Link]] = defaultdict(list)
        self.unions: Mapping[str, list[Link]] = defaultdict(list)
        for _, definition in sorted(schema.types.items()):
            link = links.to(definition.name)
            for part in definition.parts:
                if isinstance(part, Field):
                    self.returned_by[part.type.name].append(links.to(part.coordinate))
                elif isinstance(part, InputValue):
                    self.taken_by[part.type.name].append(links.to(part.coordinate))
            for name in definition.interfaces:
                self.implementers[name].append(link)
            for name in definition.members:
                self.unions[name].append(link)
        for _, directive in sorted(schema.directives.items()):
            for argument in directive.arguments.values():
                self.taken_by[argument.type.name].append(links.to(argument.coordinate))


def _marks(element: Element) -> Marks:
    since, auth = element.usage(SINCE), element.usage(AUTH)
    return Marks(
        since=since.arguments.get("version", "").strip('"') if since else None,
        deprecated=reason_of(element),
        auth=", ".join(auth.arguments.values()) if auth else None,
        others=tuple(usage.text for usage in element.usages if usage.name not in _SHOWN_OTHERWISE),
    )


def _lines(schema: Snapshot, place: Place) -> str:
    first, last = place.block
    return "\n".join(schema.files.get(place.path, ())[first - 1 : last])
