"""Documents are validated as graphql-core does it, in less time where they are valid."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from graphql import (
    BREAK,
    SKIP,
    ASTValidationRule,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    build_schema,
    parse,
    specified_rules,
    validate,
    version_info,
)

from graphwright.engine import Engine, validation

from .differential.operations import random_operation
from .differential.schemas import random_case

SCHEMA = build_schema(
    """
    directive @twice repeatable on FIELD | QUERY
    type Query { a(by: Int = 1, in: Box): Query as: [Query!]! leaf(at: [Int!]): String node: Node }
    input Box { size: Int! tags: [String] }
    interface Node { id: ID! } type Thing implements Node { id: ID! leaf: String }
    """
)
TEXT = """
    query Q($n: Int, $b: Boolean = true) @twice @twice {
      a(by: $n, in: {size: 3, tags: ["x", null]}) { ...F as @include(if: $b) { leaf(at: [1, 2]) } }
      node { id ... on Thing { leaf } __typename }
    }
    fragment F on Query { more: leaf(at: 3) a { a { leaf } } }
"""


def _known(schema: GraphQLSchema, document: Any, rules: Any = None) -> list[GraphQLError]:
    return Engine(schema).documents.validate(document, rules)


def _broken(random: Random, text: str) -> str:
    """The text with a few of its tokens dropped, doubled or put elsewhere."""
    tokens = re.findall(r"\.\.\.|\w+|\"(?:\\.|[^\"])*\"|\S", text)
    for _ in range(random.randint(1, 2)):
        at, other = random.randrange(len(tokens)), random.choice(tokens)
        tokens[at : at + 1] = random.choice(([], [other], [tokens[at], other], [tokens[at]] * 2))
    return " ".join(tokens)


def test_the_installed_release_is_one_that_is_known() -> None:
    """Another one works as well, but takes longer: compare its `validate` before it is added."""
    assert tuple(version_info[:3]) in validation.RELEASES


def test_a_valid_document_is_not_left_to_graphql_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(validation, "validate")
    assert _known(SCHEMA, parse(TEXT)) == []
    assert _known(SCHEMA, parse(TEXT), specified_rules[:3]) == []


def test_random_documents_have_the_errors_that_graphql_core_finds() -> None:
    random = Random(11)
    invalid = 0
    for _ in range(8):
        schema = random_case(random).schema
        for _ in range(5):
            text, _ = random_operation(random, schema)
            texts = [text, *(_broken(random, text) for _ in range(5))]
            for each in texts:
                try:
                    document = parse(each)
                except GraphQLSyntaxError:
                    continue
                expected = validate(schema, document)
                assert _known(schema, document) == expected, each
                invalid += bool(expected)
    assert invalid > 20


def test_another_release_validates_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "RELEASES", frozenset[Any]())
    monkeypatch.delattr(validation, "_Context")
    assert _known(SCHEMA, parse(TEXT)) == []


def _recorded(answers: dict[str, Any], calls: list[Any]) -> type[ASTValidationRule]:
    """A rule that notes what it is called with, and answers by kind of node."""

    class Recorder(ASTValidationRule):
        def enter(self, *args: Any) -> Any:
            return self._note("enter", *args)

        def leave(self, *args: Any) -> Any:
            return self._note("leave", *args)

        def enter_int_value(self, *args: Any) -> Any:
            return self._note("number", *args)

        def _note(self, how: str, node: Any, key: Any, parent: Any, path: Any, above: Any) -> Any:
            context: Any = self.context
            types = [context.get_type(), context.get_parent_type(), context.get_input_type()]
            names = [context.get_field_def(), context.get_directive(), context.get_argument()]
            places = [id(node), key, id(parent), [*path], [id(each) for each in above]]
            calls.append((how, node.kind, *places, *map(str, types), *map(id, names)))
            return answers.get(f"{how} {node.kind}")

    return Recorder


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"enter field": SKIP},
        {"enter selection_set": False, "leave field": SKIP},
        {"enter inline_fragment": BREAK},
        {"number int_value": True},
        {"leave argument": BREAK},
    ],
)
def test_rules_are_called_alike(answers: dict[str, Any]) -> None:
    document = parse(TEXT)
    expected: list[Any] = []
    actual: list[Any] = []
    others: list[Any] = []
    validate(SCHEMA, document, [_recorded(answers, expected), _recorded({}, [])])
    assert _known(SCHEMA, document, [_recorded(answers, actual), _recorded({}, others)]) == []
    assert actual == expected
    assert len(others) > 100


def test_a_rule_that_changes_documents_is_left_to_graphql_core() -> None:
    calls: list[Any] = []
    rule = _recorded({"leave name": ...}, calls)
    expected = validate(SCHEMA, parse("{ leaf }"), [rule])
    assert _known(SCHEMA, parse("{ leaf }"), [rule]) == expected == []


def test_a_rule_may_have_methods_of_its_own() -> None:
    class Names(ASTValidationRule):
        def __init__(self, context: Any) -> None:
            super().__init__(context)
            self.enter_field = lambda node, *_: self.report_error(GraphQLError(node.name.value))

    class Finds(ASTValidationRule):
        def get_enter_leave_for_kind(self, kind: str) -> Any:
            self.report_error(GraphQLError(kind))
            return super().get_enter_leave_for_kind(kind)

    for rule in (Names, Finds):
        expected = validate(SCHEMA, parse("{ leaf }"), [rule])
        assert expected == _known(SCHEMA, parse("{ leaf }"), [rule])
        assert expected


def test_what_a_rule_raises_is_raised() -> None:
    class Raises(ASTValidationRule):
        def enter_field(self, *_args: Any) -> None:
            raise ZeroDivisionError("of the rule")

    with pytest.raises(ZeroDivisionError, match="of the rule"):
        _known(SCHEMA, parse("{ leaf }"), [Raises])


def test_fragments_that_nest_too_deeply_are_refused() -> None:
    nested = " ".join(f"fragment F{n} on Query {{ a {{ ...F{n + 1} }} }}" for n in range(250))
    text = f"{{ ...F0 }} {nested} fragment F250 on Query {{ leaf }}"
    errors = _known(SCHEMA, parse(text))
    assert errors == validate(SCHEMA, parse(text))
    assert [error.message for error in errors] == ["Validation aborted."]


def test_what_is_no_document_is_refused() -> None:
    document: Any = parse("{ leaf }").definitions[0]
    for check in (validate, validation.errors_of):
        untyped: Any = check
        with pytest.raises((TypeError, AttributeError), match=r"provide document|definitions"):
            untyped(SCHEMA, document, None)
