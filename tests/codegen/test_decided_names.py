"""Names that the configuration decides, and names that stay whatever is added."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from graphql import Source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.codegen.case import project, read_tree, run

from graphwright.config import load_config
from graphwright.inputs import Sources
from graphwright.ir.names import attribute_name, class_name, member_name
from graphwright.pipeline import server_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graphwright.ir.model import Package

DOCS = Path(__file__).parents[2] / "docs/names.md"
SDL = """
directive @limit(of: Int, self: Int) on FIELD_DEFINITION
type Query { user(fooBar: Int, foo_bar: Int): User none: None color: Color @limit(of: 3) }
type User { fooBar: Int foo_bar: Int avatar(size: Int, info: Int): String input(in: In): Int }
type None { a: Int }
enum Color { None RED mro }
input In { fooBar: Int = 1 color: Color = None }
interface Named { name: String }
scalar Day
"""
DECIDED = """
"None" = "Nothing"
Color.None = "NOTHING"
Color.mro = "order"
"User.fooBar" = "foo_bar_legacy"
"User.avatar" = "picture"
"User.avatar(size:)" = "pixels"
"Query.user(fooBar:)" = "bar"
"In.fooBar" = "bar"
"@limit(of:)" = "bound"
"""


def _project(directory: Path, names: str, sdl: str = SDL) -> Path:
    lines = ["[tool.graphwright.scalars]", 'Day = "str"', "[tool.graphwright.names]", names.strip()]
    return project(directory, {"schema/shop.graphql": sdl}, lines)


def test_decided_names_are_used_wherever_the_element_is(tmp_path: Path) -> None:
    """And nothing warns of numbers that are gone."""
    result = run(_project(tmp_path, DECIDED), "generate")
    assert result.exit_code == 0, result.output
    files = read_tree(tmp_path / "api")
    assert "class Nothing:" in files["types.py"]
    assert '    NOTHING = "None"\n    RED = "RED"\n    order = "mro"' in files["enums.py"]
    assert "    foo_bar_legacy: int | None\n    foo_bar: int | None" in files["types.py"]
    assert "    bar: int | None = 1\n    color: Color | None = Color.NOTHING" in files["inputs.py"]
    resolvers = " ".join(files["resolvers.py"].split())
    assert "def picture(" in resolvers
    assert "*, pixels: int | None, info_: int | None" in resolvers
    assert "*, bar: int | None, foo_bar: int | None" in resolvers
    assert "    bound: int | None = None\n    self_: int" in files["directives.py"]
    assert "LimitDirective(bound=3)" in files["directives.py"]
    assert '{"size": "pixels", "info": "info_"}' in files["schema.py"]
    assert "GW411" not in result.output


def test_a_number_is_told_at_its_place(tmp_path: Path) -> None:
    """With the setting that decides it."""
    output = run(_project(tmp_path, ""), "generate").output
    assert (
        "schema/shop.graphql:4:13: warning: GW411 'User.fooBar' is called 'foo_bar_2' in Python:"
        ' another is \'foo_bar\'. Decide it in [tool.graphwright.names]: "User.fooBar" = "…".'
    ) in output
    assert "'Query.user(fooBar:)' is called 'foo_bar_2'" in output
    assert output.count("GW411") == 2


MISTAKES = {
    '"Usr" = "X"': "7:1: GW007 The schema has no type 'Usr'. Did you mean 'User'?",
    '"User.fooBr" = "x"': "GW007 The schema has no field 'User.fooBr'. Did you mean 'fooBar'?",
    'Color.REDD = "x"': "GW007 The schema has no value 'Color.REDD'. Did you mean 'RED'?",
    '"User.avatar(sice:)" = "x"': "GW007 The schema has no argument 'User.avatar(sice:)'. Did you",
    '"User.gone(a:)" = "x"': "GW007 The schema has no argument 'User.gone(a:)'.",
    '"@limit(off:)" = "x"': "GW007 The schema has no argument '@limit(off:)'.",
    '"@limit" = "X"': "GW007 The directive '@limit' has no name in Python. Name an argument of it",
    '"Named.name" = "x"': "GW007 Nothing in Python is named after 'Named.name'. Name the fields of",
    '"Day" = "Date"': "GW007 'Day' is a scalar: no class is emitted for it. Say what it is in",
    '"User" = "str"': "GW008 'str' is a name of Python's own.",
    '"User" = "Resolvers"': "GW008 'Resolvers' is a name that the package itself needs.",
    '"Color.RED" = "mro"': "GW008 'mro' is a name that Enum needs.",
    '"User.fooBar" = "int"': "GW008 'int' is a name that emitted code needs itself.",
    '"User.avatar(size:)" = "info"': "GW008 'info' is a name that emitted code needs itself.",
    '"User.fooBar" = "Color"': "GW008 'Color' is the name of a type, which it would hide.",
    '"User.fooBar" = "x"\n"User.foo_bar" = "x"': (
        "8:1: GW008 'User.foo_bar' and 'User.fooBar' cannot both be called 'x'."
    ),
    '"User.fooBar" = "class"': "GW003 'class' cannot be a name in Python: it is a keyword.",
    '"User.fooBar" = "foo-bar"': "GW003 'foo-bar' cannot be a name in Python: it is no identifier.",
    '"User.fooBar" = "_x"': "GW003 '_x' cannot be a name in Python: a leading '_' means that it is",
    '"User.fooBar" = 1': "GW003 'User.fooBar' must be a string.",
}  # fmt: skip


@pytest.mark.parametrize("line", MISTAKES)
def test_a_name_that_cannot_be_is_a_mistake_at_its_key(line: str, tmp_path: Path) -> None:
    """Whichever way the key is written."""
    result = run(_project(tmp_path, line), "generate")
    assert result.exit_code == 1, result.output
    assert MISTAKES[line] in result.output
    assert re.match(r"pyproject\.toml:[78]:1: GW00\d ", result.output)


def test_a_name_that_models_of_the_client_need_is_a_mistake(tmp_path: Path) -> None:
    """If there is a client."""
    client = [
        *("[tool.graphwright.client]", 'operations = ["operations/*.graphql"]'),
        *('package = "shop_client"', 'distribution = "shop-client"'),
    ]
    names = ["[tool.graphwright.names]", '"User.name" = "copy"']
    files = {
        "schema/shop.graphql": "type Query { user: User } type User { name: String }",
        "operations/user.graphql": "query User { user { name } }",
    }
    assert run(project(tmp_path / "server", files, names), "generate").exit_code == 0
    output = run(project(tmp_path / "both", files, [*client, *names]), "generate").output
    assert "GW008 'copy' is a name that the models of the client need." in output


def _rows() -> Iterator[tuple[str, str, str]]:
    for line in DOCS.read_text("utf-8").splitlines():
        row = re.match(r"\| `(\w+)` \| ([\w ]+) \| `(\w+)` \|", line)
        if row:
            yield row[1], row[2], row[3]


@pytest.mark.parametrize(("graphql", "what", "python"), list(_rows()))
def test_the_table_of_the_documentation_holds(
    graphql: str, what: str, python: str, tmp_path: Path
) -> None:
    """Row by row, in a package."""
    sdl = {
        "field": f"type Query {{ x: X }} type X {{ {graphql}: String }}",
        "argument": f"type Query {{ x({graphql}: String): Int }}",
        "enum value": f"type Query {{ x: X }} enum X {{ {graphql} }}",
        "type": f"type Query {{ x: {graphql} }} type {graphql} {{ x: Int }}",
    }[what]
    emitted = {
        "field": ("types.py", f"    {python}: str | None\n"),
        "argument": ("resolvers.py", f", {python}: str | None"),
        "enum value": ("enums.py", f'    {python} = "{graphql}"\n'),
        "type": ("types.py", f"class {python}:\n"),
    }[what]
    assert run(project(tmp_path, {"schema/a.graphql": sdl}), "generate").exit_code == 0
    assert emitted[1] in (tmp_path / "api" / emitted[0]).read_text()


_WORDS = ["a", "A", "aB", "a_b", "AB", "in", "str", "self", "info", "page", "_a", "users", "date"]
_NAMES = st.sampled_from(_WORDS)
_TYPES = ["T1", "T2", "users", "Kind"]


@st.composite
def _schemas(draw: st.DrawFn) -> dict[str, dict[str, list[str]]]:
    """Fields of some types, each with its arguments."""
    fields = st.dictionaries(_NAMES, st.lists(_NAMES, unique=True, max_size=3), min_size=1)
    return {name: draw(fields) for name in draw(st.lists(st.sampled_from(_TYPES), unique=True))}


@given(before=_schemas(), added=_schemas(), extra=st.sampled_from(_WORDS))
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_added_elsewhere_changes_no_name(
    before: dict[str, dict[str, list[str]]],
    added: dict[str, dict[str, list[str]]],
    extra: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Types, enums, inputs and root fields; and what is added to a type, but for what collides there."""
    directory = tmp_path_factory.mktemp("stable")
    more = {name: added[name] for name in added if name not in before}
    old = _names(_package(directory, _sdl(before, "")))
    more_sdl = f"enum {extra}Kind {{ {' '.join(_WORDS)} }} input {extra}Input {{ {extra}: Int }}"
    grown = {name: {**fields, "another": ["one"], "of": []} for name, fields in before.items()}
    new = _names(_package(directory, _sdl({**grown, **more}, more_sdl)))
    changed = {key: (old[key], new[key]) for key in old if old[key] != new[key]}
    assert changed == {}


def _sdl(types: Mapping[str, Mapping[str, list[str]]], more: str) -> str:
    lines = [more, "type Query { start: Int }"]
    for name, fields in types.items():
        lines.append(f"extend type Query {{ of{name}: {name} }} type {name} {{")
        for field, arguments in fields.items():
            given = " ".join(f"{argument}: Int" for argument in arguments)
            lines.append(f"{field}{f'({given})' if given else ''}: String")
        lines.append("}")
    return "\n".join(lines)


def _package(directory: Path, sdl: str) -> Package:
    config = load_config(project(directory, {"schema/a.graphql": sdl}))
    package, _ = server_package(config, Sources((Source(sdl, "schema/a.graphql"),), ()))
    return package


def _names(package: Package) -> dict[str, str]:
    """Every name in Python, by coordinate."""
    names: dict[str, str] = {}
    for each in package.objects:
        names[each.graphql_name] = each.symbol.name
        names.update({f"{each.graphql_name}.{f.graphql_name}": f.name for f in each.fields})
    for group in package.groups:
        names[f"{group.graphql_name} group"] = f"{group.symbol.name} {group.attribute}"
        for method in group.methods:
            field = f"{group.graphql_name}.{method.graphql_name}"
            names[field] = method.name
            names.update({f"{field}({a.graphql_name}:)": a.name for a in method.arguments})
    return names


@given(
    st.sampled_from([attribute_name, member_name, class_name]),
    st.from_regex(r"[_A-Za-z][_0-9A-Za-z]{0,9}", fullmatch=True),
)
def test_what_is_a_name_in_python_already_stays(convert: Callable[[str], str], name: str) -> None:
    """But for what is reserved."""
    assert convert(convert(name)).rstrip("_") == convert(name).rstrip("_")
