"""The executable schema of a generated package: its SDL bound to Python types and methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ariadne import EnumType, InputType
from ariadne.types import SchemaBindable
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    assert_valid_schema,
    build_ast_schema,
    default_field_resolver,
)
from graphql.validation.validate import assert_valid_sdl

from graphwright.collector import collector_at_rest
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.check import check_resolvers
from graphwright.runtime.defaults import bind_defaults, python_value
from graphwright.runtime.guard import guarded
from graphwright.runtime.made_inputs import made_input
from graphwright.runtime.page import PageLimits
from graphwright.runtime.resolvers import (
    Arguments,
    AttributeResolver,
    EventResolver,
    KeyResolver,
    ParentResolver,
    RootResolver,
)
from graphwright.runtime.scalars import scalar_types
from graphwright.runtime.sdl_document import sdl_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graphwright.runtime.guard import Authorize
    from graphwright.runtime.tables import (
        EnumBinding,
        InputFields,
        MappingFields,
        ObjectFields,
        ResolverField,
        ResolverGroup,
        SchemaTables,
    )


def executable_schema(
    sdl: str,
    tables: SchemaTables,
    resolvers: object,
    *,
    page_limits: PageLimits | None = None,
    authorize: Authorize | None = None,
) -> GraphQLSchema:
    """Returns the schema of the SDL, ready for graphql-core or the engine.

    `resolvers` has one attribute for each group of the tables. Raises ResolverMismatch,
    naming each, when methods are missing or superfluous. `authorize` is called before each
    field with a guard; ValueError if there are guards and nobody to call.
    """
    with collector_at_rest():
        schema = _unbound_schema(sdl)
        check_resolvers(tables, resolvers, _roots(schema))
        for bindable in _bindables(schema, tables, resolvers, page_limits or PageLimits()):
            bindable.bind_to_schema(schema)
        _tell_types(schema, tables)
        # Not by Ariadne's make_executable_schema: under graphql-core 3.2.14 what that does to the
        # defaults of enums makes every enum in a variable fail.
        bind_defaults(schema)
        _guard(schema, tables.guards, authorize)
        assert_valid_schema(schema)
        return schema


def _unbound_schema(sdl: str) -> GraphQLSchema:
    """The schema of an SDL whose rules were checked when it was emitted.

    Only one that cannot be built is checked again: TypeError, which tells all mistakes.
    """
    document = sdl_document(sdl)
    try:
        return build_ast_schema(document, assume_valid_sdl=True)
    except Exception:
        assert_valid_sdl(document)
        raise


def _bindables(
    schema: GraphQLSchema, tables: SchemaTables, resolvers: object, limits: PageLimits
) -> list[SchemaBindable]:
    return [
        *scalar_types(tables.scalars),
        *(_enum_type(each) for each in tables.enums),
        *(_input_type(each) for each in tables.inputs),
        *(_object_type(each) for each in tables.objects),
        *(_mapping_type(each) for each in tables.mappings),
        *(_resolved_type(schema, each, resolvers, limits) for each in tables.groups),
    ]


class FieldResolvers(SchemaBindable):
    """Resolvers of an object type's fields, and the event sources of subscription fields."""

    def __init__(
        self,
        type_name: str,
        resolvers: Mapping[str, Callable[..., Any]],
        sources: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.type_name = type_name
        self.resolvers = resolvers
        self.sources = sources or {}

    def bind_to_schema(self, schema: GraphQLSchema) -> None:
        """Sets the resolvers; ValueError for a type or field that the schema has not."""
        bound = _object(schema, self.type_name)
        for name in (*self.resolvers, *self.sources):
            if name not in bound.fields:
                raise ValueError(f"{self.type_name} has no field {name}")
        for name, resolver in self.resolvers.items():
            bound.fields[name].resolve = resolver
        for name, source in self.sources.items():
            bound.fields[name].subscribe = source


class ClassTypeResolver:
    """Tells the GraphQL type of an object below an interface or union by its Python class.

    That of a mapping is told by the first of the keys that it has.
    """

    __slots__ = ("keys", "names")

    def __init__(self, names: Mapping[type[Any], str], keys: Iterable[str] = ()) -> None:
        self.names = dict(names)
        self.keys = tuple(keys)

    def __call__(self, value: object, /, *_: object) -> str | None:
        """Returns the type's name; None for an object of no known class."""
        for kind in type(value).__mro__:
            name = self.names.get(kind)
            if name is not None:
                return name
        if isinstance(value, Mapping):
            told = cast(Mapping[str, object], value)
            return next((str(told[key]) for key in self.keys if key in told), None)
        return None


def _roots(schema: GraphQLSchema) -> list[str]:
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    return [root.name for root in roots if root is not None]


def _guard(
    schema: GraphQLSchema,
    guards: Mapping[str, Mapping[str, object]],
    authorize: Authorize | None,
) -> None:
    for type_name, requirements in guards.items():
        if authorize is None:
            raise ValueError(f"{type_name} has fields under @auth, so authorize must be given")
        guarded_type = _object(schema, type_name)
        for name, requirement in requirements.items():
            field = guarded_type.fields[name]
            if field.subscribe is not None:
                field.subscribe = guarded(field.subscribe, authorize, requirement)
            else:
                resolver = field.resolve or default_field_resolver
                field.resolve = guarded(resolver, authorize, requirement)


def _object(schema: GraphQLSchema, name: str) -> GraphQLObjectType:
    found = schema.type_map.get(name)
    if not isinstance(found, GraphQLObjectType):
        raise ValueError(f"{name} is not an object type of the schema")
    return found


def _enum_type(binding: EnumBinding) -> EnumType:
    members = binding.members or {str(member.value): member for member in binding.python_type}
    return EnumType(binding.type_name, dict(members))


def _input_type(fields: InputFields) -> InputType:
    def build(values: dict[str, Any]) -> object:
        given = {name: python_value(each) for name, each in values.items()}
        return made_input(fields.type_name, fields.python_type, given)

    return InputType(fields.type_name, build, dict(fields.parameters))


def _object_type(fields: ObjectFields) -> FieldResolvers:
    resolvers: dict[str, Callable[..., Any]] = {
        name: AttributeResolver(attribute) for name, attribute in fields.attributes.items()
    }
    return FieldResolvers(fields.type_name, resolvers)


def _mapping_type(fields: MappingFields) -> FieldResolvers:
    resolvers = {name: KeyResolver(key) for name, key in fields.keys.items()}
    return FieldResolvers(fields.type_name, resolvers)


def _tell_types(schema: GraphQLSchema, tables: SchemaTables) -> None:
    """Not by Ariadne's InterfaceType, which looks at every type for each interface."""
    names = {each.python_type: each.type_name for each in tables.objects}
    keys = dict.fromkeys(each.typename for each in tables.mappings if each.typename)
    resolver = ClassTypeResolver(names, keys)
    for name in tables.abstract:
        abstract = schema.type_map.get(name)
        if not isinstance(abstract, (GraphQLInterfaceType, GraphQLUnionType)):
            raise ValueError(f"{name} is no interface or union of the schema")
        abstract.resolve_type = resolver


def _resolved_type(
    schema: GraphQLSchema, group: ResolverGroup, resolvers: object, limits: PageLimits
) -> FieldResolvers:
    implementation = getattr(resolvers, group.attribute)
    is_root = group.type_name in {
        each.name for each in (schema.query_type, schema.mutation_type) if each is not None
    }
    subscription = schema.subscription_type
    is_subscription = subscription is not None and group.type_name == subscription.name
    found: dict[str, Callable[..., Any]] = {}
    sources: dict[str, Callable[..., Any]] = {}
    for field in group.fields:
        name = field.graphql_name
        method, arguments = getattr(implementation, field.name), _arguments(field, limits)
        if is_subscription:
            sources[name] = RootResolver(method, arguments)
            found[name] = EventResolver()
        elif is_root:
            found[name] = RootResolver(method, arguments)
        elif field.batched:
            found[name] = BatchResolver(method, arguments, f"{group.type_name}.{name}")
        else:
            found[name] = ParentResolver(method, arguments)
    return FieldResolvers(group.type_name, found, sources)


def _arguments(field: ResolverField, limits: PageLimits) -> Arguments:
    return Arguments(
        names=field.arguments,
        limits=limits if field.paged else None,
        bundle=field.arguments_type,
    )
