"""The SDL that a project has: in files, or in strings of its Python."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    GraphQLSyntaxError,
    ScalarTypeDefinitionNode,
    TypeSystemDefinitionNode,
    TypeSystemExtensionNode,
    parse,
)

from graphwright.errors import GraphwrightError
from graphwright.header import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SUFFIXES = (".graphql", ".graphqls", ".gql")
_DEFINITION = re.compile(
    r"^\s*(?:extend\s+)?(?:type|interface|union|enum|input|scalar|schema)\b", re.MULTILINE
)
_NEW = "schema/*.graphql"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, by its path below the root."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ExistingSdl:
    """SDL as `texts` of files by path, or else `embedded` in Python by place.

    `patterns` match the files, or those that are to come. `scalars` are defined in it.
    """

    texts: Mapping[str, str]
    embedded: Mapping[Place, str]
    patterns: tuple[str, ...]
    scalars: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is none."""
        return not (self.texts or self.embedded)


def find_sdl(root: Path, files: Iterable[str], modules: Mapping[str, bytes]) -> ExistingSdl:
    """The SDL in the files, by path below the root, or else in the modules."""
    candidates = [file for file in files if file.endswith(_SUFFIXES)]
    texts: dict[str, str] = {}
    documents: list[DocumentNode] = []
    for file in candidates:
        text = text_at(root, file)
        document = _parsed(text)
        # What cannot be read counts as SDL, so that its mistakes are told.
        if MARK not in text.partition("\n")[0] and (document is None or _defines(document)):
            texts[file] = text
            documents += [document] if document else []
    embedded: dict[Place, str] = {}
    for path, content in {} if texts else modules.items():
        for place, text, document in _in_module(path, content):
            embedded[place] = text
            documents.append(document)
    patterns = _patterns(candidates, texts) if texts else (_NEW,)
    return ExistingSdl(texts, embedded, patterns, _scalars(documents))


def text_at(root: Path, file: str) -> str:
    """The text of a file; raises GraphwrightError if it is not UTF-8."""
    try:
        return (root / file).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise GraphwrightError(f"'{file}' is not UTF-8 text. Nothing was written.") from None


def parsed_module(content: bytes) -> ast.Module | None:
    """The tree of a module; None if it is no Python."""
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError):
        return None


def _parsed(text: str) -> DocumentNode | None:
    try:
        return parse(text, no_location=True)
    except GraphQLSyntaxError:
        return None


def _defines(document: DocumentNode) -> bool:
    return any(
        isinstance(each, TypeSystemDefinitionNode | TypeSystemExtensionNode)
        for each in document.definitions
    )


def _in_module(path: str, content: bytes) -> Iterable[tuple[Place, str, DocumentNode]]:
    """The strings of a module that are SDL."""
    tree = parsed_module(content)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            document = _parsed(node.value) if _DEFINITION.search(node.value) else None
            if document is not None and _defines(document):
                text = textwrap.dedent(node.value).strip() + "\n"
                yield Place(path, node.lineno), text, document


def _patterns(files: Iterable[str], texts: Mapping[str, str]) -> tuple[str, ...]:
    """A pattern for each directory that has nothing else of the kind, or else the files."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        directory = file.rpartition("/")[0]
        prefix = f"{directory}/" if directory else ""
        groups[f"{prefix}*{Path(file).suffix}"].append(file)
    patterns: list[str] = []
    for pattern, members in sorted(groups.items()):
        ours = [file for file in members if file in texts]
        patterns += [pattern] if ours == members else ours
    return tuple(patterns)


def _scalars(documents: Iterable[DocumentNode]) -> tuple[str, ...]:
    names = {
        each.name.value
        for document in documents
        for each in document.definitions
        if isinstance(each, ScalarTypeDefinitionNode)
    }
    return tuple(sorted(names))
