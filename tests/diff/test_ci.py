"""The parts for CI, run as GitHub, GitLab and pre-commit run them, on a repository with a breaking change."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.diff.repository import Repository
from tests.reviewed_project import write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SETTINGS = """
[tool.graphwright.diff]
next_version = "26.4.0"
"""
SCHEMA = """\"\"\"
What can be asked for.
\"\"\"
type Query {
  "The first."
  a: Int
  "The second."
  b: Int
}
"""
ACKNOWLEDGED = """[[acknowledged]]
change = "FIELD_REMOVED"
element = "Query.b"
reason = "Nobody needs it."
until = "26.4.0"
"""


def _yaml(name: str) -> Any:
    # There are no types of this library among the development tools.
    return importlib.import_module("yaml").safe_load((ROOT / name).read_text("utf-8"))


ACTION = _yaml("action.yml")
HOOKS = {hook["id"]: hook for hook in _yaml(".pre-commit-hooks.yaml")}
GITLAB = _yaml("ci/gitlab.yml")["graphwright-diff"]


@dataclass(frozen=True, slots=True)
class Runner:
    """A clone on a branch, with what a runner of CI has around it."""

    clone: Repository
    around: Path

    def run(self, script: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """What a script of bash does in the clone; graphwright is the one under test."""
        path = os.pathsep.join(
            [str(self.around / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
        )
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.clone.root,
            env={"HOME": str(self.around), "PATH": path, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """What the step of the action does; its expressions are worked out with the inputs."""
        (step,) = [each for each in ACTION["runs"]["steps"] if each["name"] == name]
        defaults = {name: entry["default"] for name, entry in ACTION["inputs"].items()}
        known = {f"inputs.{key}": value for key, value in {**defaults, **inputs}.items()}
        known |= {
            "github.event.pull_request.number": "7",
            "steps.review.outputs.report": str(self.around / "schema-changes.md"),
        }
        return self.run(
            step["run"],
            {
                "RUNNER_TEMP": str(self.around),
                "GITHUB_STEP_SUMMARY": str(self.around / "summary.md"),
                "GITHUB_OUTPUT": str(self.around / "output"),
                "GITHUB_REPOSITORY": "somebody/shop",
                **{key: _worked_out(value, known) for key, value in step["env"].items()},
            },
        )

    def read(self, name: str) -> str:
        """What a file around the clone holds."""
        return (self.around / name).read_text("utf-8")


def _worked_out(value: str, known: Mapping[str, str]) -> str:
    """The value of `${{ name }}`; of the only other expression, the target of the pull request."""
    found = re.fullmatch(r"\$\{\{ (.*) \}\}", value)
    if found is None:
        return value
    expression: str = found[1]
    return known[expression] if "||" not in expression else known["inputs.main"] or "origin/main"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A clone of a repository, on a branch that removes a field that an operation selects."""
    origin = Repository.create(tmp_path / "origin")
    files = {
        "schema/schema.graphql": SCHEMA,
        "operations/all.graphql": "query All {\n  b\n}\n",
    }
    write_project(origin.root, files, SETTINGS)
    origin.commit()
    clone = Repository(tmp_path / "clone")
    origin.git("clone", "--quiet", str(origin.root), str(clone.root))
    clone.git("switch", "--quiet", "--create", "topic")
    clone.write("schema/schema.graphql", SCHEMA.replace('  "The second."\n  b: Int\n', ""))
    clone.write("operations/all.graphql", "query All {\n  a\n}\n")
    clone.commit()
    around = tmp_path / "around"
    (around / "bin").mkdir(parents=True)
    return Runner(clone, around)


def _acknowledge(runner: Runner) -> None:
    runner.clone.write("schema/acknowledged.toml", ACKNOWLEDGED)
    runner.clone.commit()


def test_the_action_fails_with_annotations_and_a_summary(runner: Runner) -> None:
    """The place, the operation that breaks, and the Markdown report for people."""
    done = runner.step("Review the schema")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=schema/schema.graphql,line=4,")
    assert "Field `Query.b` was removed." in done.stdout
    assert "Breaks All." in done.stdout
    summary = runner.read("summary.md")
    assert summary.startswith("### ❌ Schema changes: 1 change to approve")
    assert "breaks **All**: `b` (`operations/all.graphql:2`)" in summary
    assert runner.read("output") == f"report={runner.around}/schema-changes.md\n"


def test_the_action_passes_once_the_change_is_acknowledged(runner: Runner) -> None:
    """With a warning instead of an error."""
    _acknowledge(runner)
    done = runner.step("Review the schema")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::warning")
    assert "Acknowledged: Nobody needs it." in done.stdout
    assert runner.read("summary.md").startswith("### ✅ Schema changes: nothing to approve")


def test_the_action_hands_its_inputs_to_the_command(runner: Runner) -> None:
    """Versions, operations of others, and the HTML report."""
    runner.clone.write("web/queries/one.graphql", "query Web { b }")
    inputs = {
        "old": "git:main",
        "new": "schema/schema.graphql",
        "operations": "web/queries\noperations/all.graphql\n",
        "html": "report.html",
        "fail-on": "dangerous",
        "next-version": "27.0.0",
    }
    done = runner.step("Review the schema", **inputs)
    assert done.returncode == 1, done.stderr
    assert "Breaks Web." in done.stdout
    assert (runner.clone.root / "report.html").is_file()


def test_the_action_tells_what_it_could_not_do(runner: Runner) -> None:
    """Without the history there is no merge base; then there is no report either."""
    done = runner.step("Review the schema", main="origin/nowhere")
    assert done.returncode == 2
    assert "git finds no branch 'origin/nowhere'" in done.stderr
    assert not (runner.around / "output").exists()


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        ("", "api --silent --method POST repos/somebody/shop/issues/7/comments"),
        ("41", "api --silent --method PATCH repos/somebody/shop/issues/comments/41"),
    ],
)
def test_the_action_keeps_one_comment(known: str, sent: str, runner: Runner) -> None:
    """The first run writes it, later ones replace what it says."""
    asked = runner.around / "asked"
    gh = runner.around / "bin/gh"
    listed = f'[[ "$2" == --paginate ]] && printf "%s\\n" {known}' if known else ":"
    gh.write_text(f'#!/usr/bin/env bash\necho "$@" >> {asked}\n{listed}\nexit 0\n', "utf-8")
    gh.chmod(0o755)
    runner.step("Review the schema")
    done = runner.step("Comment on the pull request", comment="true", token="x")
    assert done.returncode == 0, done.stderr
    assert asked.read_text("utf-8").splitlines()[-1].startswith(sent)
    comment = runner.read("schema-changes-comment.md")
    assert comment.startswith("<!-- graphwright diff -->\n### ❌ Schema changes")


def test_the_action_is_well_formed() -> None:
    """Inputs are described, each is used, expressions name what there is, steps have a shell."""
    text = (ROOT / "action.yml").read_text("utf-8")
    assert ACTION["runs"]["using"] == "composite"
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert all(entry["description"] and "default" in entry for entry in ACTION["inputs"].values())
    steps = ACTION["runs"]["steps"]
    ids = {step["id"] for step in steps if "id" in step}
    assert set(re.findall(r"steps\.(\w+)\.", text)) == ids
    for step in steps:
        assert step["shell"] == "bash"
        # What a pull request says must not become part of a script.
        assert "${{" not in step["run"]
    (installed,) = re.findall(r"\$GITHUB_ACTION_PATH/(\w+)\[codegen\]", text)
    assert (ROOT / installed / "pyproject.toml").is_file()


def test_the_hook_of_the_diff_fails_until_the_change_is_acknowledged(runner: Runner) -> None:
    """pre-commit runs the entry, without names of files."""
    entry = HOOKS["graphwright-diff"]["entry"]
    done = runner.run(entry, {})
    assert done.returncode == 1
    assert "FIELD_REMOVED Field `Query.b` was removed." in done.stdout
    assert "breaks All: b (operations/all.graphql:2:3)" in done.stdout
    _acknowledge(runner)
    assert runner.run(entry, {}).returncode == 0


def test_the_hook_of_the_lint_fails_until_the_schema_is_mended(runner: Runner) -> None:
    """A field without a description."""
    entry = HOOKS["graphwright-lint"]["entry"]
    good = 'type Query {\n  "The first."\n  a: Int\n}\n'
    runner.clone.write("schema/schema.graphql", f'"What can be asked for."\n{good}')
    assert runner.run(entry, {}).returncode == 0
    runner.clone.write(
        "schema/schema.graphql", f'"What can be asked for."\n{good.replace("a:", "A:")}'
    )
    done = runner.run(entry, {})
    assert done.returncode == 1
    assert "field-name" in done.stdout


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_hooks_are_well_formed(hook: dict[str, Any]) -> None:
    """The keys that pre-commit asks for; they run where SDL changes, and their words are known."""
    assert {"id", "name", "description", "entry", "language", "files"} <= set(hook)
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], "schema/kernel.graphql")
    assert not re.search(hook["files"], "src/kernel.py")
    command, *words = shlex.split(hook["entry"])
    help_text = subprocess.run(
        [str(Path(sys.executable).parent / command), words[0], "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert all(word in help_text for word in words[1:])


def test_the_job_of_gitlab_writes_its_artifacts_and_fails(runner: Runner) -> None:
    """Code quality for the widget, and the page to look at; the variables stand as GitLab sets them."""
    environment = {
        **GITLAB["variables"],
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "GRAPHWRIGHT_DIFF": "--fail-on dangerous",
    }
    done = runner.run("\n".join(GITLAB["script"]), environment)
    assert done.returncode == 1, done.stderr
    artifacts = GITLAB["artifacts"]
    assert artifacts["when"] == "always"
    written = [*artifacts["paths"], *artifacts["reports"].values()]
    assert all((runner.clone.root / name).is_file() for name in written)
    quality = json.loads(
        (runner.clone.root / artifacts["reports"]["codequality"]).read_text("utf-8")
    )
    assert [entry["check_name"] for entry in quality] == ["FIELD_REMOVED"]
    _acknowledge(runner)
    assert runner.run("\n".join(GITLAB["script"]), environment).returncode == 0
