"""`graphwright diff`: the command.

Exit codes: 0 when there is nothing to approve; 1 when there is, or when an added element lacks its
`@since` or an acknowledgement is stale; 2 when the command was used wrongly or a side cannot be read.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from graphwright.collector import collector_at_rest
from graphwright.diff.change import Level
from graphwright.diff.reports.formats import FORMATS
from graphwright.diff.request import Request, answer
from graphwright.diff.settings import load_settings
from graphwright.elements.versions import Version
from graphwright.errors import GraphwrightError
from graphwright.request_headers import header_option

WRONG_USE = 2

_LEVELS = {level.word: level for level in (Level.BREAKING, Level.DANGEROUS)}


class _VersionType(click.ParamType[Version]):
    name = "version"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Version:
        version = value if isinstance(value, Version) else Version.parse(str(value))
        if version is None:
            self.fail(f"'{value}' is not a version.", param, ctx)
        return version


class _ReportType(click.ParamType[tuple[str, Path]]):
    name = "format=path"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        name, _, path = str(value).partition("=")
        if name not in FORMATS or not path:
            known = ", ".join(FORMATS)
            self.fail(f"'{value}' is not FORMAT=PATH, with a format of {known}.", param, ctx)
        return name, Path(path)


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="What to write to the standard output.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=_ReportType(),
    help="Write a report to a file as well, such as html=review.html; may be repeated.",
)
@click.option(
    "--operations",
    multiple=True,
    help="Operations of clients: a file, a directory, a glob or git:REF:PATH; may be repeated.",
)
@click.option("--next-version", type=_VersionType(), help="What @since names on added elements.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_LEVELS)),
    help="The least level that has to be approved.",
)
@click.option("--acknowledged", help="The file of acknowledged changes.")
@click.option("--main", help="The branch whose merge base is the default of OLD.")
@header_option
@click.option("--config", type=click.Path(exists=True, path_type=Path), help="The pyproject.toml.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day by which deprecations are old enough, instead of the clock's.",
)
@click.pass_context
def diff_command(context: click.Context, /, **options: Any) -> None:
    """Review what changed in the schema between OLD and NEW.

    Each is a file, a glob, a directory, an introspection result, a URL or git:REF[:PATH]. OLD is by
    default the commit at which the work tree left the main branch, NEW the work tree.

    Exit codes: 0 nothing to approve, 1 something to approve or to mend, 2 wrong use.
    """
    with collector_at_rest():
        try:
            review = answer(_request(options))
        except GraphwrightError as error:
            click.echo(str(error), err=True)
            context.exit(WRONG_USE)
        for name, path in options["reports"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(click.unstyle(FORMATS[name](review)), encoding="utf-8")
        click.echo(FORMATS[options["format_name"]](review), nl=False)
    context.exit(0 if review.passes else 1)


def _request(options: dict[str, Any]) -> Request:
    directory = Path.cwd()
    return Request(
        directory=directory,
        settings=load_settings(directory, options["config"]),
        today=_day(options["today"]),
        old=options["old"],
        new=options["new"],
        operations=options["operations"],
        next_version=options["next_version"],
        fail_on=_LEVELS.get(options["fail_on"]),
        acknowledged=options["acknowledged"],
        main=options["main"],
        headers=dict(options["headers"]),
    )


def _day(given: datetime | None) -> date:
    return given.date() if given else datetime.now(UTC).date()
