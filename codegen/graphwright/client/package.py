"""The files of the distribution besides those made from its operations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.render.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphwright.client.methods import ClientMethod, Parameter
    from graphwright.client.request import ClientRequest

_PACKAGE_FILES = Path(__file__).parent / "package_files"

_LAZY = (
    "Names are imported from their modules when they are first used, so that importing the package "
    "costs next to nothing."
)

_INIT = '''{doc}

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
{imports}
else:
    _MODULES = {modules}

    def __getattr__(name: str) -> object:
        """Import the module of an exported name."""
        if name not in _MODULES:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
        value = getattr(import_module(f".{{_MODULES[name]}}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({{*globals(), *_MODULES}})

__all__ = {names}
'''

_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = {distribution}
version = {version}
description = {description}
readme = "README.md"
requires-python = ">=3.11"
dependencies = [
    "httpx>=0.27",
    "pydantic>=2.11",
]

[tool.hatch.build.targets.wheel]
packages = [{package}]
"""

_README = """\
# {distribution}

{description}

```sh
pip install {distribution}
```
"""

_CALLS = """
Blocking:

```python
from {package} import Client

with Client("https://api.example/graphql", token="…") as client:
    result = client.{call}
```

With asyncio:

```python
from {package} import AsyncClient

async with AsyncClient("https://api.example/graphql", token="…") as client:
    result = await client.{call}
```
"""

_METHODS = """
Every operation is a method that takes its variables by name and returns a model of its answer. A
variable that is left out is not sent; `None` is sent as null. Errors are subclasses of
`ClientError`; `GraphQLResponseError` has the errors of the answer, with `code` and `path`, and in
`data` whatever came besides them.
"""

_SUBSCRIPTIONS = """
## Subscriptions

A subscription is an iterator of models, one for each event:

```python
from {package} import AsyncClient

async with AsyncClient("https://api.example/graphql", token="…") as client:
    async for event in client.{call}:
        print(event)
```

`Client` has the same for a plain `for`. The server has to speak graphql-sse, server-sent events in
the mode of distinct connections: each iterator has a connection of its own.

- It ends when the server completes the stream, and raises `TransportError` when the connection
  breaks before that. It never connects again by itself, since events may be lost in between.
- An event with errors raises `GraphQLResponseError`, and does not end the stream: the next event
  may be asked for.
- The request is sent when the first event is asked for. Leaving the loop closes the stream, and
  so the server stops its work; an `async with` sees to it that this happens at once.
- A stream that is silent for `stream_timeout` seconds (60, unless the client is told otherwise) is
  taken for broken. Heartbeats of the server count as a sound.

To go on after an event with errors, begin the loop again over the same iterator:

```python
from {package} import GraphQLResponseError

async with client.{call} as events:
    while True:
        try:
            async for event in events:
                print(event)
            break
        except GraphQLResponseError as error:
            print(error.codes, error.data)
```
"""


def fixed_modules() -> dict[str, str]:
    """The text of each module that every client carries as it is, by name."""
    return {
        path.stem: path.read_text("utf-8")
        for path in sorted(_PACKAGE_FILES.glob("*.py"))
        if path.stem != "__init__"
    }


def init_module(request: ClientRequest, exports: Mapping[str, str]) -> str:
    """The `__init__` that exports each name from its module."""
    names = sorted(exports)
    return _INIT.format(
        doc=docstring(f"{_summary(request)}\n\n{_LAZY}"),
        imports="\n".join(f"    from .{exports[name]} import {name}" for name in names),
        modules=json.dumps({name: exports[name] for name in names}),
        names=json.dumps(names),
    )


def pyproject(request: ClientRequest) -> str:
    """The pyproject.toml of the distribution."""
    return _PYPROJECT.format(
        distribution=json.dumps(request.distribution),
        version=json.dumps(request.version),
        description=json.dumps(request.description, ensure_ascii=False),
        package=json.dumps(request.package),
    )


def readme(request: ClientRequest, methods: Sequence[ClientMethod]) -> str:
    """The README of the distribution, with the operations that ask for least as its examples."""
    once = _example(method for method in methods if not method.is_subscription)
    events = _example(method for method in methods if method.is_subscription)
    parts = [_README.format(distribution=request.distribution, description=_summary(request))]
    if once is not None:
        parts.append(_CALLS.format(package=request.package, call=_call(once)))
    parts.append(_METHODS)
    if events is not None:
        parts.append(_SUBSCRIPTIONS.format(package=request.package, call=_call(events)))
    return "".join(parts)


def _example(methods: Iterable[ClientMethod]) -> ClientMethod | None:
    """The method that asks for least."""
    return min(methods, key=lambda method: len(_required(method)), default=None)


def _call(method: ClientMethod) -> str:
    return f"{method.name}({', '.join(f'{each.name}=…' for each in _required(method))})"


def _required(method: ClientMethod) -> tuple[Parameter, ...]:
    return tuple(each for each in method.parameters if not each.is_optional)


def _summary(request: ClientRequest) -> str:
    text = request.description.strip() or "A typed client of a GraphQL API"
    return text if text.endswith(".") else f"{text}."
