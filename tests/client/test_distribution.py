"""The files of the distribution."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.client.sample_client import sample_request

from graphwright.client import render_client
from graphwright.emit import format_files

if TYPE_CHECKING:
    from collections.abc import Mapping

FIXED = {
    *("__init__", "async_base_client", "async_client", "base_client", "base_model", "client"),
    *("enums", "event_stream", "exceptions", "fragments", "inputs", "operations", "wire"),
}
RESULTS = {
    *("close_", "create_kernel", "get_kernel", "get_node", "get_nodes", "list_kernels"),
    *("only_one", "search", "watch_kernel"),
}

# An import of any of these fails, as it does where they are not installed.
BLOCKER = """
import sys
from importlib.abc import MetaPathFinder

BLOCKED = {"ariadne", "ariadne_codegen", "graphql", "graphwright", "sqlalchemy", "starlette"}


class Blocker(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Blocker())
"""

# What a user writes, with the types that type checkers have to see.
USAGE = '''
"""Uses the client."""

from datetime import datetime
from decimal import Decimal
from typing import Literal, assert_type
from uuid import UUID

from sample_client import (
    UNSET,
    AsyncClient,
    AsyncEventStream,
    Client,
    ClientError,
    CreateKernelInput,
    GetNodeNodeAgent,
    GetNodeNodeKernel,
    GraphQLResponseError,
    KernelFilter,
    KernelStatus,
    KernelStatusFilter,
    KernelSummary,
    WatchKernel,
)


def show(kernel: KernelSummary) -> None:
    assert_type(kernel.row_id, UUID)
    assert_type(kernel.status, KernelStatus)
    assert_type(kernel.occupied, Decimal)
    assert_type(kernel.created_at, datetime | None)


def blocking(client: Client, id: UUID) -> None:
    running = KernelFilter(and_=[KernelFilter(status=KernelStatusFilter(in_=[KernelStatus.RUNNING]))])
    page = client.list_kernels(filter=running, first=UNSET, after=None).kernels
    if page is not None:
        for edge in page.edges:
            show(edge.node)
    kernel = client.get_kernel(id=id, with_data=True).kernel
    if kernel is not None:
        assert_type(kernel.shares, list[Decimal | None])
        assert_type(kernel.data, object | None)
        assert_type(kernel.foo_bar_2, str | None)
    client.create_kernel(input=CreateKernelInput(image="x", foo_bar_2="y"))
    for event in client.watch_kernel(id=id):
        assert_type(event, WatchKernel)
        show(event.kernel_changed)


async def concurrent(url: str) -> None:
    async with AsyncClient(url, token="t", timeout=3) as client:
        try:
            node = (await client.get_node(id="x")).node
        except GraphQLResponseError as error:
            assert_type(error.codes, frozenset[str])
            return
        except ClientError:
            return
        if isinstance(node, GetNodeNodeKernel):
            show(node)
        elif node is not None and node.typename__ == "Agent":
            assert_type(node, GetNodeNodeAgent)
            assert_type(node.typename__, Literal["Agent"])
        async with client.watch_kernel(id=UUID(int=1), with_data=True) as events:
            assert_type(events, AsyncEventStream[WatchKernel])
            async for event in events:
                show(event.kernel_changed)
'''

MISUSE = '''
"""Misuses the client; every line of the function is a mistake."""

from sample_client import Client, CreateKernelInput, KernelFilter, KernelStatusFilter


def misuse(client: Client) -> None:
    client.get_kernel(id="not a UUID", with_data=True)
    client.get_kernel(with_data=True)
    client.list_kernels(first=None)
    client.get_nodes(["a"])
    client.watch_kernel(id="not a UUID")
    KernelFilter(statsu=None)
    KernelStatusFilter(equals="RUNNING")
    CreateKernelInput(fooBar="x")
'''


#: The lines of the function.
MISUSES = [number for number, line in enumerate(MISUSE.splitlines(), 1) if line.startswith("    ")]


def run(*command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    """The finished command."""
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def test_distribution_has_these_files(sample_files: Mapping[str, str]) -> None:
    """A module for each operation, the modules that every client has, and what a build needs."""
    modules = {f"sample_client/{name}.py" for name in FIXED | RESULTS}
    others = {"README.md", "pyproject.toml", "sample_client/py.typed"}
    assert sample_files.keys() == modules | others


def test_every_file_says_that_it_is_generated(sample_files: Mapping[str, str]) -> None:
    """Files begin with the header of the request; the README has it in a comment."""
    request = replace(sample_request(), header="# Generated by graphwright from x.graphql.")
    files = render_client(request)
    assert files["README.md"].startswith(f"<!--\n{request.header}\n-->\n")
    assert all(
        text.startswith(f"{request.header}\n")
        for path, text in files.items()
        if path != "README.md"
    )
    assert files.keys() == sample_files.keys()


def test_two_runs_give_the_same_bytes(sample_files: Mapping[str, str]) -> None:
    """The same request, or one with its files in another order, gives the same bytes."""
    request = sample_request()
    assert render_client(request) == sample_files
    assert render_client(replace(request, operations=request.operations[::-1])) == sample_files


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_hashes(seed: str, sample_files: Mapping[str, str]) -> None:
    """Another process, with another order of sets, gives the same bytes."""
    code = (
        "import json; from graphwright.client import render_client; "
        "from tests.client.sample_client import sample_request; "
        "print(json.dumps(dict(render_client(sample_request()))))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={"PYTHONHASHSEED": seed, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ast.literal_eval(done.stdout) == sample_files


def test_formatter_changes_nothing(sample_files: Mapping[str, str]) -> None:
    """What is rendered is formatted already, by the formatter of all emitted files."""
    assert format_files(sample_files) == sample_files


def test_pyproject_names_distribution_and_dependencies(sample_files: Mapping[str, str]) -> None:
    """The distribution depends on httpx and pydantic alone and ships the package."""
    document = tomllib.loads(sample_files["pyproject.toml"])
    project = document["project"]
    assert (project["name"], project["version"]) == ("sample-client", "1.2.3")
    assert project["description"] == sample_request().description
    assert [name.partition(">")[0] for name in project["dependencies"]] == ["httpx", "pydantic"]
    assert document["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["sample_client"]


def test_readme_calls_a_real_operation(sample_files: Mapping[str, str]) -> None:
    """The README shows both clients with an operation that needs no variable."""
    readme = sample_files["README.md"]
    assert "pip install sample-client" in readme
    assert "    result = client.list_kernels()\n" in readme
    assert "    result = await client.list_kernels()\n" in readme
    assert "    async for event in client.watch_kernel(id=…):\n" in readme


def test_exports_are_sorted_and_complete(sample_files: Mapping[str, str]) -> None:
    """The package exports clients, errors, enums, inputs, fragments and results."""
    module = ast.parse(sample_files["sample_client/__init__.py"])
    (exported,) = (
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert exported[0] == "UNSET"
    assert exported[1:] == sorted(exported[1:])
    assert {
        *("AsyncClient", "Client", "ClientError", "GraphQLResponseError", "HttpError"),
        *("KernelStatus", "KernelFilter", "KernelSummary", "ListKernels", "ListKernelsKernels"),
    } <= set(exported)


def test_client_is_imported_without_any_server_package(sample_directory: Path) -> None:
    """Every module imports where graphwright, graphql-core and Ariadne are not installed."""
    code = (
        f"{BLOCKER}\nimport importlib, pkgutil, sample_client\n"
        "names = [found.name for found in pkgutil.iter_modules(sample_client.__path__)]\n"
        "for name in names: importlib.import_module(f'sample_client.{name}')\n"
        "for name in sample_client.__all__: getattr(sample_client, name)\n"
        "assert not BLOCKED & sys.modules.keys()\n"
        "print(len(names))"
    )
    done = run(sys.executable, "-c", code, directory=sample_directory)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{len(FIXED | RESULTS) - 1}\n", "")


def test_importing_the_package_imports_nothing_that_is_not_used(sample_directory: Path) -> None:
    """The package costs nothing before a name is used, and a client no models of results."""
    code = (
        "import sys, sample_client\n"
        "assert not {'httpx', 'pydantic', 'sample_client.client'} & sys.modules.keys()\n"
        "sample_client.AsyncClient\n"
        "print(sorted(name for name in sys.modules if name.startswith('sample_client.')))"
    )
    done = run(sys.executable, "-c", code, directory=sample_directory)
    clients = ("async_base_client", "async_client")
    names = (*clients, "base_model", "event_stream", "exceptions", "operations", "wire")
    assert done.stdout == f"{[f'sample_client.{name}' for name in names]}\n"


def test_unknown_name_of_the_package_is_an_attribute_error(sample_directory: Path) -> None:
    """A name that the package does not export fails as usual."""
    code = "import sample_client; sample_client.Kernel"
    done = run(sys.executable, "-c", code, directory=sample_directory)
    assert "AttributeError: module 'sample_client' has no attribute 'Kernel'" in done.stderr


def test_client_and_its_use_pass_mypy_strict(
    sample_files: Mapping[str, str], tmp_path: Path, mypy_cache: Path
) -> None:
    """The package and a program that uses it pass mypy --strict; misuse does not."""
    write_checked(tmp_path, sample_files)
    settings = ("--strict", f"--cache-dir={mypy_cache}", "--config-file=")
    command = (sys.executable, "-m", "mypy", *settings, "sample_client", "usage.py", "misuse.py")
    found = run(*command, directory=tmp_path).stdout
    assert refused(found) == {("misuse.py", line) for line in MISUSES}
    assert "in 1 file (checked 24 source files)" in found


def test_client_and_its_use_pass_pyright_strict(
    sample_files: Mapping[str, str], tmp_path: Path
) -> None:
    """The package and a program that uses it pass pyright in strict mode; misuse does not."""
    write_checked(tmp_path, sample_files)
    command = (sys.executable, "-m", "pyright", "--pythonpath", sys.executable)
    found = run(*command, directory=tmp_path).stdout
    assert refused(found) == {("misuse.py", line) for line in MISUSES}
    assert " 0 warnings" in found


def refused(output: str) -> set[tuple[str, int]]:
    """The files and lines that a type checker refuses."""
    found = re.findall(r"(\w+\.py):(\d+).*error:", output)
    return {(name, int(line)) for name, line in found}


def write_checked(directory: Path, files: Mapping[str, str]) -> None:
    """Write the distribution with a program that uses it and one that misuses it."""
    for path, text in files.items():
        (directory / path).parent.mkdir(exist_ok=True)
        (directory / path).write_text(text, "utf-8")
    (directory / "usage.py").write_text(USAGE, "utf-8")
    (directory / "misuse.py").write_text(MISUSE, "utf-8")
    (directory / "pyrightconfig.json").write_text(
        '{"include": ["."], "typeCheckingMode": "strict"}', "utf-8"
    )
