"""The Python names of the client, allocated by the rules of the whole generator.

Besides them, a field may not hide what pydantic keeps on its models or what an annotation in its
class names, and a method may not hide what the client without operations has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.names import allocate, attribute_name, member_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql import GraphQLSchema

#: The attribute that holds `__typename`, by which objects of an abstract type are told apart.
TYPENAME_ATTRIBUTE = "typename__"

#: Modules that every client has, whatever its operations.
FIXED_MODULES = frozenset(
    {
        "async_base_client",
        "async_client",
        "base_client",
        "base_model",
        "client",
        "enums",
        "exceptions",
        "fragments",
        "inputs",
        "operations",
        "wire",
    }
)

#: What the clients have besides their operations.
_CLIENT_ATTRIBUTES = frozenset({"close", "execute", "get_data", "get_result"})

#: Builtins that annotations in the body of a class name.
_ANNOTATIONS = frozenset({"bool", "float", "int", "list", "object", "str"})

_PYDANTIC_ATTRIBUTES = frozenset(
    {
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw"),
        *("schema", "schema_json", "update_forward_refs", "validate"),
        *("model_computed_fields", "model_config", "model_construct", "model_copy", "model_dump"),
        *("model_dump_json", "model_extra", "model_fields", "model_fields_set"),
        *("model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild"),
        *("model_validate", "model_validate_json", "model_validate_strings"),
    }
)


@dataclass(frozen=True, slots=True)
class Names:
    """Allocates names; `types` are those that annotations may use."""

    types: frozenset[str]

    @classmethod
    def of(cls, schema: GraphQLSchema, scalars: Mapping[str, str]) -> Names:
        """Names for a schema whose scalars have these Python types."""
        python_types = {python.rpartition(".")[2] for python in scalars.values()}
        return cls(frozenset(python_types | schema.type_map.keys()))

    def fields(self, names: Iterable[str]) -> Mapping[str, str]:
        """The attributes of a model by their GraphQL names."""
        reserved = {TYPENAME_ATTRIBUTE} | _PYDANTIC_ATTRIBUTES | _ANNOTATIONS | self.types
        return allocate(names, attribute_name, reserved)

    def members(self, names: Iterable[str]) -> Mapping[str, str]:
        """The members of an enum by their values."""
        return allocate(names, member_name)

    def operations(self, names: Iterable[str]) -> Mapping[str, str]:
        """The methods of the clients, and the modules of their results, by operation."""
        reserved = FIXED_MODULES | _CLIENT_ATTRIBUTES | _ANNOTATIONS | self.types
        return allocate(names, attribute_name, reserved)

    def parameters(self, names: Iterable[str]) -> Mapping[str, str]:
        """The parameters of a method by the variables of its operation."""
        return allocate(names, attribute_name, {"self"})
