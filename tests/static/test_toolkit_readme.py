"""The toolkit's README leaves out no command and no key of the configuration."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from tests.codegen.case import project, run

from graphwright.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "codegen/README.md").read_text()


def test_every_key_of_the_configuration_is_explained(tmp_path: Path) -> None:
    """Those that graphwright itself names when it meets one that it does not know."""
    shop = project(tmp_path / "shop", {}, ["zzz = 1"])
    told = run(shop, "generate").output
    known = re.search(r"Known are (.+)\.$", told, re.MULTILINE)
    assert known is not None, told
    for key in known[1].split(", "):
        assert f"| `{key}` |" in README or f"`[tool.graphwright.{key}]`" in README, key


def test_every_command_is_listed() -> None:
    """Those that `graphwright --help` lists."""
    told = CliRunner().invoke(main, ["--help"]).output.partition("Commands:\n")[2]
    commands = re.findall(r"^  (\w+) ", told, re.MULTILINE)
    assert commands
    for command in commands:
        assert f"| `graphwright {command}" in README, command


def test_every_link_leads_to_a_file() -> None:
    """From the place of the README."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / "codegen" / link).exists(), link
