"""What generated code imports: ids, cursors, pages, scalars, resolvers, errors.

Nothing here knows SQL; the part over SQLAlchemy is `graphwright.runtime.sql`.
"""

from __future__ import annotations

from graphql import GraphQLSchema

from graphwright.runtime.awaitable import Batch, MaybeAwaitable
from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.check import check_resolvers
from graphwright.runtime.cursor import CursorCodec
from graphwright.runtime.data_class import maker_of
from graphwright.runtime.errors import (
    ApiError,
    BadInput,
    BatchError,
    Forbidden,
    InvalidCursor,
    InvalidPagination,
    NotFound,
    OperationTooLarge,
    ResolverMismatch,
    Unauthenticated,
    UnselectedError,
    format_error,
)
from graphwright.runtime.global_id import GlobalId, encode_global_id
from graphwright.runtime.guard import Authorize, GuardedResolver
from graphwright.runtime.info import ContextT, Info
from graphwright.runtime.json_value import JsonValue
from graphwright.runtime.lazy import lazy_names
from graphwright.runtime.lazy_dataclass import lazy_dataclass
from graphwright.runtime.nodes import NodeLoader, resolve_nodes
from graphwright.runtime.one_of import check_one_of
from graphwright.runtime.operation_limit import OperationLimit
from graphwright.runtime.page import PAGINATION_ARGUMENTS, Edge, Page, PageLimits, PageRequest
from graphwright.runtime.resolvers import (
    Arguments,
    AttributeResolver,
    EventResolver,
    KeyResolver,
    ParentResolver,
    RootResolver,
)
from graphwright.runtime.scalars import (
    DATE_TIME,
    DECIMAL,
    JSON,
    UUID_SCALAR,
    Scalar,
    scalar_types,
)
from graphwright.runtime.schema import ClassTypeResolver, executable_schema
from graphwright.runtime.selection import Selection
from graphwright.runtime.tables import (
    EnumBinding,
    InputFields,
    MappingFields,
    ObjectFields,
    ResolverField,
    ResolverGroup,
    SchemaTables,
)
from graphwright.runtime.unselected import UNSELECTED, Unselected
from graphwright.runtime.unset import UNSET, Maybe, UnsetType, given

__all__ = [
    "DATE_TIME",
    "DECIMAL",
    "JSON",
    "PAGINATION_ARGUMENTS",
    "UNSELECTED",
    "UNSET",
    "UUID_SCALAR",
    "ApiError",
    "Arguments",
    "AttributeResolver",
    "Authorize",
    "BadInput",
    "Batch",
    "BatchError",
    "BatchResolver",
    "ClassTypeResolver",
    "ContextT",
    "CursorCodec",
    "Edge",
    "EnumBinding",
    "EventResolver",
    "Forbidden",
    "GlobalId",
    "GraphQLSchema",
    "GuardedResolver",
    "Info",
    "InputFields",
    "InvalidCursor",
    "InvalidPagination",
    "JsonValue",
    "KeyResolver",
    "MappingFields",
    "Maybe",
    "MaybeAwaitable",
    "NodeLoader",
    "NotFound",
    "ObjectFields",
    "OperationLimit",
    "OperationTooLarge",
    "Page",
    "PageLimits",
    "PageRequest",
    "ParentResolver",
    "ResolverField",
    "ResolverGroup",
    "ResolverMismatch",
    "RootResolver",
    "Scalar",
    "SchemaTables",
    "Selection",
    "Unauthenticated",
    "Unselected",
    "UnselectedError",
    "UnsetType",
    "check_one_of",
    "check_resolvers",
    "encode_global_id",
    "executable_schema",
    "format_error",
    "given",
    "lazy_dataclass",
    "lazy_names",
    "maker_of",
    "resolve_nodes",
    "scalar_types",
]
