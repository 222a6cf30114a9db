"""What a client exports besides what is made from its operations."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Module by name.
FIXED_EXPORTS: Mapping[str, str] = MappingProxyType(
    {
        "AsyncClient": "async_client",
        "BaseModel": "base_model",
        "Client": "client",
        "ClientError": "exceptions",
        "ErrorDetail": "exceptions",
        "GraphQLResponseError": "exceptions",
        "HttpError": "exceptions",
        "InputModel": "base_model",
        "InvalidResponseError": "exceptions",
        "TransportError": "exceptions",
        "UNSET": "base_model",
        "UnsetType": "base_model",
    }
)
