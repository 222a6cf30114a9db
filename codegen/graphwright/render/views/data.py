"""Views of the modules that only hold data: enums, inputs, types, connections, arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphwright.ir.expressions import Named, Symbol, builtin, generic
from graphwright.render.views.fields import FieldView, field_views

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.ir.expressions import TypeExpr
    from graphwright.ir.model import (
        AbstractAlias,
        DirectiveClass,
        DirectiveUses,
        InputClass,
        Package,
        PageClass,
    )
    from graphwright.render.imports import Imports

_DATACLASS = Symbol("graphwright.runtime", "lazy_dataclass")
_ENUM = Symbol("enum", "Enum")
_TYPE_ALIAS = Symbol("typing", "TypeAlias")
_MAPPING = Symbol("collections.abc", "Mapping")
_NEVER = Symbol("typing", "Never")
_SELF = Symbol("typing", "Self")
_PAGE = Symbol("graphwright.runtime", "Page")
_CHECK_ONE_OF = Symbol("graphwright.runtime", "check_one_of")

_CHAINED: Final = 100
"""Members of a union that are written in one chain: type checkers give up on long ones."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """A dataclass."""

    name: str
    doc: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class AliasView:
    """`name: TypeAlias = value`."""

    name: str
    doc: str
    value: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A class with a `from_page`; `page` is empty without one."""

    data: ClassView
    page: str
    extra: tuple[FieldView, ...]
    values: tuple[tuple[str, str], ...]


def enums_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For enums.py."""
    return {"enum": imports.use(_ENUM), "enums": package.enums}


def inputs_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For inputs.py."""
    return {
        "dataclass": imports.use(_DATACLASS),
        "inputs": [_input_view(each, imports) for each in package.inputs],
    }


def _input_view(each: InputClass, imports: Imports) -> Mapping[str, object]:
    view = ClassView(each.symbol.name, each.doc, field_views(each.fields, imports))
    return {"data": view, "check": imports.use(_CHECK_ONE_OF) if each.one_of else ""}


def directives_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For directives.py."""
    return {
        "dataclass": imports.use(_DATACLASS),
        "directives": [_directive_view(each, imports) for each in package.directives],
    }


def _directive_view(each: DirectiveClass, imports: Imports) -> Mapping[str, object]:
    view = ClassView(each.symbol.name, each.doc, field_views(each.fields, imports))
    return {"data": view, "uses": [_uses_view(each, uses, imports) for uses in each.uses]}


def _uses_view(
    directive: DirectiveClass, uses: DirectiveUses, imports: Imports
) -> Mapping[str, object]:
    value: TypeExpr = Named(directive.symbol)
    if uses.repeatable:
        value = generic(Symbol("", "tuple"), value, builtin("..."))
    return {
        "name": uses.name,
        "annotation": imports.type(generic(_MAPPING, uses.key, value)),
        "doc": f"Where {uses.graphql_name} has @{directive.graphql_name}.",
        "entries": [(imports.code(key), imports.code(value)) for key, value in uses.entries],
    }


def types_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For types.py."""
    return {
        "dataclass": imports.use(_DATACLASS) if package.objects else "",
        "alias": imports.use(_TYPE_ALIAS) if package.abstracts else "",
        "classes": [
            ClassView(each.symbol.name, each.doc, field_views(each.fields, imports))
            for each in package.objects
        ],
        "aliases": [_alias_view(each, imports) for each in package.abstracts],
    }


def _alias_view(each: AbstractAlias, imports: Imports) -> AliasView:
    if not each.members:
        return AliasView(each.symbol.name, each.doc, imports.use(_NEVER))
    value = _union([imports.annotate(member) for member in each.members])
    here = all(member.module == each.symbol.module for member in each.members)
    return AliasView(each.symbol.name, each.doc, value if here else f'"{value}"')


def _union(members: Sequence[str]) -> str:
    if len(members) <= _CHAINED:
        return " | ".join(members)
    starts = range(0, len(members), _CHAINED)
    return " | ".join(f"({_union(members[at : at + _CHAINED])})" for at in starts)


def connections_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For connections.py."""
    return {
        "dataclass": imports.use(_DATACLASS),
        "self_type": imports.annotate(_SELF) if any(p.page_fields for p in package.pages) else "",
        "pages": [_page_view(each, imports) for each in package.pages],
    }


def _page_view(each: PageClass, imports: Imports) -> PageView:
    data = ClassView(each.data.symbol.name, each.data.doc, field_views(each.data.fields, imports))
    if not each.page_fields:
        return PageView(data, "", (), ())
    node = imports.type(each.node) if each.node else "object"
    return PageView(
        data=data,
        page=f"{imports.annotate(_PAGE)}[{node}]",
        extra=field_views(each.extra, imports),
        values=tuple((field.name, imports.code(field.value)) for field in each.page_fields),
    )


def arguments_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For arguments.py."""
    return {
        "dataclass": imports.use(_DATACLASS),
        "classes": [
            ClassView(
                each.symbol.name,
                f"Arguments of {each.group}.{each.method}.",
                field_views(each.fields, imports),
            )
            for each in package.arguments
        ],
    }
