"""Fixtures of the generator's tests: every emitted package in one place."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import CASES, EXPECTED, USES, case_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the expected packages as `cases.<case>.api`, and what they import.

    Some cases have a `uses.py` beside their package: code as a person would write on top of it.
    """
    root = tmp_path_factory.mktemp("emitted")
    for name in case_names(failing=False):
        shutil.copytree(CASES / name / EXPECTED, root / "cases" / name)
        if (CASES / name / USES).exists():
            shutil.copy(CASES / name / USES, root / "cases" / name)
    shutil.copytree(CASES / "scalars" / "shop", root / "shop")
    return root
