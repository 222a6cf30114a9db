"""Which class of the bindings stands for which protocol.

A class that names a protocol among its bases, itself or through its ancestors, stands for it. Any
other protocol belongs to the class that has most of its methods, if there is one.

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW802 | two classes have equally many methods of a protocol              |
| GW803 | an attribute without a value has the name of a method            |
| GW804 | a method, or a whole class, that answers no field of the schema  |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.ir.model import Method, ResolverGroup
    from graphwright.scaffold.reading import BindingClass, Bindings, Member


@dataclass(frozen=True, slots=True)
class Match:
    """A protocol, the class that stands for it, if any, and the methods that are missing."""

    group: ResolverGroup
    binding: BindingClass | None
    missing: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All protocols, what cannot be decided, and what answers no field."""

    matches: tuple[Match, ...]
    mistakes: tuple[Diagnostic, ...]
    stale: tuple[Diagnostic, ...]


def match(groups: Iterable[ResolverGroup], bindings: Bindings) -> Matching:
    """The class of each protocol, in the order of the protocols."""
    mistakes: list[Diagnostic] = []
    matches: list[Match] = []
    for group in groups:
        found = _candidates(group, bindings)
        if len(found) > 1:
            mistakes.append(_ambiguous(group, found, bindings))
            continue
        binding = found[0] if found else None
        members = bindings.members(binding) if binding else {}
        if binding is not None:
            mistakes += _in_the_way(group, members, bindings)
        missing = tuple(method for method in group.methods if method.name not in members)
        matches.append(Match(group, binding, missing))
    stale = () if mistakes else tuple(_stale(matches, bindings))
    return Matching(tuple(matches), tuple(mistakes), stale)


def _candidates(group: ResolverGroup, bindings: Bindings) -> list[BindingClass]:
    """The classes that may stand for a protocol, one of them unless nobody can tell."""
    named = [kind for kind in bindings.classes if group.symbol.name in bindings.base_names(kind)]
    if named:
        inherited = {
            (each.path, each.name) for kind in named for each in list(bindings.lineage(kind))[1:]
        }
        return [kind for kind in named if (kind.path, kind.name) not in inherited]
    free = [kind for kind in bindings.classes if not _names_a_protocol(kind, bindings)]
    scores = {(kind.path, kind.name): _score(group, kind, bindings) for kind in free}
    best = max(scores.values(), default=0)
    return [kind for kind in free if best and scores[kind.path, kind.name] == best]


def _names_a_protocol(kind: BindingClass, bindings: Bindings) -> bool:
    return any(name.endswith("Resolvers") for name in bindings.base_names(kind))


def _score(group: ResolverGroup, kind: BindingClass, bindings: Bindings) -> int:
    members = bindings.members(kind)
    return sum(
        method.name in members and _fits(group, members[method.name]) for method in group.methods
    )


def _fits(group: ResolverGroup, member: Member) -> bool:
    """Whether a method can be a resolver of the type."""
    if group.parent is None:
        return member.receiver == "info"
    if member.receiver not in {"parent", "parents"}:
        return False
    return not member.receiver_words or group.parent.name in member.receiver_words


def _ambiguous(
    group: ResolverGroup, found: Iterable[BindingClass], bindings: Bindings
) -> Diagnostic:
    *others, last = found
    names = ", ".join(f"'{each.name}'" for each in others)
    protocol = group.symbol.name
    return Diagnostic(
        last.path,
        last.line,
        1,
        "GW802",
        f"{names} and '{last.name}' both have methods of '{protocol}'.",
        f"Name it as a base of the one that stands for it: class {last.name}({protocol}[...]).",
        bindings.modules[last.path].text.splitlines()[last.line - 1],
    )


def _in_the_way(
    group: ResolverGroup, members: Mapping[str, Member], bindings: Bindings
) -> Iterator[Diagnostic]:
    """Attributes that a value is given to later, where a method is wanted."""
    owners = {id(member): kind for kind in bindings.classes for member in kind.members.values()}
    for method in group.methods:
        member = members.get(method.name)
        if member is None or member.annotation is None or "Callable" in member.annotation:
            continue
        owner = owners.get(id(member))
        if owner is not None:
            message = (
                f"'{owner.name}.{member.name}' is no method, and"
                f" {group.graphql_name}.{method.graphql_name} ({group.source}) needs one."
            )
            yield _at(owner, member, "GW803", message, "Give the attribute another name.", bindings)


def _stale(matches: Iterable[Match], bindings: Bindings) -> Iterator[Diagnostic]:
    """Methods in the shape of a resolver that no field asks for, where they are defined."""
    expected: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    missing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in matches:
        for kind in bindings.lineage(each.binding) if each.binding else ():
            key = kind.path, kind.name
            expected[key].update(method.name for method in each.group.methods)
            missing[key].update(method.name for method in each.missing)
            places[key].append(f"{each.group.graphql_name} ({each.group.source})")
    for kind in bindings.classes:
        key = kind.path, kind.name
        where = " or ".join(places[key]) or "the schema"
        for member in kind.members.values():
            if member.is_resolver and member.name not in expected[key]:
                message = f"'{kind.name}.{member.name}' answers no field of {where}."
                hint = did_you_mean(member.name, missing[key])
                yield _at(kind, member, "GW804", message, hint, bindings)


def _at(
    kind: BindingClass, member: Member, code: str, message: str, hint: str, bindings: Bindings
) -> Diagnostic:
    text = bindings.modules[kind.path].text.splitlines()[member.line - 1]
    return Diagnostic(kind.path, member.line, member.column, code, message, hint, text)
