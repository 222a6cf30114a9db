"""Names in Python: the table of decisions, and what happens when two names meet."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

import pytest

from graphwright.ir.names import (
    allocate,
    attribute_name,
    class_name,
    member_name,
    pascal_case,
    snake_case,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SNAKE_CASE = {
    "name": "name",
    "rowId": "row_id",
    "kernelV2": "kernel_v2",
    "adminKernelsV2": "admin_kernels_v2",
    "V2Kernel": "v2_kernel",
    "cpu2Util": "cpu2_util",
    "sha256Sum": "sha256_sum",
    "iNotIn": "i_not_in",
    "AND": "and",
    "HTTPServer": "http_server",
    "getHTTPResponse": "get_http_response",
    "userID": "user_id",
    "rowIDs": "row_ids",
    "URLsByID": "urls_by_id",
    "iOS": "i_os",
    "CREATED_AT": "created_at",
    "foo_Bar": "foo_bar",
    "x1y2": "x1y2",
    "A": "a",
    "UUIDFilter": "uuid_filter",
    "vfid": "vfid",
}

ATTRIBUTES = {
    "in": "in_",
    "AND": "and_",
    "class": "class_",
    "match": "match",
    "type": "type",
    "_service": "service",
    "_entities": "entities",
    "_1": "n1",
    "_": "underscore",
    "print": "print",
}

MEMBERS = {
    "ACTIVE": "ACTIVE",
    "lower": "lower",
    "camelCase": "camelCase",
    "mro": "mro_",
    "name": "name_",
    "value": "value_",
    "names": "names",
    "None": "None_",
    "True": "True_",
    "class": "class_",
    "_missing_": "missing_",
    "_PRIVATE": "PRIVATE",
    "_1": "n1",
    "_": "underscore",
}

CLASSES = {
    "KernelV2": "KernelV2",
    "users": "users",
    "None": "None_",
    "Warning": "Warning_",
    "str": "str_",
    "class": "class_",
    "_Service": "Service",
    "_1": "n1",
}


@pytest.mark.parametrize(("graphql", "python"), SNAKE_CASE.items())
def test_snake_case_splits_words_and_keeps_digits_with_them(graphql: str, python: str) -> None:
    """Each row of the table."""
    assert snake_case(graphql) == python


@pytest.mark.parametrize(("graphql", "python"), ATTRIBUTES.items())
def test_attributes_avoid_keywords_and_privacy(graphql: str, python: str) -> None:
    """Each row of the table."""
    assert attribute_name(graphql) == python


@pytest.mark.parametrize(("graphql", "python"), MEMBERS.items())
def test_members_keep_their_names_where_enums_allow_it(graphql: str, python: str) -> None:
    """Each row of the table."""
    assert member_name(graphql) == python


@pytest.mark.parametrize(("graphql", "python"), CLASSES.items())
def test_classes_keep_their_names_beside_builtins(graphql: str, python: str) -> None:
    """Each row of the table."""
    assert class_name(graphql) == python


@pytest.mark.parametrize(
    ("text", "pascal"),
    [("kernel", "Kernel"), ("resource_slot", "ResourceSlot"), ("my-file.v2", "MyFileV2")],
)
def test_pascal_case_joins_the_words_of_a_file_name(text: str, pascal: str) -> None:
    """Whatever separates them."""
    assert pascal_case(text) == pascal


@pytest.mark.parametrize("convert", [attribute_name, member_name, class_name])
@pytest.mark.parametrize("name", [*keyword.kwlist, *keyword.softkwlist])
def test_no_keyword_survives(convert: Callable[[str], str], name: str) -> None:
    """Every name is an identifier that can be assigned."""
    assert convert(name).isidentifier()
    assert not keyword.iskeyword(convert(name))


def test_the_exact_spelling_gets_the_name() -> None:
    """The others are numbered in alphabetical order."""
    names = allocate(["fooBar", "FooBar", "foo_bar"], attribute_name)
    assert names == {"fooBar": "foo_bar_3", "FooBar": "foo_bar_2", "foo_bar": "foo_bar"}


def test_the_order_of_declaration_changes_no_name() -> None:
    """Only the order of the result."""
    names = ["in", "in_", "IN", "a", "A", "_a"]
    there, back = allocate(names, attribute_name), allocate(names[::-1], attribute_name)
    assert there == back
    assert list(there) == names


def test_a_number_that_is_taken_is_passed_over() -> None:
    """`foo_bar_2` may be a field of its own."""
    names = allocate(["fooBar", "foo_bar", "foo_bar_2"], attribute_name)
    assert names == {"fooBar": "foo_bar_3", "foo_bar": "foo_bar", "foo_bar_2": "foo_bar_2"}


def test_a_reserved_name_gets_an_underscore() -> None:
    """And a field that is spelled so is numbered."""
    assert allocate(["info", "x"], attribute_name, {"info"}) == {"info": "info_", "x": "x"}
    names = allocate(["info", "info_"], attribute_name, {"info"})
    assert names == {"info": "info_2", "info_": "info_"}
