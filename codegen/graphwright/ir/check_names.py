"""Check: every name that the configuration decides is that of something, and can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
)

from graphwright.errors import did_you_mean
from graphwright.ir.names import (
    CLASS_BODY_NAMES,
    CLIENT_MODEL_NAMES,
    ENUM_ATTRIBUTES,
    PACKAGE_NAMES,
    RESOLVER_PARAMETERS,
    class_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import GraphQLField, GraphQLInputField, GraphQLSchema

    from graphwright.config import Config
    from graphwright.errors import Diagnostic

_UNKNOWN, _TAKEN = "GW007", "GW008"
_MODELS = "[tool.graphwright.models]"


def check_names(schema: GraphQLSchema, config: Config) -> Iterator[Diagnostic]:
    """Names of nothing, names that something else has, and one name for two."""
    check = _Check(schema, config)
    scopes: dict[tuple[str, str], str] = {}
    for coordinate, name in config.names.items():
        mistake = check.mistake(coordinate, name)
        scope = (_scope(coordinate), name)
        if mistake is None and scope in scopes:
            message = f"'{coordinate}' and '{scopes[scope]}' cannot both be called '{name}'."
            mistake = _Mistake(_TAKEN, message)
        scopes.setdefault(scope, coordinate)
        if mistake is not None:
            yield config.name_mistake(coordinate, mistake.code, mistake.message, mistake.hint)


@dataclass(frozen=True, slots=True)
class _Mistake:
    code: str
    message: str
    hint: str = ""


def _scope(coordinate: str) -> str:
    """What a coordinate is inside of; empty for a type."""
    owner, parenthesis, _ = coordinate.partition("(")
    return owner if parenthesis else coordinate.rpartition(".")[0]


class _Check:
    def __init__(self, schema: GraphQLSchema, config: Config) -> None:
        self._schema = schema
        self._own = config.own_types
        self._has_client = config.client is not None
        self._types = {
            name: kind for name, kind in schema.type_map.items() if not name.startswith("__")
        }
        scalars = (scalar.python.rpartition(".")[2] for scalar in config.scalars)
        self._names_of_types = {*map(class_name, self._types), *scalars, "datetime"}

    def mistake(self, coordinate: str, name: str) -> _Mistake | None:
        """What is wrong with a name for a coordinate."""
        owner, parenthesis, argument = coordinate.partition("(")
        if parenthesis:
            return self._of_argument(owner, argument.removesuffix(")").removesuffix(":"), name)
        if owner.startswith("@"):
            hint = f"Name an argument of it: '{owner}(argument:)'."
            return _Mistake(_UNKNOWN, f"The directive '{owner}' has no name in Python.", hint)
        type_name, dot, member = coordinate.partition(".")
        kind = self._types.get(type_name)
        if kind is None:
            return self._nothing(f"type '{type_name}'", type_name, self._types)
        if type_name in self._own:
            message = f"'{type_name}' is a class of the project's own."
            return _Mistake(
                _UNKNOWN, message, f"Its names are those of the class that {_MODELS} binds it to."
            )
        if not dot:
            return self._of_type(kind, name)
        return self._of_member(kind, member, name)

    def _of_type(self, kind: GraphQLNamedType, name: str) -> _Mistake | None:
        if isinstance(kind, GraphQLScalarType):
            message = f"'{kind.name}' is a scalar: no class is emitted for it."
            return _Mistake(_UNKNOWN, message, "Say what it is in [tool.graphwright.scalars].")
        if class_name(name) != name:
            return _Mistake(_TAKEN, f"'{name}' is a name of Python's own.")
        if name in PACKAGE_NAMES:
            return _Mistake(_TAKEN, f"'{name}' is a name that the package itself needs.")
        return None

    def _of_member(self, kind: GraphQLNamedType, member: str, name: str) -> _Mistake | None:
        if isinstance(kind, GraphQLEnumType):
            if member not in kind.values:
                return self._nothing(f"value '{kind.name}.{member}'", member, kind.values)
            taken = name in ENUM_ATTRIBUTES
            return _Mistake(_TAKEN, f"'{name}' is a name that Enum needs.") if taken else None
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType | GraphQLScalarType):
            message = f"Nothing in Python is named after '{kind.name}.{member}'."
            return _Mistake(_UNKNOWN, message, "Name the fields of object types and inputs.")
        fields = self._fields(kind)
        if member not in fields:
            return self._nothing(f"field '{kind.name}.{member}'", member, fields)
        if self._has_client and name in CLIENT_MODEL_NAMES - CLASS_BODY_NAMES:
            return _Mistake(_TAKEN, f"'{name}' is a name that the models of the client need.")
        return self._attribute(name, CLASS_BODY_NAMES)

    def _of_argument(self, owner: str, argument: str, name: str) -> _Mistake | None:
        where = f"argument '{owner}({argument}:)'"
        if owner.startswith("@"):
            directive = self._schema.get_directive(owner[1:])
            known = directive.args if directive else {}
        else:
            type_name, _, field_name = owner.partition(".")
            kind = self._types.get(type_name)
            field = kind.fields.get(field_name) if isinstance(kind, GraphQLObjectType) else None
            known = field.args if field else {}
        if argument not in known:
            return self._nothing(where, argument, known)
        return self._attribute(name, CLASS_BODY_NAMES | RESOLVER_PARAMETERS)

    def _fields(
        self, kind: GraphQLNamedType
    ) -> Mapping[str, GraphQLField] | Mapping[str, GraphQLInputField]:
        return kind.fields if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType) else {}

    def _attribute(self, name: str, reserved: frozenset[str]) -> _Mistake | None:
        if name in reserved:
            return _Mistake(_TAKEN, f"'{name}' is a name that emitted code needs itself.")
        if name in self._names_of_types:
            return _Mistake(_TAKEN, f"'{name}' is the name of a type, which it would hide.")
        return None

    def _nothing(self, what: str, name: str, known: Iterable[str]) -> _Mistake:
        return _Mistake(_UNKNOWN, f"The schema has no {what}.", did_you_mean(name, known))
