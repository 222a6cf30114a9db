"""Whatever the types, fields and arguments are called, the package imports and its schema builds."""

from __future__ import annotations

import importlib
import keyword
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import project, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORDS = """
all_of annotations any_of args arguments build_schema by bool cls column columns Condition ContextT
cursor dataclass datetime DECIMAL dict each edge edges Enum Exception executable_schema field
filter float fooBar foo_bar FooBar foo_bar_2 from_page Generic given id info int isinstance
kernelV2 kernel_v2 KernelV2 list Mapping Maybe mro name names needs Never node object order_by page
Page page_info parent parents Path plan print Projection property Protocol Read resolvers Resolvers
SDL self Self Sequence Source str super TABLES tuple TypeAlias type_name UNSET value Warning
_private _1 _ x x_ _x
"""

#: Names that Python, the runtime, or emitted code itself has a use for.
NAMES = sorted({*keyword.kwlist, *keyword.softkwlist, *_WORDS.split()})
SCALARS = ["String", "Int", "Float", "Boolean", "ID", "Decimal"]


@pytest.mark.parametrize("seed", range(10))
def test_any_names_make_a_package(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all modules, over names drawn by chance."""
    package = f"names_{seed}"
    sdl = "\n".join(_schema(Random(seed)))
    directory = project(tmp_path, {"schema/names.graphql": sdl}, ["sqlalchemy = true"])
    settings = (directory / "pyproject.toml").read_text().replace('"api"', f'"{package}"')
    (directory / "pyproject.toml").write_text(settings)
    result = run(directory, "generate")
    assert result.exit_code == 0, result.output
    monkeypatch.syspath_prepend(directory)
    for module in sorted((directory / package).glob("*.py")):
        importlib.import_module(f"{package}.{module.stem}")
    tables = importlib.import_module(f"{package}.schema").TABLES
    groups = {
        group.attribute: SimpleNamespace(
            **{field.name: lambda *_, **__: None for field in group.fields}
        )
        for group in tables.groups
    }
    importlib.import_module(package).build_schema(SimpleNamespace(**groups))


def _schema(random: Random) -> Iterator[str]:
    types = random.sample(NAMES, 12)
    enums, inputs, objects = types[:3], types[3:6], types[6:]
    node = objects[0]

    def fields(kinds: list[str], number: int, *, with_arguments: bool = False) -> str:
        lines = []
        for name in random.sample(NAMES, number):
            shape = random.choice(["{}", "{}!", "[{}!]!", "[[{}]]"])
            arguments = ""
            if with_arguments and random.random() < 0.5:
                arguments = f"({fields([*SCALARS, *enums, *inputs], random.choice([1, 3, 8]))})"
            lines.append(f"{name}{arguments}: {shape.format(random.choice(kinds))}")
        return " ".join(lines)

    yield "scalar Decimal interface Node { id: ID! } enum Way { ASC DESC }"
    yield "type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean!"
    yield "startCursor: String endCursor: String }"
    yield f"type {node}Edge {{ cursor: String! node: {node}! }}"
    yield f"type {node}Connection {{ edges: [{node}Edge!]! pageInfo: PageInfo! count: Int! }}"
    for enum in enums:
        yield f"enum {enum} {{ {' '.join(random.sample(NAMES, 6))} }}"
    for name in inputs:
        defaults = 'price: Decimal = "1.5" tags: [String!] = ["a"]'
        yield f"input {name} {{ {fields([*SCALARS, *enums], 5)} {defaults} }}"
    yield f"input {inputs[0]}OrderBy {{ field: {enums[0]}! direction: Way = ASC }}"
    yield "input TextFilter { equals: String in: [String!] }"
    yield f"input {inputs[1]}Filter {{ text: TextFilter OR: [{inputs[1]}Filter!] }}"
    for name in objects:
        implements = random.choice(["", "implements Node"])
        held = fields([*SCALARS, *enums], 4).replace("id: ", "id_: ")
        resolved = f"resolved: [{random.choice(objects)}!] @resolver"
        yield f"type {name} {implements} {{ id: ID! {held} {resolved} }}"
    yield f"union Either = {objects[1]} | {objects[2]}"
    queries = fields([*SCALARS, *enums, *objects], 6, with_arguments=True)
    paged = f"pagedOnes(first: Int, page: Int): {node}Connection either: Either"
    yield f"type Query {{ {queries} {paged} }}"
