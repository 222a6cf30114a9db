"""The models of results, inputs and enums, made by ariadne-codegen."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from ariadne_codegen.client_generators.package import get_package_generator
from ariadne_codegen.client_generators.scalars import ScalarData
from ariadne_codegen.plugins.manager import PluginManager
from ariadne_codegen.settings import ClientSettings, CommentsStrategy

from graphwright.client.model_plugin import ModelPlugin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLSchema

    from graphwright.client.model_documents import ModelDocuments
    from graphwright.client.naming import Names

#: Modules that ariadne-codegen writes and graphwright has its own of.
_REPLACED = frozenset({"__init__", "base_client", "base_model", "client"})


def render_models(
    schema: GraphQLSchema,
    documents: ModelDocuments,
    names: Names,
    modules: Mapping[str, str],
    scalars: Mapping[str, str],
) -> dict[str, str]:
    """The text of each module by its name; `modules` names those of the operations.

    The enums and inputs of the schema are called as their classes.
    """
    plugins = PluginManager(schema)
    plugins.plugins.append(ModelPlugin(schema, names, documents.attributes, modules))
    with tempfile.TemporaryDirectory() as directory:
        generator = get_package_generator(
            schema=schema,
            fragments=list(documents.fragments),
            settings=_settings(directory, scalars),
            plugin_manager=plugins,
        )
        # Deprecated fields are the linter's business.
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            for operation in documents.operations:
                generator.add_operation(operation)
            generator.generate()
        package = Path(directory, "models")
        return {
            path.stem: path.read_text("utf-8")
            for path in sorted(package.glob("*.py"))
            if path.stem not in _REPLACED
        }


def _settings(directory: str, scalars: Mapping[str, str]) -> ClientSettings:
    base_client = Path(__file__).parent / "package_files" / "base_client.py"
    return ClientSettings(
        # It asks for files of both, which were read already.
        schema_path=directory,
        queries_path=directory,
        target_package_name="models",
        target_package_path=directory,
        input_types_module_name="inputs",
        include_comments=CommentsStrategy.NONE,
        include_all_inputs=False,
        include_all_enums=False,
        base_client_name="BaseClient",
        base_client_file_path=str(base_client),
        multipart_uploads=False,
        defer_model_build=True,
        use_alias_generator=True,
        scalars={name: ScalarData(type_=python) for name, python in scalars.items()},
    )
