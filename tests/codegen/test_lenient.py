"""Schemas with known defects: mistakes as a rule, warnings with `lenient`."""

from __future__ import annotations

import importlib
import itertools
import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from graphql import build_schema, lexicographic_sort_schema, parse, print_schema
from tests.codegen.case import project, run

from graphwright.ir import leniency as of_package
from graphwright.sdl import leniency as of_document

if TYPE_CHECKING:
    from click.testing import Result

_NUMBERS = itertools.count()

#: What is wrong, and the schema as it is read: with the same names and nothing else.
DEFECTS: dict[str, tuple[str, str]] = {
    "GW201 unknown": ("type Query { a(b: Day): [Day!] }", "scalar Day type Query { a(b: Day): [Day!] }"),
    "GW201 no interface": (
        "type Query implements Gone & Named { name: Int } interface Named { name: Int }",
        "type Query implements Named { name: Int } interface Named { name: Int }",
    ),
    "GW201 no member": (
        "union U = A | Gone type A { a: Int } type Query { u: U }",
        "union U = A type A { a: Int } type Query { u: U }",
    ),
    "GW202 twice": (
        "type Query { a: Int } type Query { b: Int } enum E { A } enum E { B }",
        "type Query { a: Int b: Int } enum E { A B }",
    ),
    "GW203": ("type Query { a: Int a: String }", "type Query { a: Int }"),
    "GW203 extended": (
        "type Query { a: Int } extend type Query { a: String b: Int }",
        "type Query { a: Int b: Int }",
    ),
    "GW203 input": ("type Query { a(i: I): Int } input I { a: Int a: Int }", "type Query { a(i: I): Int } input I { a: Int }"),
    "GW204": ("type Query { e: E } enum E { A B A A }", "type Query { e: E } enum E { A B }"),
    "GW205": ("type Query { a(b: Int, b: String, b: ID): Int }", "type Query { a(b: Int): Int }"),
    "GW206": (
        "type Query { a: Int @d(a: 1) } directive @d(a: Int) on FIELD_DEFINITION directive @d on ENUM",
        "type Query { a: Int } directive @d(a: Int) on FIELD_DEFINITION",
    ),
    "GW207 unknown": (
        'extend schema @link(url: "x") type Query @key(fields: "a") { a(b: Int @c): Int @external }',
        "type Query { a(b: Int): Int }",
    ),
    "GW207 misplaced": (
        "type Query @d { a: Int } directive @d on ENUM",
        "type Query { a: Int } directive @d on ENUM",
    ),
    "GW208": (
        "type Query { a: Int @deprecated @deprecated }",
        "type Query { a: Int @deprecated }",
    ),
    "GW209": (
        "type Query { u: U } extend type User { id: ID! } extend type User { x: Int } union U = User",
        "type Query { u: U } type User { id: ID! x: Int } union U = User",
    ),
    "GW210": (
        "type Query { a: Int @d(a: 1, b: 2) } directive @d(a: Int) on FIELD_DEFINITION",
        "type Query { a: Int } directive @d(a: Int) on FIELD_DEFINITION",
    ),
    "GW211": (
        "type Query { a: Int @d(a: 1, a: 2) } directive @d(a: Int) on FIELD_DEFINITION",
        "type Query { a: Int } directive @d(a: Int) on FIELD_DEFINITION",
    ),
    "GW213": (
        "type Query { a: Int @d } directive @d(a: Int!) on FIELD_DEFINITION",
        "type Query { a: Int } directive @d(a: Int!) on FIELD_DEFINITION",
    ),
    "GW214": (
        "schema { query: A } schema { query: B } type A { a: Int } type B { a: Int }",
        "schema { query: A } type A { a: Int } type B { a: Int }",
    ),
    "GW215": (
        "schema { query: A query: B } type A { a: Int } type B { a: Int }",
        "schema { query: A } type A { a: Int } type B { a: Int }",
    ),
    "GW221 default": (
        'type Query { a(b: Int = "1", c: [E] = [A, F]): Int } enum E { A }',
        "type Query { a(b: Int, c: [E]): Int } enum E { A }",
    ),
    "GW221 directive": (
        'type Query { a: Int @d(a: ["x"]) } directive @d(a: [Int]) on FIELD_DEFINITION',
        "type Query { a: Int } directive @d(a: [Int]) on FIELD_DEFINITION",
    ),
    "GW301 interface": (
        "type Query implements Named { a: Int } interface Named { name: Int }",
        "type Query { a: Int } interface Named { name: Int }",
    ),
    "GW301 interface of an interface": (
        """type Query implements Named & Aged { age: Int } interface Named { name: Int }
        interface Aged implements Named { name: Int age: Int }""",
        """type Query { age: Int } interface Named { name: Int }
        interface Aged implements Named { name: Int age: Int }""",
    ),
    "GW301 deprecated": (
        "type Query { a(b: Int! @deprecated): Int }",
        "type Query { a(b: Int!): Int }",
    ),
    "GW401": ("scalar Day type Query { a(b: Day): Day }", "scalar Day type Query { a(b: Day): Day }"),
    "GW405": (
        "type Query { a: A } type A { b: B! } type B { c: C! } type C { a: A! b: B! }",
        "type Query { a: A } type A { b: B! } type B { c: C! } type C { a: A! b: B! }",
    ),
    "GW406": (
        """type Query { as(first: String, after: String): AConnection } type A { a: Int }
        type AConnection { pageInfo: PageInfo! edges: [AEdge] } type AEdge { cursor: String! node: A }
        type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String
          endCursor: String }""",
        """type Query { as(first: String, after: String): AConnection } type A { a: Int }
        type AConnection { pageInfo: PageInfo! edges: [AEdge] } type AEdge { cursor: String! node: A }
        type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String
          endCursor: String }""",
    ),
}  # fmt: skip

#: Defects that no reading mends.
MISTAKES = {
    "GW202": "type Query { a: Int } enum Query { A }",
    "GW209": "type Query { a: Int } extend enum Query { A }",
    "GW220": "type Query { a: I } input I { a: Int }",
    "GW301": "type Query { a: U } union U",
    "GW302": "type A { a: Int }",
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_known_defect_is_a_mistake_without_lenient(name: str, tmp_path: Path) -> None:
    """Under the code that the warning would have."""
    result, _ = _generate(tmp_path, DEFECTS[name][0])
    assert result.exit_code == 1
    assert f": {name[:5]} " in result.output


@pytest.mark.parametrize("name", DEFECTS)
def test_with_lenient_it_is_a_warning_and_the_server_serves_the_rest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Located, and with a sentence that says how it is read."""
    sdl, read = DEFECTS[name]
    result, package = _generate(tmp_path, sdl, "--lenient")
    assert result.exit_code == 0, result.output
    warning = next(line for line in result.output.splitlines() if name[:5] in line)
    assert re.match(r"schema/shop\.graphql:\d+:\d+: warning: GW\d+ .+\. .+\.$", warning)
    monkeypatch.syspath_prepend(tmp_path)
    served = importlib.import_module(package).build_schema(_stand_ins(package))
    shown = [print_schema(lexicographic_sort_schema(each)) for each in (served, build_schema(read))]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("code", MISTAKES)
def test_other_mistakes_stay_mistakes(code: str, tmp_path: Path) -> None:
    """And nothing is written."""
    result, package = _generate(tmp_path, MISTAKES[code], "--lenient")
    assert result.exit_code == 1
    assert f": {code} " in result.output
    assert not (tmp_path / package).exists()


def test_lenient_may_stand_in_the_configuration(tmp_path: Path) -> None:
    """And warnings do not keep a check from passing."""
    result, _ = _generate(tmp_path, DEFECTS["GW203"][0], settings=["lenient = true"])
    assert result.exit_code == 0
    assert "warning: GW203" in result.output
    assert run(tmp_path, "generate", "--check").exit_code == 0


def test_a_schema_without_defects_is_read_as_ever(tmp_path: Path) -> None:
    """With the same bytes."""
    sdl = "type Query { a(b: Int = 3): [Query!] @deprecated } extend type Query { c: Int }"
    strict, package = _generate(tmp_path / "strict", sdl)
    lenient, other = _generate(tmp_path / "lenient", sdl, "--lenient")
    assert "warning" not in strict.output + lenient.output
    for path in (tmp_path / "strict" / package).iterdir():
        assert path.read_text() == (tmp_path / "lenient" / other / path.name).read_text()


def test_the_documentation_lists_what_is_tolerated() -> None:
    """Every code, in the words of the modules that tolerate it."""
    page = (Path(__file__).parents[2] / "docs/any-schema.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in f"{of_document.__doc__}\n{of_package.__doc__}".splitlines()
        if line.startswith("| GW")
    ]
    assert {row[0] for row in rows} == {name[:5] for name in DEFECTS}
    for code, wrong, reading in rows:
        assert re.search(rf"\| {code} +\| {wrong} +\| {reading} +\|", page), (code, wrong)


def _generate(
    directory: Path, sdl: str, *options: str, settings: list[str] | None = None
) -> tuple[Result, str]:
    """What the command says, and the name of the package, which no other test has."""
    parse(sdl)
    package = f"lenient_{next(_NUMBERS)}"
    project(directory, {"schema/shop.graphql": sdl}, settings or [])
    path = directory / "pyproject.toml"
    path.write_text(path.read_text().replace('"api"', f'"{package}"'))
    return run(directory, "generate", *options), package


def _stand_ins(package: str) -> Any:
    """Resolvers that have every method."""
    groups = importlib.import_module(f"{package}.schema").TABLES.groups
    return SimpleNamespace(
        **{
            group.attribute: SimpleNamespace(
                **{field.name: lambda *_, **__: None for field in group.fields}
            )
            for group in groups
        }
    )
