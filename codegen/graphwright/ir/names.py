"""Every decision about Python names.

| GraphQL                          | Python                     | why                              |
|----------------------------------|----------------------------|----------------------------------|
| `kernelV2`, `HTTPServer`, `rowIDs` | `kernel_v2`, `http_server`, `row_ids` | fields, arguments, functions |
| `in`, `AND`                      | `in_`, `and_`              | keywords get a `_`               |
| `_service`, `_1`                 | `service`, `n1`            | a leading `_` would mean private |
| `fooBar` beside `foo_bar`        | `foo_bar_2`                | the exact spelling keeps the name |
| field `str`                      | `str_`                     | would hide the type in its class |
| argument `info`                  | `info_`                    | every resolver has one           |
| enum value `mro`, `None`, `name` | `mro_`, `None_`, `name_`   | Enum and Python own these        |
| type `Warning`, `None`           | `Warning_`, `None_`        | builtins keep their meaning      |
"""

from __future__ import annotations

import keyword
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_PLURAL_ACRONYM = re.compile(r"([A-Z]{2,})s(?=[A-Z0-9_]|$)")
_WORD_AFTER_ACRONYM = re.compile(r"([A-Z])([A-Z][a-z])")
_WORD_AFTER_SMALL = re.compile(r"([a-z0-9])([A-Z])")

# Written out, because each version of Python has others, and the output has to be the same on all.
_BUILTINS_IN_WORDS = """
ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning
EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError
FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError
IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError
ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError
UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin
bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod
enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int
isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow
print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple
type vars zip
"""
_BUILTINS = frozenset(_BUILTINS_IN_WORDS.split())

#: Names that Enum defines on its classes or members.
ENUM_ATTRIBUTES = frozenset({"mro", "name", "value"})

#: Types that annotations in a class body name, which a field of the same name would hide there;
#: and the parameter of every method.
CLASS_BODY_NAMES = frozenset({"bool", "float", "int", "self", "str"})

#: Parameters that every resolver method has.
RESOLVER_PARAMETERS = frozenset({"self", "info", "parent", "parents"})

#: Names that a field of the client's models would hide: what pydantic keeps on a model, builtins
#: that annotations name, and the attribute that holds `__typename`.
CLIENT_MODEL_NAMES = frozenset(
    {
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw"),
        *("schema", "schema_json", "update_forward_refs", "validate"),
        *("model_computed_fields", "model_config", "model_construct", "model_copy", "model_dump"),
        *("model_dump_json", "model_extra", "model_fields", "model_fields_set"),
        *("model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild"),
        *("model_validate", "model_validate_json", "model_validate_strings"),
        *("bool", "float", "int", "list", "object", "str"),
        "typename__",
    }
)

#: Names that a class of a page has beside its fields.
PAGE_ATTRIBUTES = frozenset({"from_page"})

#: Names that a projection has beside the fields of its object.
PROJECTION_ATTRIBUTES = frozenset(
    {"data_fields", "needs", "object_type", "plan", "resolver_fields", "type_name"}
)

#: The parameter of functions that read own classes.
OWN_MODULE_NAMES = frozenset({"value"})

#: Names that the loaders of nodes have beside those of the types.
NODE_LOADERS_ATTRIBUTES = frozenset({"load"})

#: Names that emitted modules give to things of their own, and that functions in them use.
PACKAGE_NAMES = (
    PAGE_ATTRIBUTES
    | PROJECTION_ATTRIBUTES
    | {"Resolvers", "SDL", "TABLES", "TYPE_CHECKING", "annotations", "build_schema"}
    | {"by", "cls", "columns", "each", "edge", "page"}
)

#: Parameters and variables of emitted functions, which no function can be called.
FUNCTION_NAMES = frozenset({"by", "column", "columns", "each", "filter", "order_by", "value"})


def snake_case(name: str) -> str:
    """Words in small letters, joined by `_`; digits stay with the letters before them."""
    name = _PLURAL_ACRONYM.sub(lambda match: match[1].capitalize() + "s", name)
    name = _WORD_AFTER_ACRONYM.sub(r"\1_\2", name)
    return _WORD_AFTER_SMALL.sub(r"\1_\2", name).lower()


def pascal_case(name: str) -> str:
    """Words joined, each with a capital; capitals inside a word stay."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", name))


def attribute_name(graphql_name: str) -> str:
    """The name of a field, an argument or a method."""
    return _not_keyword(snake_case(_public(graphql_name)))


def member_name(graphql_name: str) -> str:
    """The name of an enum member: the GraphQL name wherever Python allows it."""
    name = _public(graphql_name)
    return f"{name}_" if name in ENUM_ATTRIBUTES else _not_keyword(name)


def class_name(graphql_name: str) -> str:
    """The name of a class: the GraphQL name wherever Python allows it."""
    name = _public(graphql_name)
    return f"{name}_" if name in _BUILTINS else _not_keyword(name)


def allocate(
    graphql_names: Iterable[str],
    convert: Callable[[str], str],
    reserved: Iterable[str] = (),
    pinned: Mapping[str, str] = NO_NAMES,
) -> Mapping[str, str]:
    """A Python name for each GraphQL name, no two alike, whatever their order.

    Of those that want the same name, the one that is spelled so gets it, or else the first in
    alphabetical order; the others get `_2`, `_3` … A reserved name gets a `_`. Names that are
    `pinned` are what they are, and nobody else's.
    """
    reserved = frozenset(reserved)

    def wanted(name: str) -> str:
        python = convert(name)
        return f"{python}_" if python in reserved else python

    names = list(dict.fromkeys(graphql_names))
    wishes = {name: wanted(name) for name in names if name not in pinned}
    allocated = {name: pinned[name] for name in names if name in pinned}
    taken = {*reserved, *allocated.values()}
    for name in sorted(wishes, key=lambda name: (wishes[name] != name, name)):
        allocated[name] = free_name(wishes[name], taken)
        taken.add(allocated[name])
    return {name: allocated[name] for name in names}


def free_name(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or else `wanted_2`, `wanted_3` …, whichever is not taken."""
    name, number = wanted, 2
    while name in taken:
        name = f"{wanted.rstrip('_')}_{number}"
        number += 1
    return name


def _public(name: str) -> str:
    name = name.lstrip("_") or "underscore"
    return f"n{name}" if name[0].isdigit() else name


def _not_keyword(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
