"""The check that the resolvers given have a method for every field, and no others."""

from __future__ import annotations

from difflib import get_close_matches
from inspect import getattr_static, isfunction
from typing import TYPE_CHECKING, Any

from graphwright.runtime.errors import ResolverMismatch
from graphwright.runtime.signatures import misfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from graphwright.runtime.tables import ResolverGroup, SchemaTables

#: The root types of a schema that does not name others.
ROOTS = ("Query", "Mutation", "Subscription")


def check_resolvers(
    tables: SchemaTables, resolvers: object, roots: Collection[str] = ROOTS
) -> None:
    """Raises ResolverMismatch with every missing and every superfluous method, by name.

    So it does with methods that do not take what they are called with; those of the `roots`
    are called without a parent. A method counts as missing too when it is only the empty one of a protocol that the
    class inherits. Superfluous are public methods that answer no field of any group that
    the object stands for.
    """
    problems = [
        *(problem for group in tables.groups for problem in _missing(group, resolvers, roots)),
        *_superfluous(tables.groups, resolvers),
    ]
    if problems:
        raise ResolverMismatch(problems)


def _missing(group: ResolverGroup, resolvers: object, roots: Collection[str]) -> Iterator[str]:
    implementation = getattr(resolvers, group.attribute, None)
    if implementation is None:
        yield (
            f"{group.type_name} ({group.source}): the resolvers have no"
            f" {group.attribute} ({group.protocol_name})"
        )
        return
    kind = type(implementation).__name__
    for field in group.fields:
        place = f"{group.type_name}.{field.graphql_name} ({group.source})"
        if not _is_implemented(implementation, field.name):
            yield f"{place}: {kind} has no method {field.name}"
            continue
        method = getattr(implementation, field.name)
        wrong = misfit(method, field, is_root=group.type_name in roots)
        if wrong:
            yield f"{place}: {kind}.{field.name} {wrong}"


def _superfluous(groups: Sequence[ResolverGroup], resolvers: object) -> Iterator[str]:
    expected: dict[int, set[str]] = {}
    places: dict[int, list[str]] = {}
    implementations: dict[int, object] = {}
    for group in groups:
        implementation = getattr(resolvers, group.attribute, None)
        if implementation is None:
            continue
        key = id(implementation)
        implementations[key] = implementation
        expected.setdefault(key, set()).update(field.name for field in group.fields)
        places.setdefault(key, []).append(f"{group.type_name} ({group.source})")
    for key, implementation in implementations.items():
        missing = {name for name in expected[key] if not _is_implemented(implementation, name)}
        for name in sorted(_public_methods(type(implementation)) - expected[key]):
            close = get_close_matches(name, missing, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            yield (
                f"{type(implementation).__name__}.{name} answers no field of"
                f" {' or '.join(places[key])}{hint}"
            )


def _is_implemented(implementation: object, name: str) -> bool:
    for owner in type(implementation).__mro__:
        if name in vars(owner) and _is_protocol(owner):
            return False
        if name in vars(owner):
            break
    return callable(getattr(implementation, name, None))


def _public_methods(owner: type[Any]) -> set[str]:
    return {
        name
        for base in owner.__mro__
        if not _is_protocol(base)
        for name in vars(base)
        if not name.startswith("_") and _is_method(getattr_static(owner, name))
    }


def _is_method(member: object) -> bool:
    return isfunction(member) or isinstance(member, (staticmethod, classmethod))


def _is_protocol(owner: type[Any]) -> bool:
    return bool(vars(owner).get("_is_protocol", False))
