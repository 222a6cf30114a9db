"""Names that the configuration decides, in the client."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.client.conftest import Caller, answering
from tests.client.sample_client import imported, request_for, write_files

from graphwright.client import OperationFile, render_client
from graphwright.errors import DiagnosticsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

SDL = """
type Query { user(in: In!, colors: [Color!]): User named: [Named!]! none: None }
interface Named { name: String! }
type User implements Named { name: String! fooBar: Int foo_bar: Int color: Color! }
type Team implements Named { name: String! }
enum None { None }
enum Color { RED GREEN }
enum Field { RED }
input In { fooBar: Int = 1 color: Color = RED nested: In list: [Color!] = [RED] other: Field }
"""
OPERATIONS = """
query Find($in: In!, $colors: [Color!]) {
  user(in: $in, colors: $colors) { ...Colored fooBar mine: fooBar foo_bar } none
}
query Everybody { named { __typename name } }
fragment Colored on User { color fooBar }
"""
NAMES = {
    "Color": "Colour",
    "Color.RED": "red",
    "None": "Nothing",
    "In": "Search",
    "In.fooBar": "bar",
    "User.fooBar": "foo_bar_legacy",
    "Team.name": "title",
}


def _files(names: Mapping[str, str]) -> dict[str, str]:
    request = request_for(OperationFile("a.graphql", OPERATIONS), package="decided_client")
    return render_client(replace(request, schema_sdl=(SDL,), names=names))


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The client with the decided names, imported."""
    directory = tmp_path_factory.mktemp("decided")
    write_files(directory, _files(NAMES))
    with imported(directory, "decided_client") as module:
        yield module


def test_inputs_and_enums_are_called_as_decided(decided: ModuleType) -> None:
    """Classes, fields, members and defaults; what is sent has the names of the schema."""
    user = {"color": "RED", "fooBar": 1, "mine": 2, "foo_bar": 3}
    wire = answering({"user": user, "none": "None"})
    search = decided.Search(bar=5, nested=decided.Search(color=decided.Colour.red))
    shown = Caller(decided, is_async=False)(wire, "find", in_=search, colors=[decided.Colour.GREEN])
    assert wire.body["variables"] == {
        "in": {"fooBar": 5, "nested": {"color": "RED"}},
        "colors": ["GREEN"],
    }
    assert "query Find($in: In!, $colors: [Color!])" in json.dumps(wire.body["query"])
    assert (search.color, search.list_) == (decided.Colour.red, [decided.Colour.red])
    assert shown.none is decided.Nothing.None_
    assert shown.user.color is decided.Colour.red


def test_fields_of_results_are_called_as_decided_but_for_aliases(decided: ModuleType) -> None:
    """Also where a fragment asks for them."""
    user = {"color": "RED", "fooBar": 1, "mine": 2, "foo_bar": 3}
    wire = answering({"user": user, "none": None})
    found = Caller(decided, is_async=False)(wire, "find", in_=decided.Search()).user
    assert (found.foo_bar_legacy, found.mine, found.foo_bar) == (1, 2, 3)
    assert [base.__name__ for base in type(found).__bases__] == ["Colored"]
    assert "foo_bar_legacy" in decided.Colored.model_fields


def test_a_field_of_an_interface_is_called_as_each_of_its_types_decides(
    decided: ModuleType,
) -> None:
    """Types of which nothing is decided keep the name by the rules."""
    named: list[Any] = [
        {"__typename": "User", "name": "Ann"},
        {"__typename": "Team", "name": "Sky"},
    ]
    user, team = Caller(decided, is_async=False)(answering({"named": named}), "everybody").named
    assert (user.name, team.title) == ("Ann", "Sky")


def test_a_type_that_is_called_like_a_class_of_the_client_gets_an_underscore() -> None:
    """So does one that Python could not name a class after."""
    enums = _files({})["decided_client/enums.py"]
    classes = {line for line in enums.splitlines() if line.startswith("class ")}
    assert classes == {"class Color(Enum):", "class Field_(Enum):", "class None_(Enum):"}


def test_a_decided_class_that_the_client_has_already_is_a_mistake() -> None:
    """It is told where an operation needs the type."""
    with pytest.raises(DiagnosticsError) as caught:
        _files({"Color": "UnsetType"})
    (found,) = caught.value.diagnostics
    assert (found.path, found.line, found.code) == ("a.graphql", 2, "GW509")
    assert found.message == "The client has a 'UnsetType' of its own."
    assert found.hint.endswith("or for the type in [tool.graphwright.names].")


def test_names_stay_whatever_else_the_schema_and_the_operations_have() -> None:
    """Types that are called like fields elsewhere, and operations that reach them."""
    more = SDL.replace(
        "type Query {", "type Query { color: name fooBar(in: foo_bar): title mine: color "
    )
    more += "enum name { A } enum title { A } input foo_bar { a: Int } type color { mine: Int }"
    request = request_for(
        OperationFile("a.graphql", OPERATIONS),
        OperationFile(
            "b.graphql", "query More($in: foo_bar) { color fooBar(in: $in) mine { mine } }"
        ),
        package="decided_client",
    )
    later = render_client(replace(request, schema_sdl=(more,), names={}))
    for module in ("find", "everybody"):
        path = f"decided_client/{module}.py"
        assert later[path] == _files({})[path]


def test_a_field_that_is_called_like_the_type_beside_it_gets_an_underscore() -> None:
    """In inputs and in results; also like a class that is decided."""
    sdl = "type Query { day(in: In): Day } type Day { kind: kind old: date }"
    sdl += "scalar date enum kind { A } input In { kind: kind date: date other: kind }"
    request = request_for(
        OperationFile("a.graphql", "query Show($in: In) { day(in: $in) { kind date: old } }"),
        package="decided_client",
    )
    scalars = {"date": "datetime.date"}
    files = render_client(replace(request, schema_sdl=(sdl,), scalars=scalars))
    for path in ("decided_client/inputs.py", "decided_client/show.py"):
        assert "    kind_: kind | None" in files[path]
        assert "    date_: date | None" in files[path]
    decided = render_client(
        replace(request, schema_sdl=(sdl,), scalars=scalars, names={"kind": "other"})
    )
    assert "    kind: other | None" in decided["decided_client/inputs.py"]
    assert "    other_: other | None" in decided["decided_client/inputs.py"]
