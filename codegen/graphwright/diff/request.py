"""What a user asks for, answered with a review: the only part that reads files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from graphwright.diff.acknowledgements import read_acknowledgements
from graphwright.diff.resolvers import KnownResolvers
from graphwright.diff.review import Context, Review, review
from graphwright.elements.operations import read_operations
from graphwright.elements.sources import (
    Side,
    Workspace,
    load_matching,
    load_side,
    load_sources,
    load_work_tree,
    names_configured_schema,
)
from graphwright.elements.trees import GitTree, Tree, WorkTree
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.scaffold.reading import dotted_name, read_bindings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from graphwright.diff.change import Acknowledgement, Level
    from graphwright.diff.settings import Settings
    from graphwright.elements.uses import KnownOperations
    from graphwright.elements.versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The words of a command line and where it was given.

    What is None or empty comes from the settings. Those about versions, operations and acknowledged
    changes count only when one of the sides is the schema that they are about.
    """

    directory: Path
    settings: Settings
    today: date
    old: str | None = None
    new: str | None = None
    operations: tuple[str, ...] = ()
    next_version: Version | None = None
    fail_on: Level | None = None
    acknowledged: str | None = None
    main: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """Where the words are looked up."""
        settings = self.settings
        return Workspace(
            directory=self.directory,
            root=settings.root,
            schema=settings.schema,
            main=self.main or settings.main,
            headers=self.headers,
        )

    @property
    def configured(self) -> bool:
        """Whether a side is the schema of the settings."""
        return any(word is None or names_configured_schema(word) for word in (self.old, self.new))


def answer(request: Request) -> Review:
    """The review that was asked for; raises GraphwrightError when it cannot be made."""
    workspace = request.workspace
    old = load_side("git:" if request.old is None else request.old, workspace)
    new = load_work_tree(workspace) if request.new is None else load_side(request.new, workspace)
    settings = request.settings
    next_version = request.next_version or (settings.next_version if request.configured else None)
    acknowledgements = _acknowledgements(request)
    if acknowledgements and next_version is None:
        raise GraphwrightError(
            "Acknowledgements expire with a version. Name the next one with --next-version, "
            "or as next_version in [tool.graphwright.diff]."
        )
    context = Context(
        today=request.today,
        policy=settings.policy,
        fail_on=settings.fail_on if request.fail_on is None else request.fail_on,
        next_version=next_version,
        operations=_operations(request, old),
        resolvers=_resolvers(request, new),
        acknowledgements=acknowledgements,
        merged=_merged(request, old),
        acknowledged_in=_acknowledged_in(request),
    )
    return review(old.snapshot, new.snapshot, context)


def _operations(request: Request, old: Side) -> KnownOperations | None:
    """What clients of the old side ask for: a change may have mended the operations of the new one."""
    patterns = request.settings.operations
    if request.operations:
        sources = load_sources(request.operations, request.workspace)
    elif request.configured and patterns:
        sources = load_matching(patterns, _settings_tree(request, old))
    else:
        return None
    return read_operations(old.snapshot, sources)


def _resolvers(request: Request, new: Side) -> KnownResolvers | None:
    """The resolvers in the work tree; those of a commit are not looked at."""
    settings = request.settings
    if not request.configured or not settings.bindings or new.commit is not None:
        return None
    generated = dotted_name(settings.root, PurePosixPath(settings.server))
    bindings = read_bindings(settings.root, settings.bindings, generated)
    return KnownResolvers(bindings, settings.names)


def _settings_tree(request: Request, old: Side) -> Tree:
    root = request.settings.root
    return GitTree.of(root, old.commit.commit) if old.commit else WorkTree(root)


def _acknowledgements(request: Request) -> tuple[Acknowledgement, ...]:
    if request.acknowledged is not None:
        tree: Tree = WorkTree(request.directory)
        if not tree.is_file(request.acknowledged):
            raise GraphwrightError(f"There is no file '{request.acknowledged}'.")
        return _read(tree, request.acknowledged)
    tree = WorkTree(request.settings.root)
    if request.configured and tree.is_file(request.settings.acknowledged):
        return _read(tree, request.settings.acknowledged)
    return ()


def _acknowledged_in(request: Request) -> str:
    """The file with the acknowledgements, which may not be there yet, as seen from here."""
    if request.acknowledged is not None:
        return request.acknowledged
    if not request.configured:
        return ""
    path = request.settings.root / request.settings.acknowledged
    return Path(os.path.relpath(path, request.directory)).as_posix()


def _merged(request: Request, old: Side) -> frozenset[Acknowledgement]:
    """The acknowledgements that the commit of the old side had already."""
    path = request.settings.acknowledged
    tree = _settings_tree(request, old)
    if old.commit is None or not tree.is_file(path):
        return frozenset()
    try:
        return frozenset(_read(tree, path))
    except DiagnosticsError:
        # What was wrong in a commit of the past cannot be mended.
        return frozenset()


def _read(tree: Tree, path: str) -> tuple[Acknowledgement, ...]:
    return read_acknowledgements(path, tree.read(path).decode("utf-8"))
