"""`graphwright explain`: the command.

Exit codes: 0 when the operation is explained; 1 when there are mistakes in it; 2 when the command was
used wrongly or a file cannot be read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from graphql import Source

from graphwright.collector import collector_at_rest
from graphwright.config import find_config, load_config
from graphwright.engine import explain
from graphwright.errors import DiagnosticsError, GraphwrightError
from graphwright.explain.codecs import codecs_of
from graphwright.explain.operation import check_variables, choose
from graphwright.explain.schema_word import schema_of
from graphwright.explain.stand_ins import schema_with_stand_ins
from graphwright.inputs import read
from graphwright.pipeline import server_package

if TYPE_CHECKING:
    from graphql import GraphQLSchema

WRONG_USE = 2


@click.command("explain")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--operation", "name", help="The name of the operation, if there are several.")
@click.option(
    "--variables",
    metavar="JSON",
    help="Values of variables, an object; they decide what @skip and @include let through.",
)
@click.option(
    "--schema",
    help="SDL (a file, a glob, a directory), an introspection result, a URL, or MODULE:NAME for"
    " the schema object of any server. By default that of [tool.graphwright].",
)
@click.option("--config", type=click.Path(exists=True, path_type=Path), help="The pyproject.toml.")
@click.pass_context
def explain_command(context: click.Context, /, **options: Any) -> None:
    """Print what the engine compiles an operation to.

    FILES have the operation and its fragments; - is the standard input. First come the fields by how they
    get their values, and the batches: which methods are called once for all parents, and in which order.
    Then the functions, in Python. An operation that the engine leaves to graphql-core is printed as
    the reason why.

    A schema of SDL alone has no resolvers: --schema FILE shows default resolvers, MODULE:NAME those of
    the server. For the project's own schema the generated resolvers are taken, and the codecs of its scalars.

    \b
    graphwright explain schema/operations/kernels.graphql --operation ListKernels
    graphwright explain query.graphql --schema shop.app:schema

    Exit codes: 0 explained, 1 mistakes in the operation, 2 wrong use.
    """
    with collector_at_rest():
        try:
            text = _explained(options)
        except DiagnosticsError as error:
            click.echo(str(error), err=True)
            context.exit(1)
        except GraphwrightError as error:
            click.echo(str(error), err=True)
            context.exit(WRONG_USE)
    click.echo(text, nl=False)


def _explained(options: dict[str, Any]) -> str:
    word: str | None = options["schema"]
    schema = _own_schema(options["config"]) if word is None else schema_of(word)
    chosen = choose(schema, [_source(name) for name in options["files"]], options["name"])
    variables = _variables(options["variables"])
    if variables is not None:
        check_variables(schema, chosen, variables)
    return explain(schema, chosen.document, variables=variables)


def _source(name: str) -> Source:
    with click.open_file(name, encoding="utf-8") as stream:
        return Source(stream.read(), "stdin" if name == "-" else name)


def _own_schema(config: Path | None) -> GraphQLSchema:
    loaded = load_config((config or find_config(Path.cwd())).absolute())
    package, document = server_package(loaded, read(loaded))
    return schema_with_stand_ins(package, document, codecs_of(package, loaded))


def _variables(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        values = json.loads(text)
    except ValueError as error:
        raise GraphwrightError(f"--variables is no JSON: {error}.") from None
    if not isinstance(values, dict):
        raise GraphwrightError("--variables is no JSON object.")
    return values
