"""The text of methods and classes that nobody has written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.expressions import Named, Symbol, sequence
from graphwright.ir.model import Call
from graphwright.render.docstrings import docstring
from graphwright.render.signatures import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.ir.expressions import TypeExpr
    from graphwright.ir.model import Method, ResolverGroup
    from graphwright.scaffold.module_names import ModuleNames

_ASYNC_ITERATOR = Symbol("collections.abc", "AsyncIterator")
_INDENT = 4


def method_stub(method: Method, group: ResolverGroup, context: Symbol, names: ModuleNames) -> str:
    """A method of a class, typed, that says which field waits for it."""
    keyword = "def" if method.call is Call.STREAM else "async def"
    taken = parameters(method, group, context, names)
    result = names.type(_result(method))
    field = f"{group.graphql_name}.{method.graphql_name}"
    lines = [f"    {keyword} {method.name}({taken}) -> {result}:"]
    if method.doc:
        lines.append(f"        {docstring(method.doc, 2 * _INDENT)}")
    lines.append(f'        raise NotImplementedError("{field} has no resolver yet")')
    return "\n".join(lines) + "\n"


def class_stub(
    name: str, group: ResolverGroup, context: Symbol, methods: Iterable[str], names: ModuleNames
) -> str:
    """A class that stands for a protocol."""
    base = f"{names.use(group.symbol)}[{names.argument(context)}]"
    doc = docstring(
        f"Resolves the fields of {group.graphql_name} declared in {group.source}.", _INDENT
    )
    return f"class {name}({base}):\n    {doc}\n\n" + "\n".join(methods)


def module_stub(source: str, classes: Iterable[str], names: ModuleNames) -> str:
    """A module of its own for the classes, not yet formatted."""
    lines = [
        docstring(f"Resolvers of the fields declared in {source}."),
        "from __future__ import annotations",
        "from typing import TYPE_CHECKING",
        *_imports(names.added(runtime=True)),
        "if TYPE_CHECKING:",
        *(f"    {line}" for line in _imports(names.added(runtime=False))),
        *classes,
    ]
    return "\n".join(lines) + "\n"


def _imports(added: Mapping[str, Iterable[str]]) -> list[str]:
    return [f"from {module} import {', '.join(names)}" for module, names in added.items()]


def _result(method: Method) -> TypeExpr:
    if method.call is Call.STREAM:
        return Named(_ASYNC_ITERATOR, (method.result,))
    return sequence(method.result) if method.call is Call.BATCHED else method.result
