"""Which class of the bindings stands for which protocol.

A class that names a protocol among its bases, itself or through its ancestors, stands for it. Any
other protocol belongs to the class that has most of its methods, if there is one.

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW802 | two classes have equally many methods of a protocol              |
| GW803 | an attribute without a value has the name of a method            |
| GW804 | a method, or a whole class, that answers no field of the schema  |
| GW805 | a method that does not take the arguments of its field           |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.scaffold.fitting import misfits

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from graphwright.ir.model import Method, ResolverGroup
    from graphwright.scaffold.reading import BindingClass, BindingKey, Bindings, Member


@dataclass(frozen=True, slots=True)
class Match:
    """A protocol, the class that stands for it, if any, and the methods that are missing."""

    group: ResolverGroup
    binding: BindingClass | None
    missing: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All protocols, what cannot be decided, and what no field calls, or not as it is."""

    matches: tuple[Match, ...]
    mistakes: tuple[Diagnostic, ...]
    stale: tuple[Diagnostic, ...]


def match(groups: Iterable[ResolverGroup], bindings: Bindings) -> Matching:
    """The class of each protocol, in the order of the protocols."""
    groups = tuple(groups)
    candidates = _candidates(bindings, {group.symbol.name for group in groups})
    mistakes: list[Diagnostic] = []
    stale: list[Diagnostic] = []
    matches: list[Match] = []
    for group in groups:
        found = _best(group, candidates)
        if len(found) > 1:
            mistakes.append(_ambiguous(group, [each.kind for each in found], bindings))
            continue
        binding = found[0] if found else None
        members = binding.members if binding else {}
        if binding is not None:
            mistakes += _in_the_way(group, binding, bindings)
            stale += _misfits(group, binding, bindings)
        missing = tuple(method for method in group.methods if method.name not in members)
        matches.append(Match(group, binding.kind if binding else None, missing))
    if mistakes:
        return Matching(tuple(matches), tuple(mistakes), ())
    stale += _stale(matches, candidates, bindings)
    return Matching(tuple(matches), (), tuple(sorted(set(stale))))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A class with its ancestors, the protocols among them, and all that it binds by name."""

    kind: BindingClass
    lineage: Sequence[BindingClass]
    protocols: frozenset[str]
    members: Mapping[str, Member]

    def owner(self, name: str) -> BindingClass:
        """The class that a member is from."""
        return next(each for each in self.lineage if name in each.members)


def _candidates(bindings: Bindings, protocols: Container[str]) -> Sequence[_Candidate]:
    candidates: list[_Candidate] = []
    lineages = bindings.lineages()
    for kind in bindings.classes:
        lineage = lineages[kind.key]
        names = {bindings.origin(each, base)[1] for each in lineage for base in each.bases}
        members: dict[str, Member] = {}
        for each in reversed(lineage):
            members |= each.members
        named = frozenset(name for name in names if name in protocols)
        candidates.append(_Candidate(kind, lineage, named, members))
    return candidates


def _best(group: ResolverGroup, candidates: Iterable[_Candidate]) -> Sequence[_Candidate]:
    """The classes that may stand for a protocol: one, unless nobody can tell."""
    named = [each for each in candidates if group.symbol.name in each.protocols]
    if named:
        inherited = {each.key for candidate in named for each in candidate.lineage[1:]}
        return [each for each in named if each.kind.key not in inherited]
    scored = [(_score(group, each), each) for each in candidates if not each.protocols]
    best = max((score for score, _ in scored), default=0)
    return [each for score, each in scored if score == best > 0]


def _score(group: ResolverGroup, candidate: _Candidate) -> int:
    members = candidate.members
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
    group: ResolverGroup, candidate: _Candidate, bindings: Bindings
) -> Iterator[Diagnostic]:
    """Attributes that get a value later, where a method is wanted."""
    for method in group.methods:
        member = candidate.members.get(method.name)
        if member is None or member.annotation is None or "Callable" in member.annotation:
            continue
        owner = candidate.owner(method.name)
        if owner.path in bindings.modules:
            message = (
                f"'{owner.name}.{member.name}' is no method, and"
                f" {group.graphql_name}.{method.graphql_name} ({group.source}) needs one."
            )
            yield _at(owner, member, "GW803", message, "Give the attribute another name.", bindings)


def _misfits(
    group: ResolverGroup, candidate: _Candidate, bindings: Bindings
) -> Iterator[Diagnostic]:
    """Methods that do not take what they are called with, where they are defined."""
    for method in group.methods:
        member = candidate.members.get(method.name)
        if member is None or member.keywords is None or not _fits(group, member):
            continue
        owner = candidate.owner(method.name)
        if owner.path in bindings.modules:
            for wrong, hint in misfits(group, method, member.keywords):
                message = f"'{owner.name}.{member.name}' {wrong}"
                yield _at(owner, member, "GW805", message, hint, bindings)


def _stale(
    matches: Iterable[Match], candidates: Iterable[_Candidate], bindings: Bindings
) -> Iterator[Diagnostic]:
    """Methods in the shape of a resolver that no field asks for, where they are defined."""
    lineages = {each.kind.key: each.lineage for each in candidates}
    expected: defaultdict[BindingKey, set[str]] = defaultdict(set)
    places: defaultdict[BindingKey, list[str]] = defaultdict(list)
    missing: defaultdict[BindingKey, set[str]] = defaultdict(set)
    for each in matches:
        for kind in lineages[each.binding.key] if each.binding else ():
            expected[kind.key].update(method.name for method in each.group.methods)
            missing[kind.key].update(method.name for method in each.missing)
            places[kind.key].append(f"{each.group.graphql_name} ({each.group.source})")
    for kind in bindings.classes:
        where = " or ".join(places[kind.key]) or "the schema"
        for member in kind.members.values():
            if member.is_resolver and member.name not in expected[kind.key]:
                message = f"'{kind.name}.{member.name}' answers no field of {where}."
                hint = did_you_mean(member.name, missing[kind.key])
                yield _at(kind, member, "GW804", message, hint, bindings)


def _at(
    kind: BindingClass, member: Member, code: str, message: str, hint: str, bindings: Bindings
) -> Diagnostic:
    text = bindings.modules[kind.path].text.splitlines()[member.line - 1]
    return Diagnostic(kind.path, member.line, member.column, code, message, hint, text)
