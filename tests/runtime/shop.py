"""The types of a small shop and their projections, as the generator would emit them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, build_schema, parse
from graphql.execution import execute
from tests.runtime.rows import ItemRow, StockRow

from graphwright.runtime import CursorCodec, GlobalId, Selection
from graphwright.runtime.sql import (
    KeysetSource,
    Projection,
    Read,
    Source,
    column,
    decoded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

CODEC = CursorCodec(b"a key for tests only")


class Status(Enum):
    NEW = "NEW"
    USED = "USED"
    BROKEN = "BROKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    added_at: datetime
    sold_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    id: str
    row_id: int
    name: str | None
    price: Decimal | None
    dates: Dates
    tags: Sequence[str]
    shelf_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    place: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesProjection(Projection[Dates]):
    type_name: ClassVar[str] = "Dates"
    object_type: ClassVar[type[object]] = Dates
    data_fields: ClassVar[Mapping[str, str]] = {"addedAt": "added_at", "soldAt": "sold_at"}

    added_at: Read[datetime]
    sold_at: Read[datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProjection(Projection[Item]):
    type_name: ClassVar[str] = "Item"
    object_type: ClassVar[type[object]] = Item
    data_fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "rowId": "row_id",
        "name": "name",
        "price": "price",
        "dates": "dates",
        "tags": "tags",
        "shelfId": "shelf_id",
    }
    resolver_fields: ClassVar[tuple[str, ...]] = ("shelf", "history")

    id: Read[str]
    row_id: Read[int]
    name: Read[str | None]
    price: Read[Decimal | None]
    dates: Source[Dates]
    tags: Read[Sequence[str]]
    shelf_id: Read[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockProjection(Projection[Stock]):
    type_name: ClassVar[str] = "Stock"
    object_type: ClassVar[type[object]] = Stock
    data_fields: ClassVar[Mapping[str, str]] = {"place": "place", "amount": "amount"}

    place: Read[str]
    amount: Read[Decimal]


def decode_tags(extra: Any) -> Sequence[str]:
    """The tags in the JSON of a row; none in one of another form."""
    tags = extra.get("tags", ()) if isinstance(extra, dict) else ()
    return [str(each) for each in tags]


def item_projection(**changes: Any) -> ItemProjection:
    """The projection over the table, with some of its parts changed."""
    parts: dict[str, Any] = {
        "id": decoded(lambda row_id: GlobalId("Item", str(row_id)).encode(), ItemRow.id),
        "row_id": column(ItemRow.id),
        "name": column(ItemRow.name),
        "price": column(ItemRow.price),
        "dates": DatesProjection(
            added_at=column(ItemRow.added_at), sold_at=column(ItemRow.sold_at)
        ),
        "tags": decoded(decode_tags, ItemRow.extra),
        "shelf_id": column(ItemRow.shelf_id),
        "needs": {"shelf": ("shelf_id",), "history": ("dates.added_at", "row_id")},
    }
    return ItemProjection(**{**parts, **changes})


ITEMS = KeysetSource(name="Item", projection=item_projection(), key=(ItemRow.id,), codec=CODEC)

STOCK = KeysetSource(
    name="Stock",
    projection=StockProjection(place=column(StockRow.place), amount=column(StockRow.amount)),
    key=(StockRow.item_id, StockRow.place),
    codec=CODEC,
)

SCHEMA: GraphQLSchema = build_schema(
    """
    interface Node { id: ID! }
    type Item implements Node {
      id: ID! rowId: Int! name: String price: String dates: Dates! tags: [String!]!
      shelfId: Int shelf: Shelf history: [String!]!
    }
    type Dates { addedAt: String! soldAt: String }
    type Shelf implements Node { id: ID! label: String! items(first: Int): ItemConnection! }
    union Thing = Item | Shelf
    type ItemConnection {
      edges: [ItemEdge!]! nodes: [Item!]! pageInfo: PageInfo! count: Int!
    }
    type ItemEdge { cursor: String! node: Item! }
    type PageInfo {
      hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
    }
    type NodeConnection { edges: [NodeEdge!]! }
    type NodeEdge { node: Node! }
    type Query {
      items: ItemConnection! item: Item node: Node nodes: NodeConnection! things: [Thing!]!
    }
    """
)


def selection_of(text: str, variables: Mapping[str, Any] | None = None) -> Selection:
    """What is selected below the root field of an operation on the shop's schema."""
    found: list[Selection] = []

    def note(root: object, info: GraphQLResolveInfo, **arguments: Any) -> None:
        found.append(Selection.of(info))

    query = SCHEMA.query_type
    assert isinstance(query, GraphQLObjectType)
    for field in query.fields.values():
        field.resolve = note
    execute(SCHEMA, parse(text), variable_values=dict(variables or {}))
    return found[0]
