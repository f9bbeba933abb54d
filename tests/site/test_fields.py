"""Every field that an author can fill in is shown on the page of its file, or named here as hidden, with the reason."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from waymark_guide.model.partial_date import format_date
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.knowledge_base import KnowledgeBase

ROOT = Path(__file__).parents[2]
NOT_CONTENT = {"schema_", "id", "allow", "was", "draft"}
"""Fields of every kind of file that name it or steer the checks: they are not content."""
OPERATORS = {"all", "any", "not", "answered", "has_none", "has_any"}
"""Words of the condition language, which are not content."""
HIDDEN = {
    "CalculatorInput.cashable": "the page writes in words whether it can be taken out of a budget",
    "CalculatorInput.whole": "it sets the step of the box",
    "CaseStudy.licence": "it is in the open data; pages name the licence of the whole site in their footer",
    "Dispute.path": "the page writes the words of the field",
    "DontKnow.because": "it tells editors why a question cannot be skipped",
    "Factor.swing": "it is shown where a factor has no help of its own",
    "Figure.cashable": "the page writes in words whether it can be taken out of a budget",
    "Figure.direction": "the page draws or writes it; not measured is no words",
    "Figure.per": "a total needs no words",
    "Figure.qualifier": "an exact figure needs no words",
    "Figure.unit": "money has its sign",
    "GlossaryTerm.forms": "they are the words that link to the term, on other pages",
    "Option.to": "the words of the range say it",
    "Output.cashable": "the page writes in words whether it can be taken out of a budget",
    "Place.gss": "the page writes the region that it is in; the code is in the open data",
    "Question.unit": "the words of the ranges say it",
    "Relation.type": "the page writes the reason for the relation in words",
    "Tree.status": "only a published guide has pages",
}
"""Fields of which pages do not show some value as it is written, each with the reason."""


@cache
def load_content() -> KnowledgeBase:
    """Read the repository's own content."""
    return read_knowledge_base(ROOT).knowledge_base


def list_records() -> Iterator[tuple[BaseModel, tuple[str, ...]]]:
    """List each record that has a page of its own, with the paths of the pages that show it."""
    content = load_content()
    for case in content.case_studies.values():
        if not case.draft:
            yield case, (f"case-studies/{case.id}/",)
    for approach in content.approaches.values():
        yield approach, (f"approaches/{approach.id}/",)
    for law in content.laws.values():
        yield law, (f"law/{law.id}/",)
    for calculator in content.calculators.values():
        yield calculator, (f"value/{calculator.id}/",)
    for tree in content.trees.values():
        if tree.status == "published":
            guide = f"decision-trees/{tree.id}/"
            yield tree, (guide, f"{guide}table/", f"{guide}map/", f"{guide}cases/", f"{guide}steps/")
    for record, path in ((content.glossary, "glossary/"), (content.origins, "origins/"), (content.prepare, "prepare/"), (content.unknowns, "gaps/")):
        if record is not None:
            yield record, (path,)


def list_values(record: BaseModel) -> Iterator[tuple[str, object]]:
    """List the values of all fields of a record and of the records in it, each by the names of its class and field."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if value is None or value in ((), {}, "") or name in NOT_CONTENT:
            continue
        for each in unfold(value):
            if isinstance(each, BaseModel):
                yield from list_values(each)
            else:
                yield f"{type(record).__name__}.{name}", each


def unfold(value: object) -> Iterator[object]:
    """List the single values in nested lists and maps."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from [key] if key not in OPERATORS else []
            yield from unfold(each)
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from unfold(each)
    else:
        yield value


@cache
def find_titles() -> dict[str, set[str]]:
    """Find what pages may call each thing, by its id: titles, labels and names, anywhere in the content."""
    titles: dict[str, set[str]] = defaultdict(set)

    def collect(value: object) -> None:
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, BaseModel):
                own = str(getattr(each, "id", ""))
                names = (getattr(each, name, None) for name in ("title", "label", "name", "term", "text"))
                titles[own] |= {plain(text) for text in names if isinstance(text, str)}
                for name in type(each).model_fields:
                    collect(getattr(each, name))
            elif isinstance(each, dict | list | tuple):
                collect(each)

    content = load_content()
    for field in fields(content):
        collect(getattr(content, field.name))
    return titles


def is_shown(value: Any, text: str, markup: str) -> bool:
    """Whether a page shows a value: as words, as the title of what it names, as a number, as a date, or in the data of its script."""
    if isinstance(value, bool):
        return True  # what a yes or no does is tried where it matters
    if isinstance(value, int | float | Decimal):
        return any(normalise(form) in text or normalise(form) in markup for form in (str(value), f"{value:,}", f"{Decimal(value).normalize():f}"))
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(value)):
        return format_date(str(value)) in text or normalise(str(value)) in markup
    words = normalise(plain(str(value)))
    if words in text or normalise(str(value)) in markup:
        return True
    if any(normalise(title) in text for title in find_titles().get(str(value).rpartition(":")[2], ())):
        return True
    sentences = [part for part in re.split(r"(?<=[.!?:])\s+|\n+", plain(re.sub(r"\[source:[^]]*\]", "", str(value)))) if len(part) > 1]
    return bool(sentences) and len(str(value)) > 20 and all(normalise(part) in text for part in sentences[:2])


def normalise(text: str) -> str:
    """Bring a text to the form in which it is compared: its words and numbers, without signs between them."""
    return " ".join(re.findall(r"\w+", html.unescape(html.unescape(text))))


def read_pages(site: Path, paths: tuple[str, ...]) -> tuple[str, str]:
    """Read pages as their text and as their whole markup."""
    files = [file for path in paths for file in ((site / path).rglob("index.html") if path.endswith("/steps/") else [site / path / "index.html"])]
    markup = " ".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    markup = markup.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&").replace('\\"', '"')
    without_marks = re.sub(r'<sup\b.*?</sup>|<a [^>]*href="#source-[^>]*>[^<]*</a>', "", markup, flags=re.DOTALL)
    return normalise(re.sub(r"<[^>]+>", " ", without_marks)), normalise(markup)


def find_hidden_fields(site: Path) -> dict[str, list[object]]:
    """Find the fields of which at least one value is not on the pages of its record, with those values."""
    hidden: dict[str, list[object]] = defaultdict(list)
    for record, paths in list_records():
        text, markup = read_pages(site, paths)
        for name, value in list_values(record):
            if not is_shown(value, text, markup):
                hidden[name].append(value)
    return hidden


@pytest.fixture(scope="session")
def hidden_fields(site: Path) -> dict[str, list[object]]:
    """The fields that pages do not show."""
    return find_hidden_fields(site)


def test_every_field_is_shown_or_named_as_hidden(hidden_fields: dict[str, list[object]]) -> None:
    """What an author writes reaches the readers of its page."""
    assert {name: values[:2] for name, values in hidden_fields.items() if name not in HIDDEN} == {}


def test_hidden_fields_are_hidden(hidden_fields: dict[str, list[object]]) -> None:
    """A field that pages show by now leaves the list."""
    assert HIDDEN.keys() - hidden_fields.keys() == set()
