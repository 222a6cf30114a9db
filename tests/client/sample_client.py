"""The sample API's client: rendered, written to a directory and imported."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.client import ClientRequest, OperationFile

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from types import ModuleType

SAMPLE = Path(__file__).parent / "sample"
SCALARS = {
    "DateTime": "datetime.datetime",
    "Decimal": "decimal.Decimal",
    "UUID": "uuid.UUID",
    "JSON": "object",
}


def sample_request(package: str = "sample_client") -> ClientRequest:
    """The request for the client of the sample schema and its operations."""
    paths = [SAMPLE / "kernels.graphql", SAMPLE / "others.graphql"]
    return request_for(
        *(OperationFile(f"ops/{path.name}", path.read_text("utf-8")) for path in paths),
        package=package,
    )


def request_for(*files: OperationFile, package: str = "sample_client") -> ClientRequest:
    """The request for a client of the sample schema that sends other operations."""
    return ClientRequest(
        schema_sdl=((SAMPLE / "schema.graphql").read_text("utf-8"),),
        operations=files,
        package=package,
        distribution="sample-client",
        version="1.2.3",
        description='A client of the """sample""" API \\ é',
        scalars=SCALARS,
    )


def write_files(directory: Path, files: Mapping[str, str]) -> None:
    """Write the files of a distribution below the directory."""
    for path, text in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


@contextmanager
def imported(directory: Path, package: str) -> Generator[ModuleType]:
    """The package below the directory, imported; forgotten again afterwards."""
    sys.path.insert(0, str(directory))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(directory))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]
