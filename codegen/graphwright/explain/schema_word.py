"""The schema that a word on the command line names."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, Source

from graphwright.elements.sources import Workspace, load_sources
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.sdl.introspection import (
    fetch_introspection,
    introspected_source,
    is_introspection,
    is_url,
)
from graphwright.sdl.schema import load_schema

_OBJECT = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*")


def schema_of(word: str) -> GraphQLSchema:
    """The schema of SDL files, an introspection result, a URL, or an object of a Python module.

    Raises GraphwrightError for what is none of these.
    """
    if _OBJECT.fullmatch(word) and not word.startswith("git:"):
        return _imported(word)
    sources: list[Source]
    if is_url(word):
        sources = [introspected_source(word, fetch_introspection(word, {}))]
    else:
        sources = [
            _as_sdl(each) for each in load_sources([word], Workspace(Path.cwd(), Path.cwd(), ()))
        ]
    loaded = load_schema(sources, lenient=True)
    if loaded.schema is None:
        raise DiagnosticsError(loaded.diagnostics)
    return loaded.schema


def _as_sdl(source: Source) -> Source:
    is_json = is_introspection(source.name, source.body)
    return introspected_source(source.name, source.body) if is_json else source


def _imported(word: str) -> GraphQLSchema:
    """The schema of `module:name`, also where a framework's own object holds it."""
    module_name, _, name = word.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found: Any = import_module(module_name)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise GraphwrightError(f"'{word}' cannot be imported: {error}.") from None
    finally:
        sys.path.remove(str(Path.cwd()))
    # Strawberry's schema and Ariadne's application keep the one of graphql-core.
    for candidate in (found, getattr(found, "_schema", None), getattr(found, "schema", None)):
        if isinstance(candidate, GraphQLSchema):
            return candidate
    raise GraphwrightError(f"'{word}' is a {type(found).__name__}, not a schema.")
