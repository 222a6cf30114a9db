"""Large schemas, also those of a directory: the package is emitted, typed, and serves what it should."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from graphql import (
    GraphQLSchema,
    IntrospectionQuery,
    build_client_schema,
    build_schema,
    introspection_from_schema,
    is_specified_directive,
)
from tests.codegen.case import run, write_tree
from tests.codegen.large_schema import FEW_ENTITIES, synthetic_sdl

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A directory with schemas, as SDL or introspection results; without it, only the synthetic one.
STRESS = "GRAPHWRIGHT_STRESS_SDL"
_SYNTHETIC = "synthetic"
#: The same with fewer of each form; pyright takes ten times as long for five times as many.
_SMALLER = "smaller"
_ENDINGS = (".graphql", ".graphqls", ".gql", ".json")


def _given() -> list[str]:
    directory = os.environ.get(STRESS)
    if not directory:
        return []
    return sorted(str(path) for path in Path(directory).iterdir() if path.suffix in _ENDINGS)


def _parameters(made_up: str) -> Iterator[object]:
    yield pytest.param(made_up, id=made_up)
    for path in _given():
        yield pytest.param(path, id=Path(path).stem)
    if not _given():
        reason = f"{STRESS} names no directory with schemas"
        yield pytest.param("", id="given", marks=pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The projects that were generated so far, by schema."""
    return {"": tmp_path_factory.mktemp("large")}


@pytest.fixture(params=_parameters(_SYNTHETIC), scope="session")
def generated(request: pytest.FixtureRequest, roots: dict[str, Path]) -> Path:
    """A project that is generated from the schema, leniently."""
    return _generated(str(request.param), roots)


@pytest.fixture(params=_parameters(_SMALLER), scope="session")
def smaller(request: pytest.FixtureRequest, roots: dict[str, Path]) -> Path:
    """The same, the made-up one with fewer types."""
    return _generated(str(request.param), roots)


def _generated(schema: str, roots: dict[str, Path]) -> Path:
    if schema not in roots:
        roots[schema] = _generate(schema, roots[""])
    return roots[schema]


def _generate(schema: str, directory: Path) -> Path:
    name = Path(schema).stem.replace("-", "_")
    made_up = {_SYNTHETIC: synthetic_sdl, _SMALLER: lambda: synthetic_sdl(FEW_ENTITIES)}
    text = made_up[schema]() if schema in made_up else Path(schema).read_text("utf-8")
    source = "schema.json" if schema.endswith(".json") else "schema.graphql"
    settings = f'[tool.graphwright]\nschema = "{source}"\nserver = "{name}_api"\nlenient = true\n'
    write_tree(directory / name, {"pyproject.toml": settings, source: text})
    result = run(directory / name, "generate")
    assert result.exit_code == 0, result.output[-2000:]
    return directory / name


def _package(project: Path) -> str:
    return f"{project.name}_api"


def test_a_check_finds_every_byte_as_it_was(generated: Path) -> None:
    """Generated anew, with other hashes of texts."""
    done = subprocess.run(
        [sys.executable, "-m", "graphwright", "generate", "--check"],
        cwd=generated,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_server_serves_the_schema(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With empty bindings: introspection tells what it tells of the source."""
    monkeypatch.syspath_prepend(generated)
    for path in sorted((generated / _package(generated)).glob("*.py")):
        importlib.import_module(f"{_package(generated)}.{path.stem}")
    served = importlib.import_module(_package(generated)).build_schema(_bindings(generated))
    assert _introspected(served) == _introspected(_source(generated))


def test_a_server_starts_before_its_types_have_methods(
    generated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those are made when they are used; to make a thousand takes longer than all the rest."""
    monkeypatch.syspath_prepend(generated)
    importlib.import_module(_package(generated)).build_schema(_bindings(generated))
    types = importlib.import_module(f"{_package(generated)}.types")
    classes = [
        each for each in vars(types).values() if "__slots__" in getattr(each, "__dict__", ())
    ]
    assert len(classes) > 100
    assert [each for each in classes if inspect.isfunction(vars(each)["__eq__"])] == []


def test_mypy_finds_nothing(generated: Path, mypy_cache: Path) -> None:
    """In strict mode."""
    done = _run(generated, "mypy", "--strict", f"--cache-dir={mypy_cache}", _package(generated))
    assert done.returncode == 0, done.stdout[-2000:]


def test_pyright_finds_nothing(smaller: Path) -> None:
    """In strict mode."""
    settings = {"include": [_package(smaller)], "typeCheckingMode": "strict"}
    (smaller / "pyrightconfig.json").write_text(json.dumps(settings))
    done = _run(smaller, "pyright", "--pythonpath", sys.executable)
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_synthetic_schema_has_about_a_thousand_types() -> None:
    """All of them legal."""
    schema = build_schema(synthetic_sdl())
    assert 1000 < len(schema.type_map) < 1500


def _bindings(project: Path) -> Any:
    """Resolvers that have every method, each of which knows nothing."""
    groups = importlib.import_module(f"{_package(project)}.schema").TABLES.groups
    return SimpleNamespace(
        **{
            group.attribute: SimpleNamespace(
                **{field.name: lambda *_, **__: None for field in group.fields}
            )
            for group in groups
        }
    )


def _source(project: Path) -> GraphQLSchema:
    told = project / "schema.json"
    if told.exists():
        result = json.loads(told.read_text("utf-8"))
        return build_client_schema(result.get("data", result))
    return build_schema((project / "schema.graphql").read_text("utf-8"))


def _introspected(schema: GraphQLSchema) -> dict[str, Any]:
    """What introspection tells, in order of names, without the directives that every server has.

    A server may tell a default as it is written or with the defaults inside; both are read alike.
    """
    result = _introspection(build_client_schema(_introspection(schema)))
    told: dict[str, Any] = dict(result["__schema"])
    own = {each.name for each in schema.directives if not is_specified_directive(each)}
    told["directives"] = {each["name"]: each for each in told["directives"] if each["name"] in own}
    told["types"] = {each["name"]: _sorted(each) for each in told["types"]}
    return told


def _introspection(schema: GraphQLSchema) -> IntrospectionQuery:
    return introspection_from_schema(
        schema,
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
        input_object_one_of=True,
    )


def _sorted(kind: dict[str, Any]) -> dict[str, Any]:
    members = {
        key: sorted(kind[key], key=lambda each: str(each["name"]))
        for key in ("interfaces", "possibleTypes")
        if kind[key]
    }
    return {**kind, **members}


def _run(directory: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
