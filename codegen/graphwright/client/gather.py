"""All that an operation asks of one object, over aliases, fragments and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
)

from graphwright.client.selections import (
    TYPENAME,
    fragment_applies,
    is_conditional,
    response_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.client.naming import Names


@dataclass(frozen=True, slots=True)
class Part:
    """A selection that counts towards an object, perhaps only under a condition."""

    selection_set: SelectionSetNode
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of the places where an operation asks for a field of an object."""

    node: FieldNode
    conditional: bool

    @property
    def is_plain(self) -> bool:
        """Whether a class and its base may both have the field, with one annotation."""
        is_leaf = self.node.selection_set is None
        return is_leaf and not self.conditional and response_name(self.node) != TYPENAME


@dataclass(frozen=True, slots=True)
class Gathered:
    """Fields by response name, and the fragments that stand as base classes for theirs."""

    fields: dict[str, list[Occurrence]] = field(default_factory=dict[str, list[Occurrence]])
    bases: dict[str, None] = field(default_factory=dict[str, None])

    @property
    def names(self) -> dict[str, str]:
        """The field that each response name stands for."""
        return {name: found[0].node.name.value for name, found in self.fields.items()}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A field of a class; `origin` is the fragment that it comes from."""

    name: str
    attribute: str
    origin: str | None
    is_plain: bool

    def clashes(self, other: _Claim) -> bool:
        """Whether one class cannot have both."""
        if self.origin == other.origin:
            return False
        if self.attribute != other.attribute:
            return False
        return not (self.name == other.name and self.is_plain and other.is_plain)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers over the fragments of all operation files."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    names: Names

    def shared(self, parts: Iterable[Part], parent: GraphQLCompositeType) -> Gathered:
        """What is asked of every object of an abstract type, by its own fields."""
        return self._gather(parts, parent, frozenset())

    def of_object(self, parts: Iterable[Part], parent: GraphQLObjectType) -> Gathered:
        """What is asked of an object; fragments that cannot be base classes are taken apart.

        One cannot if a second place asks for something of an object that it asks for too: a class
        with both would need one annotation for two sets of fields.
        """
        parts = tuple(parts)
        apart: frozenset[str] = frozenset()
        while True:
            gathered = self._gather(parts, parent, apart)
            clashing = self._clashing(gathered, parent)
            if not clashing:
                break
            apart |= clashing
        within = {inner for base in gathered.bases for inner in self._ancestors(base, parent)}
        bases = {base: None for base in gathered.bases if base not in within}
        return Gathered(gathered.fields, bases)

    def inherited(self, gathered: Gathered, parent: GraphQLObjectType) -> frozenset[str]:
        """The response names that come from the bases."""
        return frozenset(
            claim.name for base in gathered.bases for claim in self._claims(base, parent)
        )

    def _gather(
        self, parts: Iterable[Part], parent: GraphQLCompositeType, apart: frozenset[str]
    ) -> Gathered:
        gathered = Gathered()
        for part in parts:
            self._add(gathered, part, parent, apart)
        return gathered

    def _add(
        self, gathered: Gathered, part: Part, parent: GraphQLCompositeType, apart: frozenset[str]
    ) -> None:
        for node in part.selection_set.selections:
            assert isinstance(node, (FieldNode, FragmentSpreadNode, InlineFragmentNode))
            conditional = part.conditional or is_conditional(node)
            if isinstance(node, FieldNode):
                occurrences = gathered.fields.setdefault(response_name(node), [])
                occurrences.append(Occurrence(node, conditional))
            elif isinstance(node, InlineFragmentNode):
                if fragment_applies(self.schema, node.type_condition, parent):
                    self._add(gathered, Part(node.selection_set, conditional), parent, apart)
            elif self._is_base(node, parent) and not conditional and node.name.value not in apart:
                gathered.bases[node.name.value] = None
            else:
                fragment = self.fragments[node.name.value]
                if fragment_applies(self.schema, fragment.type_condition, parent):
                    self._add(gathered, Part(fragment.selection_set, conditional), parent, apart)

    def _is_base(self, spread: FragmentSpreadNode, parent: GraphQLCompositeType) -> bool:
        condition = self.fragments[spread.name.value].type_condition.name.value
        return isinstance(parent, GraphQLObjectType) and condition == parent.name

    def _clashing(self, gathered: Gathered, parent: GraphQLObjectType) -> set[str]:
        """The bases that cannot stay beside the others or beside the fields."""
        if not gathered.bases:
            return set()
        own = self._own_claims(gathered, parent, None)
        seen: list[tuple[str | None, _Claim]] = [(None, claim) for claim in own]
        clashing: set[str] = set()
        for base in gathered.bases:
            claims = list(self._claims(base, parent))
            for other, claim in seen:
                if any(claim.clashes(mine) for mine in claims):
                    clashing |= {base} if other is None else {base, other}
            seen.extend((base, claim) for claim in claims)
        return clashing

    def _claims(self, base: str, parent: GraphQLObjectType) -> Iterator[_Claim]:
        gathered = self.of_object([Part(self.fragments[base].selection_set)], parent)
        yield from self._own_claims(gathered, parent, base)
        for inner in gathered.bases:
            yield from self._claims(inner, parent)

    def _own_claims(
        self, gathered: Gathered, parent: GraphQLObjectType, origin: str | None
    ) -> Iterator[_Claim]:
        for name, occurrences in gathered.fields.items():
            attribute = self.names.attribute(parent, name, occurrences[0].node.name.value)
            is_plain = all(occurrence.is_plain for occurrence in occurrences)
            yield _Claim(name, attribute, origin, is_plain)

    def _ancestors(self, base: str, parent: GraphQLObjectType) -> Iterator[str]:
        gathered = self.of_object([Part(self.fragments[base].selection_set)], parent)
        for inner in gathered.bases:
            yield inner
            yield from self._ancestors(inner, parent)
