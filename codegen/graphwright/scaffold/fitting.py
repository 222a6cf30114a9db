"""Whether a method takes the arguments of its field, by the names that they have now.

An argument that got another name in [tool.graphwright.names], came or went leaves a method behind
that was written for what there was before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.names import attribute_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.ir.model import Method, ResolverGroup
    from graphwright.scaffold.reading import Keywords


def misfits(group: ResolverGroup, method: Method, keywords: Keywords) -> Iterator[tuple[str, str]]:
    """What does not fit, as the end of a sentence about the method, and the way out."""
    field = f"{group.graphql_name}.{method.graphql_name}"
    wanted = _wanted(method, field)
    lacking = [] if keywords.takes_any else [name for name in wanted if name not in keywords.names]
    left = keywords.names - wanted.keys()
    renamed = _renamed(method, lacking, left)
    for name in lacking:
        message = f"does not take '{name}', which is {wanted[name]} ({group.source})."
        old = renamed.get(name)
        yield message, f"Rename '{old}' to '{name}'." if old else f"Give it a parameter '{name}'."
    for name in sorted(left & keywords.required - set(renamed.values())):
        message = f"asks for '{name}', which {field} does not hand over ({group.source})."
        yield message, "Take the parameter out."


def _wanted(method: Method, field: str) -> Mapping[str, str]:
    """What each keyword of a call has, by its name."""
    if method.arguments_class is not None:
        return {"arguments": f"all arguments of {field}"}
    wanted = {each.name: f"{field}({each.graphql_name}:)" for each in method.arguments}
    if method.page_argument is not None:
        wanted[method.page_argument] = f"the page that {field} is asked for"
    return wanted


def _renamed(method: Method, lacking: list[str], left: frozenset[str]) -> Mapping[str, str]:
    """The old names of arguments, by the new ones: what the rules give, or the only one left."""
    by_rules = {each.name: attribute_name(each.graphql_name) for each in method.arguments}
    renamed = {name: by_rules[name] for name in lacking if by_rules.get(name) in left}
    if not renamed and len(lacking) == len(left) == 1:
        return {lacking[0]: next(iter(left))}
    return renamed
