"""The models refuse what is wrong, and describe every field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from waymark_guide.model.base import AssetPath, ContentModel, Prose, Reference, WebAddress
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.figure import Figure
from waymark_guide.model.finding import Finding, Span, format_path, sort_key
from waymark_guide.model.partial_date import PartialDate, first_day, format_date, last_day
from waymark_guide.model.slug import is_slug, make_slug
from waymark_guide.model.tree import DontKnow, Question, Tree
from waymark_guide.model.walk import SIGNS, collect_texts, walk_allows, walk_texts
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = {
    "id": "q",
    "text": "Q?",
    "sources": ["a-source"],
    "options": [{"id": "yes", "label": "Yes", "allow": [{"rule": "T310", "because": "One."}]}],
}


def records(model: type[ContentModel], seen: set[type[ContentModel]] | None = None) -> Iterator[type[ContentModel]]:
    """A model and every model inside it."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    yield model
    for info in model.model_fields.values():
        waiting = [info.annotation]
        while waiting:
            part = waiting.pop()
            if isinstance(part, type) and issubclass(part, ContentModel):
                yield from records(part, seen)
            waiting += list(getattr(part, "__args__", ()))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_described(kind: Any) -> None:
    """Every field of every model has a description that ends like a sentence, and no model can be changed."""
    for model in records(kind.model):
        assert model.model_config["frozen"]
        assert model.__doc__
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"
            assert info.description.rstrip("`").endswith((".", "?")), f"{model.__name__}.{name}"


@pytest.mark.parametrize(("text", "slug"), [("Café & Küche", "cafe-kuche"), ("  A--b  ", "a-b"), ("../x", "x"), ("日本", "")])
def test_slug_of(text: str, slug: str) -> None:
    """A free text gives the nearest id, and nothing that is no id."""
    assert make_slug(text) == slug
    assert not slug or is_slug(slug)


@pytest.mark.parametrize("text", ["", "A", "a_b", "-a", "a-", "a--b", "a/b", "..", "a\n", "x" * 81])
def test_not_a_slug(text: str) -> None:
    """What could leave a folder, break a link or change with the system's case is no id."""
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("partial", "first", "last", "words"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2026-11-22", date(2026, 11, 22), date(2026, 11, 22), "22 November 2026"),
    ],
)
def test_partial_dates(partial: str, first: date, last: date, words: str) -> None:
    """A partial date has a first day, a last day, and British words."""
    assert TypeAdapter(PartialDate).validate_python(partial) == partial
    assert (first_day(partial), last_day(partial), format_date(partial)) == (first, last, words)


@pytest.mark.parametrize("partial", ["2024-13", "2023-02-29", "24", "2024-1", "1 May 2024", "0000", "2024-01-01T00:00"])
def test_not_a_partial_date(partial: str) -> None:
    """A date that does not exist is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(partial)


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.png", "a/../b.png", "a//b.png", ".hidden.png", "no-ending", "https://x/y.png", "a\\b.png"])
def test_not_an_asset(path: str) -> None:
    """The path of a picture cannot leave the folder of the pictures."""
    with pytest.raises(ValidationError):
        TypeAdapter(AssetPath).validate_python(path)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://x", 'https://x/"y', "https://x y"])
def test_not_a_web_address(address: str) -> None:
    """Only whole addresses of web pages are taken."""
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(address)


FIGURE = {"id": "f", "label": "F", "kind": "output", "unit": "GBP", "period": "2020", "sources": ["s"]}


@pytest.mark.parametrize("amount", [{}, {"value": "1", "range": {"low": "1", "high": "2"}}, {"range": {"low": "2", "high": "1"}}, {"value": "inf"}])
def test_figure_says_how_much(amount: dict[str, Any]) -> None:
    """A figure has a value or a range, never both, and never the wrong way round."""
    with pytest.raises(ValidationError):
        Figure.model_validate({**FIGURE, **amount})


def test_figure_of_money() -> None:
    """An amount of money is known by its unit."""
    assert Figure.model_validate({**FIGURE, "value": "1"}).is_money
    assert not Figure.model_validate({**FIGURE, "value": "1", "unit": "meals"}).is_money


@pytest.mark.parametrize("written", ["false", "no", "off", "False"])
def test_dont_know_switched_off(written: str) -> None:
    """`dont_know: false` and its like switch it off without a reason."""
    question = Question.model_validate({**QUESTION, "dont_know": written})
    assert question.dont_know == DontKnow(offered=False)


def test_leaves() -> None:
    """Every text with a marker has the path that an author would use, and the markers of its type."""
    question = Question.model_validate({**QUESTION, "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No", "from": "3"}]})
    found = {format_path(leaf.path): leaf for leaf in walk_texts(question)}
    assert found["sources[0]"].find_marker(Reference) == Reference("source")
    assert found["options[1].label"].find_marker(Prose) == Prose(inline=True)
    assert found["options[1].label"].value == "No"
    assert found["id"].find_marker(Prose) is None


def test_what_is_said_is_what_the_leaves_say() -> None:
    """What a file says is what its leaves say: each text for readers once, those of its sources apart, and each reference under its kind."""
    for _, record in read_knowledge_base(Path(__file__).parents[2] / "golden" / "good").records.values():
        collected, every = collect_texts(record), list(walk_texts(record))
        prose = [leaf for leaf in every if leaf.find_marker(Prose)]
        assert sorted(collected.texts) == sorted(leaf.value for leaf in prose if "sources" not in leaf.path)
        assert sorted(collected.sources) == sorted(leaf.value for leaf in prose if "sources" in leaf.path)
        assert sorted((kind, each) for kind, ids in collected.refers.items() for each in ids) == sorted(
            (leaf.find_marker(Reference).kind, leaf.value) for leaf in every if leaf.find_marker(Reference)
        )
        assert collected.is_plain == (not any(sign in leaf.value for leaf in prose for sign in SIGNS))


def test_allows() -> None:
    """Every `allow` entry is found, with its path."""
    assert [(format_path(path), allow.rule) for path, allow in walk_allows(Question.model_validate(QUESTION))] == [("options[0].allow[0]", "T310")]


def test_every_reference_is_marked() -> None:
    """What a case study refers to is marked, so that one check sees it."""
    marked = {
        mark.kind
        for info in CaseStudy.model_fields.values()
        for mark in [*info.metadata, *(mark for part in getattr(info.annotation, "__args__", ()) for mark in getattr(part, "__metadata__", ()))]
        if isinstance(mark, Reference)
    }
    assert {"approach", "contributor", "vocabulary:themes", "vocabulary:statuses"} <= marked


def test_findings_in_order() -> None:
    """Findings sort as a reader meets them; a finding for a whole file comes first."""
    later = Finding("T101", "b.yaml", "B", Span(2, 1, 2))
    earlier = Finding("T202", "b.yaml", "A", Span(1, 9, 10))
    whole = Finding("T113", "b.yaml", "C")
    assert sorted([later, earlier, whole], key=sort_key) == [whole, earlier, later]


def test_tree_finds_its_parts() -> None:
    """A tree gives a question or an outcome by its id, and none where there is none."""
    tree = Tree.model_validate(
        {
            "schema": "tree/1",
            "id": "t",
            "title": "T",
            "summary": "S",
            "status": "draft",
            "version": "1.0.0",
            "questions": [QUESTION],
            "result": {"mode": "all"},
            "outcomes": [{"id": "o", "title": "O"}],
        }
    )
    assert tree.question("q") is tree.questions[0]
    assert tree.outcome("o") is tree.outcomes[0]
    assert tree.question("o") is None
    assert tree.outcome("q") is None
