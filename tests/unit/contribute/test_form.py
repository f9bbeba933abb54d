"""The data in the page of the form: the model with its words, what it can refer to, and words that fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.model.base import ContentModel, Line, OneOrMany, Paragraphs, Reference, Slug, make_field
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.walk import find_markers
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pot(ContentModel):
    """A part of the model below."""

    size: Annotated[float, Field(ge=1, le=9)] = make_field("How large it is.")


class Soup(ContentModel):
    """A model that has a field of every sort."""

    schema_: Literal["soup/1"] = make_field("The format.", alias="schema")
    title: Annotated[Line, Field(max_length=9)] = make_field("Its name.", hint="Short.", example="Broth")
    pots: tuple[Pot, ...] = make_field("What it was made in.", min_length=1)
    cooks: tuple[Annotated[Slug, Reference("cook")] | Pot, ...] = make_field("Who made it.", default=(), level="recommended")
    tastes: dict[str, Annotated[tuple[str, ...], OneOrMany]] = make_field("How it tasted.", default_factory=dict)
    story: Paragraphs | None = make_field("What happened.", default=None)
    hot: bool = make_field("Whether it was hot.", default=True)
    grade: Annotated[str, Reference("vocabulary:grades")] = make_field("How good it was.", default="good")


def test_a_model_becomes_a_shape() -> None:
    """Every sort of field is described with its words, its limits, what it refers to and its default."""
    pot = {"is": "record", "fields": [{"name": "size", "says": "How large it is.", "required": True, "of": {"is": "number", "low": 1, "high": 9}}]}
    fields = {field.pop("name"): field for field in describe_model(Soup)["fields"]}
    assert fields == {
        "schema": {"says": "The format.", "required": True, "of": {"is": "word", "words": ["soup/1"]}},
        "title": {
            "says": "Its name.", "hint": "Short.", "example": "Broth", "required": True, "of": {"is": "text", "prose": "line", "least": 1, "most": 9},
        },
        "pots": {"says": "What it was made in.", "required": True, "of": {"is": "list", "of": pot, "least": 1}},
        "cooks": {
            "says": "Who made it.", "level": "recommended",
            "of": {"is": "list", "of": {"is": "either", "of": [{"is": "text", "form": "slug", "refers": "cook"}, pot]}},
        },
        "tastes": {"says": "How it tasted.", "of": {"is": "map", "of": {"is": "list", "of": {"is": "text"}, "alone": True}}},
        "story": {"says": "What happened.", "of": {"is": "text", "prose": "paragraphs", "least": 1}},
        "hot": {"says": "Whether it was hot.", "of": {"is": "yesno"}},
        "grade": {"says": "How good it was.", "instead": "good", "of": {"is": "text", "refers": "vocabulary:grades"}},
    }  # fmt: skip


def test_every_reference_of_a_model_is_found() -> None:
    """What a model can refer to is found in lists, unions and records within it."""
    assert {mark.kind for mark in find_markers(Soup) if isinstance(mark, Reference)} == {"cook", "vocabulary:grades"}


def test_the_words_of_the_form_name_fields_that_exist() -> None:
    """No section, label or entry speaks of a field that the model has not, or has no longer."""
    top = {field["name"] for field in describe_model(CaseStudy)["fields"]}
    every = set(_names(describe_model(CaseStudy)))
    words = load_strings().get_section("form")
    placed = [name for key, names in words.items() if key.startswith("sections.") and key.endswith(".fields") for name in names.split()]
    assert [name for name in placed if name not in {*top, "*"}] == []
    assert len(placed) == len(set(placed))
    labelled = {key.removeprefix("labels.") for key in words if key.startswith("labels.")}
    assert [name for name in labelled if not {*name.split(".")} <= every] == []
    assert {key.removeprefix("entries.") for key in words if key.startswith("entries.")} <= every


def _names(part: dict[str, Any]) -> Iterator[str]:
    """The name of every field of a shape, however deep."""
    inner = part.get("of", [])
    for each in inner if isinstance(inner, list) else [inner]:
        yield from _names(each)
    for field in part.get("fields", []):
        yield field["name"]
        yield from _names(field["of"])
