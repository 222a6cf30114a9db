"""Random schemas, each with resolvers of every kind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    version_info,
)

from graphwright.runtime.resolvers import AttributeResolver, KeyResolver

if TYPE_CHECKING:
    from random import Random

LEAVES = ("String", "Int", "Float", "Boolean", "ID", "Even", "Json", "Plain", "Member", "Number")
INPUTS = (
    "String",
    "Int",
    "Float",
    "Boolean",
    "ID",
    "Even",
    "Plain",
    "Member",
    "Box",
    "[Int]",
    "[Box!]",
)
FIXED = """
scalar Even
scalar Json
enum Plain { RED GREEN BLUE }
enum Member { UP DOWN }
enum Number { ONE TWO }
input Box { size: Int! = 3, name: String, inner: Box, color: Plain = RED }
"""


class Direction(Enum):
    """What stands behind the GraphQL enum `Member`."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Case:
    """A schema, its SDL, and the names of its object types by abstract type."""

    schema: GraphQLSchema
    sdl: str


def random_case(random: Random) -> Case:
    """A schema of a few object types, interfaces and unions."""
    names = [f"T{number}" for number in range(random.randint(2, 4))]
    members = {name: [f"I{n}" for n in range(2) if random.random() < 0.5] for name in names}
    members[names[0]] = ["I0", "I1"]  # an interface without types would be invalid
    union = random.sample(names, random.randint(1, len(names)))
    composites = [*names, "I0", "I1", "U"]
    shared = {f"I{n}": _fields(random, f"i{n}", composites, 2) for n in range(2)}
    parts = [FIXED, f"union U = {' | '.join(union)}"]
    parts += [f"interface {name} {{ {' '.join(fields)} }}" for name, fields in shared.items()]
    for name in names:
        own = _fields(random, name.lower(), composites, random.randint(2, 5))
        inherited = [field for interface in members[name] for field in shared[interface]]
        clause = f" implements {' & '.join(members[name])}" if members[name] else ""
        parts.append(f"type {name}{clause} {{ {' '.join(inherited + own)} }}")
    parts.append(f"type Query {{ {' '.join(_fields(random, 'q', composites, 5))} }}")
    parts.append(f"type Mutation {{ {' '.join(_fields(random, 'm', composites, 3))} }}")
    sdl = "\n".join(parts)
    schema = build_schema(sdl)
    _furnish(random, schema)
    return Case(schema, sdl)


def _fields(random: Random, prefix: str, composites: list[str], count: int) -> list[str]:
    fields = []
    for number in range(count):
        named = random.choice(LEAVES if random.random() < 0.5 else composites)
        arguments = ""
        if random.random() < 0.3:
            texts = [_argument(random, f"a{n}") for n in range(random.randint(1, 2))]
            arguments = f"({', '.join(texts)})"
        fields.append(f"{prefix}{number}{arguments}: {_wrapped(random, named)}")
    return fields


def _wrapped(random: Random, named: str) -> str:
    text = named
    while random.random() < 0.35:
        text = f"[{text}{'!' if random.random() < 0.4 else ''}]"
    return text + ("!" if random.random() < 0.3 else "")


def _argument(random: Random, name: str) -> str:
    defaults = {
        "String": '"d"',
        "Int": "7",
        "Boolean": "true",
        "Plain": "BLUE",
        "Member": "UP",
        "Box": "{size: 1}",
        "[Int]": "[1, 2]",
    }
    kind = random.choice(INPUTS)
    default = f" = {defaults[kind]}" if kind in defaults and random.random() < 0.5 else ""
    return f"{name}: {kind}{default}"


def _furnish(random: Random, schema: GraphQLSchema) -> None:
    """Give types and fields their functions."""
    even: Any = schema.type_map["Even"]
    setattr(even, "coerce_output_value" if version_info >= (3, 3) else "serialize", _even)
    member: Any = schema.type_map["Member"]
    number: Any = schema.type_map["Number"]
    for name, value in member.values.items():
        value.value = Direction[name]
    for position, value in enumerate(number.values.values()):
        value.value = position + 1
    for enum in (member, number):
        assert isinstance(enum, GraphQLEnumType)
        vars(enum).pop("_value_lookup", None)
    for name in ("I0", "I1", "U"):
        abstract: Any = schema.type_map[name]
        abstract.resolve_type = random.choice((None, None, _resolve_type, _resolve_type_later))
    for named in schema.type_map.values():
        if isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            if named.name[0] == "T":
                named.is_type_of = random.choice(
                    (
                        None,
                        None,
                        None,
                        _is_type_of(named.name, False),
                        _is_type_of(named.name, True),
                    )
                )
            for field_name, field in named.fields.items():
                field.resolve = _resolver(random, field_name, bool(field.args))


def _even(value: Any) -> Any:
    if isinstance(value, int) and value % 2:
        raise ValueError(f"{value} is odd")
    return None if value == 0 else value


def type_name(value: Any) -> Any:
    """The name of the type that a random object says it is of."""
    return value.get("__typename") if isinstance(value, dict) else getattr(value, "kind", None)


def _resolve_type(value: Any, _info: GraphQLResolveInfo, _type: GraphQLAbstractType) -> Any:
    name = type_name(value)
    if name == "raise":
        raise GraphQLError("no type")
    return name


async def _resolve_type_later(
    value: Any, info: GraphQLResolveInfo, abstract_type: GraphQLAbstractType
) -> Any:
    await asyncio.sleep(0)
    return _resolve_type(value, info, abstract_type)


def _is_type_of(name: str, later: bool) -> Any:
    def check(value: Any, _info: GraphQLResolveInfo) -> bool:
        return bool(type_name(value) == name)

    async def check_later(value: Any, info: GraphQLResolveInfo) -> bool:
        await asyncio.sleep(0)
        return check(value, info)

    return check_later if later else check


def _resolver(random: Random, name: str, has_arguments: bool) -> Any:
    """No resolver, one that reads an attribute or a key, or a function that notes how it was called."""
    choice = random.random()
    if choice < 0.4 and not has_arguments:
        return None
    if choice < 0.5 and not has_arguments:
        return AttributeResolver(name) if choice < 0.45 else KeyResolver(name)

    def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        info.context.append((tuple(info.path.as_list()), info.path.typename, repr(arguments)))
        found = source.get(name) if isinstance(source, dict) else getattr(source, name, None)
        return found(info, **arguments) if callable(found) else found

    async def resolve_later(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        await asyncio.sleep(0)
        found = resolve(source, info, **arguments)
        return await found if hasattr(found, "__await__") else found

    return resolve_later if choice > 0.85 else resolve
