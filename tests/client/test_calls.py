"""What the clients send, and what they make of the answers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from graphql import build_schema, parse, validate
from tests.client.conftest import Caller, answering
from tests.client.sample_client import SAMPLE

if TYPE_CHECKING:
    from types import ModuleType

KERNEL_ID = UUID("6f1c7a52-9c53-4a0e-8c7b-2f6f0d0a4e11")
SUMMARY: dict[str, Any] = {
    "id": "S2VybmVsOjE=",
    "rowId": str(KERNEL_ID),
    "status": "RUNNING",
    "createdAt": "2026-02-06T11:22:20.123456+09:00",
    "occupied": "1073741824.50",
    "agent": {"id": "QWdlbnQ6MQ==", "name": "i-1"},
}
EMPTY_PAGE: dict[str, Any] = {
    "kernels": {
        "count": 0,
        "pageInfo": {"hasNextPage": False, "endCursor": None},
        "edges": [],
    }
}


def test_request_has_text_name_and_variables_of_the_operation(call: Caller) -> None:
    """A request is a JSON object with the query, the operation's name and its variables."""
    wire = answering({"kernel": None})
    call(wire, "get_kernel", id=KERNEL_ID, with_data=False)
    assert wire.body.keys() == {"query", "operationName", "variables"}
    assert wire.body["operationName"] == "GetKernel"
    assert wire.body["variables"] == {"id": str(KERNEL_ID), "withData": False}
    (request,) = wire.requests
    assert request.method == "POST"
    assert request.headers["content-type"] == "application/json"
    assert "application/graphql-response+json" in request.headers["accept"]


def test_sent_operations_are_valid_with_the_fragments_they_use(package: ModuleType) -> None:
    """Every operation is sent with its fragments and is valid against the schema."""
    schema = build_schema((SAMPLE / "schema.graphql").read_text("utf-8"))
    operations = __import__(f"{package.__name__}.operations", fromlist=["operations"])
    texts = [getattr(operations, name) for name in dir(operations) if name.isupper()]
    assert len(texts) == 9
    assert [validate(schema, parse(text)) for text in texts] == [[]] * 9


def test_variables_left_out_are_not_sent_and_none_is_null(call: Caller) -> None:
    """A variable that is not given stays out of the request; None is sent as null."""
    wire = answering(EMPTY_PAGE)
    call(wire, "list_kernels", filter=None)
    assert wire.body["variables"] == {"filter": None}


def test_unset_is_not_sent(call: Caller, package: ModuleType) -> None:
    """A variable that is UNSET stays out of the request."""
    wire = answering(EMPTY_PAGE)
    call(wire, "list_kernels", first=package.UNSET, after="x")
    assert wire.body["variables"] == {"after": "x"}


def test_input_fields_left_out_are_not_sent_and_none_is_null(
    call: Caller, package: ModuleType
) -> None:
    """Inputs send the fields that were given, null for None, and never a default."""
    wire = answering({"createKernel": SUMMARY})
    call(
        wire,
        "create_kernel",
        input=package.CreateKernelInput(image="x", status=None, environment={"A": [1, None]}),
    )
    sent = {"image": "x", "status": None, "environment": {"A": [1, None]}}
    assert wire.body["variables"] == {"input": sent}


def test_inputs_are_sent_under_their_graphql_names(call: Caller, package: ModuleType) -> None:
    """Nested inputs, lists of them and enums are sent as the schema calls them."""
    nested = package.KernelFilter(
        and_=[
            package.KernelFilter(
                status=package.KernelStatusFilter(in_=[package.KernelStatus.mro_]),
                row_id=package.UUIDFilter(equals=KERNEL_ID),
            ),
            package.KernelFilter(not_=[]),
        ]
    )
    order = [package.KernelOrderBy(field=package.KernelOrderField.STATUS)]
    wire = answering(EMPTY_PAGE)
    call(wire, "list_kernels", filter=nested, order_by=order)
    assert wire.body["variables"] == {
        "filter": {
            "AND": [
                {"status": {"in": ["mro"]}, "rowId": {"equals": str(KERNEL_ID)}},
                {"NOT": []},
            ]
        },
        "orderBy": [{"field": "STATUS"}],
    }


def test_two_fields_of_one_python_name_are_both_sent(call: Caller, package: ModuleType) -> None:
    """`fooBar` and `foo_bar` of one input are two fields."""
    wire = answering({"createKernel": SUMMARY})
    given = package.CreateKernelInput(image="x", foo_bar="snake", foo_bar_2="camel", copy_=False)
    call(wire, "create_kernel", input=given)
    sent = {"image": "x", "foo_bar": "snake", "fooBar": "camel", "copy": False}
    assert wire.body["variables"] == {"input": sent}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (Decimal("1E+9"), "1000000000"),
        (Decimal("0.000000001"), "0.000000001"),
        (Decimal("-1.50"), "-1.50"),
    ],
)
def test_decimals_are_sent_as_plain_strings(call: Caller, given: Decimal, sent: str) -> None:
    """A decimal is sent exactly, as a string without an exponent."""
    wire = answering(EMPTY_PAGE)
    call(wire, "list_kernels", at_least=given)
    assert wire.body["variables"] == {"atLeast": sent}


def test_datetimes_are_sent_with_their_offset(call: Caller, package: ModuleType) -> None:
    """A datetime keeps its offset and its microseconds, as a variable and inside an input."""
    moment = datetime(2026, 2, 6, 11, 22, 20, 123456, timezone(timedelta(hours=9)))
    wire = answering(EMPTY_PAGE)
    created = package.KernelFilter(created_at=package.DateTimeFilter(before=moment))
    call(wire, "list_kernels", since=moment, filter=created)
    text = "2026-02-06T11:22:20.123456+09:00"
    assert wire.body["variables"] == {"since": text, "filter": {"createdAt": {"before": text}}}


def test_values_without_a_json_form_are_refused_by_name(call: Caller) -> None:
    """A value that JSON has no form for is a TypeError that names its place; nothing is sent."""
    wire = answering(EMPTY_PAGE)
    with pytest.raises(TypeError, match=r"Variable 'filter\.a\.1': <object object .*> cannot be"):
        call(wire, "list_kernels", filter={"a": [1, object()]})
    with pytest.raises(TypeError, match=r"Variable 'atLeast': Decimal\('NaN'\) cannot be sent"):
        call(wire, "list_kernels", at_least=Decimal("NaN"))
    assert wire.requests == []


def test_input_refuses_fields_that_it_does_not_have(package: ModuleType) -> None:
    """A misspelt field of an input is an error, not a condition that is silently dropped."""
    with pytest.raises(ValueError, match="Extra inputs are not permitted"):
        package.KernelFilter(statsu=None)


def test_scalars_arrive_as_python_values(call: Caller) -> None:
    """UUIDs, exact decimals, datetimes with their offset, enums and JSON come as such."""
    answer: dict[str, Any] = {
        **SUMMARY,
        "shares": ["0.50", None],
        "data": {"mem": 21474836480, "nested": [{"x": None}]},
        **{"fooBar": "camel", "foo_bar": 7, "json": "j", "in": None, "str": "s", "list": [1]},
        "old": None,
        "agent": {**SUMMARY["agent"], "region": "kr", "vendor": {"name": "v", "country": None}},
    }
    kernel = call(answering({"kernel": answer}), "get_kernel", id=KERNEL_ID, with_data=True).kernel
    assert kernel.row_id == KERNEL_ID
    assert kernel.status.value == "RUNNING"
    assert str(kernel.occupied) == "1073741824.50"
    assert kernel.shares == [Decimal("0.50"), None]
    assert kernel.created_at.isoformat() == "2026-02-06T11:22:20.123456+09:00"
    assert kernel.data == {"mem": 21474836480, "nested": [{"x": None}]}
    assert (kernel.foo_bar_2, kernel.foo_bar) == ("camel", 7)
    assert (kernel.json_, kernel.in_, kernel.str_, kernel.list_) == ("j", None, "s", [1])


def test_field_asked_for_in_several_places_has_all_that_was_asked(call: Caller) -> None:
    """What a fragment and the operation ask of one object comes as one object."""
    agent = {"id": "a", "name": "i-1", "region": "kr", "vendor": {"name": "v", "country": "KR"}}
    fields = ("shares", "fooBar", "foo_bar", "json", "in", "str", "list", "old")
    answer: dict[str, Any] = {**SUMMARY, **dict.fromkeys(fields), "shares": [], "agent": agent}
    kernel = call(answering({"kernel": answer}), "get_kernel", id=KERNEL_ID, with_data=False).kernel
    assert (kernel.agent.name, kernel.agent.region) == ("i-1", "kr")
    assert (kernel.agent.vendor.name, kernel.agent.vendor.country) == ("v", "KR")


def test_field_left_out_by_a_condition_is_none(call: Caller) -> None:
    """A field below `@include` may be absent from the answer and is None then."""
    fields = ("fooBar", "foo_bar", "json", "in", "str", "list", "old")
    answer: dict[str, Any] = {**SUMMARY, **dict.fromkeys(fields), "shares": [], "agent": None}
    result = call(answering({"kernel": answer}), "get_kernel", id=KERNEL_ID, with_data=False)
    assert result.kernel.data is None


def test_connection_arrives_page_by_page(call: Caller, package: ModuleType) -> None:
    """A connection has its count, its page info, and nodes of the fragment's class."""
    page = {
        "count": 2,
        "pageInfo": {"hasNextPage": True, "endCursor": "c1"},
        "edges": [{"cursor": "c1", "node": SUMMARY}],
    }
    kernels = call(answering({"kernels": page}), "list_kernels", first=1).kernels
    assert (kernels.count, kernels.page_info.end_cursor) == (2, "c1")
    (edge,) = kernels.edges
    assert type(edge.node) is package.KernelSummary
    assert type(edge.node.agent) is package.KernelSummaryAgent
    assert isinstance(edge.node.agent, package.AgentName)


@pytest.mark.parametrize(
    ("typename", "fields", "expected"),
    [
        ("Kernel", SUMMARY, "GetNodeNodeKernel"),
        ("Agent", {"id": "a", "name": "i-1"}, "GetNodeNodeAgent"),
        ("Session", {"id": "s"}, "GetNodeNodeNode"),
    ],
)
def test_objects_of_an_interface_are_told_apart(
    call: Caller, typename: str, fields: dict[str, object], expected: str
) -> None:
    """Below an interface each object has the class of its type, or that of all other types."""
    wire = answering({"node": {"__typename": typename, **fields}})
    node = call(wire, "get_node", id="x").node
    assert type(node).__name__ == expected
    assert node.id == fields["id"]


def test_base_class_of_a_node_is_the_fragment(call: Caller, package: ModuleType) -> None:
    """An object that a fragment describes is an instance of the fragment's class."""
    node = call(answering({"node": {"__typename": "Kernel", **SUMMARY}}), "get_node", id="x").node
    assert isinstance(node, package.KernelSummary)


def test_objects_of_a_union_are_told_apart(call: Caller) -> None:
    """Below a union each object has what was asked of its type, through interfaces as well."""
    found = [
        {"__typename": "Agent", "id": "a", "name": "i-1", "vendor": {"name": "v"}},
        {"__typename": "Session", "id": "s"},
        {"__typename": "Kernel", "id": "k", "status": "None"},
    ]
    agent, session, kernel = call(answering({"search": found}), "search", text="x").search
    assert (agent.id, agent.vendor.name, session.id, kernel.status.value) == ("a", "v", "s", "None")


def test_union_of_one_type_arrives(call: Caller) -> None:
    """A union with a single type needs nothing to be told apart."""
    wire = answering({"only": {"__typename": "Session", "name": "n"}})
    assert call(wire, "only_one").only.name == "n"


def test_null_items_of_a_list_stay_in_place(call: Caller) -> None:
    """A null in a list of nullable objects is None in its place."""
    wire = answering({"nodes": [None, {"__typename": "Agent", "id": "a"}]})
    first, second = call(wire, "get_nodes", ids=["x", "y"]).nodes
    assert first is None
    assert second.id == "a"


def test_fields_that_the_client_does_not_know_are_passed_over(call: Caller) -> None:
    """An answer may have more than was asked for."""
    wire = answering({"node": {"__typename": "Session", "id": "s", "new": 1}, "more": 2})
    assert call(wire, "get_node", id="s").node.id == "s"


def test_quotes_and_backslashes_of_an_operation_survive(call: Caller) -> None:
    """The text of an operation is sent as it was written, whatever characters it has."""
    wire = answering({"kernel": None, "nodes": [], "search": []})
    call(wire, "close_", self_=KERNEL_ID, list=[])
    assert r'$text: String! = "it' in wire.body["query"]
    assert """= "it's a \\"quote\\" \\\\ and é")""" in wire.body["query"]
    assert wire.body["variables"] == {"self": str(KERNEL_ID), "list": []}
