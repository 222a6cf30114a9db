"""A plugin: TypeScript declarations of every type of the schema, in `types.d.ts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
    is_required_input_field,
)

from graphwright.plugins.plugin import Plugin
from graphwright.render.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphql import (
        GraphQLField,
        GraphQLInputType,
        GraphQLNamedType,
        GraphQLOutputType,
        GraphQLSchema,
    )

    from graphwright.ir.model import Package
    from graphwright.plugins.plugin import Project
    from graphwright.render.imports import Imports

_BUILT_IN = {"Boolean": "boolean", "Float": "number", "ID": "string", "Int": "number"}
_KNOWN = {"DateTime": "string", "Decimal": "string", "UUID": "string"}


@dataclass(frozen=True, slots=True)
class MemberView:
    """`name: type;` of an interface, `name?: type;` where it may be left out."""

    name: str
    type: str
    doc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """`export interface name { … }`, or `export type name = value;` without members."""

    name: str
    value: str
    doc: tuple[str, ...]
    members: tuple[MemberView, ...] = ()


@dataclass(frozen=True)
class TypeScript(Plugin):
    """Adds a target to the server package.

    `scalars` are the TypeScript types of custom scalars, as JSON has their values; those that are
    not named are `unknown`.
    """

    scalars: Mapping[str, str] = field(default_factory=dict)
    templates = Path(__file__).parent / "templates" / "typescript"

    def targets(self, targets: Sequence[Target], project: Project) -> Sequence[Target]:
        """The same, and the declarations."""
        view = partial(self._view, project)
        return [*targets, Target("types.d.ts", view, lambda package: True)]

    def _view(self, project: Project, package: Package, imports: Imports) -> Mapping[str, object]:
        kinds = [
            kind
            for name, kind in sorted(project.schema.type_map.items())
            if not name.startswith("__") and kind.name not in {*_BUILT_IN, "String"}
        ]
        return {
            "notice": project.notice,
            "declarations": [self._declaration(kind, project.schema) for kind in kinds],
        }

    def _declaration(self, kind: GraphQLNamedType, schema: GraphQLSchema) -> DeclarationView:
        doc = _doc(kind.description)
        if isinstance(kind, GraphQLEnumType):
            return DeclarationView(kind.name, _union(f'"{name}"' for name in kind.values), doc)
        if isinstance(kind, GraphQLScalarType):
            known = {**_KNOWN, **self.scalars}
            return DeclarationView(kind.name, known.get(kind.name, "unknown"), doc)
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            possible = sorted(member.name for member in schema.get_possible_types(kind))
            return DeclarationView(kind.name, _union(possible), doc)
        members = [_member(name, each) for name, each in _fields(kind).items()]
        if isinstance(kind, GraphQLObjectType):
            members.insert(0, MemberView("__typename", f'"{kind.name}"', ()))
        return DeclarationView(kind.name, "", doc, tuple(members))


def _fields(kind: GraphQLNamedType) -> Mapping[str, GraphQLField | GraphQLInputField]:
    if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
        return dict(kind.fields)
    raise TypeError(f"{kind.name} has no fields")


def _member(name: str, each: GraphQLField | GraphQLInputField) -> MemberView:
    optional = isinstance(each, GraphQLInputField) and not is_required_input_field(each)
    return MemberView(f"{name}?" if optional else name, _type(each.type), _doc(each.description))


def _type(kind: GraphQLOutputType | GraphQLInputType) -> str:
    if isinstance(kind, GraphQLNonNull):
        return _required(kind.of_type)
    return f"{_required(kind)} | null"


def _required(kind: GraphQLOutputType | GraphQLInputType) -> str:
    if isinstance(kind, GraphQLList):
        return f"ReadonlyArray<{_type(kind.of_type)}>"
    name = str(kind)
    return "string" if name == "String" else _BUILT_IN.get(name, name)


def _union(members: Iterable[str]) -> str:
    return " | ".join(members) or "never"


def _doc(description: str | None) -> tuple[str, ...]:
    """The lines of a comment; what would end it is pulled apart."""
    return tuple((description or "").strip().replace("*/", "* /").splitlines())


plugin = TypeScript()
