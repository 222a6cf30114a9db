"""Fixtures of the generator's tests: every emitted package in one place."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import CASES, EXPECTED, USES, case_names

if TYPE_CHECKING:
    from pathlib import Path


#: What is hand-written in the projects of some cases, and imported by what is emitted.
OWN_PACKAGES = {
    "models": "library",
    "own_enums": "archive",
    "own_inputs": "market",
    "scalars": "shop",
}


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
    for case, package in OWN_PACKAGES.items():
        shutil.copytree(CASES / case / package, root / package)
    return root
