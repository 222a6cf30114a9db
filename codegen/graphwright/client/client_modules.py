"""The text of client.py, async_client.py and operations.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphwright.render.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphwright.client.methods import ClientMethod, Parameter

_INDENT = 4


def operations_module(methods: Sequence[ClientMethod]) -> str:
    """A constant with the text of each operation."""
    constants = (
        f'{method.constant}: Final = """\\\n{_escaped(method.text)}\n"""' for method in methods
    )
    return "\n\n".join(
        [
            '"""The operations as they are sent."""',
            "from __future__ import annotations",
            "from typing import Final",
            *constants,
            "",
        ]
    )


def client_module(
    methods: Sequence[ClientMethod],
    modules: Mapping[str, str],
    python_types: Iterable[str],
    *,
    is_async: bool,
) -> str:
    """The client with a method for each operation.

    `modules` has the module of each class that a method names, `python_types` are dotted names
    of further types.
    """
    used = {name for method in methods for name in _names(method)}
    prefix, kind = ("Async", "for asyncio") if is_async else ("", "blocking")
    base_module = "async_base_client" if is_async else "base_client"
    return "\n".join(
        [
            f'"""The client with a method for each operation, {kind}.',
            "",
            "A method imports the models of its result when it is first called: programs need few.",
            '"""',
            "from __future__ import annotations",
            "from typing import TYPE_CHECKING",
            f"from .{base_module} import {prefix}BaseClient, {prefix}EventStream",
            "from .base_model import UNSET",
            *(f"from .operations import {method.constant}" for method in methods),
            "if TYPE_CHECKING:",
            "    from collections.abc import Sequence",
            "    from .base_model import UnsetType",
            *(f"    {_import(python)}" for python in sorted(python_types)),
            *(f"    from .{modules[name]} import {name}" for name in sorted(used & modules.keys())),
            f"class {prefix}Client({prefix}BaseClient):",
            f'    """Sends the operations of the API, {kind}; the constructor is the base\'s."""',
            *(
                line
                for method in methods
                for line in _method(method, modules[method.result], is_async=is_async)
            ),
            "",
        ]
    )


def _names(method: ClientMethod) -> Iterator[str]:
    """The names in the signature of a method."""
    yield method.result
    for parameter in method.parameters:
        yield from re.findall(r"\w+", parameter.annotation)


def _method(method: ClientMethod, module: str, *, is_async: bool) -> Iterator[str]:
    parameters = ", ".join(["self", *_keyword_only(method.parameters)])
    variables = ", ".join(f'"{each.variable}": {each.name}' for each in method.parameters)
    sent = f'{method.constant}, operation_name="{method.operation}", variables={{{variables}}}'
    word, awaits = ("async def", "await ") if is_async else ("def", "")
    if method.is_subscription:
        # A call makes the stream, with nothing to await.
        word, returned = "def", f"{'Async' if is_async else ''}EventStream[{method.result}]"
        answer = f"self.get_results(self.subscribe({sent}), {method.result})"
    else:
        returned = method.result
        answer = f"self.get_result({awaits}self.execute({sent}), {method.result})"
    yield f"    {word} {method.name}({parameters}) -> {returned}:"
    yield f"        {docstring(method.doc, 2 * _INDENT)}"
    yield f"        from .{module} import {method.result}"
    yield f"        return {answer}"


def _keyword_only(parameters: Sequence[Parameter]) -> list[str]:
    return ["*", *map(_parameter, parameters)] if parameters else []


def _parameter(parameter: Parameter) -> str:
    default = " = UNSET" if parameter.is_optional else ""
    return f"{parameter.name}: {parameter.annotation}{default}"


def _import(python: str) -> str:
    module, _, name = python.rpartition(".")
    return f"from {module} import {name}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', r"\"\"\"")
