"""Scaffolding on bindings that people wrote: those of Kernelgraph, in a copy."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import read_tree
from tests.scaffold.shop import scaffold

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
BINDINGS = "src/kernelgraph/bindings"
FIELD = """
extend type KernelV2 {
  "How many kernels its session has beside it."
  siblingCount(status: KernelV2StatusFilter): Int! @resolver @since(version: "26.4.0")
}
"""
METHOD = '''
    async def sibling_count(
        self,
        parents: Sequence[KernelV2],
        info: Info[RequestContext],
        *,
        status: KernelV2StatusFilter | None,
    ) -> Sequence[int]:
        """How many kernels its session has beside it. Since 26.4.0."""
        raise NotImplementedError("KernelV2.siblingCount has no resolver yet")
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    for name in ("schema", "src", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_nothing_is_missing(copy: Path) -> None:
    """Nor is anything stale."""
    assert scaffold(copy, "--check").output == "Nothing is missing.\n"


def test_a_new_field_is_exactly_one_more_method(copy: Path) -> None:
    """In the class of its type and schema file, which names no protocol, with its import."""
    before = _bindings(copy)
    with (copy / "schema/kernel.graphql").open("a") as file:
        file.write(FIELD)
    result = scaffold(copy)
    assert result.exit_code == 0, result.output
    after = _bindings(copy)
    assert [name for name in after if after[name] != before.get(name)] == ["kernels.py"]
    without = after["kernels.py"].replace(METHOD, "", 1)
    assert without != after["kernels.py"]
    assert "    KernelV2StatusFilter,\n" in without
    assert _without_imports(without) == _without_imports(before["kernels.py"])


def _bindings(project: Path) -> Mapping[str, str]:
    return read_tree(project / BINDINGS)


def _without_imports(text: str) -> str:
    """What follows the imports."""
    return text[text.index("\n\n\n") :]
