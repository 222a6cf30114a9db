"""What is emitted: every class, method and table, named and typed, sorted once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.ir.expressions import Code, Named, Symbol, TypeExpr
    from graphwright.ir.own_classes import OwnEnum, OwnInput, OwnObject


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A value of an enum."""

    name: str
    graphql_name: str
    doc: str


@dataclass(frozen=True, slots=True)
class EnumClass:
    """An enum; a member's value is its GraphQL name."""

    symbol: Symbol
    graphql_name: str
    doc: str
    members: tuple[EnumMember, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a dataclass; `default` is what follows the `=`, or None without one."""

    name: str
    graphql_name: str
    doc: str
    type: TypeExpr
    default: Code | None = None


@dataclass(frozen=True, slots=True)
class InputClass:
    """An input; with `one_of`, exactly one field is given."""

    symbol: Symbol
    graphql_name: str
    doc: str
    fields: tuple[Field, ...]
    one_of: bool


@dataclass(frozen=True, slots=True)
class ObjectClass:
    """The data of an object type."""

    symbol: Symbol
    graphql_name: str
    doc: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class AbstractAlias:
    """An interface or a union, as the alternatives that it stands for."""

    symbol: Symbol
    graphql_name: str
    doc: str
    members: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class PageField:
    """A field that `from_page` fills, and the expression that fills it."""

    name: str
    value: Code


@dataclass(frozen=True, slots=True)
class PageClass:
    """A connection, an edge or the page info; `page_fields` is empty without `from_page`.

    `node` is what the page holds. `extra` are fields that a page cannot fill.
    """

    data: ObjectClass
    node: TypeExpr | None
    page_fields: tuple[PageField, ...]
    extra: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a method, or a field of its argument class."""

    name: str
    graphql_name: str
    doc: str
    type: TypeExpr


class Call(Enum):
    """How a method is called."""

    ROOT = "root"
    BATCHED = "batched"
    SINGLE = "single"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class Method:
    """A resolver of one field.

    `arguments` go in by keyword, or with `arguments_class` as one object. `page_argument` is the
    name under which the pagination arguments go in, folded into one.
    """

    name: str
    graphql_name: str
    doc: str
    call: Call
    arguments: tuple[Argument, ...]
    page_argument: str | None
    arguments_class: Symbol | None
    result: TypeExpr


@dataclass(frozen=True, slots=True)
class ResolverGroup:
    """The resolvers that one file declares for one type; `parent` is None at the root."""

    symbol: Symbol
    attribute: str
    graphql_name: str
    source: str
    parent: Symbol | None
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class ArgumentsClass:
    """The arguments of a field that has many."""

    symbol: Symbol
    group: str
    method: str
    fields: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class FilterOperator:
    """An operator of a leaf filter: the field of the input and the runtime's function."""

    field: str
    function: Symbol


@dataclass(frozen=True, slots=True)
class LeafFilter:
    """A filter on one column; `terms` combine several such filters."""

    function: Symbol
    input: Symbol
    graphql_name: str
    column: TypeExpr
    operators: tuple[FilterOperator, ...]
    terms: tuple[FilterTerm, ...]


class Term(Enum):
    """How a field of a composite filter becomes a condition."""

    LEAF = "leaf"
    NESTED = "nested"
    CUSTOM = "custom"
    ALL = "all_of"
    ANY = "any_of"
    NONE = "none_of"


@dataclass(frozen=True, slots=True)
class FilterTerm:
    """A field of a composite filter; `function` filters by it, `column` is its column's type."""

    name: str
    doc: str
    term: Term
    function: Symbol | None
    column: TypeExpr | None


@dataclass(frozen=True, slots=True)
class CompositeFilter:
    """A filter on the columns of an entity."""

    function: Symbol
    columns: Symbol
    input: Symbol
    graphql_name: str
    terms: tuple[FilterTerm, ...]


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """A column to sort by, and the enum member that asks for it."""

    name: str
    member: str
    doc: str


@dataclass(frozen=True, slots=True)
class Order:
    """A sort order of an entity; `descending` is a member of the direction enum.

    `field` and `direction` are the fields of the input.
    """

    function: Symbol
    columns: Symbol
    input: Symbol
    graphql_name: str
    field: str
    direction: str
    field_enum: Symbol
    direction_enum: Symbol
    descending: str
    terms: tuple[OrderTerm, ...]


@dataclass(frozen=True, slots=True)
class ProjectionField:
    """A field of a projection, and what it is read from."""

    name: str
    graphql_name: str
    type: TypeExpr


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the data of an object comes from; `resolved` are its fields with a resolver."""

    symbol: Symbol
    target: ObjectClass
    fields: tuple[ProjectionField, ...]
    resolved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuardedField:
    """A field under `@auth` and what it requires."""

    graphql_name: str
    requirement: Code


@dataclass(frozen=True, slots=True)
class GuardedType:
    """The fields of an object type that are under `@auth`."""

    graphql_name: str
    fields: tuple[GuardedField, ...]


@dataclass(frozen=True, slots=True)
class Guards:
    """All that is under `@auth`; `type` is that of what is required."""

    type: TypeExpr
    types: tuple[GuardedType, ...]


@dataclass(frozen=True, slots=True)
class NodeLoaders:
    """What loads the objects of each type that has a global id; `fields` has one a type."""

    symbol: Symbol
    node: Symbol
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class DirectiveUses:
    """Where a directive is applied within one type: by enum member, or by GraphQL field name.

    With `repeatable` an entry is a tuple of all that stand there.
    """

    name: str
    graphql_name: str
    key: Named
    repeatable: bool
    entries: tuple[tuple[Code, Code], ...]


@dataclass(frozen=True, slots=True)
class DirectiveClass:
    """A directive of the project's own: its arguments as a class, and its uses as constants."""

    symbol: Symbol
    graphql_name: str
    doc: str
    fields: tuple[Field, ...]
    uses: tuple[DirectiveUses, ...]


@dataclass(frozen=True, slots=True)
class ScalarBinding:
    """A scalar: its Python type and the codec between both."""

    graphql_name: str
    python: Named
    codec: Symbol | None


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that is emitted for a server."""

    name: str
    scalars: tuple[ScalarBinding, ...]
    enums: tuple[EnumClass, ...]
    inputs: tuple[InputClass, ...]
    objects: tuple[ObjectClass, ...]
    own_objects: tuple[OwnObject, ...]
    own_enums: tuple[OwnEnum, ...]
    own_inputs: tuple[OwnInput, ...]
    abstracts: tuple[AbstractAlias, ...]
    pages: tuple[PageClass, ...]
    groups: tuple[ResolverGroup, ...]
    arguments: tuple[ArgumentsClass, ...]
    leaf_filters: tuple[LeafFilter, ...]
    filters: tuple[CompositeFilter, ...]
    orders: tuple[Order, ...]
    projections: tuple[Projection, ...]
    node_loaders: NodeLoaders | None
    guards: Guards | None
    directives: tuple[DirectiveClass, ...]
    is_compiled: bool
    """Whether Graphwright's engine executes operations; otherwise graphql-core does."""
