"""Inputs as classes of the project: what they are given, and what does not fit them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from decimal import Decimal
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import pytest
from graphql import graphql, parse
from tests.codegen.case import project, run
from tests.codegen.test_emitted import api, stand_ins
from tests.codegen.test_own_models import mypy_of, replace_in

from graphwright.engine import Engine
from graphwright.runtime import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass
class Market:
    """A server that keeps what its resolvers are given."""

    inputs: Any
    results: Any
    seen: dict[str, Any] = field(default_factory=dict[str, Any])

    def order(self, info: object, **arguments: object) -> str:
        """Of a mutation."""
        self.seen = arguments
        return "ordered"

    def register(self, info: object, **arguments: object) -> str:
        """Of a mutation."""
        self.seen = arguments
        return "registered"

    def parties(self, info: object, **arguments: object) -> list[object]:
        """Of a union."""
        self.seen = {name: repr(each) for name, each in arguments.items() if name != "choice"}
        return self.named(info)

    def named(self, info: object, **arguments: object) -> list[object]:
        """Of an interface."""
        self.seen = self.seen | arguments
        shop = self.results.Shop(name="Corner", address="Main Street")
        return [self.results.Person("Ann", self.inputs.Level.HIGH), shop]


async def answered(market: Market, operation: str, **variables: object) -> Any:
    """What graphql-core answers, which the engine answers too."""
    resolvers = stand_ins("own_inputs", market_query=market, market_mutation=market)
    schema = api("own_inputs").build_schema(resolvers)
    result = await graphql(schema, operation, variable_values=variables)
    seen = str(market.seen)
    compiled = Engine(schema).execute(parse(operation), variable_values=variables)
    other = await compiled if isawaitable(compiled) else compiled
    assert (other.data, other.errors) == (result.data, result.errors)
    assert str(market.seen) == seen
    return result


@pytest.fixture
def market(emitted: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    """The server of the case `own_inputs`."""
    monkeypatch.syspath_prepend(emitted)
    inputs, results = map(importlib.import_module, ("market.inputs", "market.results"))
    return Market(inputs, results)


async def test_arguments_arrive_as_own_classes(market: Market) -> None:
    """Nested ones too; what was left out has the default of the SDL, or else of the class."""
    sent = '{ lines: ["a"], to: [{ street: "Back" }], parcel: {} }'
    result = await answered(market, f"mutation {{ order(input: {sent}) }}")
    assert (result.data, result.errors) == ({"order": "ordered"}, None)
    own, emitted = market.inputs, api("own_inputs", "inputs")
    side = own.Address("Side", [1, 2])
    assert market.seen == {
        "input": own.Order(
            ["a"], own.Level.LOW, UNSET, [own.Address("Back", [1])], emitted.Parcel(to=side)
        ),
        "to": own.Address("Main", [1]),
    }


async def test_null_is_none_and_what_is_left_out_is_not_passed(market: Market) -> None:
    """So the default of the class tells one from the other, if it is not None."""
    operation = "mutation($order: Order!) { order(input: $order) }"
    await answered(market, operation, order={"lines": [], "note": None, "to": None})
    assert (market.seen["input"].note, market.seen["input"].to) == (None, None)
    await answered(market, operation, order={"lines": [], "level": "HIGH"})
    assert (market.seen["input"].note, market.seen["input"].to) == (UNSET, [])


async def test_classes_of_every_kind_are_made(market: Market) -> None:
    """By the names that they take."""
    operation = """query($profile: Profile) {
      parties(in: { until: 3 }, page: { size: 1 }, money: { amount: "1.5" }, choice: { ids: [1] }) {
        __typename
      }
      named(profile: $profile) { name }
    }"""
    await answered(market, operation, profile={"displayName": "Bo", "userId": 7})
    profile = market.seen.pop("profile")
    assert (profile.name, profile.user_id) == ("Bo", "7")
    assert market.seen == {
        "in_": repr(market.inputs.Window(since=0, until=3)),
        "page": "{'size': 1}",
        "money": repr(market.inputs.Money(Decimal("1.5"), "EUR")),
    }


async def test_unions_and_interfaces_of_own_classes_are_served(market: Market) -> None:
    """The class of a value tells its type."""
    operation = """{
      parties { __typename ... on Person { name level } ... on Shop { address } }
      named { __typename name }
    }"""
    assert (await answered(market, operation)).data == {
        "parties": [
            {"__typename": "Person", "name": "Ann", "level": "HIGH"},
            {"__typename": "Shop", "address": "Main Street"},
        ],
        "named": [
            {"__typename": "Person", "name": "Ann"},
            {"__typename": "Shop", "name": "Corner"},
        ],
    }


@pytest.mark.parametrize(
    ("operation", "variables", "message"),
    [
        (
            'mutation { order(input: { lines: [] }, to: { street: "" }) }',
            {},
            "Address: a street has a name",
        ),
        (
            "mutation($to: Address) { order(input: { lines: [] }, to: $to) }",
            {"to": {"street": ""}},
            "Address: a street has a name",
        ),
        (
            "mutation($contact: Contact!) { register(contact: $contact) }",
            {"contact": {"site": "http://shop.example", "age": -1}},
            "Contact: age: Input should be greater than or equal to 0",
        ),
    ],
)
async def test_what_a_class_refuses_is_a_mistake_of_the_client(
    operation: str, variables: Mapping[str, object], message: str, market: Market
) -> None:
    """It is told what a ValueError of the class says, under a code of its own."""
    (error,) = (await answered(market, operation, **variables)).errors
    assert (error.message, error.extensions) == (message, {"code": "BAD_USER_INPUT"})


SDL = """
type Query { user(of: Search): String }
input Search { name: String! age: Int tags: [String!] near: Near }
input Near { x: Float! }
"""
CLASSES = """
from __future__ import annotations
from dataclasses import dataclass

@dataclass
class Near:
    x: float

@dataclass
class Search:
    name: str
    age: int | None = None
    tags: list[str] | None = None
    near: Near | None = None
"""
SETTINGS = [
    "[tool.graphwright.models]",
    'Near = "shop:Near"',
    'Search = { class = "shop:Search", fields = {} }',
]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project whose inputs have classes that fit."""
    return project(tmp_path, {"schema/shop.graphql": SDL, "shop.py": CLASSES}, SETTINGS)


MISTAKES = {
    ("shop.py", "name: str", "nome: str"): (
        "schema/shop.graphql:3:16: GW455 'shop:Search' (shop.py:10) does not take 'name', and"
        " 'Search' has 'name'. Did you mean 'nome'? Or name what takes it: fields = { name = \"…\" }"
        " in [tool.graphwright.models.Search]."
    ),
    ("shop.py", "name: str", "name: int"): (
        "schema/shop.graphql:3:16: GW456 'Search.name' is 'String!' and gives 'str', but"
        " 'shop:Search.name' (shop.py:11) takes 'int'. Change one of them, or name another"
        " parameter in 'fields' of [tool.graphwright.models.Search]."
    ),
    ("shop.py", "age: int | None = None", "age: int = 0"): (
        "GW456 'Search.age' is 'Int' and gives 'int | None', but 'shop:Search.age' (shop.py:12)"
        " takes 'int'. Clients may send null: take None too, or make the field non-null, perhaps"
        " with a default."
    ),
    ("shop.py", "    age: int | None = None\n", "    age: int | None\n"): (
        "schema/shop.graphql:3:30: GW460 'Search.age' may be left out, and 'shop:Search.age'"
        " (shop.py:12) has no default. Give it one, such as None, or UNSET of graphwright.runtime"
        " to tell it from null; or let the field have a default, or be required."
    ),
    ("shop.py", "list[str] | None", "tuple[str, ...] | None"): (
        "GW456 'Search.tags' is '[String!]' and gives 'list[str] | None', but 'shop:Search.tags'"
        " (shop.py:13) takes 'tuple[str] | None'."
    ),
    ("shop.py", "list[str] | None", "list[str | int] | None"): (
        "gives 'list[str] | None', but 'shop:Search.tags' (shop.py:13) takes"
        " 'list[str | int] | None'."
    ),
    ("shop.py", "near: Near | None", "near: Search | None"): (
        "GW456 'Search.near' is 'Near' and gives 'Near | None', but 'shop:Search.near'"
        " (shop.py:14) takes 'Search | None'."
    ),
    ("shop.py", "name: str", "name: Nome"): (
        "GW457 'shop:Search.name' (shop.py:11) holds 'name', and its type 'Nome' is not understood."
        " Define or import what it names."
    ),
    ("shop.py", "    name: str", "    by: str\n    name: str"): (
        "GW460 'shop:Search' (shop.py:10) needs 'by', which 'Search' does not have. Give it a"
        " default, or the input a field."
    ),
    ("pyproject.toml", "fields = {}", 'fields = { nome = "name" }'): (
        "pyproject.toml:6:46: GW455 'Search' has no field 'nome'. Did you mean 'name'?"
    ),
    ("pyproject.toml", "fields = {}", 'fields = { name = "nome" }'): (
        "pyproject.toml:6:46: GW455 'shop:Search' (shop.py:10) does not take 'nome'. Did you mean"
        " 'name'?"
    ),
    ("pyproject.toml", "fields = {}", "fields = { name = false }"): (
        "GW455 'Search.name' is a field of an input, and has no resolver. Name the parameter that"
        " takes it."
    ),
    ("pyproject.toml", "fields = {}", 'fields = { tags = "age" }'): (
        "GW455 'age' and 'tags' would both be taken by 'age'. Name another for one of them in its"
        " 'fields'."
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), MISTAKES)
def test_what_does_not_fit_is_a_mistake_at_its_place(
    file: str, old: str, new: str, shop: Path
) -> None:
    """With what is sent, what is taken, and the ways out."""
    replace_in(shop / file, old, new)
    result = run(shop, "generate")
    assert result.exit_code == 1, result.output
    assert MISTAKES[file, old, new] in result.output


def test_a_pydantic_model_has_to_know_at_run_time_what_it_mentions(shop: Path) -> None:
    """What it mentions before it is defined, it knows by then."""
    model = (
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "from pydantic import BaseModel\nif TYPE_CHECKING:\n    from api.inputs import Near\n"
        "class Search(BaseModel):\n    name: str\n    age: int | None = None\n"
        "    tags: list[str] | None = None\n    near: Near | None = None\n"
    )
    (shop / "shop.py").write_text(model, "utf-8")
    replace_in(shop / "pyproject.toml", 'Near = "shop:Near"\n', "")
    assert (
        "pyproject.toml:5:1: GW457 'shop:Search' (shop.py:6) cannot be made when the program runs:"
        " pydantic does not know 'Near', which only type checkers import. Import it for good;"
    ) in run(shop, "generate").output
    near = "from dataclasses import dataclass\n@dataclass\nclass Near:\n    x: float\n"
    later = model.replace("from api.inputs import Near", "pass") + near
    (shop / "shop.py").write_text(later, "utf-8")
    replace_in(shop / "pyproject.toml", "Search =", 'Near = "shop:Near"\nSearch =')
    assert run(shop, "generate").exit_code == 0


def test_filters_and_orders_over_sqlalchemy_stay_graphwrights(shop: Path) -> None:
    """They are taken apart to become SQL; without SQLAlchemy they are inputs like others."""
    sdl = "type Query { users(by: NameFilter): Int } input NameFilter { contains: String }"
    (shop / "schema/shop.graphql").write_text(sdl, "utf-8")
    replace_in(shop / "shop.py", "    x: float", "    contains: str | None = None")
    lines = (shop / "pyproject.toml").read_text("utf-8").splitlines()[:4]
    settings = "\n".join([*lines, 'NameFilter = "shop:Near"\n'])
    (shop / "pyproject.toml").write_text(settings, "utf-8")
    assert run(shop, "generate").exit_code == 0
    replace_in(shop / "pyproject.toml", 'server = "api"', 'server = "api"\nsqlalchemy = true')
    assert (
        "GW452 No class can stand for 'NameFilter': it becomes SQL, for which graphwright has to"
        " know what it is made of."
    ) in run(shop, "generate").output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # Of another length: mypy takes a file of the same second and size for the same.
        ("name: str", "name: bytes", 'Argument "name" to "Search" has incompatible type "str"'),
        ("name: str", "title: str", 'Unexpected keyword argument "name" for "Search"'),
        ("    name: str", "    by: str\n    name: str", 'Missing positional argument "by" in call'),
    ],
)
def test_what_no_longer_fits_is_a_type_error(
    old: str, new: str, told: str, shop: Path, mypy_cache: Path
) -> None:
    """In the function that makes the input."""
    assert run(shop, "generate").exit_code == 0
    assert mypy_of(shop, mypy_cache, "api") == ""
    replace_in(shop / "shop.py", old, new)
    found = mypy_of(shop, mypy_cache, "api")
    assert "api/models.py" in found
    assert told in found
