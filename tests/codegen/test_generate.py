"""What `graphwright generate` writes, removes, reports and leaves alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import project, read_tree, run

if TYPE_CHECKING:
    from pathlib import Path

SDL = "type Query {\n  a: Int\n  kind: Kind\n}\n\nenum Kind {\n  A\n}\n"
BROKEN = "type Query {\n  a: Itn\n}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project that was generated once."""
    directory = project(tmp_path / "shop", {"schema/shop.graphql": SDL})
    assert run(directory, "generate").exit_code == 0
    return directory


def test_a_second_run_changes_nothing(shop: Path) -> None:
    """No byte, and no time of modification."""
    before = {path: path.stat().st_mtime_ns for path in (shop / "api").iterdir()}
    result = run(shop, "generate")
    assert result.output.startswith("0 written, 0 removed, 5 unchanged in ")
    assert {path: path.stat().st_mtime_ns for path in (shop / "api").iterdir()} == before


def test_a_union_of_very_many_types_is_one_that_type_checkers_read(tmp_path: Path) -> None:
    """Pyright takes no chain of more than some 250 members, and Python none of some thousands."""
    names = [f"Kind{number}" for number in range(230)]
    types = "\n".join(f"type {name} {{ a: Int }}" for name in names)
    sdl = f"type Query {{ any: Any }}\nunion Any = {' | '.join(names)}\n{types}\n"
    directory = project(tmp_path, {"schema/many.graphql": sdl})
    assert run(directory, "generate").exit_code == 0
    _, _, alias = (directory / "api" / "types.py").read_text().partition("Any: TypeAlias = ")
    assert re.findall(r"\w+", alias) == sorted(names)
    assert max(len(chain.split("|")) for chain in re.findall(r"\(([^()]+)\)", alias)) == 100


def test_only_files_whose_text_changes_are_written(shop: Path) -> None:
    """A new enum value touches two files."""
    before = {path: path.stat().st_mtime_ns for path in (shop / "api").iterdir()}
    (shop / "schema/shop.graphql").write_text(SDL.replace("  A\n", "  A\n  B\n"))
    assert run(shop, "generate").output.startswith("2 written, 0 removed, 3 unchanged in ")
    after = {path: path.stat().st_mtime_ns for path in (shop / "api").iterdir()}
    changed = sorted(path.name for path in after if after[path] != before[path])
    assert changed == ["enums.py", "schema.graphql"]


def test_files_that_are_no_longer_emitted_are_removed(shop: Path) -> None:
    """Together with directories that become empty."""
    old = shop / "api/deeper/down/old.py"
    old.parent.mkdir(parents=True)
    old.write_text((shop / "api/enums.py").read_text())
    (shop / "schema/shop.graphql").write_text("type Query {\n  a: Int\n}\n")
    assert " 2 removed, " in run(shop, "generate").output
    assert sorted(read_tree(shop / "api")) == [
        "__init__.py",
        "resolvers.py",
        "schema.graphql",
        "schema.py",
    ]
    assert not (shop / "api/deeper").exists()


def test_files_without_the_header_are_left_alone(shop: Path) -> None:
    """Even if they are not text."""
    (shop / "api/mine.py").write_text("# Mine.\n")
    (shop / "api/picture.png").write_bytes(b"\x89PNG\xff")
    assert " 0 removed, " in run(shop, "generate").output
    assert (shop / "api/mine.py").exists()
    assert (shop / "api/picture.png").exists()


def test_with_a_mistake_nothing_is_written_and_nothing_removed(shop: Path) -> None:
    """However much would have changed otherwise."""
    before = read_tree(shop / "api")
    (shop / "schema/shop.graphql").write_text(BROKEN)
    result = run(shop, "generate")
    assert result.exit_code == 1
    assert result.output.startswith("schema/shop.graphql:2:6: GW201 Unknown type 'Itn'.")
    assert read_tree(shop / "api") == before


def test_check_is_quiet_about_files_that_are_up_to_date(shop: Path) -> None:
    """And says how many there are."""
    result = run(shop, "generate", "--check")
    assert (result.exit_code, result.output) == (0, "5 files are up to date.\n")


def test_check_prints_the_difference_and_the_command_that_mends_it(shop: Path) -> None:
    """One unified diff for all files; nothing is written."""
    (shop / "schema/shop.graphql").write_text(SDL.replace("  A\n", "  B\n"))
    (shop / "api/old.py").write_text((shop / "api/enums.py").read_text())
    (shop / "api/resolvers.py").unlink()
    before = read_tree(shop)
    result = run(shop, "generate", "--check")
    assert result.exit_code == 1
    assert "--- a/api/enums.py\n+++ b/api/enums.py\n" in result.output
    assert '-    A = "A"\n+    B = "B"\n' in result.output
    assert "--- a/api/old.py\n+++ /dev/null\n" in result.output
    assert "--- /dev/null\n+++ b/api/resolvers.py\n" in result.output
    assert result.output.endswith("4 files are not up to date. Run: graphwright generate\n")
    assert read_tree(shop) == before


def test_check_reports_mistakes_like_a_run_that_writes(shop: Path) -> None:
    """With the same text."""
    (shop / "schema/shop.graphql").write_text(BROKEN)
    assert run(shop, "generate", "--check").output == run(shop, "generate").output


def test_the_bytes_do_not_depend_on_the_working_directory(shop: Path, tmp_path: Path) -> None:
    """Nor on the way in which the configuration is named."""
    before = read_tree(shop)
    for path in ("shop", "shop/pyproject.toml", str(shop)):
        result = run(tmp_path, "generate", "--config", path)
        assert result.output.startswith("0 written, 0 removed, 5 unchanged in ")
    assert run(shop / "schema", "generate").output.startswith("0 written, 0 removed, 5 unchanged")
    assert read_tree(shop) == before


def test_paths_are_shown_relative_to_the_working_directory(shop: Path, tmp_path: Path) -> None:
    """Also in the command that mends a difference."""
    with (shop / "api/enums.py").open("a") as file:
        file.write("# Edited.\n")
    result = run(tmp_path, "generate", "--check", "--config", "shop")
    assert result.output.endswith(
        "1 file is not up to date. Run: graphwright generate --config shop\n"
    )
    (shop / "schema/shop.graphql").write_text(BROKEN)
    (shop / "schema/more.graphql").write_text("type\n")
    result = run(shop / "api", "generate")
    assert "\n../schema/shop.graphql:2:6: GW201 " in f"\n{result.output}"
    assert result.output.endswith("2 mistakes; nothing was written.\n")


def test_a_project_inside_another_one_has_its_own_configuration(shop: Path) -> None:
    """The nearest one that has the table; one without is passed over."""
    (shop / "part").mkdir()
    (shop / "part/pyproject.toml").write_text("[project]\nname = 'part'\n")
    assert run(shop / "part", "generate").output.startswith("0 written, 0 removed, 5 unchanged")
    project(shop / "part", {"schema/part.graphql": "type Query { part: Int }"})
    assert run(shop / "part", "generate").output.startswith("4 written")


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Relative to the working directory."""
    result = run(tmp_path, "generate", "--config", "nowhere.toml")
    assert result.exit_code == 2
    assert "Path 'nowhere.toml' does not exist." in result.output
    result = run(tmp_path, "generate", "--config", ".")
    assert (result.exit_code, result.output) == (1, "There is no file 'pyproject.toml'.\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    result = run(tmp_path, "generate", "--config", ".")
    assert result.output == "'pyproject.toml' has no [tool.graphwright] table.\n"


def test_schema_files_may_lie_outside_of_the_project(tmp_path: Path) -> None:
    """And are named by their way from the configuration."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.graphql").write_text("type Query { a: Int }")
    directory = project(tmp_path / "shop", {})
    text = (directory / "pyproject.toml").read_text().replace("schema/*", "../shared/*")
    (directory / "pyproject.toml").write_text(text)
    assert run(directory, "generate").exit_code == 0
    assert "declared in ../shared/base.graphql." in (directory / "api/resolvers.py").read_text()


def test_line_ends_and_byte_order_marks_of_the_sdl_do_not_matter(shop: Path) -> None:
    """A checkout on another system gives the same bytes."""
    windows = "\ufeff" + SDL.replace("\n", "\r\n")
    (shop / "schema/shop.graphql").write_bytes(windows.encode())
    assert run(shop, "generate").output.startswith("0 written, 0 removed, 5 unchanged")


def test_help_and_version_tell_what_the_command_does(tmp_path: Path) -> None:
    """Without a project."""
    assert "--check" in run(tmp_path, "generate", "--help").output
    assert "generate" in run(tmp_path, "--help").output
    assert run(tmp_path, "--version").output.startswith("graphwright, version ")


def test_the_client_is_a_distribution_of_its_own(tmp_path: Path) -> None:
    """Operations are no part of the schema, even where its patterns match them."""
    settings = [
        "[tool.graphwright.client]",
        'operations = ["schema/user_operations.graphql"]',
        'package = "client/shop_client"',
        'distribution = "shop-client"',
    ]
    operation = "query GetNumber { a }"
    files = {"schema/shop.graphql": SDL, "schema/user_operations.graphql": operation}
    directory = project(tmp_path, files, settings)
    assert run(directory, "generate").exit_code == 0
    emitted = read_tree(directory / "client")
    assert 'name = "shop-client"' in emitted["pyproject.toml"]
    assert "GetNumber" in emitted["shop_client/get_number.py"]
    (directory / "schema/user_operations.graphql").write_text("query GetKind { kind }")
    assert " 1 removed, " in run(directory, "generate").output
    assert "shop_client/get_number.py" not in read_tree(directory / "client")
    assert run(directory, "generate", "--check").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_what_somebody_else_wrote_is_not_overwritten(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    """But for files in which there is nothing; all of them are told, and nothing is written."""
    directory = project(tmp_path, {"schema/shop.graphql": SDL})
    (directory / "api").mkdir()
    (directory / "api/__init__.py").write_text("\n")
    for name in ("resolvers.py", "schema.py"):
        (directory / "api" / name).write_text(f"# {name} of somebody\n")
    before = read_tree(directory)
    result = run(directory, "generate", *options)
    assert result.exit_code == 1
    for name in ("resolvers.py", "schema.py"):
        assert f"api/{name}:1:1: GW106 Graphwright did not write this file, and" in result.output
    assert result.output.endswith("2 mistakes; nothing was written.\n")
    assert read_tree(directory) == before
    for name in ("resolvers.py", "schema.py"):
        (directory / "api" / name).unlink()
    assert run(directory, "generate").exit_code == 0


@pytest.mark.parametrize("package", ["shop_client", "./shop_client", "schema/../shop_client"])
def test_a_client_at_the_root_leaves_the_files_of_the_project(package: str, tmp_path: Path) -> None:
    """Which is no distribution of the client: its configuration would be gone."""
    settings = [
        "[tool.graphwright.client]",
        'operations = ["operations.graphql"]',
        f'package = "{package}"',
        'distribution = "shop-client"',
    ]
    files = {"schema/shop.graphql": SDL, "operations.graphql": "query GetNumber { a }"}
    directory = project(tmp_path, {**files, "README.md": "Ours."}, settings)
    before = (directory / "pyproject.toml").read_text()
    assert run(directory, "generate").exit_code == 0
    assert (directory / "shop_client/get_number.py").is_file()
    assert (directory / "pyproject.toml").read_text() == before
    assert (directory / "README.md").read_text() == "Ours."
    assert run(directory, "generate", "--check").exit_code == 0


def test_the_settings_of_other_commands_are_left_to_them(tmp_path: Path) -> None:
    """They stand in the same table."""
    settings = ["[tool.graphwright.diff]", "anything = 1"]
    directory = project(tmp_path, {"schema/shop.graphql": SDL}, settings)
    assert run(directory, "generate").exit_code == 0
