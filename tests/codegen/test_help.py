"""The help of the command line lists what there is, without importing it."""

from __future__ import annotations

import subprocess
import sys

from click.testing import CliRunner

from graphwright.cli import main


def help_of(*command: str) -> str:
    return CliRunner().invoke(main, [*command, "--help"], terminal_width=200).output


def test_each_command_is_listed_with_the_first_sentence_of_its_own_help() -> None:
    _, _, commands = help_of().partition("Commands:\n")
    for line in commands.splitlines():
        name, sentence = line.split(maxsplit=1)
        assert sentence in help_of(name).splitlines()[2], name


def test_help_waits_for_no_library_of_a_single_command() -> None:
    """Not for those that make code, pages or answers."""
    command = [sys.executable, "-X", "importtime", "-m", "graphwright", "--help"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "graphwright.cli" in modules
    assert not modules & {"ariadne", "jinja2", "libcst", "markdown_it", "starlette", "watchfiles"}
