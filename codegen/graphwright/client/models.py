"""The models of results, inputs and enums, made by ariadne-codegen."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Any

from ariadne_codegen.client_generators.constants import BASE_MODEL_IMPORT
from ariadne_codegen.client_generators.enums import EnumsGenerator
from ariadne_codegen.client_generators.fragments import FragmentsGenerator
from ariadne_codegen.client_generators.input_types import InputTypesGenerator
from ariadne_codegen.client_generators.result_types import ResultTypesGenerator
from ariadne_codegen.client_generators.scalars import ScalarData
from ariadne_codegen.plugins.manager import PluginManager

from graphwright.client.documents import operation_name
from graphwright.client.model_plugin import ModelPlugin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import GraphQLSchema

    from graphwright.client.model_documents import ModelDocuments
    from graphwright.client.naming import Names
    from graphwright.client.usage import Usage


def render_models(
    schema: GraphQLSchema,
    documents: ModelDocuments,
    usage: Usage,
    names: Names,
    modules: Mapping[str, str],
    scalars: Mapping[str, str],
) -> dict[str, str]:
    """The text of each module by its name; `modules` names those of the operations.

    The enums and inputs of the schema are called as their classes.
    """
    plugins = PluginManager(schema)
    plugins.plugins.append(ModelPlugin(schema, names, documents.attributes))
    generators = _Generators(schema, documents, plugins, scalars)
    # Deprecated fields are the linter's business.
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        trees = {
            **dict(generators.results(modules)),
            "enums": generators.enums([names.classes[name] for name in usage.enums]),
            "fragments": generators.fragments(),
            "inputs": generators.inputs([names.classes[name] for name in usage.inputs]),
        }
    return {name: ast.unparse(tree) for name, tree in sorted(trees.items()) if _has_classes(tree)}


class _Generators:
    """The generators of ariadne-codegen, set up alike.

    They are called one by one, since its generator of packages would write files and run a
    formatter over what is rewritten afterwards.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        documents: ModelDocuments,
        plugins: PluginManager,
        scalars: Mapping[str, str],
    ) -> None:
        self._documents = documents
        self._fragments = {node.name.value: node for node in documents.fragments}
        self._shared: dict[str, Any] = {"schema": schema, "plugin_manager": plugins}
        self._models: dict[str, Any] = {
            **self._shared,
            "base_model_import": BASE_MODEL_IMPORT,
            "custom_scalars": {name: ScalarData(type_=scalars[name]) for name in scalars},
            "defer_model_build": True,
            "use_alias_generator": True,
        }

    def enums(self, names: list[str]) -> ast.Module:
        return EnumsGenerator(**self._shared).generate(types_to_include=names)

    def inputs(self, names: list[str]) -> ast.Module:
        generator = InputTypesGenerator(**self._models, upload_import=None)
        return generator.generate(types_to_include=names)

    def fragments(self) -> ast.Module:
        generator = FragmentsGenerator(**self._models, fragments_definitions=self._fragments)
        return generator.generate()

    def results(self, modules: Mapping[str, str]) -> Iterator[tuple[str, ast.Module]]:
        for operation in self._documents.operations:
            generator = ResultTypesGenerator(
                **self._models,
                operation_definition=operation,
                enums_module_name="enums",
                fragments_module_name="fragments",
                fragments_definitions=self._fragments,
            )
            yield modules[operation_name(operation)], generator.generate()


def _has_classes(tree: ast.Module) -> bool:
    return any(isinstance(statement, ast.ClassDef | ast.Assign) for statement in tree.body)
