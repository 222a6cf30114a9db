"""Mistakes in operations, each with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.client.sample_client import request_for

from graphwright.client import OperationFile, render_client
from graphwright.errors import Diagnostic, DiagnosticsError


def mistakes(*texts: str, scalars: dict[str, str] | None = None) -> tuple[Diagnostic, ...]:
    """The diagnostics for files 1.graphql, 2.graphql … with these texts."""
    files = (OperationFile(f"{number}.graphql", text) for number, text in enumerate(texts, 1))
    request = request_for(*files)
    if scalars is not None:
        request = replace(request, scalars=scalars)
    with pytest.raises(DiagnosticsError) as caught:
        render_client(request)
    return caught.value.diagnostics


def lines(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """The first line of each diagnostic as it is printed."""
    return [str(diagnostic).partition("\n")[0] for diagnostic in diagnostics]


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    """Syntax, validation, missing names and names given twice come together, by place."""
    found = mistakes(
        "query A { only { __typename } }\nquery { nodes(ids: []) { id } }",
        "query B {",
        "query A { kernel(id: 1, x: 2) { nam } }",
        "query C { ...Unknown }\nmutation { createKernel { id } }",
    )
    assert lines(found) == [
        "1.graphql:2:1: GW503 This query has no name. "
        "Name it: the method that sends it is called so.",
        "2.graphql:1:10: GW501 Syntax error: Expected Name, found <EOF>. Is a brace not closed?",
        "3.graphql:1:7: GW504 There are two operations called 'A'. "
        "The other one is at 1.graphql:1.",
        "3.graphql:1:25: GW502 Unknown argument 'x' on field 'Query.kernel'.",
        "3.graphql:1:33: GW502 Cannot query field 'nam' on type 'Kernel'.",
        "4.graphql:2:1: GW503 This mutation has no name. "
        "Name it: the method that sends it is called so.",
        "4.graphql:2:12: GW502 Field 'createKernel' argument 'input' of type "
        "'CreateKernelInput!' is required, but it was not provided.",
    ]


def test_fragments_of_one_name_are_told() -> None:
    """Two fragments of one name are a mistake, also in different files."""
    query = "query A { only { ...F } } fragment F on Session { id }"
    assert lines(mistakes(query, "fragment F on Session { name }")) == [
        "2.graphql:1:10: GW504 There are two fragments called 'F'. The other one is at 1.graphql:1."
    ]


def test_unused_and_unknown_fragments_are_told() -> None:
    """A fragment that nothing uses and one that does not exist are mistakes."""
    text = "query A { only { ...G } }\nfragment F on Session { id }"
    assert lines(mistakes(text)) == [
        "1.graphql:1:21: GW502 Unknown fragment 'G'.",
        "1.graphql:2:1: GW502 Fragment 'F' is never used.",
    ]


def test_type_definitions_are_no_operations() -> None:
    """A type definition in an operation file is a mistake."""
    assert lines(mistakes("type T { a: Int }\nquery A { only { __typename } }")) == [
        "1.graphql:1:1: GW502 The 'T' definition is not executable."
    ]


@pytest.mark.parametrize("texts", [(), ("# nothing yet\n",)])
def test_client_without_operations_is_a_mistake(texts: tuple[str, ...]) -> None:
    """Files without any operation are told, and not rendered as an empty client."""
    (found,) = mistakes(*texts)
    assert (found.code, found.message) == ("GW505", "There is no operation for the client to send.")


def test_introspection_is_told() -> None:
    """Introspection has no models, wherever in the operation it stands."""
    found = mistakes('query A { ... { __schema { description } } __type(name: "X") { name } }')
    assert [(each.column, each.code) for each in found] == [(17, "GW507"), (44, "GW507")]


def test_scalars_without_a_python_type_are_told() -> None:
    """Every scalar that results or variables need must have a Python type."""
    text = (
        "query A($filter: KernelFilter) {\n"
        "  kernels(filter: $filter) { edges { node { occupied data } } }\n}"
    )
    found = mistakes(text, scalars={"UUID": "uuid.UUID"})
    assert lines(found) == [
        f"1.graphql:{place}: GW508 The scalar '{name}' has no Python type. Name one under "
        f'[tool.graphwright.scalars]: {name} = "decimal.Decimal".'
        for place, name in (("1:9", "DateTime"), ("1:9", "Decimal"), ("2:54", "JSON"))
    ]


def test_scalars_that_the_client_cannot_import_are_told() -> None:
    """The Python type of a scalar must come from the standard library, under a name of its own."""
    text = "query A { kernels { edges { node { occupied createdAt data } } } }"
    scalars = {"Decimal": "shop.Money", "DateTime": "uuid.UUID", "JSON": "sqlite3.UUID"}
    assert [each.message for each in mistakes(text, scalars=scalars)] == [
        "The scalar 'Decimal' is a 'shop.Money', which the client cannot import.",
        "The scalar 'JSON' is a 'sqlite3.UUID', another one is a 'uuid.UUID': both are called "
        "'UUID' in the client.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "query Client { only { __typename } }",
            "1.graphql:1:7: GW509 The client has a 'Client' of its own.",
        ),
        (
            "query none { only { __typename } }",
            "1.graphql:1:7: GW509 No Python class can be called after 'none'.",
        ),
        (
            "query getX { only { __typename } }\nquery GetX { only { __typename } }",
            "1.graphql:1:7: GW509 A second class of the client would be called 'GetX'.",
        ),
        (
            "query A { only { ...a } }\nfragment a on Session { id }",
            "1.graphql:1:7: GW509 A second class of the client would be called 'A'.",
        ),
        (
            "query KernelFilter($f: KernelFilter) { kernels(filter: $f) { count } }",
            "1.graphql:1:7: GW509 A second class of the client would be called 'KernelFilter'.",
        ),
        (
            'query Get { node(id: "x") { id } }\nquery GetNode { only { __typename } }',
            "1.graphql:2:7: GW509 A second class of the client would be called 'GetNode'.",
        ),
    ],
)
def test_classes_of_one_name_are_told(text: str, expected: str) -> None:
    """Two classes of one name, or one of a name that is taken, are a mistake in the operation."""
    assert expected in [line[: len(expected)] for line in lines(mistakes(text))]


def test_lost_fields_are_told() -> None:
    """Two objects that would come to one class are told where their fields would be lost."""
    found = mistakes(
        "query Get($a: ID!) {\n"
        "  foo: kernel(id: $a) { barBaz: agent { region } }\n"
        "  fooBar: kernel(id: $a) { baz: agent { name } }\n"
        "}".replace("ID!", "UUID!")
    )
    assert lines(found) == [
        "1.graphql:3:28: GW510 The class 'GetFooBarBaz' would stand for two different objects. "
        "Give this field, or one around it, another alias.",
        "1.graphql:3:41: GW510 'name' would be lost: the class 'GetFooBarBaz' is made from "
        "another selection. Give this field, or one around it, another alias.",
    ]


def test_fragments_that_python_cannot_combine_are_told() -> None:
    """Fragments whose order as base classes contradicts itself are a mistake."""
    found = mistakes(
        "query Get { only { ...X } }\n"
        "fragment X on Session { ...A ...B }\n"
        "fragment A on Session { ...E ...F }\n"
        "fragment B on Session { ...G ...H }\n"
        "fragment E on Session { e: id }\n"
        "fragment F on Session { f: id }\n"
        "fragment G on Session { ...F g: id }\n"
        "fragment H on Session { ...E h: id }\n"
    )
    assert {each.code for each in found} == {"GW511"}
