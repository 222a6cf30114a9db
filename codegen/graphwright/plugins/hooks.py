"""Calls the hooks of all plugins in turn; what goes wrong is told with the plugin and the hook.

| code  | what is wrong                                                     | in           |
|-------|-------------------------------------------------------------------|--------------|
| GW461 | no plugin of that name                                            | loading.py   |
| GW462 | a plugin that cannot be imported, or is none                      | loading.py   |
| GW463 | a hook that raises                                                | hooks.py     |
| GW464 | a hook that returns what cannot be emitted                        | hooks.py     |
| GW465 | a folder of templates, or a template, that there is not           | templates.py |
| GW466 | a template of the project that cannot be rendered                 | templates.py |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn

from graphwright.errors import DiagnosticsError
from graphwright.ir.consistency import inconsistencies
from graphwright.ir.model import Package
from graphwright.raised import place_below, what_was_raised
from graphwright.render.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graphwright.config import Config
    from graphwright.plugins.plugin import Plugin, Project


@dataclass(frozen=True, slots=True)
class LoadedPlugin:
    """A plugin under the name that the configuration gives it."""

    name: str
    plugin: Plugin


@dataclass(frozen=True, slots=True)
class Hooks:
    """The hooks of all plugins, in the order of the configuration."""

    config: Config
    plugins: tuple[LoadedPlugin, ...]

    @property
    def template_folders(self) -> list[Path]:
        """Where plugins have templates; the last plugin's go first."""
        folders = [each.plugin.templates for each in self.plugins]
        return [folder for folder in reversed(folders) if folder is not None]

    def package(self, package: Package, project: Project) -> Package:
        """The IR as the plugins leave it; what each leaves holds together."""
        for each in self.plugins:
            with self._blame(each.name, "hook 'package'"):
                package = each.plugin.package(package, project)
            if not isinstance(package, Package):
                self._refuse(each.name, "package", f"{_named(package)} instead of a Package")
            for wrong in inconsistencies(package):
                self._refuse(each.name, "package", f"a Package in which {wrong}")
        return package

    def targets(self, project: Project) -> tuple[Target, ...]:
        """The modules to render, those of plugins among them."""
        targets: tuple[Target, ...] = TARGETS
        for each in self.plugins:
            with self._blame(each.name, "hook 'targets'"):
                given = each.plugin.targets(targets, project)
            if not isinstance(given, Sequence) or not all(isinstance(t, Target) for t in given):
                self._refuse(each.name, "targets", "something else than a list of Targets")
            outputs = [target.output for target in given]
            for output in outputs:
                self._check_path(each.name, "targets", output)
            doubled = sorted({output for output in outputs if outputs.count(output) > 1})
            if doubled:
                self._refuse(each.name, "targets", f"two targets for '{doubled[0]}'")
            known = set(targets)
            targets = tuple(t if t in known else self._guarded(each.name, t) for t in given)
        return targets

    def files(self, files: Mapping[str, str], project: Project) -> Mapping[str, str]:
        """The files as the plugins leave them."""
        for each in self.plugins:
            with self._blame(each.name, "hook 'files'"):
                given = each.plugin.files(files, project)
            if not isinstance(given, Mapping):
                self._refuse(each.name, "files", f"{_named(given)} instead of files")
            for path, text in given.items():
                if path not in files:
                    self._check_path(each.name, "files", path)
                if not isinstance(text, str):
                    self._refuse(each.name, "files", f"no text for '{path}'")
            files = given
        return files

    def _guarded(self, name: str, target: Target) -> Target:
        """The target of a plugin, whose view is called like a hook."""
        return replace(
            target,
            view=self._guarded_call(name, f"view of '{target.output}'", target.view),
            has_content=self._guarded_call(
                name, f"has_content of '{target.output}'", target.has_content
            ),
        )

    def _guarded_call(self, name: str, what: str, function: Callable[..., Any]) -> Any:
        def call(*arguments: Any) -> Any:
            with self._blame(name, what):
                return function(*arguments)

        return call

    @contextmanager
    def _blame(self, name: str, where: str) -> Iterator[None]:
        """Exceptions become mistakes of the plugin, but for those that are reports themselves."""
        try:
            yield
        except DiagnosticsError:
            raise
        except Exception as error:
            place = place_below(error, self.config.root)
            what = f"{what_was_raised(error)} ({place})" if place else what_was_raised(error)
            message = f"The {where} of plugin '{name}' failed: {what}."
            raise self._mistake("GW463", message) from error

    def _check_path(self, name: str, hook: str, path: object) -> None:
        if not isinstance(path, str):
            self._refuse(name, hook, f"a path that is a {type(path).__name__}")
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not pure.name:
            self._refuse(name, hook, f"the path '{path}', which leads out of the project")

    def _refuse(self, name: str, hook: str, what: str) -> NoReturn:
        message = f"The hook '{hook}' of plugin '{name}' returned {what}."
        forgotten = what.startswith("nothing")
        hint = "Return what the hook was given, changed or not." if forgotten else ""
        raise self._mistake("GW464", message, hint)

    def _mistake(self, code: str, message: str, hint: str = "") -> DiagnosticsError:
        return DiagnosticsError([self.config.mistake(("plugins",), code, message, hint)])


def _named(value: object) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
