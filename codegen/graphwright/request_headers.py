"""The option that names a header of requests, for servers that are asked for their schema."""

from __future__ import annotations

import click


class HeaderType(click.ParamType[tuple[str, str]]):
    """`Name: value`, as a pair."""

    name = "name: value"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The pair; fails without a colon or a name."""
        name, colon, text = str(value).partition(":")
        if not colon or not name.strip():
            self.fail(f"'{value}' is not a header: it has no colon.", param, ctx)
        return name.strip(), text.strip()


header_option = click.option(
    "--header", "headers", multiple=True, type=HeaderType(), help="Sent to a URL; may be repeated."
)
