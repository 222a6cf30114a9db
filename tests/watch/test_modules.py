"""Modules and templates of a project count as much as its schema."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import project, run, write_tree
from tests.watch.session import Session

from graphwright.config import load_config
from graphwright.memory import NO_MEMORY
from graphwright.watch.modules import module_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SDL = "type Query { user: User }\ntype User { id: ID! name: String! }\n"
PLUGIN = """\
from graphwright.plugins import Plugin
from rules.words import WORD
class Rules(Plugin):
    def files(self, files, project):
        return {**files, "api/words.txt": WORD}
"""
MODEL = """\
from dataclasses import dataclass
@dataclass
class User:
    id: str
    name: str
"""


def session(
    root: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str], line: str
) -> Session:
    """A project with those files and a line of configuration, in which the test stands."""
    monkeypatch.chdir(project(root, {"schema/a.graphql": SDL, **files}, [line]))
    return Session(root)


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    files = {"rules/plugin.py": PLUGIN, "rules/words.py": 'WORD = "one"'}
    return session(tmp_path / "shop", monkeypatch, files, 'plugins = ["rules.plugin:Rules"]')


@pytest.fixture
def modelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    line = '[tool.graphwright.models]\nUser = "shop.users:User"'
    return session(tmp_path / "shop", monkeypatch, {"src/shop/users.py": MODEL}, line)


def test_what_a_plugin_imports_is_read_anew(plugged: Session) -> None:
    """Although it is as long as before, and was saved in the same second."""
    _, told = plugged.follow(plugged.saved("rules/words.py", 'WORD = "two"'))
    assert told[0].startswith("rules/words.py: server: 1 written, 0 removed")
    assert (plugged.root / "api/words.txt").read_text() == "two"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("\nWORD = ", "SyntaxError: invalid syntax (rules/words.py:2)"),
        ("raise SystemExit(3)", "SystemExit: 3 (rules/words.py:1)"),
        ("from rules.more import WORD", "No module named 'rules.more' (rules/words.py:1)"),
    ],
)
def test_a_module_that_cannot_be_imported_is_a_mistake(
    plugged: Session, text: str, mistake: str
) -> None:
    """Which the next save mends, and so does the module that was missing."""
    _, wrong, mended, more = plugged.follow(
        plugged.saved("rules/words.py", text),
        plugged.saved("rules/more.py", 'WORD = "two"'),
        plugged.saved("rules/words.py", 'WORD = "two"\n'),
    )
    assert wrong[0] == "rules/words.py: 1 mistake"
    assert "GW462 Plugin 'rules.plugin:Rules' cannot be imported" in wrong[1]
    assert mistake in wrong[1]
    assert (mended == []) is ("more" not in text)
    assert any("0 removed" in line for line in more)
    assert (plugged.root / "api/words.txt").read_text() == "two"


def test_a_hook_that_raises_ends_nothing(plugged: Session) -> None:
    """It is told with its place."""
    wrong = PLUGIN.replace("return", "return 1 / 0 #")
    _, told, mended = plugged.follow(
        plugged.saved("rules/plugin.py", wrong), plugged.saved("rules/plugin.py", PLUGIN)
    )
    assert "division by zero" in told[1]
    assert mended[0].startswith("rules/plugin.py: server: 0 written, 0 removed")


def test_modules_of_a_plugin_are_formatted_as_when_all_are(plugged: Session) -> None:
    """Although the others, which it imports, are as before: imports of them have a place of their own."""
    extra = '''"extra/more.py": "import httpx\\nimport api.types\\nX = httpx, api"'''
    plugin = PLUGIN.replace('"api/words.txt": WORD', extra)
    _, _, told = plugged.follow(
        plugged.saved("rules/plugin.py", plugin),
        plugged.saved("rules/plugin.py", plugin.replace("X = ", "Y = ")),
    )
    assert told[0].startswith("rules/plugin.py: server: 1 written, 0 removed")
    assert "import httpx\n\nimport api.types\n" in (plugged.root / "extra/more.py").read_text()
    assert run(plugged.root, "generate", "--check").exit_code == 0


def test_a_template_of_a_plugin_counts(plugged: Session) -> None:
    """From the first run on, which tells where it is."""
    plugin = PLUGIN.replace("class Rules", "from pathlib import Path\nclass Rules").replace(
        "Rules(Plugin):", 'Rules(Plugin):\n    templates = Path(__file__).parent / "templates"'
    )
    own = "{{ header }}\nWORD = 1\n"
    files = {"rules/plugin.py": plugin, "rules/templates/types.py.jinja": own}
    for path, text in files.items():
        (plugged.root / path).parent.mkdir(exist_ok=True)
        (plugged.root / path).write_text(text)
    path = "rules/templates/types.py.jinja"
    _, told = plugged.follow(plugged.saved(path, own.replace("1", "2")))
    assert told[0].startswith(f"{path}: server: 1 written, 0 removed")


def test_a_template_of_the_project_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that comes later too."""
    files = {"templates/types.py.jinja": "{{ header }}\nWORD = 1\n"}
    shop = session(tmp_path / "shop", monkeypatch, files, 'templates = "templates"')
    _, told = shop.follow(shop.saved("templates/types.py.jinja", "{{ header }}\nWORD = 2\n"))
    assert told[0].startswith("templates/types.py.jinja: server: 1 written, 0 removed")


def test_the_class_of_an_own_model_is_looked_at_anew(modelled: Session) -> None:
    """What it lacks becomes a resolver's, and what cannot be is a mistake."""
    _, fewer, wrong, broken, mended = modelled.follow(
        modelled.saved("src/shop/users.py", MODEL.replace("    name: str\n", "")),
        modelled.saved("src/shop/users.py", MODEL.replace("name: str", "name: int")),
        modelled.saved("src/shop/users.py", "import nothing_of_that_name"),
        modelled.saved("src/shop/users.py", MODEL),
    )
    assert fewer[0].startswith("src/shop/users.py: server: 3 written")
    assert "GW456" in wrong[1]
    assert "GW453 'shop.users' cannot be imported: ModuleNotFoundError" in broken[1]
    assert mended[0].startswith("src/shop/users.py: server: 3 written")


def test_files_of_modules_are_found_without_importing_them(tmp_path: Path) -> None:
    """Those that they import anywhere in them, but nothing that is emitted or comes from elsewhere."""
    files = {
        "src/shop/__init__.py": "raise SystemExit",
        "src/shop/users.py": "import json\nfrom . import base\nfrom api.types import User\nx = (",
        "src/shop/base.py": "",
        "rules.py": "def late():\n    from shop.deep.words import WORD\n    import httpx.wire",
        "src/shop/deep/words/__init__.py": "from ..others import *",
        "src/shop/deep/others.py": "",
        "api/types.py": "import shop.unseen",
        "src/shop/unseen.py": "",
    }
    root = project(tmp_path / "shop", {"schema/a.graphql": SDL, **files}, ['plugins = ["rules:R"]'])
    config = load_config(root)
    found = {path.relative_to(root).as_posix() for path in module_files(config, NO_MEMORY)}
    there = {path for path in found if (root / path).is_file()}
    assert there == {
        *("rules.py", "src/shop/__init__.py"),
        *("src/shop/deep/words/__init__.py", "src/shop/deep/others.py"),
    }
    assert "src/shop/deep/__init__.py" in found
    write_tree(root, {**files, "src/shop/deep/words/__init__.py": "from ...shop import users\n"})
    assert module_files(replace(config, plugins=()), NO_MEMORY) == frozenset()
