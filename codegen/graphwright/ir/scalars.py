"""The Python types and codecs of the scalars in a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLScalarType, GraphQLSchema, is_specified_scalar_type

from graphwright.config import ScalarConfig
from graphwright.ir.expressions import Named, Symbol
from graphwright.ir.model import ScalarBinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Scalars that need no configuration.
KNOWN_SCALARS: Mapping[str, ScalarConfig] = {
    scalar.name: scalar
    for scalar in (
        ScalarConfig("DateTime", "datetime.datetime", "graphwright.runtime:DATE_TIME"),
        ScalarConfig("Decimal", "decimal.Decimal", "graphwright.runtime:DECIMAL"),
        ScalarConfig("JSON", "object", "graphwright.runtime:JSON"),
        ScalarConfig("UUID", "uuid.UUID", "graphwright.runtime:UUID_SCALAR"),
    )
}


def custom_scalars(schema: GraphQLSchema) -> list[GraphQLScalarType]:
    """The scalars that the schema itself defines, by name."""
    return [
        kind
        for _, kind in sorted(schema.type_map.items())
        if isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind)
    ]


def bind_scalars(
    schema: GraphQLSchema, configured: Iterable[ScalarConfig]
) -> Mapping[str, ScalarBinding]:
    """The binding of each custom scalar; what is configured goes before what is known.

    The values of a scalar that is neither, which only `lenient` lets pass, are any object.
    """
    known = {**KNOWN_SCALARS, **{scalar.name: scalar for scalar in configured}}
    return {
        kind.name: _binding(known.get(kind.name, ScalarConfig(kind.name, "object", None)))
        for kind in custom_scalars(schema)
    }


def _binding(scalar: ScalarConfig) -> ScalarBinding:
    module, _, name = scalar.python.rpartition(".")
    codec = None
    if scalar.codec is not None:
        codec_module, _, codec_name = scalar.codec.partition(":")
        codec = Symbol(codec_module, codec_name)
    return ScalarBinding(scalar.name, Named(Symbol(module, name)), codec)
