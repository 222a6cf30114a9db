"""The parameters of resolver methods: in protocols, and in the bindings that are scaffolded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graphwright.ir.expressions import Named, Symbol, sequence
from graphwright.ir.model import Call

if TYPE_CHECKING:
    from graphwright.ir.expressions import TypeExpr
    from graphwright.ir.model import Method, ResolverGroup

_RUNTIME = "graphwright.runtime"
_INFO = Symbol(_RUNTIME, "Info")
_PAGE_REQUEST = Named(Symbol(_RUNTIME, "PageRequest"))


class TypeNames(Protocol):
    """What a module calls the types in its annotations."""

    def annotate(self, symbol: Symbol) -> str:
        """The name of a class."""
        ...

    def type(self, expr: TypeExpr) -> str:
        """The text of a type."""
        ...


def parameters(method: Method, group: ResolverGroup, context: Symbol, names: TypeNames) -> str:
    """The parameters of a method of the group; `context` is the class of `info.context`."""
    found = ["self"]
    if group.parent is not None:
        parent = Named(group.parent)
        if method.call is Call.BATCHED:
            found.append(f"parents: {names.type(sequence(parent))}")
        else:
            found.append(f"parent: {names.type(parent)}")
    found.append(f"info: {names.type(Named(_INFO, (Named(context),)))}")
    keywords = _keywords(method, names)
    if keywords:
        found += ["*", *keywords]
    return ", ".join(found)


def _keywords(method: Method, names: TypeNames) -> list[str]:
    if method.arguments_class is not None:
        return [f"arguments: {names.annotate(method.arguments_class)}"]
    keywords = [f"{each.name}: {names.type(each.type)}" for each in method.arguments]
    if method.page_argument is not None:
        keywords.append(f"{method.page_argument}: {names.type(_PAGE_REQUEST)}")
    return keywords
