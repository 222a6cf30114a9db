"""Tests of projections: what a selection loads, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from tests.runtime.rows import ItemRow
from tests.runtime.shop import Dates, DatesProjection, Item, item_projection, selection_of

from graphwright.runtime import UNSELECTED, Selection, UnselectedError
from graphwright.runtime.sql import Projection, Read, column, constant, decoded
from graphwright.runtime.sql.projection import MAXIMUM_PLANS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.runtime.sql import RowPlan

TIME = datetime(2026, 1, 1, tzinfo=UTC)


def plan_of(fields: str, **changes: Any) -> RowPlan[Item]:
    """How the fields of an item are loaded."""
    return item_projection(**changes).plan(selection_of(f"{{ item {{ {fields} }} }}"))


def columns(plan: RowPlan[Any]) -> list[str]:
    return [str(each).split(".")[-1] for each in plan.columns]


def test_everything_is_loaded_without_a_selection() -> None:
    plan = item_projection().plan(None)
    assert columns(plan) == ["id", "name", "price", "added_at", "sold_at", "extra", "shelf_id"]
    item = plan.build([7, "a", None, TIME, None, {"tags": ["x"]}, 3])
    assert item == Item(
        id="SXRlbTo3",
        row_id=7,
        name="a",
        price=None,
        dates=Dates(added_at=TIME, sold_at=None),
        tags=["x"],
        shelf_id=3,
    )


def test_only_what_is_selected_is_loaded() -> None:
    plan = plan_of("name dates { soldAt }")
    assert columns(plan) == ["name", "sold_at"]
    item = plan.build(["a", TIME])
    assert (item.name, item.dates.sold_at) == ("a", TIME)
    assert item.price is UNSELECTED
    with pytest.raises(UnselectedError):
        _ = item.dates.added_at.year


def test_a_column_of_two_fields_is_loaded_once() -> None:
    plan = plan_of("id rowId")
    assert columns(plan) == ["id"]
    assert plan.build([7]).row_id == 7


def test_the_columns_behind_those_of_the_plan_do_not_matter() -> None:
    assert plan_of("name").build(["a", "more", "still more"]).name == "a"


def test_what_a_resolver_needs_is_loaded_with_its_field() -> None:
    assert columns(plan_of("shelf { label }")) == ["shelf_id"]
    plan = plan_of("history")
    assert sorted(columns(plan)) == ["added_at", "id"]
    item = plan.build([7, TIME])
    assert (item.row_id, item.dates.added_at) == (7, TIME)
    assert item.dates.sold_at is UNSELECTED


def test_what_is_selected_and_what_is_needed_of_one_object_add_up() -> None:
    assert sorted(columns(plan_of("history dates { soldAt }"))) == ["added_at", "id", "sold_at"]
    assert sorted(columns(plan_of("dates { soldAt } history"))) == ["added_at", "id", "sold_at"]


def test_a_nested_object_may_be_needed_as_a_whole() -> None:
    plan = plan_of("history dates { soldAt }", needs={"history": ("dates",)})
    assert columns(plan) == ["added_at", "sold_at"]
    plan = plan_of("dates { soldAt } history", needs={"history": ("dates", "dates.added_at")})
    assert columns(plan) == ["added_at", "sold_at"]


def test_a_nested_object_of_which_nothing_is_selected_is_there_all_the_same() -> None:
    plan = plan_of("dates { __typename }")
    assert columns(plan) == []
    assert isinstance(plan.build([]).dates, Dates)


def test_a_nested_object_may_be_read_as_a_whole() -> None:
    dates: Read[Dates] = decoded(
        lambda added, sold: Dates(added_at=added, sold_at=sold), ItemRow.added_at, ItemRow.sold_at
    )
    plan = plan_of("dates { soldAt }", dates=dates, needs={})
    assert columns(plan) == ["added_at", "sold_at"]
    assert plan.build([TIME, None]).dates == Dates(added_at=TIME, sold_at=None)


def test_a_constant_takes_no_column() -> None:
    plan = plan_of("name", name=constant("same"))
    assert columns(plan) == []
    assert plan.build([]).name == "same"


def test_an_empty_selection_loads_nothing() -> None:
    plan = item_projection().plan(Selection.EMPTY)
    assert columns(plan) == []
    assert plan.build([]).name is UNSELECTED


def test_what_is_selected_of_other_types_does_not_matter() -> None:
    selection = selection_of("{ things { ... on Shelf { label } ... on Item { name } } }")
    assert columns(item_projection().plan(selection)) == ["name"]


def test_operations_of_one_shape_share_a_plan() -> None:
    projection = item_projection()
    first = projection.plan(selection_of("{ item { id name } }"))
    again = projection.plan(selection_of("query Again { item { b: name a: id } }"))
    assert first is again
    assert projection.plan(selection_of("{ item { id } }")) is not first


def test_only_so_many_plans_are_remembered() -> None:
    projection = item_projection()
    names = list(ItemProjectionFields)
    for number in range(2 ** len(names)):
        chosen = [name for place, name in enumerate(names) if number >> place & 1]
        projection.plan(selection_of(f"{{ item {{ __typename {' '.join(chosen)} }} }}"))
    plans = projection._plans
    assert len(plans) == MAXIMUM_PLANS


ItemProjectionFields = (
    "id",
    "rowId",
    "name",
    "price",
    "tags",
    "shelfId",
    "history",
    "dates { addedAt }",
    "dates { soldAt }",
)


@pytest.mark.parametrize(
    ("needs", "problem"),
    [
        (
            {"shelff": ("shelf_id",)},
            "ItemProjection: Item has no resolved field 'shelff'; did you mean 'shelf'?",
        ),
        (
            {"name": ("shelf_id",)},
            "ItemProjection: Item has no resolved field 'name'",
        ),
        (
            {"shelf": ("shelf",)},
            "ItemProjection: the needs of 'shelf': Item has no attribute 'shelf';"
            " did you mean 'shelf_id'?",
        ),
        (
            {"shelf": ("dates.added",)},
            "ItemProjection: the needs of 'shelf': Dates has no attribute 'added';"
            " did you mean 'added_at'?",
        ),
        (
            {"shelf": ("tags.first",)},
            "ItemProjection: the needs of 'shelf': 'tags.first' goes below a value that is read"
            " as a whole",
        ),
    ],
)
def test_needs_that_name_nothing_are_refused_at_once(
    needs: Mapping[str, Sequence[str]], problem: str
) -> None:
    with pytest.raises(ValueError, match="ItemProjection") as caught:
        item_projection(needs=needs)
    assert str(caught.value) == problem


def test_all_that_is_wrong_with_needs_is_told_together() -> None:
    with pytest.raises(ValueError, match=r"'a'.*; .*'b'"):
        item_projection(needs={"a": ("row_id",), "shelf": ("b",)})


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A class that does more than hold data."""

    name: str
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedProjection(Projection[Checked]):
    type_name: ClassVar[str] = "Item"
    object_type: ClassVar[type[object]] = Checked
    data_fields: ClassVar[Mapping[str, str]] = {"name": "name"}

    name: Read[str | None]


def test_a_class_that_is_more_than_data_is_made_by_its_constructor() -> None:
    plan = CheckedProjection(name=column(ItemRow.name)).plan(None)
    assert plan.build(["four"]).size == 4


def test_dates_have_a_projection_of_their_own() -> None:
    projection = DatesProjection(added_at=column(ItemRow.added_at), sold_at=constant(None))
    assert projection.plan(None).build([TIME]) == Dates(added_at=TIME, sold_at=None)
