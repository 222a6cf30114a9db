"""Usual values of rows are answered as they are handed over, all others as their objects are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from graphql import GraphQLSchema, build_schema, execute_sync, parse, version_info

from graphwright.engine import Engine
from graphwright.engine import rows as engine_rows
from graphwright.runtime import AttributeResolver
from graphwright.runtime.rows import RowForm, RowList, RowObject, RowValue, builder
from graphwright.runtime.usual import Items, Parts, Shown, Usual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SDL = """
type Query { books: [Book!]! }
type Book { title: String! weight: Grams! lost: Grams cover: Cover shouted: String }
type Cover { dyes: [Dye!]! main: Dye kind: Kind }
type Dye { name: String! share: Grams! loud: String }
scalar Grams
enum Kind { HARD SOFT }
"""
ALL = """
  title weight again: weight lost
  cover { __typename dyes { name part: share } main { share } kind }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dye:
    name: Any
    share: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    dyes: Sequence[Dye]
    main: Dye | None
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    title: Any
    weight: Any
    lost: Any
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class Root:
    books: Sequence[Book]


def grams(value: Decimal) -> str:
    """How the schema writes Grams."""
    return f"{value.normalize():f}"


def shown_grams(stored: str) -> str:
    """What `grams` makes of a stored text; ValueError for what is not a whole number."""
    if not stored.isdigit():
        raise ValueError(stored)
    return stored


def cover_of(stored: str | None) -> Cover | None:
    """The cover that a stored text tells, such as `HARD:red=2,blue=1`."""
    if stored is None:
        return None
    kind, _, dyes = stored.partition(":")
    pairs = [each.partition("=") for each in dyes.split(",")] if dyes else []
    made = [Dye(name=name or None, share=Decimal(share)) for name, _, share in pairs]
    return Cover(dyes=made, main=made[0] if made else None, kind=kind or None)


def cover_row(stored: str | None) -> tuple[Any, ...] | None:
    """The same as rows; ValueError for what takes care."""
    if stored is None:
        return None
    cover = cover_of(stored)
    assert cover is not None
    rows = [(each.name, shown_grams(str(each.share))) for each in cover.dyes]
    return rows, rows[0] if rows else None, cover.kind


DYE = Parts({"name": None, "share": Shown(grams)})
COVER = Usual(cover_row, Parts({"dyes": Items(DYE), "main": DYE, "kind": None}))


def form_of(usual: Usual | None = COVER) -> RowForm:
    """How books are read."""
    read = RowObject(
        Book,
        {
            "title": RowValue(None, (0,)),
            "weight": RowValue(None, (1,)),
            "lost": RowValue(None, (2,)),
            "cover": RowValue(cover_of, (3,), usual),
        },
    )
    converters: dict[int, Callable[[Any], Any]] = {
        1: lambda text: text and Decimal(text),
        2: lambda text: text and Decimal(text),
    }
    return RowForm(read, converters, {1: {grams: shown_grams}, 2: {grams: shown_grams}})


def schema_of(serialize: Callable[[Any], Any] = grams) -> GraphQLSchema:
    """A schema whose objects are read by their attributes."""
    schema = build_schema(SDL)
    types: Any = schema.type_map
    is_33 = version_info >= (3, 3)
    setattr(types["Grams"], "coerce_output_value" if is_33 else "serialize", serialize)
    for type_name in ("Query", "Book", "Cover", "Dye"):
        for name, field in types[type_name].fields.items():
            field.resolve = AttributeResolver(name)
    types["Book"].fields["shouted"].resolve = lambda book, _info: book.title.upper()
    types["Dye"].fields["loud"].resolve = lambda dye, _info: dye.name.upper()
    return schema


def both(
    selection: str,
    rows: Sequence[Sequence[Any]],
    form: RowForm | None = None,
    schema: GraphQLSchema | None = None,
) -> tuple[Any, int]:
    """The engine's data, equal to graphql-core's, and how many objects it has made."""
    form, schema = form or form_of(), schema or schema_of()
    document = parse(f"{{ books {{ {selection} }} }}")
    build, made = builder(form), list[Any]()

    def counted(row: Sequence[Any]) -> Any:
        made.append(row)
        return build(row)

    result = Engine(schema).execute_sync(document, Root(RowList(rows, form, counted)))
    expected = execute_sync(schema, document, Root([build(row) for row in rows]))
    assert result.data == expected.data
    assert [each.formatted for each in result.errors or ()] == [
        each.formatted for each in expected.errors or ()
    ]
    return result.data, len(made)


USUAL_ROWS = [("one", "10", "2", "HARD:red=2,blue=1"), ("two", "7", None, None)]


def test_usual_values_are_answered_without_objects() -> None:
    """Objects, lists and scalars that are handed over in their form need neither object nor call."""
    data, made = both(ALL, USUAL_ROWS)
    assert data["books"][0]["cover"] == {
        "__typename": "Cover",
        "dyes": [{"name": "red", "part": "2"}, {"name": "blue", "part": "1"}],
        "main": {"share": "2"},
        "kind": "HARD",
    }
    assert made == 0


@pytest.mark.parametrize(
    "row",
    [
        ("odd", "1.50", "2", "SOFT:red=2"),
        ("odd", "1", "0.5", "SOFT:red=2"),
        ("odd", "1", "2", "SOFT:red=0.5,blue=3"),
        ("odd", "1", "2", "SOFT:=3"),
        ("odd", "1", "2", "PAPER:red=3"),
        ("odd", None, "2", "SOFT:red=3"),
        (None, "1", "2", "SOFT:red=3"),
    ],
    ids=repr,
)
def test_a_row_with_a_value_that_takes_care_is_answered_as_its_object_is(
    row: Sequence[Any],
) -> None:
    """What is refused, wrong or null where it must not be costs one object, and changes nothing."""
    _, made = both(ALL, [USUAL_ROWS[0], row, USUAL_ROWS[1]])
    assert made == 1


@pytest.mark.parametrize("form", [form_of(None), form_of()], ids=["decoded", "handed over"])
def test_another_serializer_gets_the_values_themselves(form: RowForm) -> None:
    """Texts are taken only for the serializer that they stand for."""
    data, made = both(ALL, USUAL_ROWS, form, schema_of(lambda value: f"{value} g"))
    assert data["books"][0]["cover"]["dyes"][0]["part"] == "2 g"
    assert data["books"][0]["weight"] == "10 g"
    assert made == 0


@pytest.mark.parametrize("selection", ["shouted weight", "cover { dyes { loud share } }"])
def test_resolvers_are_given_objects_whatever_is_usual(selection: str) -> None:
    """A resolver below the list or below a value that could be handed over gets its parent."""
    both(selection, USUAL_ROWS)


def test_a_form_without_the_attribute_is_not_used() -> None:
    """Where a form lacks what is selected, values are decoded."""
    usual = Usual(lambda stored: (cover_row(stored) or ())[2:], Parts({"kind": None}))
    data, _ = both("cover { kind dyes { name } }", USUAL_ROWS[:1], form_of(usual))
    assert data["books"][0]["cover"]["dyes"][0] == {"name": "red"}
    data, _ = both("cover { kind }", USUAL_ROWS[:1], form_of(usual))
    assert data == {"books": [{"cover": {"kind": "HARD"}}]}


TITLES = ("one", "two", None, 5)
WEIGHTS = ("1", "10", "1.5", "0", None)
COVERS = (
    None,
    "HARD:red=2,blue=1",
    "SOFT:",
    ":red=3",
    "PAPER:red=3",
    "SOFT:red=0.5,blue=1",
    "SOFT:=1",
)
SELECTIONS = (
    *("title", "weight", "heavy: weight", "lost", "cover { kind }", "cover { dyes { name } }"),
    *("cover { soft: kind main { share name } }", "cover { dyes { share } main { name } }"),
)
TRIALS = 150


def trial(seed: int) -> None:
    """Compares the answers to a random selection of random rows."""
    random = Random(seed)
    selected = random.sample(SELECTIONS, random.randint(1, 5))
    rows = [
        (
            random.choice(TITLES[:2] if random.random() < 0.8 else TITLES),
            random.choice(WEIGHTS[:2] if random.random() < 0.8 else WEIGHTS),
            random.choice(WEIGHTS),
            random.choice(COVERS),
        )
        for _ in range(random.randint(0, 4))
    ]
    serialize = random.choice((grams, grams, lambda value: f"{value} g"))
    both(" ".join(selected), rows, schema=schema_of(serialize))


def test_random_rows_are_answered_as_their_objects_are() -> None:
    """Sound and unsound values, nulls, aliases and other serializers in any combination."""
    for seed in range(TRIALS):
        trial(seed)


def all_trials() -> None:
    """What finds wrong answers, and objects that are made in vain."""
    test_random_rows_are_answered_as_their_objects_are()
    test_usual_values_are_answered_without_objects()


def values_are_not_checked(patch: pytest.MonkeyPatch) -> None:
    """Nothing is unusual."""
    patch.setattr(engine_rows._RowEmitter, "_refuse", lambda *_arguments: None)


def all_serializers_are_taken_for_one(patch: pytest.MonkeyPatch) -> None:
    """Texts are taken whoever writes the scalar."""
    patch.setattr(engine_rows._RowEmitter, "_shown", lambda _self, _at, value, _by: value)


def parts_are_in_another_order(patch: pytest.MonkeyPatch) -> None:
    """The values of a row are taken for one another."""

    def targets(names: Any) -> str:
        return "".join(f"{variable}, " for variable, _ in reversed(names.values()))

    patch.setattr(engine_rows, "_targets", targets)


def nulls_are_opened(patch: pytest.MonkeyPatch) -> None:
    """A value that is null is read like any other."""
    patch.setattr(
        engine_rows._RowEmitter, "_unless_null", lambda _self, _at, _value, write: write()
    )


@pytest.mark.parametrize(
    "bug",
    [
        values_are_not_checked,
        all_serializers_are_taken_for_one,
        parts_are_in_another_order,
        nulls_are_opened,
    ],
    ids=lambda bug: bug.__name__,
)
def test_a_bug_in_what_is_written_over_rows_is_noticed(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of some deliberate bugs makes an answer differ, or objects where none are needed."""
    bug(monkeypatch)
    with pytest.raises(AssertionError):
        all_trials()
