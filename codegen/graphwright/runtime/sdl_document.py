"""Documents of SDL, read in less than half the time that graphql-core's parser takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from graphql import (
    ArgumentNode,
    DirectiveDefinitionNode,
    DirectiveLocation,
    DirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLSyntaxError,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    ListValueNode,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    ObjectFieldNode,
    ObjectTypeDefinitionNode,
    ObjectValueNode,
    OperationType,
    OperationTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    StringValueNode,
    UnionTypeDefinitionNode,
    parse,
    parse_const_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import TypeNode, TypeSystemDefinitionNode, ValueNode

T = TypeVar("T")

_TOKEN: Final = re.compile(
    r"""
    \"{3} (?: [^"\\]++ | \\"{3} | \\ | "(?!"") )*+ \"{3}
    | " (?: [^"\\\n\r]++ | \\. )*+ "
    | [_A-Za-z][_0-9A-Za-z]*+
    | -?[0-9][-+._0-9A-Za-z]*+
    | \#[^\n\r]*+
    | [^ \t\n\r,\ufeff]
    """,
    re.VERBOSE,
)
#: What a definition has for a list that is not there; that depends on the version of graphql-core.
_NONE: Final[Any] = cast(Any, parse("scalar S").definitions[0]).directives
_LINE: Final = re.compile(r"\r\n|[\n\r]")
_BLANKS: Final = " \t"
_NO_ENUM_VALUES: Final = ("true", "false", "null")


def sdl_document(text: str) -> DocumentNode:
    """Returns what graphql-core's `parse` returns for definitions, but without locations.

    Equal names and types are one node. Anything but plain definitions is left to `parse`, and so
    are mistakes: GraphQLSyntaxError.
    """
    try:
        return _Reader(text).document()
    except (_LeftToParseError, GraphQLSyntaxError, RecursionError):
        return parse(text, no_location=True)


class _LeftToParseError(Exception):
    """Here stands what the reader does not read."""


class _Reader:
    """Reads definitions, token by token; the last token is empty."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = [token for token in _TOKEN.findall(text) if token[0] != "#"]
        self._tokens.append("")
        self._at = 0
        self._names: dict[str, NameNode] = {}
        self._types: dict[str, NamedTypeNode] = {}
        self._constants: dict[str, ValueNode] = {}
        self._definitions: dict[str, Callable[[StringValueNode | None], TypeSystemDefinitionNode]]
        self._definitions = {
            "schema": self._schema,
            "scalar": self._scalar,
            "type": self._object,
            "interface": self._interface,
            "union": self._union,
            "enum": self._enum,
            "input": self._input,
            "directive": self._directive_definition,
        }

    def document(self) -> DocumentNode:
        first = self._definition()
        return DocumentNode(definitions=(first, *self._until("", self._definition)))

    def _definition(self) -> TypeSystemDefinitionNode:
        description = self._description()
        read = self._definitions.get(self._next())
        if read is None:
            raise _LeftToParseError
        return read(description)

    def _schema(self, description: StringValueNode | None) -> SchemaDefinitionNode:
        directives = self._directives()
        operation_types = self._many("{", self._operation_type, "}")
        if not operation_types:
            raise _LeftToParseError
        return SchemaDefinitionNode(
            description=description, directives=directives, operation_types=operation_types
        )

    def _operation_type(self) -> OperationTypeDefinitionNode:
        operation = self._next()
        if operation not in {each.value for each in OperationType}:
            raise _LeftToParseError
        self._expect(":")
        return OperationTypeDefinitionNode(
            operation=OperationType(operation), type=self._named_type()
        )

    def _scalar(self, description: StringValueNode | None) -> ScalarTypeDefinitionNode:
        return ScalarTypeDefinitionNode(
            description=description, name=self._name(), directives=self._directives()
        )

    def _object(self, description: StringValueNode | None) -> ObjectTypeDefinitionNode:
        return ObjectTypeDefinitionNode(
            description=description,
            name=self._name(),
            interfaces=self._interfaces(),
            directives=self._directives(),
            fields=self._many("{", self._field, "}"),
        )

    def _interface(self, description: StringValueNode | None) -> InterfaceTypeDefinitionNode:
        return InterfaceTypeDefinitionNode(
            description=description,
            name=self._name(),
            interfaces=self._interfaces(),
            directives=self._directives(),
            fields=self._many("{", self._field, "}"),
        )

    def _union(self, description: StringValueNode | None) -> UnionTypeDefinitionNode:
        return UnionTypeDefinitionNode(
            description=description,
            name=self._name(),
            directives=self._directives(),
            types=self._separated("|", self._named_type) if self._take("=") else _NONE,
        )

    def _enum(self, description: StringValueNode | None) -> EnumTypeDefinitionNode:
        return EnumTypeDefinitionNode(
            description=description,
            name=self._name(),
            directives=self._directives(),
            values=self._many("{", self._enum_value, "}"),
        )

    def _enum_value(self) -> EnumValueDefinitionNode:
        description = self._description()
        if self._tokens[self._at] in _NO_ENUM_VALUES:
            raise _LeftToParseError
        return EnumValueDefinitionNode(
            description=description, name=self._name(), directives=self._directives()
        )

    def _input(self, description: StringValueNode | None) -> InputObjectTypeDefinitionNode:
        return InputObjectTypeDefinitionNode(
            description=description,
            name=self._name(),
            directives=self._directives(),
            fields=self._many("{", self._input_value, "}"),
        )

    def _directive_definition(self, description: StringValueNode | None) -> DirectiveDefinitionNode:
        self._expect("@")
        name, arguments = self._name(), self._many("(", self._input_value, ")")
        repeatable = self._take("repeatable")
        self._expect("on")
        return DirectiveDefinitionNode(
            description=description,
            name=name,
            arguments=arguments,
            repeatable=repeatable,
            directives=_NONE,
            locations=self._separated("|", self._location),
        )

    def _location(self) -> NameNode:
        if self._tokens[self._at] not in DirectiveLocation.__members__:
            raise _LeftToParseError
        return self._name()

    def _field(self) -> FieldDefinitionNode:
        description, name = self._description(), self._name()
        arguments = self._many("(", self._input_value, ")")
        self._expect(":")
        return FieldDefinitionNode(
            description=description,
            name=name,
            arguments=arguments,
            type=self._type(),
            directives=self._directives(),
        )

    def _input_value(self) -> InputValueDefinitionNode:
        description, name = self._description(), self._name()
        self._expect(":")
        return InputValueDefinitionNode(
            description=description,
            name=name,
            type=self._type(),
            default_value=self._value() if self._take("=") else None,
            directives=self._directives(),
        )

    def _interfaces(self) -> tuple[NamedTypeNode, ...]:
        return self._separated("&", self._named_type) if self._take("implements") else _NONE

    def _directives(self) -> tuple[DirectiveNode, ...]:
        found: list[DirectiveNode] = []
        while self._take("@"):
            name, arguments = self._name(), self._many("(", self._argument, ")")
            found.append(DirectiveNode(name=name, arguments=arguments))
        return tuple(found) or _NONE

    def _argument(self) -> ArgumentNode:
        name = self._name()
        self._expect(":")
        return ArgumentNode(name=name, value=self._value())

    def _type(self) -> TypeNode:
        read: ListTypeNode | NamedTypeNode
        if self._take("["):
            read = ListTypeNode(type=self._type())
            self._expect("]")
        else:
            read = self._named_type()
        return NonNullTypeNode(type=read) if self._take("!") else read

    def _value(self) -> ValueNode:
        if self._take("["):
            return ListValueNode(values=self._until("]", self._value))
        if self._take("{"):
            return ObjectValueNode(fields=self._until("}", self._object_field))
        token = self._next()
        if token.startswith('"'):
            return _string(token)
        found = self._constants.get(token)
        if found is None:
            found = self._constants[token] = parse_const_value(token, no_location=True)
        return found

    def _object_field(self) -> ObjectFieldNode:
        name = self._name()
        self._expect(":")
        return ObjectFieldNode(name=name, value=self._value())

    def _description(self) -> StringValueNode | None:
        return _string(self._next()) if self._tokens[self._at].startswith('"') else None

    def _named_type(self) -> NamedTypeNode:
        name = self._name()
        found = self._types.get(name.value)
        if found is None:
            found = self._types[name.value] = NamedTypeNode(name=name)
        return found

    def _name(self) -> NameNode:
        token = self._next()
        found = self._names.get(token)
        if found is None:
            if not _is_name(token):
                raise _LeftToParseError
            found = self._names[token] = NameNode(value=token)
        return found

    def _many(self, opening: str, read: Callable[[], T], closing: str) -> tuple[T, ...]:
        """At least one between the tokens, or nothing at all."""
        return (read(), *self._until(closing, read)) if self._take(opening) else _NONE

    def _until(self, closing: str, read: Callable[[], T]) -> tuple[T, ...]:
        found: list[T] = []
        while not self._take(closing):
            found.append(read())
        return tuple(found)

    def _separated(self, separator: str, read: Callable[[], T]) -> tuple[T, ...]:
        """At least one, with the separator between them and perhaps in front."""
        self._take(separator)
        found = [read()]
        while self._take(separator):
            found.append(read())
        return tuple(found)

    def _next(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _take(self, token: str) -> bool:
        if self._tokens[self._at] != token:
            return False
        self._at += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise _LeftToParseError


def _string(token: str) -> StringValueNode:
    if token.startswith('"""'):
        return StringValueNode(value=_dedented(token[3:-3].replace('\\"""', '"""')), block=True)
    if "\\" in token:
        return cast(StringValueNode, parse_const_value(token, no_location=True))
    return StringValueNode(value=token[1:-1], block=False)


def _dedented(text: str) -> str:
    """A block string without the indentation of its lines and the blank ones at its ends."""
    lines: list[str] = _LINE.split(text)
    full = [number for number, line in enumerate(lines) if line.strip(_BLANKS)]
    if not full:
        return ""
    indents = (len(lines[number]) - len(lines[number].lstrip(_BLANKS)) for number in full if number)
    indent = min(indents, default=0)
    dedented = [lines[0], *(line[indent:] for line in lines[1:])]
    return "\n".join(dedented[full[0] : full[-1] + 1])


def _is_name(token: str) -> bool:
    return token.isascii() and token.isidentifier()
