"""The differential tests notice bugs: ten and more are put into the compiler, each is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from graphql import located_error

from graphwright.engine import careful, conditions, leaves, objects, planner
from graphwright.engine.anchors import FIRST_LIST, ObjectSite, Site
from graphwright.engine.arguments import Arguments
from graphwright.engine.leaves import Leaf
from graphwright.engine.planner import Planner
from graphwright.engine.run import Run

from .trial import trial

if TYPE_CHECKING:
    from graphql.pyutils import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

TRIALS = 60
Patch = pytest.MonkeyPatch
Bug = Callable[[Patch], None]


def integers_of_any_size(patch: Patch) -> None:
    """Int takes integers of more than 32 bits."""
    patch.setitem(leaves._IN_LINE, "Int", Leaf("type({x}) is not int"))


def strings_of_other_types(patch: Patch) -> None:
    """String hands on integers as they are."""
    patch.setitem(leaves._IN_LINE, "String", Leaf("type({x}) is not str", "type({x}) is int"))


def null_leaves_everywhere(patch: Patch) -> None:
    """Leaves that must not be null may be."""
    original = Leaf.texts

    def texts(self: Leaf, **_nullable: bool) -> tuple[str, str]:
        return original(self, nullable=True)

    patch.setattr(Leaf, "texts", texts)


def index_of_the_item_before(patch: Patch) -> None:
    """Paths name the item before."""

    def place(site: Site, where: list[Any]) -> tuple[Any, Path | None]:
        lists = where[FIRST_LIST : FIRST_LIST + site.depth]
        return where[0], site.path(where[1], [len(items) - 1 for items in lists])

    patch.setattr(Site, "place", place)


def fields_after_an_error_are_lost(patch: Patch) -> None:
    """What comes after a field that raised is left out."""
    patch.setattr(Run, "field", lambda *_arguments: None)


def include_is_ignored(patch: Patch) -> None:
    """Selections with `@include(if: false)` are included."""

    def is_included(node: Any, variables: Any) -> bool:
        skips = [item for item in node.directives or () if item.name.value == "skip"]
        return conditions.is_included(node, variables) or not skips

    patch.setattr(planner, "is_included", is_included)


def fragments_apply_to_all_types(patch: Patch) -> None:
    """The type condition of a fragment is ignored."""
    patch.setattr(Planner, "_applies", lambda *_arguments: True)


def nulls_do_not_propagate(patch: Patch) -> None:
    """A field that must not be null becomes null with its error."""

    def null(self: Run, error: Exception, position: Any, path: Path) -> None:
        located = located_error(error, position.field.nodes, path.as_list())
        self.errors.add(located, path)

    patch.setattr(Run, "null", null)


def late_nulls_stop_one_place_up(patch: Patch) -> None:
    """A null that arrives late propagates to the parent, even if that must not be null."""

    def propagate(self: Run, error: Exception, position: Any, path: Path) -> None:
        located = located_error(error, position.field.nodes, path.as_list())
        above = path.prev if position.non_null else path
        self.errors.add(located, above)
        if above is None:
            self.data, self.is_nulled = None, True
        else:
            self.put(above, None)

    patch.setattr(Run, "propagate", propagate)


def callables_are_values(patch: Patch) -> None:
    """The default resolver does not call what it finds."""
    patch.setattr(careful, "callable", lambda _value: False, raising=False)


def defaults_of_arguments_are_forgotten(patch: Patch) -> None:
    """Arguments that are not given are not passed."""
    original = Arguments.coerce

    def coerce(self: Arguments, *others: Any) -> dict[str, Any]:
        given = {argument.name.value for argument in self.node.arguments or ()}
        return {name: value for name, value in original(self, *others).items() if name in given}

    patch.setattr(Arguments, "coerce", coerce)
    patch.setattr(Arguments, "constant", None, raising=False)


def late_values_come_last(patch: Patch) -> None:
    """Keys of awaited values are at the end."""
    original = Run.put

    def put(self: Run, path: Path, value: Any) -> None:
        place: Any = self.data
        for key in path.as_list()[:-1]:
            place = place[key] if place is not None else None
        if isinstance(place, dict):
            place.pop(path.key, None)
        original(self, path, value)

    patch.setattr(Run, "put", put)


def lines_are_miscounted(patch: Patch) -> None:
    """What an exception interrupted is looked for one line too early."""
    original = ObjectSite.part_at
    patch.setattr(ObjectSite, "part_at", lambda site, line: original(site, line - 1))


def types_are_not_checked(patch: Patch) -> None:
    """`is_type_of` is not asked."""

    def of_type(run: Run, position: Any, object_type: Any, value: Any, path: Path) -> Any:
        shape = run.program.planner.shape(position, object_type)
        return objects.of_shape(run, shape, value, path)

    patch.setattr(objects, "of_type", of_type)


BUGS: tuple[Bug, ...] = (
    integers_of_any_size,
    strings_of_other_types,
    null_leaves_everywhere,
    index_of_the_item_before,
    fields_after_an_error_are_lost,
    include_is_ignored,
    fragments_apply_to_all_types,
    nulls_do_not_propagate,
    late_nulls_stop_one_place_up,
    callables_are_values,
    defaults_of_arguments_are_forgotten,
    late_values_come_last,
    lines_are_miscounted,
    types_are_not_checked,
)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_in_the_compiler_is_noticed(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    bug(monkeypatch)
    assert any(_is_noticed(seed) for seed in range(TRIALS))


def _is_noticed(seed: int) -> bool:
    try:
        return bool(trial(seed))
    except Exception:
        return True
