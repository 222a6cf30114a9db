"""What graphwright needs of a schema on top of what GraphQL does.

| code  | what is wrong                                                          | in               |
|-------|------------------------------------------------------------------------|------------------|
| GW006 | the configuration names a scalar that the schema does not define       | check_scalars.py |
| GW007 | the configuration names what the schema does not define                | check_names.py   |
| GW008 | the configuration gives a name that something else has                 | check_names.py   |
| GW401 | a scalar without a Python type                                         | check_scalars.py |
| GW402 | both @resolver and @data                                               | check_fields.py  |
| GW403 | @resolver or @data where it changes nothing                            | check_fields.py  |
| GW404 | @data on a field with arguments                                        | check_fields.py  |
| GW405 | data that holds itself without end                                     | check_fields.py  |
| GW406 | a pagination argument of the wrong type                                | check_fields.py  |
| GW407 | an operator that filters do not have                                   | check_filters.py |
| GW408 | an operator that takes the wrong type                                  | check_filters.py |
| GW409 | AND, OR or NOT of something else than a list of the filter itself      | check_filters.py |
| GW410 | a default that is not of the Python type of its scalar                 | check_scalars.py |

`lenient` tolerates GW401, GW405 and GW406.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.check_fields import check_fields
from graphwright.ir.check_filters import check_filters
from graphwright.ir.check_names import check_names
from graphwright.ir.check_scalars import check_scalars
from graphwright.ir.shapes import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLSchema

    from graphwright.config import Config
    from graphwright.errors import Diagnostic


def check_schema(
    schema: GraphQLSchema, missing: frozenset[str], config: Config
) -> Iterator[Diagnostic]:
    """Every mistake, in no order; `missing` types are known to be one already."""
    yield from check_scalars(schema, missing, config)
    yield from check_names(schema, config)
    yield from check_fields(schema, recognise(schema), config.own_types)
    if config.sqlalchemy:
        yield from check_filters(schema)
