"""A request to the files of the client's distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import DocumentNode, build_ast_schema, parse

from graphwright.client.called_as_classes import schema_in_python
from graphwright.client.checks import check_documents
from graphwright.client.clashes import check_clashes, check_definitions, class_places
from graphwright.client.client_modules import client_module, operations_module
from graphwright.client.documents import operation_name, read_documents
from graphwright.client.emitted import EmittedClass, read_classes
from graphwright.client.exports import FIXED_EXPORTS
from graphwright.client.losses import check_losses
from graphwright.client.methods import ClientMethod, client_methods
from graphwright.client.model_documents import model_documents
from graphwright.client.model_module import model_module
from graphwright.client.models import render_models
from graphwright.client.naming import Names
from graphwright.client.package import fixed_modules, init_module, pyproject, readme
from graphwright.client.tidy import tidy
from graphwright.client.usage import find_usage
from graphwright.errors import Diagnostic, DiagnosticsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.client.request import ClientRequest
    from graphwright.memory import Memory

_DOCS = {
    "enums": "Enums of the schema that operations use.",
    "fragments": "Fragments that operations share, as base classes of their results.",
    "inputs": "Input objects that operations take.",
}


def render(request: ClientRequest, memory: Memory) -> dict[str, str]:
    """The files of the distribution: path relative to its directory, and text.

    Raises DiagnosticsError with every mistake in the operations.
    """
    definitions = _definitions(request.schema_sdl, memory)
    schema = build_ast_schema(definitions, assume_valid=True, assume_valid_sdl=True)
    documents = read_documents(schema, request.operations, memory)
    usage = find_usage(schema, documents)
    _raise_any([*check_documents(documents, usage, request.scalars), *check_definitions(documents)])
    names = Names.of(schema, request.scalars, request.names)
    modules = names.operations(operation_name(node) for node in documents.operations)
    methods = client_methods(schema, documents, names, modules, request.scalars, memory)
    models = render_models(
        schema_in_python(definitions, schema, names.classes),
        model_documents(schema, documents, names),
        usage,
        names,
        modules,
        request.scalars,
    )
    classes = {module: memory.recall(module, read_classes, text) for module, text in models.items()}
    _raise_any(
        [
            *check_clashes(
                class_places(documents, usage, names, modules, classes), request.scalars.values()
            ),
            *check_losses(schema, documents, modules, classes),
        ]
    )
    modules_by_path = {
        f"{request.package}/{name}.py": f"{request.header}\n{text}"
        for name, text in _modules(request, methods, models, classes, memory).items()
    }
    return {
        "README.md": f"<!--\n{request.header}\n-->\n\n{readme(request, methods)}",
        "pyproject.toml": f"{request.header}\n\n{pyproject(request)}",
        f"{request.package}/py.typed": f"{request.header}\n",
        **tidy(modules_by_path, memory),
    }


def _definitions(texts: Iterable[str], memory: Memory) -> DocumentNode:
    parsed = (memory.recall(f"schema {at}", parse, text) for at, text in enumerate(texts))
    return DocumentNode(definitions=tuple(node for each in parsed for node in each.definitions))


def _modules(
    request: ClientRequest,
    methods: tuple[ClientMethod, ...],
    models: Mapping[str, str],
    classes: Mapping[str, Mapping[str, EmittedClass]],
    memory: Memory,
) -> dict[str, str]:
    """The text of each module of the package, not yet tidy."""
    homes = {name: module for module in classes for name in classes[module]}
    types = sorted({python for python in request.scalars.values() if "." in python})
    docs = {method.name: f"What the operation `{method.operation}` returns." for method in methods}
    return {
        **fixed_modules(),
        **{
            name: memory.recall(name, model_module, docs.get(name) or _DOCS[name], text)
            for name, text in models.items()
        },
        "__init__": init_module(request, {**FIXED_EXPORTS, **homes}),
        "async_client": client_module(methods, homes, types, is_async=True),
        "client": client_module(methods, homes, types, is_async=False),
        "operations": operations_module(methods),
    }


def _raise_any(diagnostics: list[Diagnostic]) -> None:
    if diagnostics:
        raise DiagnosticsError(diagnostics)
