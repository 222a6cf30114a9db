"""View of resolvers.py: the protocols that a server implements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import NONE, Named, Symbol, UnionOf, builtin, sequence, union
from graphwright.ir.model import Call, Method, Package, ResolverGroup
from graphwright.render.signatures import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.expressions import TypeExpr
    from graphwright.render.imports import Imports

_RUNTIME = "graphwright.runtime"
_CONTEXT = Symbol(_RUNTIME, "ContextT")
_MAYBE_AWAITABLE = Symbol(_RUNTIME, "MaybeAwaitable")
_ASYNC_ITERATOR = Symbol("collections.abc", "AsyncIterator")


@dataclass(frozen=True, slots=True)
class MethodView:
    """`def name(parameters) -> result`."""

    name: str
    doc: str
    parameters: str
    result: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A protocol and the attribute of `Resolvers` that holds its implementation."""

    name: str
    attribute: str
    doc: str
    methods: tuple[MethodView, ...]


def resolvers_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For resolvers.py."""
    return {
        "dataclass": imports.use(Symbol("dataclasses", "dataclass")),
        "generic": imports.use(Symbol("typing", "Generic")),
        "protocol": imports.use(Symbol("typing", "Protocol")),
        "context": imports.use(_CONTEXT),
        "groups": [_group_view(group, imports) for group in package.groups],
    }


def _group_view(group: ResolverGroup, imports: Imports) -> GroupView:
    return GroupView(
        name=group.symbol.name,
        attribute=group.attribute,
        doc=f"Fields of {group.graphql_name} declared in {group.source}.",
        methods=tuple(_method_view(method, group, imports) for method in group.methods),
    )


def _method_view(method: Method, group: ResolverGroup, imports: Imports) -> MethodView:
    return MethodView(
        name=method.name,
        doc=method.doc,
        parameters=parameters(method, group, _CONTEXT, imports),
        result=imports.type(_result(method)),
    )


def _result(method: Method) -> TypeExpr:
    if method.call is Call.STREAM:
        return Named(_ASYNC_ITERATOR, (method.result,))
    if method.call is Call.BATCHED:
        return Named(_MAYBE_AWAITABLE, (sequence(_or_error(method.result)),))
    return Named(_MAYBE_AWAITABLE, (method.result,))


def _or_error(item: TypeExpr) -> TypeExpr:
    """A batched method may give an exception in the place of one item."""
    parts = item.members if isinstance(item, UnionOf) else (item,)
    some = [part for part in parts if part != NONE]
    none = [part for part in parts if part == NONE]
    return union(*some, builtin("Exception"), *none)
