"""What a client exports besides what is made from its operations."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Module by name.
FIXED_EXPORTS: Mapping[str, str] = MappingProxyType(
    {
        "AsyncClient": "async_client",
        "AsyncEventStream": "async_base_client",
        "BaseModel": "base_model",
        "Client": "client",
        "ClientError": "exceptions",
        "ErrorDetail": "exceptions",
        "EventStream": "base_client",
        "GraphQLResponseError": "exceptions",
        "HttpError": "exceptions",
        "InputModel": "base_model",
        "InvalidResponseError": "exceptions",
        "TransportError": "exceptions",
        "UNSET": "base_model",
        "UnsetType": "base_model",
    }
)

#: Names that emitted modules import.
_IMPORTED = frozenset(
    {
        *("AsyncBaseClient", "BaseClient"),
        *("Annotated", "Any", "Enum", "Field", "Final", "Literal", "Optional", "Sequence"),
        *("TYPE_CHECKING", "TypeAdapter", "Union"),
    }
)


def own_names(python_types: Iterable[str]) -> frozenset[str]:
    """The names that no class of the API can have; the types of scalars are dotted names."""
    types = {python.rpartition(".")[2] for python in python_types}
    return frozenset(types | FIXED_EXPORTS.keys() | _IMPORTED)
