"""Every case emits the expected tree, or fails with the expected diagnostics."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import CASES, DIAGNOSTICS, EXPECTED, case_names, read_tree, run_case
from tests.codegen.case import write_tree as rewrite

if TYPE_CHECKING:
    from pathlib import Path

MEND = "If the change is meant: make golden"


@pytest.mark.parametrize("name", case_names(failing=False))
def test_emits_the_expected_tree(name: str, tmp_path: Path, update_golden: bool) -> None:
    """Nothing is missing from the tree, nothing is beside it, and every byte is the same."""
    outcome = run_case(name, tmp_path)
    assert outcome.exit_code == 0, outcome.output
    if update_golden:
        rewrite(CASES / name / EXPECTED, outcome.files)
    expected = read_tree(CASES / name / EXPECTED)
    assert sorted(outcome.files) == sorted(expected), MEND
    for path, text in outcome.files.items():
        assert text == expected[path], f"{name}/{path} differs. {MEND}"


@pytest.mark.parametrize("name", case_names(failing=True))
def test_fails_with_the_expected_diagnostics(
    name: str, tmp_path: Path, update_golden: bool
) -> None:
    """Every mistake is reported, in order, and nothing is written."""
    outcome = run_case(name, tmp_path)
    assert outcome.exit_code == 1, outcome.output
    assert outcome.files == {}
    expected = CASES / name / DIAGNOSTICS
    if update_golden:
        expected.write_text(outcome.output, "utf-8", newline="\n")
    assert outcome.output == expected.read_text("utf-8"), f"{name} differs. {MEND}"


def test_the_golden_update_is_refused_in_ci() -> None:
    """With a sentence that tells why; outside of CI it is what a failing case asks for."""
    root = CASES.parents[2]
    options = ["--update-golden", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/codegen/test_cases.py", "-k", "minimal", *options],
        cwd=root,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "--update-golden is refused in CI" in done.stdout
