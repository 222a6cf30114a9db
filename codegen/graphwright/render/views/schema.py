"""Views of schema.py, which binds everything, and of the package's __init__.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import NONE, Named, Parameters, Symbol, generic
from graphwright.ir.model import (
    Call,
    Field,
    Guards,
    InputClass,
    Method,
    ObjectClass,
    Package,
    ResolverGroup,
)
from graphwright.render.imports import Imports, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.ir.own_classes import OwnEnum, OwnField, OwnInput, OwnObject, OwnParameter

_RUNTIME = "graphwright.runtime"
_CALLABLE = Symbol("collections.abc", "Callable")
_APPLICATION = Symbol("ariadne.asgi", "GraphQL")
_COMPILED = Symbol("graphwright.engine.ariadne_http", "compiled_app")


@dataclass(frozen=True, slots=True)
class BoundClass:
    """A class and the attributes of its fields."""

    graphql_name: str
    name: str
    attributes: str


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A protocol with its fields, each as the arguments of a ResolverField."""

    graphql_name: str
    attribute: str
    protocol: str
    source: str
    fields: tuple[str, ...]


def schema_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For schema.py."""
    objects: list[ObjectClass | OwnObject] = [
        *package.objects,
        *(page.data for page in package.pages),
        *(each for each in package.own_objects if not each.keys),
    ]
    inputs: list[InputClass | OwnInput] = [*package.inputs, *package.own_inputs]
    mappings = [each for each in package.own_objects if each.keys]
    return {
        "path": imports.use(Symbol("pathlib", "Path")),
        "tables": _runtime("SchemaTables", imports),
        "enum_binding": _runtime("EnumBinding", imports)
        if package.enums or package.own_enums
        else "",
        "input_fields": _runtime("InputFields", imports) if inputs else "",
        "object_fields": _runtime("ObjectFields", imports) if objects else "",
        "resolver_group": _runtime("ResolverGroup", imports),
        "resolver_field": _runtime("ResolverField", imports),
        "executable_schema": _runtime("executable_schema", imports),
        "page_limits": imports.annotate(Symbol(_RUNTIME, "PageLimits")),
        "any": imports.annotate(Symbol("typing", "Any")),
        "graphql_schema": imports.annotate(Symbol(_RUNTIME, "GraphQLSchema")),
        "resolvers": imports.annotate(Symbol(".resolvers", "Resolvers")),
        "scalars": [
            (each.graphql_name, imports.use(each.codec)) for each in package.scalars if each.codec
        ],
        "enums": _enums(package, imports),
        "inputs": [
            _bound(each.graphql_name, each.symbol, each.fields, imports)
            for each in sorted(inputs, key=lambda each: each.graphql_name)
        ],
        "objects": [
            _bound(each.graphql_name, each.symbol, each.fields, imports)
            for each in sorted(objects, key=lambda each: each.graphql_name)
        ],
        "mapping_fields": _runtime("MappingFields", imports) if mappings else "",
        "mappings": [_mapping(each) for each in mappings],
        "abstract": [each.graphql_name for each in package.abstracts],
        "groups": [_group(group, imports) for group in package.groups],
        "guards": _guards(package.guards, imports) if package.guards else [],
        "authorize": _authorize(package.guards, imports) if package.guards else "",
        "is_compiled": package.is_compiled,
        "application": imports.annotate(_APPLICATION),
        "make_application": imports.use(_COMPILED if package.is_compiled else _APPLICATION),
    }


def package_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For __init__.py."""
    named = (
        Symbol(".resolvers", "Resolvers"),
        Symbol(".schema", "build_app"),
        Symbol(".schema", "build_schema"),
    )
    return {
        "lazy_names": _runtime("lazy_names", imports),
        "names": [imports.annotate(symbol) for symbol in named],
        "modules": text_of({symbol.name: symbol.module for symbol in named}),
    }


def _enums(package: Package, imports: Imports) -> list[tuple[str, str, str]]:
    """The name, the class and, where they are not its values, the members of each enum."""
    emitted = [(each.graphql_name, imports.use(each.symbol), "") for each in package.enums]
    return sorted([*emitted, *(_own_enum(each, imports) for each in package.own_enums)])


def _own_enum(each: OwnEnum, imports: Imports) -> tuple[str, str, str]:
    name = imports.use(each.symbol)
    members = ", ".join(f'"{value}": {name}.{member}' for value, member in each.members)
    return each.graphql_name, name, f"{{{members}}}"


def _mapping(each: OwnObject) -> str:
    """The arguments of the MappingFields of a TypedDict."""
    keys = text_of({field.graphql_name: field.name for field in each.fields})
    typename = f', "{each.typename}"' if each.typename else ""
    return f'"{each.graphql_name}", {keys}{typename}'


def _bound(
    graphql_name: str,
    symbol: Symbol,
    fields: Iterable[Field | OwnField | OwnParameter],
    imports: Imports,
) -> BoundClass:
    attributes = text_of({field.graphql_name: field.name for field in fields})
    return BoundClass(graphql_name, imports.use(symbol), attributes)


def _group(group: ResolverGroup, imports: Imports) -> BoundGroup:
    return BoundGroup(
        graphql_name=group.graphql_name,
        attribute=group.attribute,
        protocol=group.symbol.name,
        source=group.source,
        fields=tuple(_field(method, imports) for method in group.methods),
    )


def _field(method: Method, imports: Imports) -> str:
    """The arguments of the ResolverField of a method."""
    parts = [f'"{method.graphql_name}"', f'"{method.name}"']
    if method.arguments:
        parts.append(text_of({each.graphql_name: each.name for each in method.arguments}))
    if method.page_argument is not None:
        parts.append("paged=True")
    if method.call is Call.BATCHED:
        parts.append("batched=True")
    if method.arguments_class is not None:
        parts.append(f"arguments_type={imports.use(method.arguments_class)}")
    return ", ".join(parts)


def _guards(guards: Guards, imports: Imports) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each guarded type with the name and the requirement of each guarded field."""
    return [
        (
            each.graphql_name,
            [(field.graphql_name, imports.code(field.requirement)) for field in each.fields],
        )
        for each in guards.types
    ]


def _authorize(guards: Guards, imports: Imports) -> str:
    """The type of the function that decides who has what a field requires."""
    any_context = Named(Symbol("typing", "Any"))
    return imports.type(generic(_CALLABLE, Parameters((any_context, guards.type)), NONE))


def _runtime(name: str, imports: Imports) -> str:
    return imports.use(Symbol(_RUNTIME, name))
