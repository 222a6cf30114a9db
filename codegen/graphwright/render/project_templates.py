"""A project's own templates, in the place of graphwright's: checked, and blamed for what they do."""

from __future__ import annotations

import ast
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean
from graphwright.render.environment import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jinja2.nodes import Template

    from graphwright.config import Config
    from graphwright.render.targets import Target


def project_environment(
    config: Config, plugin_folders: Sequence[Path], targets: Iterable[Target]
) -> Environment:
    """The templates of the project, of its plugins and of graphwright, the first going first.

    Raises DiagnosticsError for files in the project's folder that stand for no template.
    """
    if config.templates is None:
        return _complete(environment(plugin_folders), targets, config)
    folder = (config.root / config.templates).resolve()
    if not folder.is_dir():
        message = f"There is no directory '{config.templates}'."
        raise DiagnosticsError([config.mistake(("templates",), "GW465", message)])
    known = {
        *environment(plugin_folders).list_templates(),
        *(f"{target.output}.jinja" for target in targets),
    }
    created = environment([folder, *plugin_folders])
    mistakes = list(_unknown(folder, known, created, config))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return _complete(created, targets, config)


def _complete(templates: Environment, targets: Iterable[Target], config: Config) -> Environment:
    """The templates, when there is one for each target: plugins add targets."""
    there = {*templates.list_templates()}
    missing = [target.output for target in targets if f"{target.output}.jinja" not in there]
    if missing:
        message = f"A plugin emits '{missing[0]}', and there is no template '{missing[0]}.jinja'."
        hint = "It belongs into the directory that the plugin names as 'templates'."
        raise DiagnosticsError([config.mistake(("plugins",), "GW465", message, hint)])
    return templates


def _unknown(
    folder: Path, known: set[str], templates: Environment, config: Config
) -> Iterator[Diagnostic]:
    """Files that are no template of anything: neither known nor included by one that is."""
    names = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]
    included = {
        name
        for each in names
        for name in find_referenced_templates(_parsed(folder / each, templates, config))
    }
    for name in names:
        if name not in known and name not in included:
            hint = did_you_mean(name, known) or f"Templates are {', '.join(sorted(known))}."
            path = _shown(folder / name, config)
            message = f"There is no template '{name}', and none of this folder includes it."
            yield Diagnostic(path, 1, 1, "GW465", message, hint)


def _parsed(path: Path, templates: Environment, config: Config) -> Template:
    text = path.read_text("utf-8", errors="replace")
    try:
        return templates.parse(text)
    except TemplateSyntaxError as error:
        message = str(error.message or "").rstrip(".")
        raise DiagnosticsError([_at(path, error.lineno, message, config)]) from None


@contextmanager
def template_mistakes(config: Config) -> Iterator[None]:
    """Inside, what a template of the project raises is a mistake at its line."""
    try:
        yield
    except Exception as error:
        if config.templates is None:
            raise
        folder = (config.root / config.templates).resolve()
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(folder)]
        if not inside:
            raise
        line = inside[-1].lineno or 1
        message = str(error).rstrip(".") or type(error).__name__
        raise DiagnosticsError([_at(Path(inside[-1].filename), line, message, config)]) from error


def check_rendered(files: Mapping[str, str], config: Config) -> None:
    """Raises DiagnosticsError when a module is no Python that a template of the project makes."""
    if config.templates is None:
        return
    folder = (config.root / config.templates).resolve()
    mistakes: list[Diagnostic] = []
    for path, text in files.items():
        template = folder / f"{path}.jinja"
        try:
            if path.endswith(".py") and template.is_file():
                ast.parse(text)
        except SyntaxError as error:
            line = (error.text or "").strip()
            message = f"What the template makes is no Python: {error.msg} in '{line}'."
            mistakes.append(Diagnostic(_shown(template, config), 1, 1, "GW466", message))
    if mistakes:
        raise DiagnosticsError(mistakes)


def _at(path: Path, line: int, message: str, config: Config) -> Diagnostic:
    """The mistake of a line, at its first word."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    column = len(text) - len(text.lstrip()) + 1
    what = f"The template cannot be rendered: {message}."
    return Diagnostic(_shown(path, config), line, column, "GW466", what, "", text)


def _shown(path: Path, config: Config) -> str:
    return path.relative_to(config.root.resolve()).as_posix()
