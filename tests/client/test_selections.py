"""Selections that a literal reading would lose something of."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.client.conftest import Caller, answering
from tests.client.sample_client import imported, request_for, write_files

from graphwright.client import OperationFile, render_client

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = itertools.count()


def answered(directory: Path, text: str, data: dict[str, Any], **variables: object) -> Any:
    """What the client of the one operation `Get` makes of the data."""
    package = f"selection_{next(_NUMBERS)}"
    request = request_for(OperationFile("get.graphql", text), package=package)
    write_files(directory, render_client(request))
    with imported(directory, package) as module:
        return Caller(module, is_async=False)(answering(data), "get", **variables)


def test_field_selected_twice_has_both_selections(tmp_path: Path) -> None:
    """Two selections of one field are one field with what both ask for."""
    text = (
        "query Get { only { ... on Session { id } ... on Session { name } } only { __typename } }"
    )
    only = answered(
        tmp_path, text, {"only": {"__typename": "Session", "id": "s", "name": "n"}}
    ).only
    assert (only.id, only.name) == ("s", "n")


def test_fragment_stays_a_base_class_beside_further_leaves(tmp_path: Path) -> None:
    """A fragment is the base class of an object that has further fields."""
    text = (
        "query Get { kernels { edges { node { ...F status agent { ...G region } } } } }\n"
        "fragment F on Kernel { id status } fragment G on Agent { id name }"
    )
    agent = {"id": "a", "name": "n", "region": "r"}
    nodes = {"edges": [{"node": {"id": "k", "status": "RUNNING", "agent": agent}}]}
    (edge,) = answered(tmp_path, text, {"kernels": nodes}).kernels.edges
    assert [base.__name__ for base in type(edge.node).__bases__] == ["F"]
    assert [base.__name__ for base in type(edge.node.agent).__bases__] == ["G"]


def test_fragments_within_fragments_are_bases_once(tmp_path: Path) -> None:
    """A fragment that another one contains is a base class through it, whatever their names."""
    text = (
        "query Get { only { ...A ...Z } }\n"
        "fragment A on Session { id } fragment Z on Session { ...A name }"
    )
    only = answered(
        tmp_path, text, {"only": {"__typename": "Session", "id": "s", "name": "n"}}
    ).only
    assert [base.__name__ for base in type(only).__mro__][1:3] == ["Z", "A"]


def test_conditions_on_fragments_make_fields_optional(tmp_path: Path) -> None:
    """What a fragment under a condition asks for may be absent, deep down as well."""
    text = (
        "query Get($with: Boolean!) { kernels { edges { node {\n"
        "  id ...F @include(if: $with) agent { id } ... @skip(if: $with) { agent { name } }\n"
        "} } } }\nfragment F on Kernel { status }"
    )
    nodes = {"edges": [{"node": {"id": "k", "agent": {"id": "a"}}}]}
    (edge,) = answered(tmp_path, text, {"kernels": nodes}, with_=True).kernels.edges
    assert (edge.node.status, edge.node.agent.id, edge.node.agent.name) == (None, "a", None)


def test_field_asked_for_unconditionally_elsewhere_is_required(tmp_path: Path) -> None:
    """A field is optional only if every place that asks for it is under a condition."""
    text = (
        "query Get($with: Boolean!) {\n"
        "  only { __typename ... on Session { id name @include(if: $with) name } }\n}"
    )
    with pytest.raises(Exception, match=r"only\.Session\.name' \(Field required"):
        answered(tmp_path, text, {"only": {"__typename": "Session", "id": "s"}}, with_=False)


def test_object_of_an_interface_may_be_asked_for_more_of_a_shared_field(tmp_path: Path) -> None:
    """A field that all objects have and one type has more of is made type by type."""
    text = (
        'query Get { search(text: "") { ... on Node { id } ...K ... on Agent { id vendor { name } }\n'
        "  ... on Agent { vendor { country } } } }\n"
        "fragment K on Kernel { agent { id } ... on Node { id } agent { name } }"
    )
    found = [
        {"__typename": "Kernel", "id": "k", "agent": {"id": "a", "name": "n"}},
        {"__typename": "Agent", "id": "a", "vendor": {"name": "v", "country": "KR"}},
        {"__typename": "Session", "id": "s"},
    ]
    kernel, agent, session = answered(tmp_path, text, {"search": found}).search
    assert (kernel.agent.name, agent.vendor.country, session.id) == ("n", "KR", "s")


def test_typename_is_asked_for_even_if_an_alias_or_a_condition_hides_it(tmp_path: Path) -> None:
    """Objects of an interface are told apart whatever the operation does with `__typename`."""
    text = (
        'query Get($with: Boolean!) { node(id: "x") {\n'
        "  kind: __typename __typename @include(if: $with) id ... on Agent { name } } }"
    )
    data = {"node": {"__typename": "Agent", "kind": "Agent", "id": "a", "name": "n"}}
    node = answered(tmp_path, text, data, with_=False).node
    assert (node.typename__, node.kind, node.name) == ("Agent", "Agent", "n")


def test_typename_under_a_condition_may_be_absent(tmp_path: Path) -> None:
    """`__typename` of an object, asked for under a condition, is optional like any field."""
    text = "query Get($with: Boolean!) { kernels { count __typename @include(if: $with) } }"
    kernels = answered(tmp_path, text, {"kernels": {"count": 1}}, with_=False).kernels
    assert (kernels.count, kernels.typename__) == (1, None)


def test_fragment_that_asks_for_typename_is_no_base_of_one_type_among_others(
    tmp_path: Path,
) -> None:
    """The attribute that tells types apart has one annotation, not that of a fragment as well."""
    text = 'query Get { node(id: "x") { ...F } } fragment F on Agent { __typename id }'
    node = answered(tmp_path, text, {"node": {"__typename": "Agent", "id": "a"}}).node
    assert [base.__name__ for base in type(node).__bases__] == ["BaseModel"]
    assert (node.typename__, node.id) == ("Agent", "a")


def test_names_of_pydantic_and_of_annotations_are_evaded(tmp_path: Path) -> None:
    """A field may be called like a method of a model or like a type in an annotation."""
    names = ("str", "list", "Decimal", "copy", "model_dump", "_id", "__id", "class")
    aliases = " ".join(f"{name}: region" for name in names)
    data = {"__typename": "Agent", "id": "a", **{name: name for name in names}}
    text = f'query Get {{ node(id: "x") {{ id ... on Agent {{ {aliases} }} }} }}'
    node = answered(tmp_path, text, {"node": data}).node
    assert sorted(node.model_dump(by_alias=True).items()) == sorted(data.items())


def test_an_interface_that_nothing_implements_can_be_asked_for() -> None:
    """Its objects may come with a later version of the server."""
    sdl = "type Query { lonely: Lonely } interface Lonely { id: ID! fooBar: Int }"
    request = request_for(OperationFile("get.graphql", "query Get { lonely { id fooBar } }"))
    files = render_client(replace(request, schema_sdl=(sdl,)))
    assert "    foo_bar: int | None" in files["sample_client/get.py"]
